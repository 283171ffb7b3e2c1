"""Whether two articles mean one agreement: what rules it out, and what speaks for and against it."""

from __future__ import annotations

from itertools import product

from treatykg.resolution.comparison import Comparison, Tally, forbid
from treatykg.resolution.contradictions import find_contradiction
from treatykg.resolution.dates import gap
from treatykg.resolution.naming import weigh_titles
from treatykg.resolution.parties import weigh_parties
from treatykg.resolution.profile import Profile
from treatykg.resolution.timing import weigh_acts, weigh_reports, weigh_signatures
from treatykg.resolution.views import TreatyView, treaty_view


def compare_treaties(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles mean one agreement, and why.

    Known to the gazetteer under two keys, of different rank (a protocol and its parent), of different series or year, of
    different parties, or signed in different years: that rules it out, whatever else agrees.
    """
    if a.key and b.key:
        return (
            Comparison(1.0, ("both are the known treaty",))
            if a.key == b.key
            else forbid("two different known treaties")
        )
    left, right = treaty_view(a), treaty_view(b)
    if reason := find_contradiction(left, right):
        return forbid(reason)
    tally = Tally("treaty")
    weigh_titles(tally, left, right, a, b)
    weigh_parties(tally, left, right)
    weigh_signatures(tally, left, right)
    weigh_acts(tally, left, right)
    _weigh_places(tally, a, b)
    weigh_reports(tally, a, b)
    _weigh_context(tally, left, right)
    if not _anchored(a, b, left, right):
        tally.add("title_only")
    return tally.total()


def _weigh_places(tally: Tally, a: Profile, b: Profile) -> None:
    if a.places and b.places:
        tally.add("same_place" if {*a.places} & {*b.places} else "places_apart")
    if {*a.obligations} & {*b.obligations}:
        tally.add("same_obligation")


def _weigh_context(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """Names of people and places beside both, those of their titles apart: all of two articles that are about them."""
    both = a.story and b.story
    shared = (a.story & b.story if both else (a.context | a.story) & (b.context | b.story)) - a.words - b.words
    if shared:
        tally.add(f"{'story' if both else 'context'}_{min(len(shared), 3)}", ", ".join(sorted(shared)))


def _anchored(a: Profile, b: Profile, left: TreatyView, right: TreatyView) -> bool:
    """Whether they have more in common than words: a state, a day of signature, a place, an acronym."""
    days = any(gap(x, y) == 0 for x, y in product(left.signed, right.signed))
    words = left.rare & right.rare or left.acronyms & right.acronyms
    return bool(words or left.around & right.around or days or {*a.places} & {*b.places})
