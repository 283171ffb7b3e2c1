"""Whether two articles tell of one happening, once the things in it are resolved."""

from __future__ import annotations

from treatykg.resolution.comparison import Comparison, Tally, forbid
from treatykg.resolution.dates import gap, is_narrow, overlap
from treatykg.resolution.profile import Profile

_DAYS = 31  # between a report and another of a happening without date


def compare_events(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles are one happening: same type and factuality, same actors, same treaty or days, no other place."""
    if reason := _contradiction(a, b):
        return forbid(reason)
    tally = Tally("event")
    mine, theirs = {*a.actors}, {*b.actors}
    if mine and mine == theirs:
        tally.add("same_actors")
    elif (mine & theirs) and (mine <= theirs or theirs <= mine):
        tally.add("actors_within")
    if overlap(a, b) and is_narrow(a) and is_narrow(b):
        tally.add("same_days")
    if shared := {*a.treaties} & {*b.treaties}:
        tally.add("same_treaty", min(shared))
    if {*a.places} & {*b.places}:
        tally.add("same_place")
    if a.published and b.published and abs((a.published - b.published).days) <= 7:
        tally.add("same_week")
    return tally.total()


def _contradiction(a: Profile, b: Profile) -> str | None:
    if a.type != b.type or a.factuality != b.factuality:
        return "of another type or factuality"
    if gap(a, b) > 0:
        return "at different times"
    if a.places and b.places and not {*a.places} & {*b.places}:
        return "in different places"
    if a.treaties and b.treaties and not {*a.treaties} & {*b.treaties}:
        return "about different treaties"
    mine, theirs = {*a.actors}, {*b.actors}
    if mine and theirs and not (mine <= theirs or theirs <= mine):
        return "with different actors"
    return None
