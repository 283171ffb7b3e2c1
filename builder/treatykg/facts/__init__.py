"""Facts: what the article says happened, is claimed, is obliged, and who holds which office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from treatykg import identifiers
from treatykg.facts.claim_values import to_claims
from treatykg.facts.claims import ClaimDraft, find_claims
from treatykg.facts.confidence import rate
from treatykg.facts.drafts import Draft
from treatykg.facts.ellipsis import repeat_events
from treatykg.facts.events import find_events
from treatykg.facts.gaps import find_gaps
from treatykg.facts.merging import merge_drafts
from treatykg.facts.parties import add_parties
from treatykg.facts.posts import find_posts
from treatykg.facts.provision_drafts import ProvisionDraft
from treatykg.facts.provisions import find_provisions
from treatykg.facts.reading import Reading
from treatykg.model import Event, EventType, Facts, Provision, Span

# What treaties forbid, promise or provide for; the steps of the treaty's own life stay events.
_OBLIGED: frozenset[EventType] = frozenset(
    (
        "Sanction",
        "Attack",
        "ArmedConflict",
        "Aid",
        "MilitaryDeployment",
        "Meeting",
        "Visit",
        "Suspension",
        "Termination",
        "Violation",
        "Negotiation",
        "Amendment",
    )
)
# Rules of provisions that go by the clause alone, and what such a clause may tell instead.
_LOOSE = frozenset(("provision.term", "provision.treaty-verb"))
_STEPS: frozenset[EventType] = frozenset(
    ("Adoption", "Signature", "Ratification", "Termination", "Amendment", "Extension", "EntryIntoForce")
)
FactT = TypeVar("FactT", Event, Provision)

__all__ = ["Reading", "extract_facts", "find_gaps", "rate"]


def extract_facts(reading: Reading) -> Facts:
    """Return all facts of a reading, each with its evidence, in the order of the text."""
    scope = reading.linked.document.article.sha256
    told = add_parties(reading, repeat_events(reading, find_events(reading)))
    obliged = tuple(p for p in find_provisions(reading) if not _is_step(reading, p, told))
    drafts = merge_drafts(d for d in told if not _only_obliged(reading, d, obliged))
    events = _to_events(drafts, reading, scope)
    claimed = [c for c in find_claims(reading, drafts) if not _is_provision(reading, c, obliged)]
    claims = to_claims(claimed, drafts, events, reading)
    provisions = tuple(_to_provision(draft, scope) for draft in obliged)
    return Facts(events, claims, _each_once(provisions), find_posts(reading.linked))


def _only_obliged(reading: Reading, draft: Draft, provisions: Sequence[ProvisionDraft]) -> bool:
    """Whether the event is only what a provision forbids, foresees or promises ("not to impose sanctions on each other")."""
    if draft.factuality not in ("Planned", "Negated") or (draft.treaties and draft.type not in _OBLIGED):
        return False
    at = reading.doc[draft.token].idx
    talks = draft.type == "Negotiation" and reading.doc[draft.token].pos_ == "NOUN"
    other = draft.treaties if talks else ()  # "agreed to open talks on a tax treaty"
    spans = (e.span for p in provisions if not other or set(other) & set(p.treaties) for e in p.evidence)
    return any(s.start <= at < s.end for s in spans)


def _is_step(reading: Reading, provision: ProvisionDraft, told: Sequence[Draft]) -> bool:
    """Whether the clause tells a step in the life of a treaty ("the pact replaces the treaty of 1960"), not what one provides."""
    if provision.evidence[0].rule not in _LOOSE:
        return False
    head = reading.doc[provision.token]
    core = {head.i, *(c.i for c in head.children if c.dep_ == "dobj")}
    return any(d.token in core and d.type in _STEPS and d.factuality != "Negated" for d in told)


def _is_provision(reading: Reading, draft: ClaimDraft, provisions: Sequence[ProvisionDraft]) -> bool:
    """Whether the promise is one that the parties make by the treaty."""
    states = {s for s in draft.speakers if reading.entity(s).type == "State"}
    return draft.type == "Pledge" and any(
        len(states) > 1
        and states == set(p.obligors)
        and any(_overlap(e.span, draft.evidence[0].span) for e in p.evidence)
        for p in provisions
    )


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def _to_events(drafts: Sequence[Draft], reading: Reading, scope: str) -> tuple[Event, ...]:
    plain = [
        Event(
            id="",
            type=d.type,
            factuality=d.factuality,
            evidence=d.evidence,
            treaties=d.treaties,
            actors=d.actors,
            places=d.places,
            time=d.time,
            effective=d.effective,
            vote=d.vote,
        )
        for d in drafts
    ]
    ids = identifiers.event_ids(plain, scope=scope)
    return tuple(
        replace(event, id=key, conditional_on=_conditions(reading, draft, drafts, ids))
        for event, key, draft in zip(plain, ids, drafts, strict=True)
    )


def _conditions(reading: Reading, draft: Draft, drafts: Sequence[Draft], ids: Sequence[str]) -> tuple[str, ...]:
    """Return the events told in the clause on which this one depends."""
    if draft.condition is None:
        return ()
    inside = {t.i for t in reading.doc[draft.condition].subtree}
    return tuple(
        key
        for key, other in zip(ids, drafts, strict=True)
        if other is not draft and inside & set(other.tokens or (other.token,))
    )


def _to_provision(draft: ProvisionDraft, scope: str) -> Provision:
    provision = Provision(
        id="",
        type=draft.type,
        evidence=draft.evidence,
        treaties=draft.treaties,
        obligors=draft.obligors,
        article_number=draft.article_number,
        cites=draft.cites,
        trigger=draft.trigger,
        quoted=draft.quoted,
    )
    return replace(provision, id=identifiers.provision_id(provision, scope=scope))


def _each_once(facts: Iterable[FactT]) -> tuple[FactT, ...]:
    return tuple({fact.id: fact for fact in facts}.values())
