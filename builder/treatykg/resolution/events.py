"""Events on canonical things: their actors and treaties renamed, and the acts that these identify."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from treatykg.identifiers import event_id
from treatykg.model import Event, EventType
from treatykg.resolution.happenings import TOGETHER
from treatykg.resolution.profile import Profile, Reference


def canonical_events(
    profiles: Iterable[Profile], mapping: Mapping[Reference, str], *, parties: Mapping[str, frozenset[str]]
) -> list[Profile]:
    """The profiles of events on canonical treaties, actors and places.

    What these identify gets the id of that act as its key; of several such events of one article, which means several
    happenings, only the first.

    :param parties: canonical treaties of two parties, with these; what they do together to their treaty bears them too
    """
    found: list[Profile] = []
    taken: set[Reference] = set()
    for profile in sorted(profiles, key=lambda each: (each.article, each.order, each.id)):
        event = _renamed(profile, mapping)
        act = _act(event)
        first = act is not None and (profile.article, act) not in taken
        found.append(replace(event, key=act if first else None, parties=_together(event, parties)))
        if act is not None:
            taken.add((profile.article, act))
    return found


def _renamed(profile: Profile, mapping: Mapping[Reference, str]) -> Profile:
    def renamed(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({mapping.get((profile.article, each), each) for each in ids}))

    treaties, actors, places = renamed(profile.treaties), renamed(profile.actors), renamed(profile.places)
    return replace(profile, treaties=treaties, actors=actors, places=places)


def _act(profile: Profile) -> str | None:
    """The identifier of what an actor does once to a treaty; None for what its article alone identifies."""
    if profile.factuality is None or not profile.treaties:
        return None
    kind = cast(EventType, profile.type)
    event = Event("", kind, profile.factuality, (), profile.treaties, profile.actors, profile.places)
    name = event_id(event, scope="")
    return name if name == event_id(event, scope="-") else None


def _together(profile: Profile, parties: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The two parties, for what they do together to one treaty, whichever of them the article tells of."""
    if profile.type not in TOGETHER or len(profile.treaties) != 1:
        return ()
    return tuple(sorted(parties.get(profile.treaties[0], ())))
