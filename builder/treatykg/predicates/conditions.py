"""Conditions: on what the text makes an event depend, and whether an event is itself only named in a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.predicates.tense import is_finite_past, is_infinitive, tense_of

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
        if child.dep_ in ("prep", "mark", "advmod", "advcl"):
            found = next((c for c in child.children if c.dep_ in ("pcomp", "pobj", "dobj") and c.i > child.i), None)
            if found is not None and _waits_for(verb, child, found):
                return found
        if child.dep_ == "nsubj" and _fulfils(child) and verb.lemma_.lower() in load_words("factuality", "causing"):
            return child
    return None


def _waits_for(verb: Token, preposition: Token, found: Token) -> bool:
    """Whether the phrase says what must come first: "upon ratification"; with "until" and "without" only under a "not"."""
    word = preposition.lower_
    if word in load_words("factuality", "put_off"):
        return any(c.dep_ == "neg" for c in verb.children)
    if found.ent_type_ in ("DATE", "TIME") or found.tag_ in ("WDT", "WP"):
        return False
    step = found.dep_ == "pcomp" or _fulfils(found)
    return word in load_words("factuality", "conditional_prepositions") and (step or word not in ("after", "following"))


def _fulfils(noun: Token) -> bool:
    return noun.lemma_.lower() in load_words("factuality", "fulfilling")


def _condition_above(verb: Token) -> Token | None:
    """As in "before it can take effect, both must ratify it": it depends on that."""
    opened = any(c.lower_ == "before" and c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children)
    main = verb.head
    if verb.dep_ != "advcl" or not opened or main.pos_ not in ("VERB", "AUX"):
        return None
    able = any(c.lower_ in ("can", "may") for c in verb.children)
    return main if able or _is_necessary(main) else None


def _is_necessary(verb: Token) -> bool:
    """Whether the verb says what must be done: "must ratify", "has to ratify", "is required", "needs approval"."""
    if verb.lemma_.lower() in load_words("factuality", "necessary") or verb.head.lemma_ == "have":
        return True
    return any(c.lower_ in load_words("factuality", "necessary") and c.dep_ == "aux" for c in verb.children)


def states_condition(verb: Token) -> bool:
    """Whether the clause of this verb is a condition: "if/unless/once it signs", "when both have signed" (not "when it signed")."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "aux", "prep") and c.i < verb.i}
    simple_past = any(c.tag_ == "VBD" for c in verb.children if c.dep_ in ("aux", "auxpass")) or verb.tag_ == "VBD"
    if marks & load_words("factuality", "conditions"):
        return not (simple_past and tense_of(verb) == "past") or _hypothetical(verb)
    return bool(marks & load_words("factuality", "open_conditions")) and not simple_past and not _is_dated(verb)


def _is_inverted(verb: Token) -> bool:
    """Whether "were" before its subject opens a condition: "*were* Chad *to leave*, the others would stay"."""
    were = verb.head
    fronted = were.lower_ == "were" and were.dep_ == "advcl" and were.i < verb.i and is_infinitive(verb)
    return fronted and not any(c.i < were.i for c in were.children)


def _is_dated(verb: Token) -> bool:
    """Whether the clause only says when: "when it withdraws on March 6"."""
    adjuncts = [c for c in verb.children if c.dep_ in ("prep", "npadvmod")]
    return any(t.ent_type_ == "DATE" for c in adjuncts for t in (c, *c.children))


def _hypothetical(verb: Token) -> bool:
    """Whether its past is that of reported speech or of an imagined case: "would leave, threatened to leave unless it was adopted"."""
    head = verb.head.head if verb.head.dep_ == "parataxis" else verb.head
    modal = any(c.lower_ in load_words("factuality", "hypothetical") and c.dep_ == "aux" for c in head.children)
    aimed = head.lemma_.lower() in load_words("factuality", "planned") and any(c.dep_ == "xcomp" for c in head.children)
    return modal or aimed or (head.dep_ == "xcomp" and is_infinitive(head))


def in_condition(token: Token) -> bool:
    """Whether the event is itself named in a condition."""
    at = token
    for _ in range(_DEEPEST):
        if at.dep_ == "advcl" and at.pos_ in ("VERB", "AUX"):
            return states_condition(at) or _is_inverted(at)
        if at.dep_ not in _CLAUSE or at.head.i == at.i or (at.dep_ == "relcl" and is_finite_past(at)):
            return False
        at = at.head
    return False
