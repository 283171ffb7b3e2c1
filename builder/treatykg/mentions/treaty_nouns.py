"""The nouns of agreements: their singular, and whether they stand in the plural."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_of(token: Token) -> str:
    """The noun in the singular, as the lexicon of treaty nouns has it."""
    word = token.lower_
    known = load_words("treaty_nouns", "heads", "anaphors", "name_heads", "papers")
    return next((form for form in _singulars(word) if form in known), word)


def _singulars(word: str) -> tuple[str, ...]:
    """The forms that a plural can have in the singular."""
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    return (word[:-1],) if word.endswith("s") and len(word) > 4 else ()


def plural(token: Token) -> bool:
    """Whether the noun is in the plural."""
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in {
        "memoranda",
        "treaties",
        "accords",
        "agreements",
        "conventions",
    }
