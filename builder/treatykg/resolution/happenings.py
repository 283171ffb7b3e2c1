"""Whether two articles tell of one happening, once the things in it are resolved."""

from __future__ import annotations

from collections.abc import Iterable

from treatykg.resolution.comparison import Comparison, Tally, forbid
from treatykg.resolution.dates import gap, is_narrow, overlap
from treatykg.resolution.profile import Profile

# What the parties to a treaty of two do together: the signature of one is that of the other.
TOGETHER = frozenset(("Signature", "InstrumentExchange"))
_SLIP = 31  # days by which reports of one signature differ at most


def compare_events(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles are one happening: same type and factuality, same actors, same treaty or days, no other place."""
    together = bool(a.parties) and a.parties == b.parties and a.treaties == b.treaties
    if reason := _contradiction(a, b, together=together):
        return forbid(reason)
    tally = Tally("event")
    _weigh_actors(tally, a, b)
    if together:
        tally.add("signed_once")
    if overlap(a, b) and is_narrow(a) and is_narrow(b):
        tally.add("same_days")
    if shared := {*a.treaties} & {*b.treaties}:
        tally.add("same_treaty", min(shared))
    if {*a.places} & {*b.places}:
        tally.add("same_place")
    if a.published and b.published and abs((a.published - b.published).days) <= 7:
        tally.add("same_week")
    return tally.total()


def _weigh_actors(tally: Tally, a: Profile, b: Profile) -> None:
    mine, theirs = {*a.actors}, {*b.actors}
    if mine and mine == theirs:
        tally.add("same_actors")
    elif (mine & theirs) and (mine <= theirs or theirs <= mine):
        tally.add("actors_within")


def _contradiction(a: Profile, b: Profile, *, together: bool) -> str | None:
    if a.type != b.type or a.factuality != b.factuality:
        return "of another type or factuality"
    days = gap(a, b)
    if days > (_SLIP if together else 0):
        return "at different times"
    if _apart(a.places, b.places) and (days or not together):
        return "in different places"
    return None if together else _other_things(a, b)


def _other_things(a: Profile, b: Profile) -> str | None:
    if a.key and b.key:
        return "acts of different actors or on different treaties"
    if _apart(a.treaties, b.treaties):
        return "about different treaties"
    mine, theirs = {*a.actors}, {*b.actors}
    return "with different actors" if mine and theirs and not (mine <= theirs or theirs <= mine) else None


def _apart(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether both are told and have nothing in common."""
    mine, theirs = {*a}, {*b}
    return bool(mine and theirs and not mine & theirs)
