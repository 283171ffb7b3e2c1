"""Terms of heads of state and government from the dated editions of the CIA World Factbook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from gazetteer_build.files import Row, items, read_rows, states_with
from gazetteer_build.titles import read_titled

SOURCE = "CIA World Factbook (CC0), editions 2015-10 to 2026-01"
_LAST_BEFORE_GAP, _FIRST_AFTER_GAP = "2017-03-28", "2020-11-24"  # no editions between these survive
_LAST_EDITIONS = "2025-12"
_TEMPORARY = re.compile(r"^(?:Acting|Interim|Transitional|Caretaker) ")
_REALMS = {"CHARLES", "ELIZABETH"}  # kings and queens of many realms: theirs in the United Kingdom is the one kept


@dataclass(frozen=True, slots=True)
class Observation:
    """A person in an office of a state as a run of editions shows it; dates are ISO 8601, also of a year or month only."""

    state: str
    role: str
    label: str
    names: tuple[str, ...]
    family_names: tuple[str, ...]
    since: str
    first_seen: str
    last_seen: str
    until: str = ""


def read_terms(sources: Path, overlays: Path, states: Iterable[Row]) -> list[Observation]:
    """Each person's terms in each office, with the end as far as the editions show it."""
    offices: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for seen in _observations(sources, overlays, states):
        offices[seen.state, _TEMPORARY.sub("", seen.role)].append(seen)
    return [term for _, seen in sorted(offices.items()) for term in _terms(seen)]


def _observations(sources: Path, overlays: Path, states: Iterable[Row]) -> Iterator[Observation]:
    by_code = {row["alpha2"]: row for row in states if row.get("alpha2")}
    countries = {row["gec"]: by_code.get(row["iso2"]) for row in read_rows(sources / "countries_factbook.csv")}
    press = _Press(overlays)
    for row in read_rows(sources / "leaders_factbook_2015_2026.csv"):
        state = countries.get(row["gec"])
        if state and not _is_foreign_head(row, state):
            yield from press.observation(row, state["key"])


def _is_foreign_head(row: Row, state: Row) -> bool:
    """Whether the head of state is one of another state: of a realm's king, of the state that a territory belongs to."""
    ceremonial = row["surname_caps"] in _REALMS and state["key"] != "state/GBR"
    return ceremonial or (state["kind"] in {"territory", "special-region"} and row["role"] == "chief of state")


class _Press:
    """The overlays that turn the Factbook's names and offices into those of the press."""

    def __init__(self, overlays: Path) -> None:
        self._roles = {row["title"]: row["role"] for row in read_rows(overlays / "titles.csv")}
        self._names = {(row["state"], row["name"]): row for row in read_rows(overlays / "leader_names.csv")}
        self._dates = {
            (row["state"], row["name"], row["role"], row["since"]): row["correct"]
            for row in read_rows(overlays / "leader_dates.csv")
        }
        self._short = states_with(overlays, "short_names")

    def observation(self, row: Row, state: str) -> Iterator[Observation]:
        """The observation of a row: none when no title tells the office or a correction says to drop it."""
        titled = read_titled(row["name_with_title"], self._roles)
        own = self._names.get((state, titled.name), {}) if titled else {}
        role = own.get("role") or (titled and titled.role)
        if titled is None or not role or own.get("label") == "-":
            return
        if since := self._dates.get((state, titled.name, role, row["since"]), _iso(row["since"])):
            label = own.get("label") or titled.label(latin=state in self._short)
            names = (*items(own.get("names", "")), titled.name)
            family = tuple(items(own.get("family_name", ""))) or (titled.family_name,)
            yield Observation(state, role, label, names, family, since, row["first_seen"], row["last_seen"])


def _iso(day: str) -> str:
    """A date of the file in ISO 8601; a few are written "5 Sep 2025"."""
    return datetime.strptime(day, "%d %b %Y").date().isoformat() if " " in day else day


def _terms(office: Sequence[Observation]) -> Iterator[Observation]:
    """The holders of one office one after the other; editions that only repeat a holder are one term."""
    ordered = sorted(office, key=lambda seen: (seen.since, seen.first_seen))
    terms = [_joined(list(run)) for _, run in groupby(ordered, key=lambda seen: seen.label)]
    for term, successor in zip(terms, [*terms[1:], None], strict=True):
        yield replace(term, until=_end(term, successor))


def _joined(run: Sequence[Observation]) -> Observation:
    """One term of a person whom several editions show; the fuller role wins over an acting one."""
    role = min((seen.role for seen in run), key=lambda role: (bool(_TEMPORARY.match(role)), role))
    names = tuple(dict.fromkeys(name for seen in run for name in seen.names))
    family = tuple(dict.fromkeys(name for seen in run for name in seen.family_names))
    last = max(seen.last_seen for seen in run)
    return replace(run[0], role=role, names=names, family_names=family, last_seen=last)


def _end(term: Observation, successor: Observation | None) -> str:
    """The last known day: the successor's first, where no unknown holder can stand between; else the last edition's."""
    if successor is None:
        return "" if term.last_seen >= _LAST_EDITIONS else term.last_seen
    in_gap = term.last_seen <= _LAST_BEFORE_GAP and successor.first_seen >= _FIRST_AFTER_GAP
    return term.last_seen if in_gap else successor.since
