"""Negation of a word: by a particle, by a subject or object that is none, or by the preposition before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_only_late(verb: Token) -> bool:
    """Whether "not until" says when it happened: "did not ratify it *until March*"."""
    past = any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children)
    untils = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("until", "till"))
    return past and any(g.dep_ == "pobj" and g.ent_type_ == "DATE" for c in untils for g in c.children)


def is_negated(token: Token) -> bool:
    """Whether the word itself is negated, or its subject or object is none ("no state has signed", "sign nothing")."""
    if token.pos_ == "VERB" and is_only_late(token):
        return False
    if any(_negates(child) for child in token.children) or _in_neither(token) or _is_none_of_any(token):
        return True
    return token.dep_ in ("pcomp", "pobj") and token.head.lower_ in load_words("factuality", "negative_prepositions")


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or (child.dep_ in ("det", "preconj", "cc") and child.lower_ in ("no", "neither")):
        return True
    if child.dep_ == "advmod" and child.lower_ in load_words("factuality", "negations"):
        return True
    return child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _is_none(child)


def _is_none(token: Token) -> bool:
    return token.lower_ in ("none", "nobody", "nothing", "neither") or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg", "preconj") for c in token.children
    )


def _is_none_of_any(token: Token) -> bool:
    """Whether it is what there is not any of: "has not told Chad of *any intention* to leave"."""
    if token.pos_ != "NOUN" or not any(c.lower_ == "any" and c.dep_ == "det" for c in token.children):
        return False
    above = token.head.head if token.dep_ == "pobj" else token.head
    return above.pos_ == "VERB" and is_negated(above)


def _in_neither(token: Token) -> bool:
    """Whether it is the second of "neither signed nor ratified"."""
    return (
        token.dep_ == "conj"
        and token.head.pos_ == token.pos_
        and any(c.lower_ in ("nor", "neither") for c in token.head.children if c.dep_ in ("cc", "preconj"))
    )
