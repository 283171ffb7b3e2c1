"""Checks of the gazetteer's tables: every cell holds what its column promises, every reference leads to a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from treatykg.errors import KnowledgeError
from treatykg.gazetteer.tables import Cell, Row, Table, items

_KEY = re.compile(r"[a-z]+/[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*")
_QID = re.compile(r"Q[1-9][0-9]*")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def check_tables(rows: Mapping[Table, Sequence[tuple[int, Row]]], folder: Path) -> None:
    """Check every cell of every table.

    :raises KnowledgeError: naming file and line of the first broken cell
    """
    keys = _known_keys(rows)
    for table, lines in rows.items():
        for line, row in lines:
            for message in _complaints(table, row, keys):
                raise KnowledgeError(f"{folder / table.file}:{line}: {message}")
        _refuse_duplicates(table, lines, folder)


def _known_keys(rows: Mapping[Table, Sequence[tuple[int, Row]]]) -> frozenset[str]:
    return frozenset(row["key"] for table, lines in rows.items() if table.keyed for _, row in lines)


def _refuse_duplicates(table: Table, lines: Sequence[tuple[int, Row]], folder: Path) -> None:
    """Keys must be unique; in tables without keys, whole rows."""
    seen: dict[object, int] = {}
    for line, row in lines:
        first = seen.setdefault(row["key"] if table.keyed else tuple(row.values()), line)
        if first != line:
            raise KnowledgeError(f"{folder / table.file}:{line}: repeats line {first}: keep one of the two")


def _complaints(table: Table, row: Row, keys: frozenset[str]) -> Iterator[str]:
    """What is wrong with a row, in words that say what to do."""
    for column, cell in table.columns.items():
        if (value := row[column]) or cell in {"key", "must", "ref"}:
            if value != value.strip() or "||" in value:
                yield f"{column} {value!r} has stray blanks or bars: remove them"
            if problem := _problem(cell, value, keys):
                yield f"{column} {value!r} {problem}"
    for column, choices in table.choices.items():
        if row[column] not in choices:
            yield f"{column} {row[column]!r} must be one of {', '.join(sorted(choices))}"


def _problem(cell: Cell, value: str, keys: frozenset[str]) -> str | None:
    """What a cell of this kind may not hold, or None."""
    match cell:
        case "must":
            return None if value else "may not be empty"
        case "key":
            return None if _KEY.fullmatch(value) else "is no key: write type/local-name"
        case "ref" | "refs":
            unknown = [item for item in items(value) or ("",) if item not in keys]
            return f"names no row of any table: {', '.join(unknown) or 'it is empty'}" if unknown else None
        case "qid":
            return None if _QID.fullmatch(value) else "is no Wikidata id: write Q and digits, or nothing"
        case "date":
            return None if _is_date(value) else "is no date: write YYYY, YYYY-MM or YYYY-MM-DD, or nothing"
        case _:
            return None


def _is_date(value: str) -> bool:
    """Whether `value` is a year, month or day of the calendar in ISO 8601."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True
