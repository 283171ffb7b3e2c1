"""Which surfaces each row gives, and how each names its thing: the readings behind `Gazetteer.find_names`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from treatykg.gazetteer import tables
from treatykg.gazetteer.folding import fold
from treatykg.gazetteer.index import Surfaces
from treatykg.gazetteer.tables import Row, Table, items
from treatykg.gazetteer.values import NameUse, Naming

Rows: TypeAlias = Mapping[Table, Sequence[tuple[int, Row]]]

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?")
_COLUMNS: Mapping[Table, Mapping[str, NameUse]] = {
    tables.STATES: {
        "label": "name", "names": "name", "former_names": "former", "adjectives": "demonym", "people": "people",
        "capital": "capital",
    },
    tables.LEGISLATURES: {"label": "name", "names": "name"},
    tables.LEADERS: {"label": "name", "names": "name"},
    tables.ORGANIZATIONS: {"label": "name", "acronyms": "acronym", "names": "name", "aliases": "name"},
    tables.GROUPS: {"label": "name", "names": "name"},
    tables.TREATIES: {"label": "name", "names": "name", "acronyms": "acronym"},
    tables.BODIES: {"label": "name", "names": "name"},
    tables.INSTRUMENTS: {"label": "name", "names": "name"},
    tables.PLACES: {"label": "name", "names": "name"},
}  # fmt: skip


def place_key(name: str) -> str:
    """The key of the place called `name`.

    >>> place_key("Washington, D.C."), place_key("N’Djamena")
    ('place/washington-d-c', 'place/n-djamena')
    """
    return "place/" + re.sub(r"[^a-z0-9]+", "-", fold(name).lower()).strip("-")


def names_of(table: Table, row: Row) -> tuple[str, ...]:
    """All names of a row's thing itself, the label first, each once."""
    columns = (column for column, use in _COLUMNS[table].items() if use in {"name", "acronym", "former"})
    return tuple(dict.fromkeys(name for column in columns for name in items(row[column])))


def surfaces_of(rows: Rows) -> Surfaces:
    """Every folded surface with its readings, sorted by key and use.

    The guards flag what is ambiguous, leave out what never is a name, and add phrases without a reading that hold a
    name which is not meant ("Washington Post").
    """
    guards = _guards(rows)
    namings: dict[str, dict[tuple[str, str, str], Naming]] = defaultdict(dict)
    for surface, naming in _namings(rows):
        folded = fold(surface)
        if (guard := guards.get(folded)) != "never":
            unclear = naming.ambiguous or guard == "ambiguous"
            reading = naming if naming.ambiguous == unclear else replace(naming, ambiguous=True)
            namings[folded].setdefault(_order(reading), reading)
    shadows = {surface: () for surface, guard in guards.items() if guard == "shadow"}
    return {**shadows, **{surface: tuple(found[key] for key in sorted(found)) for surface, found in namings.items()}}


def _guards(rows: Rows) -> Mapping[str, str]:
    return {fold(row["surface"]): row["treatment"] for _, row in rows[tables.GUARDS]}


def _order(naming: Naming) -> tuple[str, str, str]:
    return naming.key, naming.use, naming.body or ""


def _namings(rows: Rows) -> Iterator[tuple[str, Naming]]:
    for table, columns in _COLUMNS.items():
        for _, row in rows[table]:
            for column, use in columns.items():
                yield from _namings_of(row["key"], items(row[column]), use)
    for _, row in rows[tables.STATES]:
        capital = items(row["capital"])
        yield from ((name, Naming(place_key(capital[0]), "name")) for name in capital)
    for _, row in rows[tables.METONYMS]:
        yield row["surface"], Naming(row["refers_to"], "metonym", row["body"] or None, row["context_needed"] == "yes")


def _namings_of(key: str, names: Iterable[str], use: NameUse) -> Iterator[tuple[str, Naming]]:
    """Names with their use. A person's single word is no name here: `Gazetteer.family_names` has those."""
    for name in names:
        if key.startswith("person/") and " " not in name:
            continue
        yield name, Naming(key, "acronym" if use == "name" and _ACRONYM.fullmatch(name) else use)
