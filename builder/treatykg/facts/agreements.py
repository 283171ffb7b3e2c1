"""Which agreement words speak of: by its name, by a part of it, by an apposition, or by a word that stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.reading import Reading
from treatykg.lexicon import load_words
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_NESTED = 2  # "a package of amendments to the treaty"
_HIGHEST = 4  # steps up from the last noun of a phrase to its head


def find_treaties(
    reading: Reading, predicate: Predicate, tokens: tuple[int, ...], types: tuple[str, ...] = ("Treaty",)
) -> tuple[str, ...]:
    """Return the agreements that the tokens name: themselves, as a part, by an apposition, or above a clause that follows.

    In "the accord on relations that they signed" the parser may hang the clause from "relations".
    """
    verb = reading.doc[predicate.token]
    above = _phrase_above(verb.head) if verb.dep_ in ("relcl", "acl") and verb.head.i in tokens else ()
    for named in (tokens, _wholes(reading, tokens), _appositions(reading, tokens), above, _opened(reading, tokens)):
        found = reading.referents(named, types)
        if found:
            return found
    return ()


def _opened(reading: Reading, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return the heads of names that begin with the tokens, where the parser puts these on top: "*Law* of the Sea accord"."""
    return tuple(
        head for t in tokens if (head := reading.name_heads.get(t)) and reading.doc[t].is_ancestor(reading.doc[head])
    )


def _wholes(reading: Reading, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return of what the tokens are parts: "the political chapter of *the agreement*"."""
    found = tokens
    for _ in range(_NESTED):
        parts = [t for t in found if reading.doc[t].lemma_.lower() in load_words("events", "stand_ins.parts")]
        found = tuple(
            w for t in parts if t in reading.predicates for w in reading.predicates[t].fillers("of", "to", "possessor")
        )
        if reading.referents(found, ("Treaty",)):
            break
    return found


def _appositions(reading: Reading, tokens: tuple[int, ...]) -> tuple[int, ...]:
    first = [c for t in tokens for c in reading.doc[t].children if c.dep_ == "appos" and _agree(reading.doc[t], c)]
    return tuple(t for a in first for t in (a.i, *(c.i for c in a.subtree if c.dep_ == "conj")))


def _agree(noun: Token, apposed: Token) -> bool:
    """Whether one agreement can be what several things are called; a plural without a "the" may be a misread verb."""
    one = apposed.tag_ in ("NN", "NNP") and not any(c.dep_ == "conj" for c in apposed.children)
    return not (one and noun.tag_ == "NNS" and not any(c.dep_ in ("det", "nummod") for c in noun.children))


def _phrase_above(token: Token) -> tuple[int, ...]:
    found: list[int] = []
    at = token
    for _ in range(_HIGHEST):
        if at.dep_ not in ("pobj", "prep", "conj", "compound", "nmod", "appos") or at.head == at:
            break
        at = at.head
        found.append(at.i)
    return tuple(found)


def is_agreement(token: Token) -> bool:
    """Whether the word says "an agreement" though none is known by it: "approved trade agreements with Chile", "the old one"."""
    if token.lower_ in ("one", "ones"):
        return any(c.dep_ in ("det", "amod", "acl", "relcl") for c in token.children)
    heads = load_words("treaty_nouns", "heads") - load_words("treaty_nouns", "shadows")
    return token.pos_ == "NOUN" and token.lemma_.lower() in heads


def stands_in(token: Token) -> bool:
    """Whether the word can stand for the agreement the text is about: a pronoun, "the text", "the whole", "a first version"."""
    if token.tag_ in ("PRP", "DT") or token.lower_ in load_words("events", "stand_ins.pronouns"):
        return token.lower_ in load_words("events", "stand_ins.pronouns")
    return token.lemma_.lower() in load_words("events", "stand_ins.nouns") and not any(
        c.dep_ in ("relcl", "poss") or (c.dep_ == "prep" and c.lower_ not in ("in", "at")) for c in token.children
    )


def is_none(token: Token) -> bool:
    """Whether there is no such thing: "no accord", "none"."""
    return token.lower_ in ("none", "nothing") or any(c.dep_ == "det" and c.lower_ == "no" for c in token.children)
