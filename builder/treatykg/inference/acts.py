"""What happened, as the rules need it: acts on treaties, by whom, and between which days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib.namespace import RDF

from treatykg.triples import Index
from treatykg.vocab import FACTUALITY, TREATY

_SUBJECTS_OF_LAW = frozenset(map(str, (TREATY.State, TREATY.InternationalOrganization, TREATY.Organization)))


@dataclass(frozen=True, slots=True)
class Act:
    """An event about treaties: its classes and participants, states and organizations, by IRI.

    The days are ISO 8601, first and last possible; where articles give different ones, the widest interval. `effective`
    is the EDTF literal of the day on which it takes effect. `actual` says whether it happened, as all articles agree.
    """

    iri: str
    classes: frozenset[str]
    treaties: frozenset[str]
    participants: frozenset[str]
    earliest: str | None
    latest: str | None
    effective: str | None
    actual: bool

    def surely_before(self, other: Act) -> bool:
        """Whether the dates leave no doubt that this happened before `other`."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest


def find_acts(index: Index) -> Iterator[Act]:
    """All events that concern a treaty, sorted by IRI."""
    for event in index.instances(TREATY.Event):
        if treaties := index.values(event, TREATY.concerns):
            yield Act(
                iri=event,
                classes=frozenset(index.values(event, RDF.type)),
                treaties=frozenset(treaties),
                participants=_participants(index, event),
                earliest=min(index.values(event, TREATY.earliestDate), default=None),
                latest=max(index.values(event, TREATY.latestDate), default=None),
                effective=max(index.values(event, TREATY.effectiveDate), default=None),
                actual=index.values(event, TREATY.factuality) == (str(FACTUALITY.Actual),),
            )


def _participants(index: Index, event: str) -> frozenset[str]:
    """The states and organizations among the actors, and those behind the persons and bodies among them."""
    seen: set[str] = set()
    waiting = list(index.values(event, TREATY.actor))
    while waiting:
        actor = waiting.pop()
        if actor not in seen:
            seen.add(actor)
            waiting.extend(index.values(actor, TREATY.actsFor))
    return frozenset(actor for actor in seen if _SUBJECTS_OF_LAW.intersection(index.values(actor, RDF.type)))
