"""What the parser loses behind a parenthesis between a verb and its object: "suspends, as of today, the agreement"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.predicates import Misread, Predicate
from treatykg.predicates.arguments import coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 10  # tokens of a parenthesis
_REACH = 10  # tokens from its end to the head of the object
_CLOSING = {",": ",", "(": ")", "–": "–", "—": "—", "-": "-"}
_OPENERS = frozenset(("DT", "PRP$"))


def find_object_behind(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the agreement that stands behind a parenthesis right after the verb; nothing when no agreement stands there."""
    end = _end_of_parenthesis(verb)
    if end is None or verb.doc[end + 1].tag_ not in _OPENERS:
        return ()
    for at in range(end + 1, min(end + _REACH, verb.sent.end)):
        token = verb.doc[at]
        if token.is_punct or token.pos_ in ("VERB", "AUX", "ADP"):
            return ()
        if reading.referents((at,), ("Treaty",)):
            return (at,)
    return ()


def _end_of_parenthesis(verb: Token) -> int | None:
    """Return the token that closes the parenthesis, if one opens right after the verb and has no verb of its own."""
    doc, start = verb.doc, verb.i + 1
    closing = _CLOSING.get(doc[start].text) if start < len(doc) else None
    if closing is None:
        return None
    for at in range(start + 1, min(start + _LONGEST, verb.sent.end - 1)):
        if doc[at].text == closing:
            return at if at > start + 1 else None
        if doc[at].pos_ in ("VERB", "AUX") and doc[at].tag_ in ("VBD", "VBZ", "VBP"):
            return None
    return None


def as_verb(reading: Reading, predicate: Predicate, lemma: str) -> Predicate | None:
    """Return the predicate as the verb that the parser took for a plural ("Fiji *suspends*, as of today, the accord").

    None unless who acts stands before it and an agreement behind the parenthesis.
    """
    token = reading.doc[predicate.token]
    if token.tag_ not in ("NNS", "NNPS") or token.i == token.sent.start:
        return None
    subjects = tuple(t for t in (token.i - 1,) if reading.referents((t,), AGENT_TYPES))
    objects = find_object_behind(reading, token) if subjects else ()
    if not objects:
        return None
    return Misread(token, lemma, "verb", predicate.sentence, {"subject": subjects, "object": objects})


def as_main_verb(reading: Reading, predicate: Predicate) -> Predicate | None:
    """Return the predicate as the verb of its sentence, which the parser took for a noun ("The accord *lapses* at midnight").

    None unless it has a subject, or the agreement stands right before it and no other word is the verb.
    """
    token = reading.doc[predicate.token]
    if token.dep_ != "ROOT" or token.i == token.sent.start or not token.n_lefts:
        return None
    subjects = tuple(t.i for c in token.lefts if c.dep_ == "nsubj" for t in coordinated(c)) or _compounded(
        reading, token
    )
    if not subjects or any(c.pos_ in ("VERB", "AUX") and c.dep_ != "advcl" for c in token.children):
        return None
    adjuncts = {role: tokens for role, tokens in predicate.arguments.items() if role != "modifier"}
    return Misread(token, predicate.lemma, "verb", predicate.sentence, {**adjuncts, "subject": subjects})


def _compounded(reading: Reading, token: Token) -> tuple[int, ...]:
    """Return the agreement right before a plural of which the parser made it a part."""
    subject = reading.doc[token.i - 1]
    joined = token.tag_ in ("NNS", "NNPS") and subject.dep_ == "compound" and subject.head.i == token.i
    return (subject.i,) if joined and reading.referents((subject.i,), ("Treaty",)) else ()
