"""What the form of a clause says of its certainty: announced, wanted, tabled, due, reported or heard of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.predicates.tense import is_infinitive, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 8


def is_to_come(verb: Token) -> bool:
    """Whether the infinitive announces: "Norway to sign treaty", "a treaty to be signed in May"; not "the first to sign"."""
    if not is_infinitive(verb):
        return False
    if verb.dep_ == "ROOT":
        return True
    if verb.dep_ not in ("acl", "relcl") or verb.head.lemma_.lower() in load_words("factuality", "realised_nouns"):
        return False
    return not is_ranked(verb.head)


def is_ranked(noun: Token) -> bool:
    """Whether what follows only tells which one it is: "*the tenth state* to sign", "*the first* to leave"."""
    return any(_is_rank(word.lower_) for word in (noun, *noun.children))


def _is_rank(word: str) -> bool:
    return word in load_words("factuality", "ranks") or (word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th")))


def is_tabled(verb: Token) -> bool:
    """Whether it is what a text says that is only before a house: "laid before parliament a decree *abrogating* the pact"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or verb.head.lemma_.lower() not in load_words("factuality", "bills"):
        return False
    return verb.head.head.lemma_.lower() in load_words("factuality", "tabling")


def is_subjunctive(verb: Token) -> bool:
    """Whether it is what is wanted, not what is: "it is vital that Sweden join"."""
    if (
        verb.tag_ != "VB"
        or verb.dep_ != "ccomp"
        or any(c.dep_ in ("aux", "auxpass") and c.tag_ != "VB" for c in verb.children)
    ):
        return False
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def is_reported(verb: Token) -> bool:
    """Whether "would" is the "will" of what somebody said: "said that it would sign"."""
    at = verb
    for _ in range(_DEEPEST):
        if at.dep_ in ("ccomp", "relcl", "acl", "advcl", "parataxis") or any(
            c.dep_ in ("ccomp", "parataxis") for c in at.children
        ):
            return True
        if at.dep_ != "conj" or at.head.i == at.i:
            return False
        at = at.head
    return False


def is_hearsay(verb: Token, governor: Token) -> bool:
    """Whether it is only heard to have happened: "is reported to have signed"."""
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    passive = any(c.dep_ == "auxpass" for c in governor.children)
    return perfect and passive and is_infinitive(verb) and governor.lemma_ in load_words("factuality", "hearsay")


def is_on_that_day(verb: Token) -> bool:
    """Whether it is what a day still to come is known by: "on the date on which the instruments *are exchanged*"."""
    if verb.dep_ != "relcl" or verb.head.lemma_.lower() not in ("date", "day", "moment"):
        return False
    finite = [c for c in verb.children if c.dep_ in ("aux", "auxpass")] or [verb]
    return all(c.tag_ in ("VBZ", "VBP") and c.lemma_ != "have" for c in finite)


def is_forestalled(verb: Token) -> bool:
    """Whether something else came first: "was shelved before it *could take* effect"."""
    opened = any(c.dep_ in ("mark", "advmod") and c.lower_ == "before" and c.i < verb.i for c in verb.children)
    able = any(c.dep_ == "aux" and c.lower_ == "could" for c in verb.children)
    return verb.dep_ == "advcl" and opened and able and tense_of(verb.head) == "past"


def is_due(verb: Token) -> bool:
    """Whether the subject is still to come: "the vote is due", "a signing is likely", "renewal is under discussion"."""
    adjectives = (c for c in verb.children if c.dep_ == "acomp")
    if any(c.lower_ in load_words("factuality", "due") for c in adjectives):
        return True
    phrases = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("under", "in", "on", "at"))
    return any(
        f"{c.lower_} {g.lower_}" in load_words("factuality", "open_phrases") for c in phrases for g in c.children
    )
