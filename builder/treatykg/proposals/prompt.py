"""What the model is told: what to look for, which types there are and what they mean, what is known already, the article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from rdflib import SKOS, Literal, URIRef

from treatykg.facts import Reading
from treatykg.lexicon import load_lexicon
from treatykg.proposals.schema import KINDS, fact_schema, to_schema
from treatykg.resources import folder
from treatykg.validation.shapes import read_turtle
from treatykg.vocab import FACTUALITY, OBLIGATION, TREATY

_FILES: Final = ("treaty.ttl", "vocabularies/obligations.ttl", "vocabularies/factuality.ttl")


def to_messages(reading: Reading) -> dict[str, str]:
    """The messages about one article, by role."""
    lexicon, article = load_lexicon("proposals"), reading.linked.document.article
    names = (f"{entity.label} ({entity.type})" for entity in reading.linked.entities.values())
    request = lexicon["request"].format(
        types=_types(),
        entities=", ".join(names) or "nothing",
        published=article.published or "unknown",
        text=article.text,
    )
    return {"system": lexicon["system"].strip(), "user": request.strip()}


def to_plain_words() -> str:
    """What to add for an endpoint that takes no JSON schema."""
    return str(load_lexicon("proposals")["plain"]).format(schema=json.dumps(to_schema()))


@cache
def _types() -> str:
    """The closed lists with the ontology's definitions; a line for each."""
    return "\n".join(_type_lines())


def _type_lines() -> Iterator[str]:
    definitions = _definitions()
    for kind in KINDS:
        properties: dict[str, Any] = fact_schema(kind)["properties"]
        for name, of in properties.items():
            if "enum" in of:
                yield f"{kind}, {name}:"
                yield from (f"- {term}: {definitions[_term(kind, name, term)]}" for term in of["enum"])


def _term(kind: str, field: str, name: str) -> str:
    vocabulary = FACTUALITY if field == "factuality" else OBLIGATION if kind == "provisions" else TREATY
    return str(vocabulary[name])


def _definitions() -> dict[str, str]:
    """The definitions of all terms, by their IRIs."""
    triples = (triple for file in _FILES for triple in read_turtle(folder("ontology") / file))
    return {
        str(subject): str(value)
        for subject, predicate, value in triples
        if predicate == SKOS.definition and isinstance(subject, URIRef) and isinstance(value, Literal)
    }
