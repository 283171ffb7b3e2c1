"""Which surfaces each row gives, and how each names its thing: the readings behind `Gazetteer.find_names`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from treatykg.gazetteer import tables
from treatykg.gazetteer.folding import fold
from treatykg.gazetteer.index import Surfaces
from treatykg.gazetteer.tables import Row, Rows, Table, items
from treatykg.gazetteer.values import NameUse, Naming

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?")
_COLUMNS: Mapping[Table, Mapping[str, NameUse]] = {
    tables.STATES: {
        "label": "name", "names": "name", "former_names": "former", "adjectives": "demonym", "people": "people",
        "capital": "capital",
        "seats": "capital",
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


def capital_places(rows: Rows) -> Mapping[str, tuple[tuple[str, ...], str | None]]:
    """The capitals and other seats of government that have no row among the places: key to names and Wikidata id."""
    known = {fold(name) for row in rows[tables.PLACES] for name in (row["label"], *items(row["names"]))}
    capitals = ((items(row["capital"]), row["capital_wikidata"] or None) for row in rows[tables.STATES])
    seats = (((seat,), None) for row in rows[tables.STATES] for seat in items(row["seats"]))
    places = (place for place in (*capitals, *seats) if place[0] and fold(place[0][0]) not in known)
    return {place_key(place[0][0]): place for place in places}


def names_of(table: Table, row: Row) -> tuple[str, ...]:
    """All names of a row's thing itself, the label first, each once."""
    columns = (column for column, use in _COLUMNS[table].items() if use in {"name", "acronym", "former"})
    return tuple(dict.fromkeys(name for column in columns for name in items(row[column])))


def surfaces_of(rows: Rows) -> Surfaces:
    """Every folded surface with its readings, sorted by key and use.

    The guards flag what is ambiguous, leave out what never is a name, and add phrases without a reading that hold a
    name which is not meant ("Washington Post").
    """
    guards = {fold(row["surface"]): row["treatment"] for row in rows[tables.GUARDS]}
    surfaces: dict[str, tuple[Naming, ...]] = {name: () for name, guard in guards.items() if guard == "shadow"}
    for surface, naming in _namings(rows):
        folded = fold(surface)
        if (guard := guards.get(folded)) != "never":
            reading = replace(naming, ambiguous=True) if guard == "ambiguous" else naming
            surfaces[folded] = (*surfaces.get(folded, ()), reading)
    return {surface: found if len(found) < 2 else _sorted(found) for surface, found in surfaces.items()}


def _sorted(namings: Iterable[Naming]) -> tuple[Naming, ...]:
    """The readings of one surface, each once, by key, use and body."""
    readings = {(naming.key, naming.use, naming.body or ""): naming for naming in namings}
    return tuple(readings[order] for order in sorted(readings))


def _namings(rows: Rows) -> Iterator[tuple[str, Naming]]:
    for table, columns in _COLUMNS.items():
        for row in rows[table]:
            for column, use in columns.items():
                if cell := row[column]:
                    yield from _namings_of(row["key"], cell.split("|"), use)
    for key, (names, _) in capital_places(rows).items():
        yield from _namings_of(key, names, "name")
    for row in rows[tables.METONYMS]:
        yield row["surface"], Naming(row["refers_to"], "metonym", row["body"] or None, row["context_needed"] == "yes")


def _namings_of(key: str, names: Iterable[str], use: NameUse) -> Iterator[tuple[str, Naming]]:
    """Names with their use. A person's single word is no name here: `Gazetteer.family_names` has those."""
    naming, acronym = Naming(key, use), Naming(key, "acronym")
    for name in names:
        if " " in name or not key.startswith("person/"):
            yield name, acronym if use == "name" and name[:2].isupper() and _ACRONYM.fullmatch(name) else naming
