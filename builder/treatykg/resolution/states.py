"""States through history: Russia goes on with what the Soviet Union signed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from treatykg.errors import KnowledgeError
from treatykg.gazetteer import load_gazetteer


def continuing(states: Iterable[str]) -> frozenset[str]:
    """The states as they are today, by id."""
    return frozenset(_successor(state) for state in states)


def in_order(states: Iterable[str]) -> tuple[str, ...]:
    """The states as they are today, each once, in the order given."""
    return tuple(dict.fromkeys(_successor(state) for state in states))


@cache
def _successor(state: str) -> str:
    """The state that goes on as the same subject of law, the first of those that the gazetteer names; else the state itself."""
    try:
        successors = load_gazetteer().details(state).get("successors", "")
    except KnowledgeError:
        return state
    return successors.split("|")[0] or state
