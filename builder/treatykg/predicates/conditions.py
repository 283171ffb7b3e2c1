"""Conditions: on what the text makes an event depend, and whether an event is itself only named in a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.predicates.tense import is_finite_past, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = ("ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "csubj", "dep", "parataxis")
_DEEPEST = 6


def find_condition(token: Token) -> Token | None:
    """Return the head of what this event, not yet happened, depends on: "once both sign", "until then", "before it takes effect"."""
    if token.pos_ not in ("VERB", "AUX") or tense_of(token) == "past":
        return None
    return _condition_below(token) or _condition_above(token)


def _condition_below(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "advcl" and states_condition(child):
            return child
        if child.dep_ in ("prep", "mark", "advmod"):
            found = next((c for c in child.children if c.dep_ in ("pcomp", "pobj")), None)
            if found is not None and _waits_for(verb, child, found):
                return found
        if (
            child.dep_ == "nsubj"
            and child.lemma_.lower() in load_words("factuality", "fulfilling")
            and tense_of(verb) == "future"
        ):
            return child
    return None


def _waits_for(verb: Token, preposition: Token, found: Token) -> bool:
    """Whether the phrase says what must come first: "upon ratification"; of "without" only "cannot ... without"."""
    if preposition.lower_ == "without":
        return any(c.dep_ == "neg" for c in verb.children)
    if found.ent_type_ in ("DATE", "TIME") or found.tag_ in ("WDT", "WP"):
        return False
    return preposition.lower_ in load_words("factuality", "conditional_prepositions")


def _condition_above(verb: Token) -> Token | None:
    """As in "before it can take effect, both must ratify it": it depends on that."""
    opened = any(c.lower_ == "before" and c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children)
    if verb.dep_ != "advcl" or not opened or verb.head.pos_ not in ("VERB", "AUX"):
        return None
    return verb.head if tense_of(verb.head) != "past" else None


def states_condition(verb: Token) -> bool:
    """Whether the clause of this verb is a condition: "if/unless/once it signs", "when both have signed" (not "when it signed")."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "aux", "prep") and c.i < verb.i}
    simple_past = any(c.tag_ == "VBD" for c in verb.children if c.dep_ in ("aux", "auxpass")) or verb.tag_ == "VBD"
    if marks & load_words("factuality", "conditions"):
        return not (simple_past and tense_of(verb) == "past") or _hypothetical(verb)
    return bool(marks & load_words("factuality", "open_conditions")) and not simple_past


def _hypothetical(verb: Token) -> bool:
    """Whether the past of the clause is only that of reported speech or of an imagined case: "would leave unless it was adopted"."""
    head = verb.head
    modal = any(c.lower_ in load_words("factuality", "hypothetical") and c.dep_ == "aux" for c in head.children)
    return modal or head.dep_ == "xcomp"


def in_condition(token: Token) -> bool:
    """Whether the event is itself named in a condition."""
    at = token
    for _ in range(_DEEPEST):
        if at.dep_ == "advcl" and at.pos_ in ("VERB", "AUX"):
            return states_condition(at)
        if at.dep_ not in _CLAUSE or at.head.i == at.i or (at.dep_ == "relcl" and is_finite_past(at)):
            return False
        at = at.head
    return False
