"""Who did what to whom: each verb, and each noun that names an event, with its arguments, tense and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from treatykg.lexicon import load_words
from treatykg.model import Factuality
from treatykg.predicates.arguments import Arguments, is_passive, read_arguments
from treatykg.predicates.factuality import read_certainty
from treatykg.predicates.tense import Tense, tense_of, tense_of_noun
from treatykg.sentences import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Predicate", "Predicates", "read_predicates"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """One verb or event noun. Token indices are those of the document; roles as in `predicates.arguments`.

    `governed_by` is the word that decided the factuality, `condition` the verb of the clause it depends on.
    """

    token: int
    lemma: str
    kind: Literal["verb", "noun"]
    arguments: Arguments
    tense: Tense
    passive: bool
    factuality: Factuality
    governed_by: int | None
    condition: int | None
    sentence: int

    def fillers(self, *roles: str) -> tuple[int, ...]:
        """Return the head tokens in the given roles, without repeats."""
        return tuple(dict.fromkeys(t for role in roles for t in self.arguments.get(role, ())))


Predicates = Mapping[int, Predicate]


def read_predicates(document: Document) -> Predicates:
    """Read every verb and noun of the document, by token index, in the order of the text."""
    return {
        token.i: read_predicate(document, token)
        for token in document.doc
        if (token.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and token.dep_ not in ("aux", "auxpass"))
        or _describes_from_when(token)
    }


def read_predicate(document: Document, token: Token) -> Predicate:
    """Read one verb or noun."""
    verbal = token.pos_ in ("VERB", "AUX")
    certainty = read_certainty(token)
    return Predicate(
        token=token.i,
        lemma=_lemma(token),
        kind="verb" if verbal else "noun",
        arguments=read_arguments(token),
        tense=tense_of(token) if verbal else tense_of_noun(token),
        passive=verbal and is_passive(token),
        factuality=certainty.factuality,
        governed_by=certainty.decided_by,
        condition=certainty.condition,
        sentence=document.sentence_of_token[token.i],
    )


def _describes_from_when(token: Token) -> bool:
    """Whether it is an adjective behind a noun that tells a state with a beginning: "the accord, *effective* since 2012"."""
    behind = token.pos_ == "ADJ" and token.dep_ in ("amod", "acl", "appos") and token.head.i < token.i
    return behind and token.lower_ in load_words("timing", "beginning_states")


def _lemma(token: Token) -> str:
    """Return the lemma with its particle: "pull out", also where the parser calls it a preposition ("pulled out of")."""
    particle = next((c for c in token.children if c.dep_ == "prt" or _is_particle(c)), None)
    return f"{token.lemma_.lower()} {particle.lower_}" if particle else token.lemma_.lower()


def _is_particle(token: Token) -> bool:
    children = [c.dep_ for c in token.children]
    return token.dep_ in ("prep", "advmod") and token.lower_ == "out" and "prep" in children and "pobj" not in children
