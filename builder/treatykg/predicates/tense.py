"""The tense of a verb, as far as it tells the direction of a date: participles and infinitives take it from what governs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]
_VERBAL = ("VERB", "AUX")


def tense_of(verb: Token) -> Tense:
    """Return the tense that gives a date its direction; participles and infinitives take it from the verb that governs them."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if is_unfulfilled(verb):
        return "past"
    if any(a.lower_ in load_words("factuality", "future") for a in auxiliaries):
        return "future"
    if is_infinitive(verb):
        return _tense_of_infinitive(verb)
    if any(a.tag_ == "VBD" or a.lemma_ == "have" for a in auxiliaries):
        return "past"
    if verb.tag_ in ("VBD", "VBN"):  # "is signed" too: a state that an act has left
        return "past"
    if verb.tag_ == "VBG" and verb.head.i != verb.i:
        return tense_of(verb.head) if verb.head.pos_ in _VERBAL else tense_of_noun(verb.head)
    return "present"


def tense_of_noun(noun: Token) -> Tense:
    """Return the tense of the clause in which the noun stands; past where there is none."""
    verb = noun
    while verb.pos_ not in _VERBAL and verb.head.i != verb.i:
        verb = verb.head
    return tense_of(verb) if verb.pos_ in _VERBAL else "past"


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is one with "to"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)


def is_unfulfilled(verb: Token) -> bool:
    """Whether it was foreseen and did not come: "should have been signed", "was to have been signed"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "have" not in helpers or verb.tag_ != "VBN":
        return False
    if helpers & load_words("factuality", "unfulfilled"):
        return True
    foreseen = verb.head.lemma_ == "be" or verb.head.lemma_.lower() in load_words("factuality", "planned")
    return foreseen and is_infinitive(verb) and verb.dep_ == "xcomp" and verb.head.tag_ == "VBD"


def is_wanted(verb: Token) -> bool:
    """Whether the participle says what is wanted: "wants the treaty *revised*", "would like it *extended*"."""
    if verb.dep_ not in ("ccomp", "xcomp") or verb.tag_ not in ("VBN", "VBD"):
        return False
    bare = not any(c.dep_ in ("aux", "auxpass", "mark") for c in verb.children)
    return bare and verb.head.i < verb.i and verb.head.lemma_.lower() in load_words("factuality", "wanting")


def is_finite_past(verb: Token) -> bool:
    """Whether the clause states something done: "signed", "was signed", "has signed", "had signed"."""
    if is_wanted(verb):
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.tag_ == "MD" or c.tag_ == "TO" for c in helpers):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" or (c.lemma_ == "have" and c.tag_ != "VBG") for c in helpers)


def _tense_of_infinitive(verb: Token) -> Tense:
    governor = verb.head
    planned = load_words("factuality", "planned", "planned_nouns")
    if governor.i == verb.i or governor.lemma_ == "be" or governor.lemma_.lower() in planned:
        return "future"
    return "past" if governor.pos_ in _VERBAL and tense_of(governor) == "past" else "future"
