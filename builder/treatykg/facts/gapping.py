"""Gapping: "the lower house passed it in April, the upper one on May 6": the second clause has no verb, only who and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.dates import TimeExpression, resolve_time
from treatykg.facts.drafts import Draft
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.model import Evidence, Span
from treatykg.predicates.arguments import coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "ellipsis.gapping"
_WITHIN_NAME = frozenset(("det", "amod", "compound", "poss", "case", "nummod"))
_LONGEST = 40  # tokens of a clause in which a gap is looked for


def repeat_without_verb(reading: Reading, model: Draft) -> Iterator[Draft]:
    """Yield the model's event once for each later phrase of its sentence that says only who and when."""
    sentence = reading.linked.document.sentences[model.sentence]
    for token in reading.doc[model.token + 1 : min(sentence.end_token, model.token + _LONGEST)]:
        named = token.i in reading.within_names  # "the treaty between Fiji and *Tonga* on Monday"
        when = _time_after(reading, token) if not named and _opens_clause(token) else None
        if when is None:
            continue
        actors = reading.agents((token.i,), _types(reading, model))
        if actors and not set(actors) <= set(model.actors):
            yield _gapped(reading, model, token, when, actors)


def repeat_negated(reading: Reading, model: Draft) -> Iterator[Draft]:
    """Yield the model's event denied of those whom a passive excludes: "ratified by forty states, but *not by France*"."""
    phrases = (c for c in reading.doc[model.token].children if c.dep_ in ("prep", "agent") and c.lower_ == "by")
    for phrase in phrases:
        named = [t.i for c in phrase.children if c.dep_ == "pobj" for t in coordinated(c)]
        actors = reading.agents(named, AGENT_TYPES) if any(c.dep_ == "neg" for c in phrase.children) else ()
        if actors and model.factuality == "Actual":
            span = Span(phrase.left_edge.idx, phrase.right_edge.idx + len(phrase.right_edge))
            yield replace(
                model,
                token=named[0],
                frame=RULE,
                factuality="Negated",
                evidence=(Evidence(span, RULE),),
                actors=reading.with_principals(actors),
                places=(),
                time=None,
                vote=None,
                tokens=(),
            )


def _types(reading: Reading, model: Draft) -> frozenset[str]:
    """A chamber is set beside a chamber, a state beside a state."""
    return frozenset(reading.entity(a).type for a in model.actors[:1]) & AGENT_TYPES


def _time_after(reading: Reading, token: Token) -> TimeExpression | None:
    """Return the time that follows the word at once and ends its clause."""
    doc = token.doc
    start = _behind_place(reading, token)
    if start < len(doc) and doc[start].lower_ in ("in", "on", "at"):
        start += 1
    if start >= len(doc):
        return None
    found = reading.date_at(start)
    if found is None or found.span.start < token.idx:
        return None
    after = next((t for t in doc[start : start + _LONGEST] if t.idx >= found.span.end), None)
    return found if after is None or after.is_punct or after.is_space or after.lower_ in ("and", "but") else None


def _behind_place(reading: Reading, token: Token) -> int:
    """Return the token after the word, or after a place that only tells where it sits: "the Senate *in Valparaíso*"."""
    doc, at = token.doc, token.i + 1
    sited = at + 1 < len(doc) and doc[at].lower_ in ("in", "at") and reading.referents((at + 1,), ("Place",))
    return at + 2 if sited else at


def _opens_clause(token: Token) -> bool:
    """Whether a comma, a semicolon or "and" stands before the phrase of which this is the last word."""
    at = token.i
    while at and token.doc[at - 1].dep_ in _WITHIN_NAME and token.doc[at - 1].pos_ not in ("VERB", "AUX"):
        at -= 1
    return at > 0 and token.doc[at - 1].lower_ in (",", ";", "and", "but")


def _gapped(reading: Reading, model: Draft, token: Token, when: TimeExpression, actors: tuple[str, ...]) -> Draft:
    predicate = reading.predicates[model.token]
    return replace(
        model,
        token=token.i,
        frame=RULE,
        evidence=(
            Evidence(Span(token.left_edge.idx if token.left_edge.i > model.token else token.idx, when.span.end), RULE),
        ),
        actors=reading.with_principals(actors),
        places=(),
        time=resolve_time(when, anchor=reading.anchor, tense=predicate.tense, narrative=model.time),
        vote=None,
        tokens=(),
    )
