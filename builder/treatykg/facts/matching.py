"""Frames meet predicates: the words that a frame asks for or forbids, and the arguments those words bring along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from treatykg.facts.reading import Reading
from treatykg.predicates import Predicate

Roles = Mapping[str, tuple[int, ...]]
Words = Mapping[str, tuple[str, ...]]


class Wording(Protocol):
    """What a frame says about words: `where` must stand in those roles, `unless` must not."""

    @property
    def where(self) -> Words | None:
        """Role -> lemmas, one of which must fill it."""

    @property
    def unless(self) -> Words | None:
        """Role -> lemmas, none of which may fill it."""


def match_roles(reading: Reading, predicate: Predicate, frame: Wording) -> Roles | None:
    """Return the predicate's arguments, with those of the words that the frame asks for; None when those words are not there.

    Beside the grammar's roles there is `head`: the word on which the predicate's word depends.
    """
    roles = {**predicate.arguments, "head": _heads(reading, predicate.token)}
    if frame.unless and any(_standing(reading, roles, role, lemmas) for role, lemmas in frame.unless.items()):
        return None
    for role, lemmas in (frame.where or {}).items():
        tokens = _standing(reading, roles, role, lemmas)
        if not tokens:
            return None
        for token in tokens:
            _take_over(roles, reading.predicates[token].arguments if token in reading.predicates else {})
    return roles


def fillers(roles: Roles, names: Iterable[str]) -> tuple[int, ...]:
    """Return the tokens that fill the named roles, each once, in the order of the names."""
    return tuple(dict.fromkeys(t for name in names for t in roles.get(name, ())))


def _heads(reading: Reading, token: int) -> tuple[int, ...]:
    head = reading.doc[token].head
    return (head.head.i if head.pos_ == "ADP" else head.i,) if head.i != token else ()


def _standing(reading: Reading, roles: Roles, role: str, lemmas: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(t for t in roles.get(role, ()) if reading.doc[t].lemma_.lower() in lemmas)


def _take_over(roles: dict[str, tuple[int, ...]], further: Roles) -> None:
    for role, tokens in further.items():
        roles[role] = tuple(dict.fromkeys((*roles.get(role, ()), *tokens)))
