"""One mention, several happenings: "voted in 2004 and 2007", "signed in 2022 and 2023 respectively", "approved both treaties"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.dates import TimeExpression, resolve_time
from treatykg.facts.drafts import Draft
from treatykg.facts.reading import Reading
from treatykg.model import TimeInterval
from treatykg.predicates import Predicate
from treatykg.predicates.arguments import coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token


def distribute(reading: Reading, predicate: Predicate, draft: Draft, narrative: TimeInterval | None) -> Iterator[Draft]:
    """Yield the draft once for each of its coordinated dates and for each of its treaties."""
    for dated in _by_date(reading, predicate, draft, narrative):
        if len(dated.treaties) < 2:
            yield dated
        else:
            yield from (replace(dated, treaties=(treaty,)) for treaty in dated.treaties)


def _by_date(reading: Reading, predicate: Predicate, draft: Draft, narrative: TimeInterval | None) -> tuple[Draft, ...]:
    words = _clause_words(reading.doc[predicate.token])
    expressions = _coordinated_dates(reading, words)
    if len(expressions) < 2:
        return (draft,)
    times = [resolve_time(e, anchor=reading.anchor, tense=predicate.tense, narrative=narrative) for e in expressions]
    respectively = any(c.lower_ == "respectively" for c in words) and len(times) == len(draft.actors)
    return tuple(
        replace(draft, time=time, actors=(draft.actors[i],) if respectively else draft.actors)
        for i, time in enumerate(times)
    )


def _clause_words(token: Token) -> tuple[Token, ...]:
    """Return what hangs from the word, and from the infinitive or gerund it governs ("stopped *applying* it in ...")."""
    governed = (c for c in token.children if c.dep_ == "xcomp")
    return (*token.children, *(grandchild for c in governed for grandchild in c.children))


def _coordinated_dates(reading: Reading, words: tuple[Token, ...]) -> tuple[TimeExpression, ...]:
    """Return the dates that stand in one list, in the order of the text; none when there are fewer than two."""
    prepositions = (c for c in words if c.dep_ == "prep" and c.lower_ in ("in", "on"))
    for head in (t for c in prepositions for t in c.children if t.dep_ == "pobj"):
        dates = [reading.date_at(t.i) for t in coordinated(head)]
        if len(dates) > 1 and all(dates):
            return tuple(d for d in dates if d is not None)
    return ()
