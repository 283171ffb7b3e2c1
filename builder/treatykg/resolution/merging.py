"""What several articles tell of one thing, as one profile that is compared with what is still apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from treatykg.resolution.blocking import in_time
from treatykg.resolution.mixtures import is_mixed
from treatykg.resolution.profile import Profile

_T = TypeVar("_T")
_MOST = 16  # profiles of a cluster that are brought together: the earliest


def merge_profiles(members: Sequence[Profile]) -> Profile:
    """One profile with all names, parties, acts ... of a cluster, under the reference of its first member in time.

    What an article has mixed up is left out where there is anything else.
    """
    first = min(members, key=in_time)
    kept = sorted([each for each in members if not is_mixed(each)] or members, key=in_time)[:_MOST]
    if len(members) == 1:
        return first
    return replace(
        first,
        names=_all(each.names for each in kept),
        key=min((each.key for each in members if each.key), default=None),
        parties=_all(each.parties for each in kept if len(each.parties) > 1) or _all(each.parties for each in kept),
        states=_all(each.states for each in kept),
        circle=_shared([each.circle for each in kept if each.circle]),
        offices=_all(each.offices for each in kept),
        acts=_all(each.acts for each in kept),
        places=_all(each.places for each in kept),
        obligations=_all(each.obligations for each in kept),
        context=_all(each.context for each in kept),
        story=_recurring([each.story for each in kept if each.story]),
        years=_all(each.years for each in kept),
        beside=_all(each.beside for each in kept),
        parent=_all(each.parent for each in kept),
        outlet=_shared([each.outlet for each in kept]),
    )


def _all(parts: Iterable[Sequence[_T]]) -> tuple[_T, ...]:
    """Each once, in the order in which they come."""
    return tuple(dict.fromkeys(each for part in parts for each in part))


def _recurring(stories: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names that two articles tell; those of one article where there is only one."""
    counts = Counter(word for each in stories for word in each)
    return tuple(sorted(word for word, count in counts.items() if count > 1 or len(stories) == 1))


def _shared(circles: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The states that all reports name, which are what the treaty is about; if there are none, all that any names."""
    common = set(circles[0]).intersection(*circles[1:]) if circles else set()
    return tuple(state for state in circles[0] if state in common) or _all(circles) if circles else ()
