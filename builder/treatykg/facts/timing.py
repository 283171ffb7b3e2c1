"""When and where an event happened: the time expression and the place that the grammar ties to its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.dates import TimeExpression, resolve_time
from treatykg.facts.reading import Reading
from treatykg.model import TimeInterval
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_BARRIERS = frozenset(("relcl", "advcl", "ccomp", "conj", "parataxis", "acl", "csubj", "pcomp", "appos"))
_LOCATIVE = frozenset(("in", "at", "near", "outside", "on", "aboard", "inside"))
_FARTHEST = 8


def find_time(reading: Reading, predicate: Predicate, narrative: TimeInterval | None) -> TimeInterval | None:
    """Return when the event of this predicate happened, as far as its own clause says; else what the clause governing it says.

    `narrative` is the time of the event told before, for "the following day".
    """
    for head in _clause_heads(reading.doc[predicate.token]):
        nearest = min(
            _expressions_of(reading, head), key=lambda e: _distance(reading, e, predicate.token), default=None
        )
        if nearest is not None:
            tense = predicate.tense if head.i == predicate.token else reading.predicates[head.i].tense
            return resolve_time(nearest, anchor=reading.anchor, tense=tense, narrative=narrative)
    return None


def find_places(reading: Reading, predicate: Predicate, roles: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the places where the event happened; `roles` are further roles that name it ("travel *to* Oslo")."""
    fillers = predicate.fillers(*roles)
    places = reading.referents(fillers, ("Place", "State") if roles else ("Place",))
    if places:
        return places
    for head in _clause_heads(reading.doc[predicate.token]):
        tokens = tuple(t.i for t in reading.doc[head.left_edge.i : head.right_edge.i + 1] if _is_site(t, head))
        places = reading.referents(tokens, ("Place",))
        if places:
            return places[:1]
    return ()


def _is_site(token: Token, head: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE and _reaches(token, head)


def _clause_heads(token: Token) -> tuple[Token, ...]:
    """Return the word itself, then the verbs that govern it within one happening ("voted on Monday to approve", "gave ...")."""
    heads = [token]
    at = token
    for _ in range(3):
        if (
            at.dep_ in ("xcomp", "dobj", "nsubj", "nsubjpass", "pcomp", "pobj", "attr", "prep", "dative")
            and at.head != at
        ):
            at = at.head
            if at.pos_ in ("VERB", "AUX"):
                heads.append(at)
        else:
            break
    return tuple(heads)


def _expressions_of(reading: Reading, head: Token) -> list[TimeExpression]:
    first, last = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
    return [
        e
        for e in reading.times
        if e.kind == "date"
        and first <= e.span.start < last
        and (t := _token_at(reading, e)) is not None
        and _reaches(t, head)
    ]


def _token_at(reading: Reading, expression: TimeExpression) -> Token | None:
    """Return the token of the expression through which it hangs in the sentence."""
    span = reading.doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
    return span.root if span is not None else None


def _reaches(token: Token, head: Token) -> bool:
    """Whether the token belongs to the clause of `head`: no other clause lies between."""
    at = token
    for _ in range(_FARTHEST):
        if at.i == head.i:
            return True
        if at.dep_ in _BARRIERS and not (at.dep_ == "conj" and at.pos_ not in ("VERB", "AUX")):
            return False
        if at.head == at:
            return False
        at = at.head
    return False


def _distance(reading: Reading, expression: TimeExpression, token: int) -> int:
    return abs(expression.span.start - reading.doc[token].idx)
