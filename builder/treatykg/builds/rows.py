"""The tables of a dataset as rows of Python values, for notebooks and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode
from rdflib.namespace import XSD

from treatykg.export import to_claims_table, to_entities_table, to_events_table, to_provisions_table
from treatykg.triples import Dataset, Writer

Kind: TypeAlias = Literal["events", "claims", "provisions", "entities"]
Value: TypeAlias = str | int | float | bool | None
Row: TypeAlias = dict[str, Value]

TABLES: Mapping[Kind, Writer] = MappingProxyType(
    {
        "events": to_events_table,
        "claims": to_claims_table,
        "provisions": to_provisions_table,
        "entities": to_entities_table,
    }
)
_NUMBERS: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {
        "confidence": float,
        "votes_for": int,
        "votes_against": int,
        "abstentions": int,
        "unanimous": "true".__eq__,
        "quoted": "true".__eq__,
        "unnamed_source": "true".__eq__,
    }
)
_OF_DATATYPES: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {
        str(XSD.boolean): "true".__eq__,
        str(XSD.decimal): float,
        str(XSD.double): float,
        str(XSD.integer): int,
        str(XSD.nonNegativeInteger): int,
    }
)


def table_rows(dataset: Dataset, kind: Kind) -> list[Row]:
    """The rows of the table that `treatykg build` writes as CSV; numbers and truths as such, None for an empty cell."""
    content = TABLES[kind](dataset).decode("utf-8")
    return [
        {name: _to_value(name, cell) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(content, newline=""))
    ]


def term_value(term: object) -> Value:
    """The value of a term that answers a query: a number, a truth, or the text of an IRI or literal."""
    match term:
        case RdfLiteral():
            return _OF_DATATYPES.get(term.datatype.value, str)(term.value)
        case NamedNode():
            return term.value
        case _:
            return None if term is None else str(term)


def _to_value(name: str, cell: str) -> Value:
    return _NUMBERS.get(name, str)(cell) if cell else None
