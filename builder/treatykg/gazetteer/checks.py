"""Checks of the gazetteer's tables: every cell holds what its column promises, every reference leads to a row.

Columns are checked as sets of values, which are few; only a value that fails is looked up for its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path

from treatykg.errors import KnowledgeError
from treatykg.gazetteer.tables import Cell, Row, Rows, Table, items

_KEY = re.compile(r"[a-z]+/[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*")
_QID = re.compile(r"Q[1-9][0-9]*")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_UNTIDY = re.compile(r"^\s|\s$|\|\||^\||\|$| \||\| ")


def check_tables(rows: Rows, folder: Path) -> None:
    """Check every cell of every table.

    :raises KnowledgeError: naming file and line of a broken cell, and what it must hold
    """
    keys = {row["key"] for table, lines in rows.items() if table.keyed for row in lines}
    for table, lines in rows.items():
        for column, broken, advice in _broken_columns(table, lines, keys):
            line, value = next((line, row[column]) for line, row in enumerate(lines, start=2) if row[column] in broken)
            raise KnowledgeError(f"{folder / table.file}:{line}: {column} {value!r} {advice}")
        _refuse_duplicates(table, lines, folder)


def _refuse_duplicates(table: Table, lines: Sequence[Row], folder: Path) -> None:
    """Keys must be unique; in tables without keys, whole rows."""
    seen: dict[object, int] = {}
    for line, row in enumerate(lines, start=2):
        first = seen.setdefault(row["key"] if table.keyed else tuple(row.values()), line)
        if first != line:
            raise KnowledgeError(f"{folder / table.file}:{line}: repeats line {first}: keep one of the two")


def _broken_columns(table: Table, lines: Sequence[Row], keys: Set[str]) -> Iterator[tuple[str, set[str], str]]:
    """Each column with broken values, those values, and advice."""
    for column, cell in table.columns.items():
        values = {row[column] for row in lines}
        for is_broken, advice in _tests(cell, table.choices.get(column), keys):
            if broken := {value for value in values if is_broken(value)}:
                yield column, broken, advice


def _tests(
    cell: Cell, choices: Collection[str] | None, keys: Set[str]
) -> Iterator[tuple[Callable[[str], object], str]]:
    """What makes a value of such a column broken, and the advice for it."""
    if cell in {"key", "ref", "must"}:
        yield (lambda value: not value), "may not be empty"
    yield _UNTIDY.search, "has stray blanks or bars: remove them"
    if cell in {"ref", "refs"}:
        yield (lambda value: not keys >= {*items(value)}), "names no row of any table: correct it or add the row"
    if test := _SYNTAX.get(cell):
        yield test
    if choices is not None:
        yield (lambda value: value not in choices), f"must be one of {', '.join(sorted(choices))}"


def _is_no_date(value: str) -> bool:
    """Whether `value` is anything but a year, month or day of the calendar in ISO 8601, or nothing."""
    try:
        return bool(value) and not (_DATE.fullmatch(value) and date.fromisoformat((value + "-01-01")[:10]))
    except ValueError:
        return True


_SYNTAX: Mapping[Cell, tuple[Callable[[str], object], str]] = {
    "key": (lambda value: not _KEY.fullmatch(value), "is no key: write type/local-name"),
    "qid": (lambda value: value and not _QID.fullmatch(value), "is no Wikidata id: write Q and digits, or nothing"),
    "date": (_is_no_date, "is no date: write YYYY, YYYY-MM or YYYY-MM-DD, or nothing"),
}
