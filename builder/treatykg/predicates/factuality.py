"""How certain the text makes an event: by modality, negation, tense, governing words and conditions.

The answer is the closest word that decides, read from the event outwards: "denied that it had refused to sign" is about a denial only
in its outer clause. Classes of words are data: `lexicon/factuality.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from treatykg.lexicon import load_lexicon
from treatykg.model import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]
_CLAUSE = {"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "csubj", "dep", "parataxis"}


@dataclass(frozen=True, slots=True)
class Certainty:
    """The factuality of an event, the token that decided it, and the verb of the clause on which it is conditional."""

    factuality: Factuality
    decided_by: int | None = None
    condition: int | None = None


@cache
def words(name: str) -> frozenset[str]:
    """Return a class of words of `lexicon/factuality.toml`."""
    return frozenset(load_lexicon("factuality")[name])


def tense_of(verb: Token) -> Tense:
    """Return the tense that gives a date its direction; participles and infinitives take it from the verb that governs them."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(a.lower_ in ("will", "shall", "wo", "'ll", "would", "must", "should") for a in auxiliaries):
        return "future"
    if any(a.tag_ == "TO" for a in auxiliaries):
        return _tense_of_infinitive(verb)
    for word in (*auxiliaries, verb):
        if word.tag_ in ("VBD", "VBN") or (word.lemma_ == "have" and word.dep_ == "aux"):
            return "past"
    if verb.tag_ == "VBG" and verb.head != verb and verb.head.pos_ in ("VERB", "AUX"):
        return tense_of(verb.head)
    return "present"


def _tense_of_infinitive(verb: Token) -> Tense:
    governor = verb.head
    if governor == verb or governor.lemma_ == "be" or governor.lemma_ in words("planned"):
        return "future"
    return "past" if governor.pos_ in ("VERB", "AUX") and tense_of(governor) == "past" else "future"


def is_negated(token: Token) -> bool:
    """Whether the word itself is negated, or its subject or object is none ("no state has signed", "sign nothing")."""
    negations = words("negations")
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in ("det", "preconj", "cc") and child.lower_ in ("no", "neither")):
            return True
        if child.dep_ == "advmod" and child.lower_ in negations:
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _is_none(child):
            return True
    if (
        token.dep_ == "conj"
        and token.head.pos_ == token.pos_
        and any(c.lower_ in ("nor", "neither") for c in token.head.children if c.dep_ in ("cc", "preconj"))
    ):
        return True
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def _is_none(token: Token) -> bool:
    return token.lower_ in ("none", "nobody", "nothing", "neither") or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg", "preconj") for c in token.children
    )


def read_certainty(token: Token) -> Certainty:
    """Decide the factuality of the event that the token names, from its own clause outwards."""
    condition = find_condition(token)
    own = _of_itself(token)
    if own.factuality in ("Negated", "Denied", "Alleged"):
        return own
    if in_condition(token):
        return Certainty("Planned", token.i)
    if condition is not None:
        return Certainty("Conditional", own.decided_by, condition)
    return own


def _of_itself(token: Token) -> Certainty:
    negated = token.pos_ in ("VERB", "AUX", "NOUN") and is_negated(token)
    at = token
    decided: Certainty | None = None
    for _ in range(8):
        decided = decided or _of_auxiliaries(at)
        governor = _governor(at)
        if governor is None:
            break
        found = _of_governor(at, governor)
        if found and (decided is None or found.factuality in ("Negated", "Denied")):
            decided = found
            break
        at = governor
    if negated:
        return Certainty("Negated", token.i)
    return decided or Certainty("Actual")


def _of_auxiliaries(verb: Token) -> Certainty | None:
    auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
    if any(a.lower_ in words("modals_planned") for a in auxiliaries):
        return Certainty("Planned", verb.i)
    return None


def _governor(token: Token) -> Token | None:
    """Return the word whose clause or phrase the token stands in, when that word may decide its certainty."""
    if token.dep_ in ("xcomp", "ccomp", "csubj"):
        return token.head
    if token.dep_ in ("acl", "advcl"):
        return token.head if any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children) else None
    if token.dep_ == "pcomp":
        return token.head.head
    if token.dep_ == "conj":
        return _governor(token.head) if not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children) else None
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ in (
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "pobj",
        "appos",
        "compound",
    ):
        head = token.head
        if head.pos_ != "ADP":
            return head
        return head.head if head.lower_ in ("for", "to", "of", "from", "against") else None
    return None


def _of_governor(token: Token, governor: Token) -> Certainty | None:
    infinitive = any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)
    lemma = governor.lemma_.lower()
    if lemma == "be" and infinitive and token.dep_ == "xcomp":
        return Certainty("Planned", governor.i)
    if lemma == "have" and infinitive:
        outstanding = any(c.lower_ in words("outstanding") for c in governor.children)
        return Certainty("Negated" if outstanding else "Planned", governor.i)
    if token.pos_ in ("NOUN", "PROPN") and lemma not in words("planned") | words("negated") | words("denied"):
        return None
    return _of_class(lemma, governor, token)


def _of_class(lemma: str, governor: Token, token: Token) -> Certainty | None:
    negated = is_negated(governor)
    if lemma in words("denied"):
        return Certainty("Denied", governor.i)
    if lemma in words("alleged"):
        return Certainty("Alleged", governor.i)
    if lemma in words("negated"):
        return Certainty("Planned" if negated else "Negated", governor.i)
    if lemma in words("planned"):
        return Certainty("Negated" if negated else "Planned", governor.i)
    return Certainty("Negated", governor.i) if negated and token.dep_ == "xcomp" else None


def find_condition(token: Token) -> int | None:
    """Return the verb of the clause on which this event, not yet happened, depends ("once", "if", "when both have ...")."""
    if token.pos_ not in ("VERB", "AUX") or tense_of(token) == "past":
        return None
    for child in token.children:
        if child.dep_ == "advcl" and states_condition(child) and not _precedes(child):
            return child.i
        if child.dep_ in ("prep", "mark", "advmod") and child.lower_ in ("once", "after", "upon", "following", "if"):
            clause = next((c for c in child.children if c.dep_ in ("pcomp", "pobj")), None)
            if clause is not None and clause.ent_type_ not in ("DATE", "TIME"):
                return clause.i
    return None


def _precedes(clause: Token) -> bool:
    """Whether the clause only says what comes later ("before it takes effect, both must ratify")."""
    return any(c.lower_ == "before" for c in clause.children if c.dep_ in ("mark", "advmod"))


def states_condition(verb: Token) -> bool:
    """Whether the clause of this verb is a condition: "if/unless/once it signs", "when both have signed" (not "when it signed")."""
    marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "aux") and c.i < verb.i]
    if any(m in words("conditions") for m in marks):
        return not (tense_of(verb) == "past" and any(c.tag_ == "VBD" for c in (verb, *verb.children)))
    return any(m in words("open_conditions") for m in marks) and not any(
        c.tag_ == "VBD" for c in (verb, *verb.children) if c == verb or c.dep_ in ("aux", "auxpass")
    )


def in_condition(token: Token) -> bool:
    """Whether the event is itself named in a condition."""
    at = token
    for _ in range(6):
        if at.dep_ == "advcl" and at.pos_ in ("VERB", "AUX"):
            return states_condition(at)
        if at.dep_ not in _CLAUSE or at.head == at:
            return False
        at = at.head
    return False
