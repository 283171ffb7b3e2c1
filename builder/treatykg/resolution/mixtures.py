"""Nodes in which an article has mixed two agreements: what they tell fits neither, and must not bring the two together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from treatykg.resolution.dates import gap, years
from treatykg.resolution.profile import Act, Profile
from treatykg.resolution.titles import Title
from treatykg.resolution.views import TreatyView, treaty_view

_APART = 183  # days between two signatures that no report confuses


@lru_cache(maxsize=65_536)
def is_mixed(profile: Profile) -> bool:
    """Whether what an article tells of a treaty contradicts itself: two years, ranks, matters, pairs of parties, signatures."""
    if profile.type != "Treaty" or profile.key:
        return False
    view = treaty_view(profile)
    titles = (*view.named, *view.described)
    told_twice = len(view.years) > 1 or bool(view.kinds and view.plain)
    return told_twice or _are_signed_apart(view) or any(_are_apart(a, b) for a, b in combinations(titles, 2))


def _are_apart(a: Title, b: Title) -> bool:
    """Whether two names that one node bears cannot be those of one treaty."""
    other_place = a.after_place and b.after_place and a.words != b.words
    return other_place or _disjoint(a.fields, b.fields) or _disjoint(a.states, b.states)


def _are_signed_apart(view: TreatyView) -> bool:
    if view.open:
        return False
    signed = [act for act in view.signed if act.factuality == "Actual"]
    apart = any(gap(a, b) > _APART for a, b in combinations(signed, 2))
    return apart or any(_is_of_other_year(act, view.years) for act in signed)


def _is_of_other_year(act: Act, named: Iterable[int]) -> bool:
    return any(all(abs(year - signed) > 1 for signed in years(act)) for year in named)


def _disjoint(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and a.isdisjoint(b)
