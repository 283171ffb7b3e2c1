"""Where an event happened: the place that the grammar ties to its word."""

from __future__ import annotations

from treatykg.facts.reading import Reading
from treatykg.model import EntityType
from treatykg.predicates import Predicate
from treatykg.predicates.happening import bearers


def find_places(reading: Reading, predicate: Predicate, roles: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the places where the event happened; `roles` are further roles that name it ("travel *to* Oslo")."""
    if roles:
        named = reading.referents(predicate.fillers(*roles), ("Place", "State"))
        if named:
            return named
    for bearer in bearers(reading.doc[predicate.token]):
        places = _at(reading, bearer.word.i, bearer.before, ("Place",))
        if places:
            return places[:1]
    return ()


def _at(reading: Reading, word: int, before: int | None, types: tuple[EntityType, ...]) -> tuple[str, ...]:
    sites = (t for t in reading.sites.get(word, ()) if before is None or t < before)
    return reading.referents(sites, types)
