"""Events on canonical things: their actors and treaties renamed, and the acts that these identify."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from treatykg.identifiers import event_id
from treatykg.model import Event
from treatykg.resolution.profile import Profile, Reference

# What the parties to a treaty of two do together: the signature of one is that of the other.
_TOGETHER = frozenset(("Signature", "InstrumentExchange"))


def canonical_events(
    profiles: Iterable[Profile], mapping: Mapping[Reference, str], *, parties: Mapping[str, frozenset[str]]
) -> list[Profile]:
    """The profiles of events on canonical treaties, actors and places.

    What these identify gets the id of that act as its key; of several such events of one article, which means several
    happenings, only the first.

    :param parties: canonical treaties of two parties, with these
    """
    found: list[Profile] = []
    taken: set[Reference] = set()
    for profile in sorted(profiles, key=lambda each: (each.article, each.order, each.id)):
        event = _renamed(profile, mapping)
        act = _act(event, parties)
        first = act is not None and (profile.article, act) not in taken
        found.append(replace(event, key=act if first else None))
        if act is not None:
            taken.add((profile.article, act))
    return found


def _renamed(profile: Profile, mapping: Mapping[Reference, str]) -> Profile:
    def renamed(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({mapping.get((profile.article, each), each) for each in ids}))

    treaties, actors, places = renamed(profile.treaties), renamed(profile.actors), renamed(profile.places)
    return replace(profile, treaties=treaties, actors=actors, places=places)


def _act(profile: Profile, parties: Mapping[str, frozenset[str]]) -> str | None:
    """The identifier of what an actor does once to a treaty; None for what its article alone identifies."""
    if profile.factuality is None or not profile.treaties:
        return None
    actors = _together(profile, parties) or profile.actors
    event = Event("", profile.type, profile.factuality, (), profile.treaties, actors, profile.places)  # type: ignore[arg-type]
    name = event_id(event, scope="")
    return name if name == event_id(event, scope="-") else None


def _together(profile: Profile, parties: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The two parties, for what they do together to one treaty, whoever of them the article tells of."""
    if profile.type not in _TOGETHER or len(profile.treaties) != 1:
        return ()
    return tuple(sorted(parties.get(profile.treaties[0], ())))
