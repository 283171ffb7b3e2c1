"""Terms of RDF as values of properties and back; a value is only made when the way back gives the same term."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import XSD

from treatykg.propertygraph.mapping import Property
from treatykg.propertygraph.model import Value
from treatykg.triples.terms import Term, counts, days, decimal, edtf, truths
from treatykg.vocab import EDTF

_READERS: Mapping[str, tuple[str, Callable[[str], Value]]] = MappingProxyType(
    {
        "string": (str(XSD.string), str),
        "integer": (str(XSD.nonNegativeInteger), int),
        "decimal": (str(XSD.decimal), float),
        "boolean": (str(XSD.boolean), lambda text: text == "true"),
        "date": (str(XSD.date), date.fromisoformat),
        "edtf": (str(EDTF), str),
        "anyURI": (str(XSD.anyURI), str),
    }
)
_LARGEST = 2**63 - 1  # what engines hold as an integer


def find_value(term: Term, rule: Property) -> Value | None:
    """The value of a term, or None where the property cannot hold it so that `to_term` gives it back exactly."""
    try:
        value = _read(term, rule)
        return value if value is not None and to_term(value, rule) == term else None
    except (ValueError, OverflowError):  # odd literals, such as a date that is none
        return None


def to_term(value: Value, rule: Property) -> Term:
    """The term that a value of this property stands for."""
    match rule.datatype, value:
        case "iri" | "concept", str():
            return NamedNode(rule.namespace + value)
        case "boolean", bool():
            return truths(value)[0]
        case "integer", int():
            return counts(value)[0]
        case "decimal", float() | int():
            return decimal(value)
        case "date", date():
            return days(value)[0]
        case "edtf", str():
            return edtf(value)
        case _:
            return Literal(str(value), datatype=NamedNode(_READERS[rule.datatype][0]))


def _read(term: Term, rule: Property) -> Value | None:
    if isinstance(term, NamedNode):
        return _local(term.value, rule) if rule.datatype in ("iri", "concept") else None
    if rule.datatype not in _READERS or term.language:
        return None
    datatype, read = _READERS[rule.datatype]
    value = read(term.value) if term.datatype.value == datatype else None
    return None if isinstance(value, int) and value > _LARGEST else value


def _local(iri: str, rule: Property) -> str | None:
    return iri.removeprefix(rule.namespace) if iri.startswith(rule.namespace) else None
