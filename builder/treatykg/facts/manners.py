"""Main verbs that the parser takes for passives because they say how before they say what: "adopted *by consensus* a treaty"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.reading import Reading
from treatykg.lexicon import load_words
from treatykg.predicates.arguments import coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

_UPWARDS = frozenset(("pobj", "prep", "compound", "nmod"))
_DEEPEST = 4


def doers_by_manner(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return who does it, when the verb tells by what manner and then what: "*the house* approved by a majority the treaty"."""
    return tuple(t.i for t in coordinated(_above(verb))) if done_by_manner(reading, verb) else ()


def done_by_manner(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the agreement that is acted on so: "approved by a majority *the treaty*"; nothing of a true passive.

    The verb is one that the parser hangs from a noun.
    """
    if not any(_is_manner(c) for c in verb.children if c.dep_ == "agent"):
        return ()
    noun = _above(verb)
    behind = [c for c in (*verb.children, *noun.children) if c.dep_ in ("dobj", "appos") and c.i > verb.i]
    if noun.dep_ == "nsubj" and noun.head.i > verb.i:
        behind.append(noun.head)
    agreements = tuple(t.i for t in behind if reading.referents((t.i,), ("Treaty",)))
    acts = not reading.referents((noun.i,), ("Treaty", "LegalInstrument"))
    return agreements if acts and reading.agents((noun.i,)) else ()


def _is_manner(by: Token) -> bool:
    return any(c.dep_ == "pobj" and c.lemma_.lower() in load_words("events", "voting.manners") for c in by.children)


def _above(verb: Token) -> Token:
    """Return the noun before the verb, and above it that which it completes: "*delegates* from 61 states adopted"."""
    noun = verb.head
    for _ in range(_DEEPEST):
        if noun.dep_ not in _UPWARDS or noun.head.i > noun.i:
            break
        noun = noun.head
    return noun
