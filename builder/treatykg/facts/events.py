"""Events: frames of the lexicon matched on the predicates of a reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatykg.facts.drafts import Draft
from treatykg.facts.frames import Frame, event_frames
from treatykg.facts.matching import Roles, fillers, match_roles
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.timing import find_places, find_time
from treatykg.facts.votes import find_vote
from treatykg.model import Evidence, Factuality, TimeInterval
from treatykg.predicates import Predicate


def find_events(reading: Reading) -> tuple[Draft, ...]:
    """Return a draft for every mention of an event, in the order of the text."""
    drafts: list[Draft] = []
    narrative: TimeInterval | None = None
    for predicate in reading.predicates.values():
        for draft in _drafts_of(reading, predicate, narrative):
            drafts.append(draft)
            narrative = draft.time or narrative
    return tuple(drafts)


def _drafts_of(reading: Reading, predicate: Predicate, narrative: TimeInterval | None) -> Iterator[Draft]:
    """Yield the drafts of the first frame of each event type that fits."""
    found: set[str] = set()
    for frame in event_frames().get((predicate.kind, predicate.lemma), ()):
        if frame.event in found:
            continue
        roles = match_roles(reading, predicate, frame)
        if roles is None:
            continue
        draft = _draft(reading, predicate, frame, roles)
        if draft is not None:
            found.add(frame.event)
            yield replace(draft, time=find_time(reading, predicate, narrative))


def _draft(reading: Reading, predicate: Predicate, frame: Frame, roles: Roles) -> Draft | None:
    acting = fillers(roles, frame.actor)
    actors = reading.agents(acting, frame.actor_types)
    if not actors and reading.referents(fillers(roles, frame.actor[:1]), AGENT_TYPES):
        return None  # somebody acts, but nobody who can do this
    if frame.bare and (roles.get("object") or roles.get("clause")):
        return None
    named = reading.referents(fillers(roles, frame.treaty), frame.treaty_types)
    elsewhere = "object" in frame.treaty and bool(roles.get("object"))  # the object is something else than a treaty
    treaties = named or (reading.focus(predicate.token) if frame.focus and not elsewhere else ())
    if elsewhere and not named and not frame.where:
        return None
    organization = reading.referents(fillers(roles, frame.organization), ("InternationalOrganization", "StateGroup"))
    filled = {
        "actor": bool(actors),
        "treaty": bool(named),
        "organization": bool(organization),
        "matter": bool(named or organization),
    }
    if not all(filled[need] for need in frame.needs):
        return None
    if organization and not named:
        treaties = ()
    if frame.parties and not actors:
        actors = tuple(p for treaty in treaties for p in reading.entity(treaty).parties)
    return Draft(
        type=frame.event,
        token=predicate.token,
        frame=frame.id,
        factuality=_factuality(predicate, frame),
        evidence=(Evidence(reading.clause(predicate), frame.id),),
        sentence=predicate.sentence,
        treaties=tuple(t for t in treaties if reading.entity(t).type == "Treaty"),
        actors=reading.with_principals(a for a in actors if a not in organization),
        places=find_places(reading, predicate, frame.place),
        vote=find_vote(reading, predicate)
        if frame.event in ("DomesticApproval", "DomesticRejection", "Adoption")
        else None,
        condition=predicate.condition,
    )


def _factuality(predicate: Predicate, frame: Frame) -> Factuality:
    """Return the predicate's factuality; a frame may say that the present tense speaks of what is to come, or negate."""
    if frame.factuality == "Negated":
        return {"Actual": "Negated", "Negated": "Actual"}.get(predicate.factuality, predicate.factuality)  # type: ignore[return-value]
    if frame.factuality and predicate.factuality == "Actual":
        return frame.factuality  # type: ignore[return-value]
    if frame.present and predicate.factuality == "Actual" and predicate.tense == "present" and predicate.kind == "verb":
        return frame.present  # type: ignore[return-value]
    return predicate.factuality
