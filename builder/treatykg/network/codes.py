"""The codes that other data sets give to our terms, from the notations of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib.namespace import SKOS

from treatykg.resources import folder
from treatykg.vocab import OBLIGATION, TREATY, local_name

_NOTATION = str(SKOS.notation)


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes by the local name of a term: PLOVER and CAMEO of classes of events and claims, ATOP of obligation types."""

    plover: Mapping[str, str]
    cameo: Mapping[str, str]
    atop: Mapping[str, str]


@cache
def load_codes() -> Codes:
    """The codes of the ontology that travels with treatykg; those of ATOP in the order of its scheme."""
    root = folder("ontology")
    classes = _read_notations(root / "treaty.ttl")
    obligations = _read_notations(root / "vocabularies" / "obligations.ttl")[str(TREATY.atopCode)]
    ordered = [name for name in OBLIGATION.__annotations__ if name in obligations]
    return Codes(
        plover=classes[str(TREATY.ploverCode)],
        cameo=classes[str(TREATY.cameoCode)],
        atop={name: obligations[name] for name in ordered},
    )


def _read_notations(path: Path) -> Mapping[str, Mapping[str, str]]:
    """By datatype and local name of the term: its notation."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate.value == _NOTATION and isinstance(subject, NamedNode) and isinstance(value, Literal):
            name = local_name(subject.value)
            found[value.datatype.value][name] = value.value
    return found
