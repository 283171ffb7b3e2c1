"""Which extractor made a record, and which validator judged it: fingerprints of all code and knowledge that it can depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from treatykg import __version__
from treatykg.resources import folder

# What an article goes through on its way to quads and profiles; the rest of the package only works with these.
_PARTS = (
    "articles", "dates", "entities", "facts", "gazetteer", "identifiers.py", "mentions", "model.py", "pipeline.py",
    "predicates", "resolution", "sentences", "triples", "vocab",
)  # fmt: skip


# What the findings in a graph depend on beside the graph.
_JUDGES = ("validation", "vocab")


@cache
def extractor_version() -> str:
    """The release and twelve hexadecimal digits that change with the code, the lexicon or the gazetteer: `0.1.0+3f2a...`."""
    knowledge = (*folder("lexicon").glob("*.toml"), *(folder("ontology") / "gazetteer").glob("*.csv"))
    return f"{__version__}+{_fingerprint((*_code(_PARTS), *sorted(knowledge)))}"


@cache
def validator_version() -> str:
    """Twelve hexadecimal digits that change with the shapes, the ontology or the code that checks them."""
    knowledge = (*folder("shapes").rglob("*.ttl"), *folder("ontology").rglob("*.ttl"))
    return _fingerprint((*_code(_JUDGES), *sorted(knowledge)))


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode("utf-8") + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _code(parts: Iterable[str]) -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for part in parts:
        yield from (package / part,) if part.endswith(".py") else sorted((package / part).rglob("*.py"))
