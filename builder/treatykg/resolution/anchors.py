"""The treaties that the gazetteer knows, as profiles: what descriptions in the news can turn out to mean."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from treatykg.gazetteer import load_gazetteer
from treatykg.resolution.profile import ANCHOR, Act, Name, Profile

_FEW = 4  # parties; a treaty of more is not told by them


@cache
def load_anchors() -> tuple[Profile, ...]:
    """One profile for each treaty of the gazetteer, sorted by key; they belong to no article.

    :raises KnowledgeError: if a table of the gazetteer is missing or broken
    """
    return tuple(_anchor(key) for key in load_gazetteer().keys("Treaty"))


def find_anchor(key: str) -> Profile | None:
    """The profile of a known treaty; None if the gazetteer has none by this key."""
    return _by_key().get(key)


@cache
def _by_key() -> Mapping[str, Profile]:
    return {each.id: each for each in load_anchors()}


def _anchor(key: str) -> Profile:
    known, row = load_gazetteer().record(key), load_gazetteer().details(key)
    acronyms = {name for name in row["acronyms"].split("|") if name}
    parties = known.parties if len(known.parties) <= _FEW else ()
    return Profile(
        ANCHOR, key, "Treaty", known.label,
        names=tuple(Name(name, "acronym" if name in acronyms else "name") for name in sorted({*known.names})),
        key=key,
        parties=tuple(sorted(parties)),
        acts=tuple(_acts(row, tuple(sorted(parties)))),
        places=tuple(f"place/{place.lower()}" for place in row["place"].split("|") if place),
        obligations=tuple(sorted(each for each in row["obligations"].split("|") if each)),
    )  # fmt: skip


def _acts(row: Mapping[str, str], parties: tuple[str, ...]) -> Iterator[Act]:
    if row["signed"]:
        yield Act("Signature", "Actual", *_days(row["signed"]), parties)
    if row["in_force"]:
        yield Act("EntryIntoForce", "Actual", *_days(row["in_force"]))


def _days(day: str) -> tuple[date, date]:
    """The first and last day of a year, month or day in ISO 8601."""
    year, month, *rest = [int(part) for part in (*day.split("-"), "0", "0")[:3]]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not rest[0]:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, rest[0]), date(year, month, rest[0])
