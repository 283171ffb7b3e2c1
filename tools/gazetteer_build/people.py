"""Persons of Wikidata extracts (CC0), matched with persons of other sources by state and name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gazetteer_build.files import Row, plain, read_rows

HEADS_DATE, MINISTERS_DATE = "2022-10-09", "2023-01-10"  # when the two extracts were made
EXTRACTS_SINCE = "2022"  # they hold nobody whose terms ended before


@dataclass(frozen=True, slots=True)
class WikidataPerson:
    """A person in an office according to an extract: role as the press says it, or "" for one that is not kept."""

    wikidata: str
    state: str
    name: str
    role: str
    since: str
    until: str


def read_people(sources: Path, overlays: Path, states: Iterable[Row]) -> list[WikidataPerson]:
    """Heads of state and government (2022) and foreign ministers (2023), those of known states."""
    keys = _states_by_id(sources, states)
    roles = {row["begins"]: row["role"] for row in read_rows(overlays / "positions.csv")}
    heads = (_head(row, keys, roles) for row in read_rows(sources / "heads_wikidata_2022-10.csv"))
    ministers = (_minister(row, keys) for row in read_rows(sources / "foreign_ministers_wikidata_2023-01.csv"))
    found = {person for person in (*heads, *ministers) if person.state and not re.fullmatch(r"Q\d+|", person.name)}
    return sorted(found, key=lambda person: (person.state, person.role, person.since, person.wikidata))


def _states_by_id(sources: Path, states: Iterable[Row]) -> Mapping[str, str]:
    """Wikidata id to key; the extracts know Denmark and the Netherlands as kingdoms, as the Factbook's table does."""
    by_code = {row["alpha2"]: row["key"] for row in states if row.get("alpha2")}
    factbook = {
        row["qid"]: by_code[row["iso2"]]
        for row in read_rows(sources / "countries_factbook.csv")
        if row["iso2"] in by_code
    }
    return {row["wikidata"]: row["key"] for row in states if row.get("wikidata")} | factbook


def _head(row: Row, keys: Mapping[str, str], roles: Mapping[str, str]) -> WikidataPerson:
    position = max((begin for begin in roles if row["positionLabel"].lower().startswith(begin)), key=len, default="")
    role = roles.get(position, "-").removeprefix("-")
    until = row["end_year"] or HEADS_DATE
    state = keys.get(row["countryid"], "")
    return WikidataPerson(row["officeholder"], state, _name(row["officeholderLabel"]), role, row["start_year"], until)


def _minister(row: Row, keys: Mapping[str, str]) -> WikidataPerson:
    state = keys.get(row["country"], "")
    return WikidataPerson(row["person"], state, _name(row["name"]), "Foreign Minister", row["start"], MINISTERS_DATE)


def _name(label: str) -> str:
    """A label of Wikidata as a name of the press: without quoted nickname, doctor's title or "of Jordan"."""
    return re.sub(
        r'\s*".*?"|^Dr\.? |, Prince of .*| of (?:Jordan|Belgium|Denmark|Norway|Spain|Sweden|Tonga|Lesotho)$', "", label
    )


def match(names: Iterable[str], family_names: Iterable[str], people: Iterable[WikidataPerson]) -> str:
    """The Wikidata id of the one of `people` who bears one of the names; empty if none or several do.

    Full names count first, then family name and initial; give no family names where many share a few.
    """
    full = {_folded(name) for name in names}
    families = {_folded(name).split()[-1] for name in family_names}
    initials = {name[0] for name in full}
    here = [(person.wikidata, _folded(person.name)) for person in people]
    exact = {wikidata for wikidata, name in here if name in full}
    alike = {wikidata for wikidata, name in here if name[0] in initials and families & set(name.split())}
    return next((found.pop() for found in (exact, alike) if len(found) == 1), "")


def _folded(name: str) -> str:
    return re.sub("['ʻ’]", "", plain(name).lower()).replace("-", " ")
