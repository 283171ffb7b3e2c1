"""Clauses that tell of no happening: about anybody ("any state that signs"), open questions ("whether it would join"), qualities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_PAST = frozenset(("VBD", "VBN"))


def is_general(verb: Token) -> bool:
    """Whether the clause is about whoever does it, asks whether it is done, or only names the quality of being something."""
    if verb.lemma_ == "be" and verb.tag_ == "VBG":
        return True
    if verb.dep_ in ("ccomp", "pcomp") and any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children):
        return True
    return _of_anybody(verb) or _of_a_kind(verb)


def _of_anybody(verb: Token) -> bool:
    """As in "any state that signs", "whoever breaks it", "each party withdraws when it likes"; the past tells what happened."""
    if verb.tag_ in _PAST and not any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("MD", "VBP", "VBZ") for c in verb.children
    ):
        return False
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if verb.dep_ == "relcl" and any(s.tag_ in ("WDT", "WP") for s in subjects):
        subjects.append(verb.head)
    return any(_is_anybody(s) for s in subjects)


def _is_anybody(noun: Token) -> bool:
    anybody = load_words("events", "general.anybody")
    return noun.lower_ in anybody or any(c.dep_ == "det" and c.lower_ in anybody for c in noun.children)


def _of_a_kind(verb: Token) -> bool:
    """As in "treaties are signed every year": a bare plural, in the present tense, with how often it happens."""
    present = any(c.dep_ == "auxpass" and c.tag_ == "VBP" for c in verb.children) or verb.tag_ == "VBP"
    bare = any(c.dep_ in _SUBJECTS and c.tag_ == "NNS" and not list(c.children) and c.i < verb.i for c in verb.children)
    return (
        present
        and bare
        and any(c.dep_ == "npadvmod" and any(g.lower_ == "every" for g in c.children) for c in verb.children)
    )
