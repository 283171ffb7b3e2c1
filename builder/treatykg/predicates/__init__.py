"""Who did what to whom: each verb, and each noun that names an event, with its arguments, tense and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from treatykg.lexicon import load_words
from treatykg.model import Factuality
from treatykg.predicates.arguments import Arguments, is_passive, read_arguments
from treatykg.predicates.factuality import Certainty, read_certainty
from treatykg.predicates.tense import Tense, tense_of, tense_of_noun
from treatykg.sentences import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Mended", "Misread", "Predicate", "Predicates", "read_predicates"]


@dataclass(frozen=True, eq=False)
class Predicate:
    """One verb or event noun. Token indices are those of the document.

    Of the thousands of an article few are of a kind that is asked further: what costs is read when it is asked for.
    """

    word: Token
    lemma: str
    kind: Literal["verb", "noun"]
    sentence: int

    @property
    def token(self) -> int:
        """The index of its word."""
        return self.word.i

    @cached_property
    def arguments(self) -> Arguments:
        """The head tokens by role, as in `predicates.arguments`."""
        return read_arguments(self.word)

    @cached_property
    def tense(self) -> Tense:
        """The tense of the verb, or of the clause in which the noun stands."""
        return tense_of(self.word) if self.kind == "verb" else tense_of_noun(self.word)

    @cached_property
    def passive(self) -> bool:
        """Whether it is a passive verb."""
        return self.kind == "verb" and is_passive(self.word)

    @cached_property
    def certainty(self) -> Certainty:
        """The factuality, the word that decided it, and the verb of the clause it depends on."""
        return read_certainty(self.word)

    @property
    def factuality(self) -> Factuality:
        """How certain the text makes it."""
        return self.certainty.factuality

    @property
    def condition(self) -> int | None:
        """The verb of the clause on which it depends."""
        return self.certainty.condition

    def fillers(self, *roles: str) -> tuple[int, ...]:
        """Return the head tokens in the given roles, without repeats."""
        return tuple(dict.fromkeys(t for role in roles for t in self.arguments.get(role, ())))


@dataclass(frozen=True, eq=False)
class Mended(Predicate):
    """A predicate whose arguments are better known than by the grammar."""

    given: Arguments

    @cached_property
    def arguments(self) -> Arguments:
        """The head tokens by role."""
        return self.given


@dataclass(frozen=True, eq=False)
class Misread(Mended):
    """A main verb in the present that the parser took for a noun; its arguments were found by other means."""

    @cached_property
    def tense(self) -> Tense:
        """The present."""
        return "present"

    @cached_property
    def certainty(self) -> Certainty:
        """It is told as done."""
        return Certainty("Actual")


Predicates = Mapping[int, Predicate]


def read_predicates(document: Document) -> Predicates:
    """Read every verb and noun of the document, by token index, in the order of the text."""
    return {
        token.i: _read(document, token)
        for token in document.tokens
        if (token.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and token.dep_ not in ("aux", "auxpass"))
        or _describes_from_when(token)
    }


def _read(document: Document, token: Token) -> Predicate:
    kind: Literal["verb", "noun"] = "verb" if token.pos_ in ("VERB", "AUX") else "noun"
    return Predicate(token, _lemma(token), kind, document.sentence_of_token[token.i])


def _describes_from_when(token: Token) -> bool:
    """Whether it is an adjective behind a noun that tells a state with a beginning: "the accord, *effective* since 2012"."""
    behind = token.pos_ == "ADJ" and token.dep_ in ("amod", "acl", "appos") and token.head.i < token.i
    return behind and token.lower_ in load_words("timing", "beginning_states")


def _lemma(token: Token) -> str:
    """Return the lemma with its particle: "pull out", also where the parser calls it a preposition ("pulled out of")."""
    particle = next((c for c in token.children if c.dep_ == "prt" or _is_particle(c)), None)
    return f"{token.lemma_.lower()} {particle.lower_}" if particle else token.lemma_.lower()


def _is_particle(token: Token) -> bool:
    if token.lower_ != "out" or token.dep_ not in ("prep", "advmod"):
        return False
    children = [c.dep_ for c in token.children]
    of_hand = token.i + 2 < len(token.doc) and token.doc[token.i + 2].lower_ == "hand"  # "rejected it out of hand"
    return "prep" in children and "pobj" not in children and not of_hand
