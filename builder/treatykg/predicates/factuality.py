"""How certain the text makes an event: by modality, negation, tense, governing words and conditions.

The answer is the closest word that decides, read from the event outwards: "denied that it had refused to sign" is about a denial only
in its outer clause. Classes of words are data: `lexicon/factuality.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.model import Factuality
from treatykg.predicates.conditions import find_condition, in_condition
from treatykg.predicates.governors import accuses, find_governor
from treatykg.predicates.happening import aimed_at, clauses_of, governing
from treatykg.predicates.hosts import is_verbal
from treatykg.predicates.modality import (
    is_due,
    is_forestalled,
    is_hearsay,
    is_on_that_day,
    is_ranked,
    is_reported,
    is_subjunctive,
    is_tabled,
    is_to_come,
)
from treatykg.predicates.negation import is_negated
from treatykg.predicates.tense import is_finite_past, is_infinitive, is_unfulfilled, is_wanted, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Certainty:
    """The factuality of an event, the token that decided it, and the head of the clause or phrase on which it is conditional."""

    factuality: Factuality
    decided_by: int | None = None
    condition: int | None = None


def read_certainty(token: Token) -> Certainty:
    """Decide the factuality of the event that the token names, from its own clause outwards."""
    condition = find_condition(token)
    own = _of_itself(token)
    if own.factuality == "Negated" and condition is not None and _waits(token, condition):
        return Certainty("Conditional", own.decided_by, condition.i)
    if own.factuality in ("Negated", "Denied", "Alleged"):
        return own
    if condition is not None:
        return Certainty("Conditional", own.decided_by, condition.i)
    return Certainty("Planned", token.i) if in_condition(token) else own


def _waits(token: Token, condition: Token) -> bool:
    """Whether what is negated is only put off: "cannot take effect until both ratify", "without which it cannot be signed"."""
    opening = {c.lower_ for c in condition.children if c.i < condition.i} | {condition.head.lower_}
    return bool(opening & load_words("factuality", "put_off")) and tense_of(token) != "past"


def _of_itself(token: Token) -> Certainty:
    if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and (is_negated(token) or is_unfulfilled(token)):
        return Certainty("Negated", token.i)
    decided: Certainty | None = None
    for at, governor in _steps(token):
        decided = decided or _of_modals(at)
        found = _denied(_offind_governor(at, governor), governor) if governor is not None else None
        if found is not None and (decided is None or found.factuality in ("Negated", "Denied")):
            return _charged(governor, found)
        if governor is not None and _is_closed(at, governor):
            break
    return decided or Certainty("Actual")


def _charged(governor: Token | None, found: Certainty) -> Certainty:
    """Return the certainty; of a plan or a failure with which somebody is charged, that it is alleged."""
    charge = find_governor(governor) if governor is not None else None
    return Certainty("Alleged", charge.i) if charge is not None and accuses(charge) else found


def _denied(found: Certainty | None, governor: Token) -> Certainty | None:
    """Return the certainty; of "rejected claims that it had signed" that the claim is denied."""
    if found is None or found.factuality != "Alleged" or is_verbal(governor):
        return found
    head = governor.head
    denied = is_verbal(head) and head.lemma_.lower() in load_words("factuality", "denying")
    return Certainty("Denied", head.i) if denied and governor.dep_ in ("dobj", "nsubjpass") else found


def _steps(token: Token) -> Iterator[tuple[Token, Token | None]]:
    """Yield each word from the event outwards with the word whose clause or phrase it stands in."""
    at: Token | None = token
    for _ in range(_DEEPEST):
        if at is None:
            return
        governor = find_governor(at)
        yield at, governor
        at = governor


def _is_closed(at: Token, governor: Token) -> bool:
    """Whether what lies outside decides nothing.

    Of something done it only tells who says so ("wishes to say that it signed"); a noun that the verb does not bring about is
    presupposed ("hopes to end the war").
    """
    if not is_verbal(at):
        above = governing(at)
        presupposed = governor.lemma_.lower() in load_words("factuality", "presupposing")
        return is_verbal(governor) and (presupposed or above is None or above.i != governor.i)
    if governor.lemma_.lower() in load_words("factuality", "doubting") and is_negated(governor):
        return True  # "there is no doubt that it broke the pact"
    return _is_stated(at) and not _charges(governor)


def _is_stated(clause: Token) -> bool:
    return is_verbal(clause) and clause.dep_ in ("ccomp", "relcl", "advcl") and is_finite_past(clause)


def _charges(governor: Token) -> bool:
    return governor.lemma_.lower() in load_words("factuality", "alleged", "denied")


def _of_modals(verb: Token) -> Certainty | None:
    """Return what the verb's auxiliaries, or those of the verb it is joined to, make of it; of a noun its adjectives."""
    if not is_verbal(verb):
        return _of_adjectives(verb)
    if is_unfulfilled(verb):
        return Certainty("Negated", verb.i)
    if is_to_come(verb) or is_subjunctive(verb) or is_tabled(verb) or is_wanted(verb) or is_on_that_day(verb):
        return Certainty("Planned", verb.i)
    if is_forestalled(verb):
        return Certainty("Negated", verb.i)
    if any(c.dep_ == "advmod" and c.lower_ in load_words("factuality", "hearsay_adverbs") for c in verb.children):
        return Certainty("Alleged", verb.i)
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not modals:
        return _of_modals(verb.head) if is_verbal(verb.head) else None
    if modals & load_words("factuality", "hypothetical") and not is_reported(verb):
        return Certainty("Conditional", verb.i)
    return Certainty("Planned", verb.i) if modals & load_words("factuality", "modals_planned") else None


