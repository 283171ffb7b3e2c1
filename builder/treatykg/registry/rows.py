"""The rows of a register's own table: read, typed, with a list of the cells that could not be read."""

from __future__ import annotations

import csv
import hashlib
import html
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from treatykg.errors import RegisterError
from treatykg.registry.description import RegisterDescription

_DATES = ("signed", "adopted", "in_force", "effective", "provisional", "terminated")


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that says nothing as it stands: its row (the header is row 1), column and value, and what is wrong."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One treaty as the register gives it. `number` counts rows of the table as RFC 7111 does: the header is row 1."""

    number: int
    identifier: str
    title: str
    bilateral: bool
    subject: str
    parties: tuple[str, ...]
    place: str
    dates: Mapping[str, date]

    @property
    def year(self) -> int | None:
        """The year of signature, else of adoption, else of entry into force."""
        days = (self.dates.get(name) for name in ("signed", "adopted", "in_force", "provisional"))
        return next((day.year for day in days if day), None)


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """The rows of one file, what could not be read in it, and the SHA-256 of its bytes."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    sha256: str


def read_register(path: Path, description: RegisterDescription) -> RegisterTable:
    """The rows of a register's table in CSV (UTF-8, comma, header).

    A cell that is no date, or a row without identifier or title, is a problem of the table, not an error.

    :raises RegisterError: if the file cannot be read, lacks a column, has broken rows or gives an identifier twice
    """
    content = _read_bytes(path)
    records = _records(path, content, description)
    problems: list[Problem] = []
    rows = tuple(row for number, record in records if (row := _row(number, record, description, problems)))
    _check_identifiers(path, rows)
    return RegisterTable(rows, tuple(problems), hashlib.sha256(content).hexdigest())


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read ({error.strerror}): give the CSV file of a register") from error


def _records(path: Path, content: bytes, description: RegisterDescription) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The numbered records of the file, by what their cells say."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        missing = sorted({*description.columns.values()} - {*(reader.fieldnames or ())})
        if missing:
            raise RegisterError(f"{path}: no column {', '.join(missing)}: is it a table of {description.title}?")
        return [(number, _cells(path, number, record, description)) for number, record in enumerate(reader, start=2)]
    except UnicodeDecodeError as error:
        raise RegisterError(f"{path}: byte {error.start} is no UTF-8: save the table in UTF-8") from error
    except csv.Error as error:
        raise RegisterError(f"{path}:{reader.line_num}: not valid CSV ({error}): mend the line") from error


def _cells(
    path: Path, number: int, record: Mapping[str | None, str | None], description: RegisterDescription
) -> Mapping[str, str]:
    if None in record or None in record.values():
        raise RegisterError(f"{path}: row {number} has not as many cells as the header: mend it")
    return {says: " ".join((record[column] or "").split()) for says, column in description.columns.items()}


def _row(
    number: int, cells: Mapping[str, str], description: RegisterDescription, problems: list[Problem]
) -> Row | None:
    for column in ("identifier", "title"):
        if not cells[column]:
            problems.append(Problem(number, description.columns[column], "", "empty: the row is left out"))
            return None
    parties = (name.strip() for name in cells["parties"].split(description.separator))
    return Row(
        number, cells["identifier"], html.unescape(cells["title"]), cells["kind"] == description.bilateral, cells["subject"],
        tuple(dict.fromkeys(name for name in parties if name)), cells["place"],
        dict(_dates(number, cells, description, problems)),
    )  # fmt: skip


def _dates(
    number: int, cells: Mapping[str, str], description: RegisterDescription, problems: list[Problem]
) -> Iterator[tuple[str, date]]:
    for name in _DATES:
        if not cells[name]:
            continue
        try:
            yield name, datetime.strptime(cells[name], description.date_format).date()
        except ValueError:
            reason = f"no date of the form {description.date_format}"
            problems.append(Problem(number, description.columns[name], cells[name], reason))


def _check_identifiers(path: Path, rows: Sequence[Row]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if first := seen.get(row.identifier):
            raise RegisterError(
                f"{path}: rows {first} and {row.number} have the identifier {row.identifier}: keep one of them"
            )
        seen[row.identifier] = row.number
