"""How a register is read: its columns and values (register.toml), and what the names in it mean (CSV tables)."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from treatykg.errors import KnowledgeError, OptionError
from treatykg.resources import folder
from treatykg.vocab import OBLIGATION, SUBJECT

_TABLES = {
    "parties.csv": ("name", "since", "until", "key", "label", "note"),
    "places.csv": ("name", "places"),
    "subjects.csv": ("name", "subject", "obligation"),
}
_COLUMNS = (
    "identifier", "title", "kind", "subject", "parties", "place", "signed", "adopted", "in_force", "effective",
    "provisional", "terminated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a party's name means in the treaties of some years: the local identifier, and a label if only we know it."""

    key: str
    label: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class RegisterDescription:
    """One register: who publishes it, how its table is written, what its names mean, and its mapping to RDF.

    :ivar columns: what a column says, to its name in the table
    :ivar parties: names that the gazetteer does not have, or has for something else
    :ivar places: places of signature as the register writes them, to their names; none for what is no place
    :ivar subjects: the register's subjects, to concepts such as `subject/Trade`
    """

    id: str
    title: str
    publisher: str
    url: str
    columns: Mapping[str, str]
    date_format: str
    bilateral: str
    separator: str
    place_separator: re.Pattern[str]
    party_clause: re.Pattern[str]
    aims: re.Pattern[str]
    parties: Mapping[str, tuple[Meaning, ...]]
    places: Mapping[str, tuple[str, ...]]
    subjects: Mapping[str, tuple[str, ...]]
    mapping: str


def find_registers() -> tuple[str, ...]:
    """The names of the registers that treatykg can read, sorted."""
    return tuple(sorted(path.parent.name for path in (folder("ontology") / "registers").glob("*/register.toml")))


@cache
def load_description(register: str) -> RegisterDescription:
    """How the register of this name is read.

    :raises OptionError: if treatykg knows no such register
    :raises KnowledgeError: if one of its files is missing or broken; the message names it
    """
    if register not in find_registers():
        raise OptionError(f"register {register!r}: treatykg reads {', '.join(find_registers())}")
    return read_description(folder("ontology") / "registers" / register)


def read_description(where: Path) -> RegisterDescription:
    """The description of a register in a folder of its own; the folder's name is the register's.

    :raises KnowledgeError: if a file is missing or broken; the message names it
    """
    main = _read_toml(where / "register.toml")
    parties, places, subjects = (_read_table(where / name, columns) for name, columns in _TABLES.items())
    values, titles = main["values"], main["titles"]
    return RegisterDescription(
        where.name, main["title"], main["publisher"], main["url"], main["columns"],
        values["date"], values["bilateral"], values["separator"],
        re.compile(values["places"]), _any_of(titles["parties"]), _any_of(titles["aims"]),
        _meanings(parties), {row["name"]: _items(row["places"]) for row in places},
        {row["name"]: _concepts(row, where / "subjects.csv") for row in subjects},
        _read_text(where / "mapping.ttl"),
    )  # fmt: skip


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error}): reinstall treatykg") from error


def _read_toml(path: Path) -> Mapping[str, Any]:
    try:
        main = tomllib.loads(_read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: not valid TOML ({error}): mend it") from error
    missing = {"title", "publisher", "url", "columns", "values", "titles"} - set(main)
    missing |= {f"columns.{name}" for name in _COLUMNS} - {f"columns.{name}" for name in main.get("columns", ())}
    if missing:
        raise KnowledgeError(f"{path}: lacks {', '.join(sorted(missing))}: add it")
    return main


def _read_table(path: Path, columns: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    reader = csv.DictReader(_read_text(path).splitlines(), strict=True)
    rows = tuple(reader)
    if tuple(reader.fieldnames or ()) != columns or any(None in row.values() or None in row for row in rows):
        raise KnowledgeError(f"{path}: each row must have the columns {','.join(columns)}: mend it")
    return rows


def _meanings(rows: tuple[Mapping[str, str], ...]) -> Mapping[str, tuple[Meaning, ...]]:
    found: dict[str, list[Meaning]] = defaultdict(list)
    for row in rows:
        since, until = int(row["since"] or 0), int(row["until"] or 9999)
        found[row["name"]].append(Meaning(row["key"], row["label"], since, until))
    return {name: tuple(meanings) for name, meanings in found.items()}


def _concepts(row: Mapping[str, str], path: Path) -> tuple[str, ...]:
    """The concepts of a subject below https://w3id.org/treatykg/."""
    for vocabulary, concept in ((SUBJECT, row["subject"]), (OBLIGATION, row["obligation"])):
        if concept and concept not in vocabulary:
            raise KnowledgeError(f"{path}: {row['name']}: no concept {concept!r} in {vocabulary}: correct its spelling")
    named = (("subject", row["subject"]), ("obligation", row["obligation"]))
    return tuple(f"{scheme}/{concept}" for scheme, concept in named if concept)


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split("|") if item)


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf",?\s+\b(?:{'|'.join(map(re.escape, phrases))})\b\s")
