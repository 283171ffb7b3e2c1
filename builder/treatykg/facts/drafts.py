"""Events while they are being found: one draft per mention of a happening, to be merged into one event per happening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from treatykg.facts.story import STORY
from treatykg.model import EventType, Evidence, Factuality, TimeInterval, Vote

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of an event. `token` evokes it; `condition` is the verb of the clause it depends on; `frame` the rule's id.

    `of_parties`: when nobody is named, the treaty's parties act. `governor`: the verb whose object or subject the token is
    ("announced its *withdrawal*"). `in_title`: told in the present tense of a headline, which says little about when and how
    certainly. `tokens` are those of all joined mentions. `after`: without an actor, who did the last of these events before.
    """

    type: EventType
    token: int
    frame: str
    factuality: Factuality
    evidence: tuple[Evidence, ...]
    sentence: int
    treaties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    time: TimeInterval | None = None
    effective: TimeInterval | None = None
    vote: Vote | None = None
    condition: int | None = None
    tokens: tuple[int, ...] = ()
    of_parties: bool = False
    in_title: bool = False
    governor: int | None = None
    after: tuple[str, ...] = ()

    def joined(self, other: Draft) -> Draft:
        """Return one draft that says what both say; of two times the surer, more exact one stays; no headline's certainty."""
        return replace(
            self,
            factuality=other.factuality if self.in_title else self.factuality,
            in_title=self.in_title and other.in_title,
            sentence=other.sentence,
            treaties=_union(self.treaties, other.treaties),
            actors=_union(self.actors, other.actors),
            places=_union(self.places, other.places),
            evidence=_union(self.evidence, other.evidence),
            time=_more_exact(self.time, other.time),
            effective=_more_exact(self.effective, other.effective),
            vote=self.vote or other.vote,
            condition=self.condition if self.condition is not None else other.condition,
            tokens=_union(self.tokens or (self.token,), other.tokens or (other.token,)),
        )


def _union(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _more_exact(first: TimeInterval | None, second: TimeInterval | None) -> TimeInterval | None:
    if first is None or second is None:
        return first or second
    if (first.rule == STORY) != (second.rule == STORY):
        return second if first.rule == STORY else first
    return second if width(second) < width(first) else first


def width(time: TimeInterval) -> int:
    """Return how many days the interval spans; an open one counts as endless."""
    if time.earliest is None or time.latest is None:
        return 10**6
    return (time.latest - time.earliest).days
