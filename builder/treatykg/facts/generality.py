"""Clauses that tell of no happening: about anybody ("any state that signs"), open questions ("whether it would join"), qualities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_ASKING = ("whether", "if")
_INDEFINITE = ("a", "an", "any", "another")
_PAST = frozenset(("VBD", "VBN"))


def is_general(verb: Token) -> bool:
    """Whether the clause is about whoever does it, asks whether it is done, imagines it, or names the quality of being something."""
    if verb.lemma_ == "be" and verb.tag_ == "VBG":
        return True
    return _is_asked(verb) or _is_unreal(verb) or _of_anybody(verb) or _of_a_kind(verb)


def is_imagined(noun: Token) -> bool:
    """Whether something not known before is said to have effects that it would have: "*a war* would ruin both"."""
    unknown = any(c.dep_ == "det" and c.lower_ in _INDEFINITE for c in noun.children)
    return unknown and noun.dep_ in _SUBJECTS and _would(noun.head)


def _is_asked(verb: Token) -> bool:
    """As in "whether Chad has signed", "too early to say if it will leave", "who would sign such a pact?"."""
    if verb.dep_ in ("ccomp", "pcomp") and any(c.dep_ == "mark" and c.lower_ in _ASKING for c in verb.children):
        return True
    return verb.dep_ != "relcl" and any(c.dep_ in _SUBJECTS and c.tag_ == "WP" for c in verb.children) and _would(verb)


def _is_unreal(verb: Token) -> bool:
    """As in "*had Chad signed*, ..." and "*signing it* would cost Chad a vote"."""
    if verb.tag_ == "VBG":
        return verb.dep_ == "csubj" and _would(verb.head)
    had = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ == "had"), None)
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if had is None or subject is None or had.i > subject.i:
        return False
    return verb.dep_ in ("advcl", "ccomp") and not any(c.i < had.i for c in verb.children)


def _would(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in load_words("factuality", "hypothetical") for c in verb.children)


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
    """As in "it is renewed every year": in the present tense, with how often it happens."""
    present = any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBP", "VBZ") for c in verb.children)
    if not present and verb.tag_ not in ("VBP", "VBZ"):
        return False
    times = (c for c in verb.children if c.dep_ == "npadvmod")
    return any(g.lower_ in ("every", "each") for c in times for g in c.children)
