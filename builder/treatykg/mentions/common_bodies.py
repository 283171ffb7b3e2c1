"""Bodies that have no name: those that a treaty sets up, and those that every state has one of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.phrases import determiner

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def founded(doc: Doc, first: int, modifiers: Iterable[Token]) -> bool:
    """Whether the body is one of several states: "a joint commission", "the arbitral tribunal"."""
    kinds = load_words("bodies", "government.founded_by")
    return any(token.lower_ in kinds for token in modifiers) and determiner(doc, first, 0) in {
        "a",
        "an",
        "the",
        "their",
    }


def of_field(doc: Doc, first: int, word: str, modifiers: Iterable[Token]) -> bool:
    """As in "the foreign ministry", "whose constitutional court"."""
    fields = (
        load_words("bodies", "government.fields") if word in load_words("bodies", "government.told") else frozenset()
    )
    known = any(token.lower_ in fields for token in modifiers)
    return known and determiner(doc, first, 0) in {"the", "whose", "its", "his", "her", "their", "our"}
