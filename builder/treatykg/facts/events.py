"""Events: frames of the lexicon matched on the predicates of a reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.casting import Cast, find_cast
from treatykg.facts.circumstances import on_same_occasion, with_circumstances
from treatykg.facts.distribution import distribute
from treatykg.facts.drafts import Draft
from treatykg.facts.frames import Frame, event_frames, phrasal_verbs
from treatykg.facts.generality import is_general, is_imagined
from treatykg.facts.matching import match_roles
from treatykg.facts.parentheses import as_main_verb, as_verb
from treatykg.facts.places import find_places
from treatykg.facts.reading import Reading
from treatykg.facts.roles import PARTICLES
from treatykg.facts.story import carries_story
from treatykg.facts.votes import find_vote
from treatykg.lexicon import load_words
from treatykg.model import Evidence, Factuality, TimeInterval
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOTED = ("DomesticApproval", "DomesticRejection", "Adoption")
_DEEPEST = 4  # clauses between a permission and what is permitted
_NEGATIONS: dict[Factuality, Factuality] = {"Actual": "Negated", "Negated": "Actual"}


def find_events(reading: Reading) -> tuple[Draft, ...]:
    """Return a draft for every mention of an event, in the order of the text."""
    drafts: list[Draft] = []
    narrative: TimeInterval | None = None
    for predicate in reading.predicates.values():
        for draft in _drafts_of(reading, predicate, narrative):
            drafts.append(on_same_occasion(predicate, draft, drafts))
            if draft.time is not None and (narrative is None or carries_story(reading, predicate)):
                narrative = draft.time
    return tuple(_with_doers(drafts, at) for at in range(len(drafts)))


def _with_doers(drafts: Sequence[Draft], at: int) -> Draft:
    """Return the draft; of what is said of an act without its doer, with the doer: "*the withdrawal* takes effect in May"."""
    draft = drafts[at]
    if draft.actors or not draft.after:
        return draft
    told = (d for d in reversed(drafts[:at]) if d.type in draft.after and d.actors and _may_concern(d, draft))
    return replace(draft, actors=next((d.actors for d in told), ()))


def _may_concern(first: Draft, second: Draft) -> bool:
    """Whether the two can be about one agreement."""
    return not first.treaties or not second.treaties or not set(first.treaties).isdisjoint(second.treaties)


def _drafts_of(reading: Reading, predicate: Predicate, narrative: TimeInterval | None) -> Iterator[Draft]:
    """Yield the drafts of the first frame of each event type that fits, one for each of several dates and treaties."""
    found: set[str] = set()
    predicate = _as_told(reading, predicate)
    for frame in _frames_of(predicate):
        if frame.event in found or (found and _is_told_by(found, frame, predicate.kind)):
            continue
        if frame.passive and not predicate.passive:
            continue
        roles = match_roles(reading, predicate, frame)
        cast = find_cast(reading, predicate, frame, roles) if roles is not None else None
        if cast is None or _is_empty(cast, frame) or not _tells(reading, predicate, frame):
            continue
        found.add(frame.event)
        draft = with_circumstances(reading, predicate, _draft(reading, predicate, frame, cast), narrative)
        yield from distribute(reading, predicate, draft, narrative)


def _is_told_by(found: set[str], frame: Frame, kind: str) -> bool:
    """Whether the word has already told of it: a state that scraps a treaty withdraws; talks on a treaty are no other meeting."""
    if frame.event == "Termination":
        return kind == "verb" and "Withdrawal" in found
    return frame.event == "Meeting" and "Negotiation" in found


def _as_told(reading: Reading, predicate: Predicate) -> Predicate:
    """Return the predicate, as a verb where the parser took one for a plural noun."""
    if predicate.kind == "verb":
        return predicate
    known = ("verb", predicate.lemma) in event_frames()
    if known and (told := as_main_verb(reading, predicate)) is not None:
        return told
    if ("noun", predicate.lemma) in event_frames():
        return predicate
    return (as_verb(reading, predicate, predicate.lemma) if known else None) or predicate


def _frames_of(predicate: Predicate) -> tuple[Frame, ...]:
    """Return the frames of the word, and those of a verb whose particle the parser took for a preposition ("wave through")."""
    frames = event_frames()
    own = frames.get((predicate.kind, predicate.lemma), ())
    if predicate.kind == "noun" or predicate.lemma not in phrasal_verbs():
        return own
    particles = (c.lower_ for c in predicate.word.children if c.dep_ == "prep" and c.lower_ in PARTICLES)
    return (*own, *(f for particle in particles for f in frames.get(("verb", f"{predicate.lemma} {particle}"), ())))


def _is_empty(cast: Cast, frame: Frame) -> bool:
    """Whether neither an actor nor an agreement is known where the frame can have either."""
    return bool(frame.treaty) and not (cast.actors or cast.treaties or cast.organizations)


def _tells(reading: Reading, predicate: Predicate, frame: Frame) -> bool:
    """Whether the word tells of a happening, not of what a treaty allows, of a thing's quality, or of something else."""
    token = reading.doc[predicate.token]
    ahead = predicate.factuality in ("Planned", "Conditional")
    due = predicate.tense == "present" or predicate.factuality == "Negated"
    foreseen = ahead or (frame.present == "Planned" and due)
    if (frame.foreseen and not foreseen) or (frame.done and ahead):
        return False
    if frame.bare and (predicate.fillers("object") or any(t > predicate.token for t in predicate.fillers("clause"))):
        return False
    if predicate.kind == "noun":
        return predicate.token not in reading.within_names and not is_imagined(token)
    return (
        (token.dep_ != "amod" or frame.attributive)
        and not is_general(token)
        and not (frame.event in load_words("events", "permission.events") and _permitted(token))
    )