def _of_adjectives(noun: Token) -> Certainty | None:
    aim = next((c for c in clauses_of(noun) if aimed_at(c) is not None), None)
    if aim is not None:
        return Certainty("Planned", aim.i)
    kinds: tuple[tuple[str, Factuality], ...] = (("planned", "Planned"), ("alleged", "Alleged"), ("negated", "Negated"))
    adjectives = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod")]
    for name, factuality in kinds:
        for adjective in adjectives:
            if adjective.lower_ in load_words("factuality", f"adjectives_{name}"):
                return Certainty(factuality, adjective.i)
    return None


def _lemma(governor: Token) -> str:
    """Return its lemma, with the particle where that turns the meaning: "put off"."""
    lemma = governor.lemma_.lower()
    phrasal = (f"{lemma} {c.lower_}" for c in governor.children if c.dep_ in ("prt", "advmod"))
    return next((p for p in phrasal if p in load_words("factuality", "phrasal")), lemma)


def _offind_governor(token: Token, governor: Token) -> Certainty | None:
    lemma = _lemma(governor)
    if not is_verbal(token):
        return _of_noun(token, governor, lemma)
    if lemma == "be" and is_infinitive(token) and token.dep_ == "xcomp":
        ranked = any(is_ranked(c) for c in governor.children if c.dep_ == "attr")
        return None if ranked else Certainty("Planned", governor.i)
    if is_hearsay(token, governor):
        return Certainty("Alleged", governor.i)
    if lemma == "have" and is_infinitive(token):
        outstanding = any(c.lower_ in load_words("factuality", "outstanding") for c in governor.children)
        return Certainty("Negated" if outstanding else "Planned", governor.i)
    if is_infinitive(token) and lemma == "be" and is_due(governor):
        return Certainty("Planned", governor.i)
    if is_infinitive(token) and lemma in load_words("factuality", "purpose") and tense_of(governor) != "past":
        return Certainty("Planned", governor.i)
    return _of_class(lemma, governor, token)


def _of_noun(noun: Token, governor: Token, lemma: str) -> Certainty | None:
    """Return what the governor makes of a noun's event: by its class, or, when it only says that it happens, by its own certainty."""
    described = lemma == "remain" and any(c.dep_ in ("acomp", "attr", "oprd") for c in governor.children)
    if noun.dep_ in ("nsubj", "nsubjpass") and lemma in load_words("factuality", "outstanding_verbs") and not described:
        return Certainty("Planned", governor.i)
    if noun.dep_ == "nsubj" and lemma == "be" and is_due(governor):
        return Certainty("Planned", governor.i)
    if noun.dep_ == "nsubj" and lemma in load_words("factuality", "signifying"):
        return None
    adjunct = noun.dep_ == "pobj" and noun.head.lower_ not in load_words("factuality", "deciding_prepositions")
    if not adjunct and (found := _of_class(lemma, governor, noun)) is not None:
        return found
    shared = governing(noun)
    if shared is not None and shared.i == governor.i:
        return _of_shared(noun, governor)
    return Certainty("Planned", governor.i) if _is_awaited(noun, governor) else None


def _is_awaited(noun: Token, governor: Token) -> bool:
    """Whether the noun names a step that what will happen waits for: "will take effect after ratification"."""
    awaiting = noun.dep_ == "pobj" and noun.head.lower_ in load_words("factuality", "awaiting_prepositions")
    step = noun.lemma_.lower() in load_words("factuality", "fulfilling")
    return awaiting and step and is_verbal(governor) and tense_of(governor) == "future"


def _of_shared(noun: Token, verb: Token) -> Certainty | None:
    """Return the certainty of the verb that says that the noun's event happens; of "the raids did not undo it" none."""
    if not is_verbal(verb) or verb.lemma_.lower() in load_words("factuality", "presupposing"):
        return None
    undergoes = noun.dep_ in ("dobj", "nsubjpass", "attr") or (
        noun.dep_ == "nsubj" and verb.lemma_ not in ("do", "be", "have")
    )
    acts = noun.dep_ == "nsubj" and any(c.dep_ == "dobj" and c.lower_ != "place" for c in verb.children)
    if undergoes and is_negated(verb) and not acts:
        return Certainty("Negated", verb.i)
    return _of_modals(verb)


def _of_class(lemma: str, governor: Token, token: Token) -> Certainty | None:
    """Return what the class of the governing word makes of a verb's or a noun's event."""
    of_noun = not is_verbal(token)
    if lemma in load_words("factuality", "denied"):
        return Certainty("Denied", governor.i)
    if lemma in load_words("factuality", "alleged_nouns" if of_noun else "alleged"):
        return Certainty("Alleged", governor.i)
    if _is_stated(token):
        return None
    if lemma in load_words("factuality", "telling") and token.dep_ == "ccomp" and not is_infinitive(token):
        return None
    negated = is_negated(governor)
    if governor.pos_ in ("ADJ", "ADV") and lemma in load_words("factuality", "planned_adjectives"):
        return Certainty("Planned", governor.i)
    if lemma in load_words("factuality", "negated_nouns" if of_noun else "negated"):
        return Certainty("Planned" if negated else "Negated", governor.i)
    if lemma in load_words(
        "factuality", "planned" if is_verbal(governor) or governor.pos_ == "ADJ" else "planned_nouns"
    ):
        return Certainty("Negated" if negated else "Planned", governor.i)
    reached = token.dep_ == "pcomp" and token.head.lower_ in ("to", "in")  # "never got round to ratifying it"
    governed = not of_noun and (token.dep_ == "xcomp" or reached)
    return Certainty("Negated", governor.i) if negated and governed else None
