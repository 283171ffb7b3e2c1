"""What ties a clause to a treaty, as a value; and which treaties, parties and subjects the words of a clause mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.facts.norms import words
from treatykg.facts.reading import Reading
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

OBLIGORS = ("State", "StateGroup", "InternationalOrganization", "GovernmentBody")


@dataclass(frozen=True, slots=True)
class Introduction:
    """By which rule a clause is a provision, of which treaties, whom it binds, and the heads of the words that say what it binds to.

    `sure` when it is one even if no word tells what it is about.
    """

    rule: str
    treaties: tuple[str, ...]
    obligors: tuple[str, ...]
    heads: tuple[Token, ...]
    sure: bool = False


def parties_of(reading: Reading, treaties: Iterable[str]) -> tuple[str, ...]:
    """Return the parties that the names or descriptions of the treaties tell."""
    return tuple(dict.fromkeys(p for t in treaties for p in reading.entity(t).parties))


def subjects_of(predicate: Predicate) -> tuple[int, ...]:
    """Return the grammatical subject of a clause."""
    return predicate.fillers("object" if predicate.passive else "subject")


def treaties_of(reading: Reading, tokens: Iterable[int]) -> tuple[str, ...]:
    """Return the treaties that the tokens mean: themselves, or as that of which they name an article or the text."""
    tokens = tuple(tokens)
    treaties = reading.referents(tokens, ("Treaty",))
    parts = [t for t in tokens if reading.doc[t].lemma_.lower() in words("parts")]
    if treaties or not parts:
        return treaties
    owners = [
        o for t in parts if t in reading.predicates for o in reading.predicates[t].fillers("of", "possessor", "in")
    ]
    if reading.referents(owners, ("LegalInstrument", "Treaty")):
        return reading.referents(owners, ("Treaty",))
    return reading.focus(parts[0])
