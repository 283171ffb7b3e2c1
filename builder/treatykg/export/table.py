"""A CSV table of one kind of thing (RFC 4180, UTF-8, lines end with a line feed), from a description of its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY, local_name

_GENERAL = frozenset(map(str, (TREATY.Event, TREATY.Claim)))
_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, and the path of predicates from the thing in the row to the values in the cell.

    `term` shortens terms of the vocabularies to their local names; `anywhere` looks beyond the graph of the row.
    """

    header: str
    path: tuple[str, ...]
    term: bool = False
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: which things are its rows, the header of the column that names them, and the further columns."""

    classes: tuple[str, ...]
    subject: str
    columns: tuple[Column, ...]


def to_table(dataset: Dataset, table: Table) -> bytes:
    """The table of a dataset: a row for each thing in each graph that describes it, sorted by graph and IRI."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("graph", table.subject, *(column.header for column in table.columns)))
    everywhere = Index(dataset)
    for name, graph in dataset.graphs():
        writer.writerows(_rows(name, table, here=Index(graph), everywhere=everywhere))
    return text.getvalue().encode("utf-8")


def _rows(graph: str, table: Table, *, here: Index, everywhere: Index) -> Iterator[tuple[str, ...]]:
    for subject in here.instances(*table.classes):
        cells = (_cell(column, subject, everywhere if column.anywhere else here) for column in table.columns)
        yield graph, subject, *cells


def _cell(column: Column, subject: str, index: Index) -> str:
    values = index.follow(subject, *column.path)
    if column.term:
        values = tuple(local_name(value) for value in values if value not in _GENERAL)
    return _SEPARATOR.join(values)
