"""Frames meet predicates: the words that a frame asks for or forbids, and the arguments those words bring along."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Protocol

from treatykg.facts.frames import Words
from treatykg.facts.reading import Reading
from treatykg.facts.roles import PARTICLES, Roles, read_roles, take_over
from treatykg.predicates import Predicate
from treatykg.predicates.arguments import read_arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIGHT = frozenset(("put", "give", "take"))  # verbs that with a particle mean something else: "put off"
_LIKE_LAWS = frozenset(("act", "statute", "contract", "code", "ordinance"))
_WILD = frozenset(("*", "#", "$"))


class Wording(Protocol):
    """What a frame says about words: `where` must stand in those roles, `unless` must not; `verbs` with their particles."""

    @property
    def verbs(self) -> tuple[str, ...]:
        """The lemmas that evoke it."""

    @property
    def where(self) -> Words | None:
        """Role -> lemmas, one of which must fill it."""

    @property
    def unless(self) -> Words | None:
        """Role -> lemmas, none of which may fill it."""


def match_roles(reading: Reading, predicate: Predicate, frame: Wording) -> Roles | None:
    """Return the predicate's arguments, with those of the words that the frame asks for; None when those words are not there.

    Among the words asked for, "*" is any word, "#" any number and "$" any sum of money; "from|of" is either role.
    """
    if frame.where and not _may_match(reading.lemmas_of(predicate.sentence), frame.where):
        return None
    roles = read_roles(reading, predicate)
    if not roles.get("object"):
        taken = (p for p in PARTICLES if p in roles and f"{predicate.lemma} {p}" in frame.verbs)
        roles["object"] = fillers(roles, taken)
    if frame.unless and any(_standing(reading, roles, role, lemmas) for role, lemmas in frame.unless.items()):
        return None
    for role, lemmas in (frame.where or {}).items():
        tokens = _standing(reading, roles, role, lemmas) or _behind_object(reading, roles, role, lemmas)
        if not tokens:
            return None
        for token in tokens if "*" not in lemmas else ():
            known = reading.predicates.get(token)
            take_over(roles, known.arguments if known else read_arguments(reading.doc[token]))
    return roles


def _may_match(lemmas: frozenset[str], where: Words) -> bool:
    """Whether the sentence has a word for each role at all: most frames end here, before any role is read."""
    return all((first := _first_words(asked)) is None or not first.isdisjoint(lemmas) for asked in where.values())


@cache
def _first_words(lemmas: frozenset[str]) -> frozenset[str] | None:
    """The lemmas without their particles ("put off"); None when not only words are asked for."""
    return None if lemmas & _WILD else frozenset(lemma.split()[0] for lemma in lemmas)


def fillers(roles: Roles, names: Iterable[str]) -> tuple[int, ...]:
    """Return the tokens that fill the named roles, each once, in the order of the names."""
    return tuple(dict.fromkeys(t for name in names for t in roles.get(name, ())))


def _standing(reading: Reading, roles: Roles, role: str, lemmas: frozenset[str]) -> tuple[int, ...]:
    tokens = fillers(roles, role.split("|")) if "|" in role else roles.get(role, ())
    return tuple(t for t in tokens if _is_one_of(reading.doc[t], lemmas) and not _is_act_of_states(reading, t))


def _is_act_of_states(reading: Reading, token: int) -> bool:
    """Whether what is called like a law is an agreement: "signed the founding *act*"."""
    return reading.doc[token].lower_ in _LIKE_LAWS and bool(reading.referents((token,), ("Treaty",)))


def _behind_object(reading: Reading, roles: Roles, role: str, lemmas: frozenset[str]) -> tuple[int, ...]:
    """Return the words that the parser hangs from the object though they belong to the verb: "struck the bridge *with drones*"."""
    if "*" in lemmas:
        return ()
    objects = (reading.predicates[t] for t in roles.get("object", ()) if t in reading.predicates)
    return tuple(t for known in objects for t in _standing(reading, known.arguments, role, lemmas))


def _is_one_of(token: Token, lemmas: frozenset[str]) -> bool:
    if "*" in lemmas or ("#" in lemmas and token.like_num):
        return True
    if "$" in lemmas and any(t.tag_ == "$" for c in (token, *token.children) for t in (c, *c.children)):
        return True
    lemma = token.lemma_.lower()
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    if particle is not None and f"{lemma} {particle}" in lemmas:
        return True
    return lemma in lemmas and (particle is None or lemma not in _LIGHT)