def _permitted(verb: Token) -> bool:
    """Whether the clause only says what may be done: "either party may withdraw by giving notice"."""
    for _ in range(_DEEPEST):
        modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        if modals & load_words("events", "permission.modals"):
            return not _is_aim(verb)
        if modals & load_words("events", "permission.reported") and _is_under_which(verb):
            return True
        if verb.dep_ not in ("pcomp", "prep", "xcomp", "conj") or verb.head == verb:
            return False
        verb = verb.head
    return False


def _is_aim(verb: Token) -> bool:
    """Whether the clause tells what for: "so that we can admit Peru", "ensure that it can join"."""
    clause = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "so" for c in verb.children)
    return clause or (verb.dep_ == "ccomp" and verb.head.lemma_ in ("ensure", "see", "assure", "guarantee"))


def _is_under_which(verb: Token) -> bool:
    """Whether the clause tells what an agreement says: "under which either side could leave"."""
    phrases = (c for c in verb.children if c.dep_ == "prep" and c.i < verb.i)
    return any(g.tag_ == "WDT" for c in phrases for g in c.children)


def _draft(reading: Reading, predicate: Predicate, frame: Frame, cast: Cast) -> Draft:
    return Draft(
        type=frame.event,
        token=predicate.token,
        frame=frame.id,
        factuality=_factuality(reading, predicate, frame, cast),
        evidence=(Evidence(reading.clause(predicate), frame.id),),
        sentence=predicate.sentence,
        treaties=cast.treaties,
        actors=cast.actors,
        places=find_places(reading, predicate, frame.place, frame.event),
        vote=find_vote(reading, predicate) if frame.event in _VOTED else None,
        condition=predicate.condition,
        of_parties=frame.parties,
        governor=_governor(reading.doc[predicate.token]),
        after=tuple(frame.understood.split()),
        in_title=predicate.token < reading.linked.document.title_tokens and predicate.tense == "present",
    )


def _governor(token: Token) -> int | None:
    """Return the verb of which the noun is an argument, or that governs the infinitive ("voted to *approve*")."""
    if token.pos_ in ("NOUN", "PROPN"):
        return token.head.i if token.dep_ in ("dobj", "nsubj", "nsubjpass") else None
    infinitive = any(c.tag_ == "TO" for c in token.children)
    if not infinitive or token.dep_ not in ("xcomp", "acl", "advcl"):
        return None
    return next((t.i for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _is_said(token: Token) -> bool:
    """Whether somebody only says so: "the minister said that Chad had broken it"."""
    at = token
    while at.dep_ in ("attr", "acomp", "prep", "pobj", "dobj", "conj") and at.head.i != at.i:
        at = at.head
    if at.dep_ != "ccomp" or at.head.lemma_.lower() not in load_words("events", "saying.verbs"):
        return False
    speakers = {c.lemma_.lower() for c in at.head.children if c.dep_ == "nsubj"}
    return speakers.isdisjoint(load_words("events", "saying.finders"))


def _factuality(reading: Reading, predicate: Predicate, frame: Frame, cast: Cast) -> Factuality:
    """Return the predicate's factuality; a frame may say that the present tense speaks of what is to come, or negate."""
    if frame.factuality == "Negated" or (cast.absent and predicate.factuality == "Actual"):
        return _NEGATIONS.get(predicate.factuality, predicate.factuality)
    if frame.factuality == "Actual" and predicate.factuality in ("Planned", "Conditional"):
        return "Actual"  # "will help it in its war": the noun takes the war as given
    if predicate.factuality != "Actual":
        return predicate.factuality
    infinitive = any(c.tag_ == "TO" for c in reading.doc[predicate.token].children)
    present = (predicate.tense == "present" or infinitive) and predicate.kind == "verb"
    in_title = predicate.token < reading.linked.document.title_tokens
    if frame.event == "Violation" and _is_said(reading.doc[predicate.token]):
        return "Alleged"
    expected = frame.factuality or (frame.present if present and not in_title else "")
    return expected or predicate.factuality  # type: ignore[return-value]  # checked when the lexicon is read
