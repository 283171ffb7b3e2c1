"""Claims: who asserts, accuses, denies, promises, demands, praises or refuses comment, against or about whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from treatykg.facts.content import Content, classify, find_content
from treatykg.facts.drafts import Draft
from treatykg.facts.frames import ClaimFrame, claim_frames
from treatykg.facts.matching import Roles, fillers, match_roles
from treatykg.facts.opinion import feel, judge
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.model import ClaimType, Evidence, Span
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKING = AGENT_TYPES


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One claim, before it has an identifier: entity ids, the tokens of what is claimed, the words, the rule."""

    type: ClaimType
    token: int
    evidence: tuple[Evidence, ...]
    sentence: int
    speakers: tuple[str, ...]
    targets: tuple[str, ...] = ()
    content: Span | None = None
    content_tokens: tuple[int, int] = (0, 0)


def find_claims(reading: Reading, events: Sequence[Draft]) -> tuple[ClaimDraft, ...]:
    """Return the claims in the order of the text; `events` tell whose "the move" was that somebody condemns."""
    drafts = [d for p in reading.predicates.values() if (d := _claim_of(reading, p, events)) is not None]
    return _countercharges(reading, tuple(_without_nested(reading, _without_repeats(drafts))))


def _claim_of(reading: Reading, predicate: Predicate, events: Sequence[Draft]) -> ClaimDraft | None:
    for frame in claim_frames().get((predicate.kind, predicate.lemma), ()):
        draft = _match(reading, predicate, frame, events)
        if draft is not None:
            return draft
    return None


def _match(reading: Reading, predicate: Predicate, frame: ClaimFrame, events: Sequence[Draft]) -> ClaimDraft | None:
    roles = match_roles(reading, predicate, frame)
    if roles is None or not _worded(reading, predicate, frame, roles):
        return None
    speakers = reading.agents(fillers(roles, frame.speaker), _SPEAKING)
    content = find_content(reading, predicate)
    kind = _kind(reading, frame, roles, predicate)
    targets = _targets(reading, frame, roles, content, events, predicate)
    if frame.content and content is not None:
        kind, targets = classify(reading, content, speakers, targets)
    targets = tuple(t for t in targets if t not in speakers)
    present = {
        "speaker": bool(speakers),
        "target": bool(targets),
        "clause": content is not None,
        "clause-or-object": content is not None or _has_matter(reading, roles),
        "judgement": kind is not None,
        "feeling": kind is not None,
    }
    if kind is None or not all(present[need] for need in frame.needs):
        return None
    return ClaimDraft(
        type=kind,
        token=predicate.token,
        evidence=(Evidence(_words(reading, predicate, content), frame.id),),
        sentence=predicate.sentence,
        speakers=reading.with_principals(speakers),
        targets=targets,
        content=content.span if content else None,
        content_tokens=content.tokens if content else (0, 0),
    )


def _worded(reading: Reading, predicate: Predicate, frame: ClaimFrame, roles: Roles) -> bool:
    """Whether the words that the frame asks for beyond `where` and `unless` are there."""
    token = reading.doc[predicate.token]
    if predicate.factuality in ("Negated", "Denied") and not frame.negated and frame.claim != "Judgement":
        return False
    if frame.negated and predicate.factuality != "Negated":
        return False
    if frame.where_any and not fillers(roles, frame.where_any):
        return False
    if frame.conjunct and not any(c.dep_ == "conj" and c.lemma_ == frame.conjunct for c in token.children):
        return False
    return not (frame.unless_conjunct and token.dep_ == "conj" and token.head.lemma_ == frame.unless_conjunct)


def _kind(reading: Reading, frame: ClaimFrame, roles: Roles, predicate: Predicate) -> ClaimType | None:
    """Return the claim type of the frame; of a judgement what its words amount to, None when they neither praise nor blame."""
    if frame.claim != "Judgement":
        return frame.claim  # type: ignore[return-value]  # checked when the lexicon was read
    if "feeling" in frame.needs:
        return next((k for t in fillers(roles, ("complement",)) if (k := feel(reading.doc[t]))), None)
    return judge(_verdict(reading, predicate, roles))


def _verdict(reading: Reading, predicate: Predicate, roles: Roles) -> Iterator[Token]:
    """Yield the words in which the judgement lies: the complement of the verb, what follows "as" or "of", or the quotation."""
    for token in sorted(fillers(roles, ("complement", "as", "of", "clause", "to"))):
        yield from reading.doc[token].subtree
    for quotation in reading.linked.document.quotations:
        at = reading.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if at is not None and reading.linked.document.sentence_of_token[at.start] == predicate.sentence:
            yield from at


def _targets(
    reading: Reading,
    frame: ClaimFrame,
    roles: Roles,
    content: Content | None,
    events: Sequence[Draft],
    predicate: Predicate,
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for role in frame.target:
        found.update(dict.fromkeys(_in_role(reading, role, roles, content)))
    if not found and any(role.startswith("object") for role in frame.target):
        found.update(dict.fromkeys(_author_of_act(reading, fillers(roles, ("object",)), events, predicate)))
    return tuple(found)


def _in_role(reading: Reading, role: str, roles: Roles, content: Content | None) -> tuple[str, ...]:
    name, _, part = role.partition("-")
    if name == "clause":
        inner = reading.predicates.get(content.head) if content else None
        return reading.referents(inner.fillers(part), AGENT_TYPES) if inner else ()
    tokens = fillers(roles, (name,))
    if part == "owner":
        owned = (reading.predicates[t] for t in tokens if t in reading.predicates and not reading.linked.refer(t))
        return reading.referents(
            (f for p in owned for f in p.fillers("possessor", "modifier", "of", "by")), AGENT_TYPES
        )
    return reading.referents(tokens, AGENT_TYPES)


def _author_of_act(
    reading: Reading, tokens: Iterable[int], events: Sequence[Draft], predicate: Predicate
) -> tuple[str, ...]:
    """Return the states whose act is meant by "the move", "the decision", "it": those of the last event told before."""
    for token in tokens:
        word = reading.doc[token]
        definite = word.pos_ == "PRON" or any(c.lower_ in ("the", "this", "that") for c in word.children)
        if not definite or reading.linked.refer(token):
            continue
        for event in reversed(events):
            states = tuple(a for a in event.actors if reading.entity(a).type == "State")
            if event.token < predicate.token and len(states) == 1:
                return states
    return ()


def _has_matter(reading: Reading, roles: Roles) -> bool:
    """Whether the object is something that the text knows or tells: an entity, somebody's act, or a definite noun."""
    for token in fillers(roles, ("object", "clause")):
        word = reading.doc[token]
        if reading.linked.refer(token) or word.pos_ in ("VERB", "AUX"):
            return True
        if any(
            c.dep_ in ("poss", "prep", "det", "acl", "relcl") and c.lower_ not in ("a", "an", "no")
            for c in word.children
        ):
            return True
    return False


def _words(reading: Reading, predicate: Predicate, content: Content | None) -> Span:
    clause = reading.clause(predicate)
    if content is None:
        return clause
    return Span(min(clause.start, content.span.start), max(clause.end, content.span.end))


def _without_nested(reading: Reading, drafts: Iterable[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield the claims without those that are only part of what the same speaker says, or a plain statement added to a claim."""
    kept: list[ClaimDraft] = []
    for draft in drafts:
        same = [k for k in kept if set(k.speakers) & set(draft.speakers)]
        inside = any(k.content_tokens[0] <= draft.token < k.content_tokens[1] for k in same)
        added = draft.type == "Statement" and any(k.sentence == draft.sentence for k in same)
        if not inside and not added:
            kept.append(draft)
            yield draft


def _countercharges(reading: Reading, drafts: tuple[ClaimDraft, ...]) -> tuple[ClaimDraft, ...]:
    """Who answers a charge by calling it an attempt at something accuses the accusers."""
    found: list[ClaimDraft] = []
    for draft in drafts:
        charges = [f for f in found if f.type == "Accusation" and set(f.targets) & set(draft.speakers)]
        denies = any(f.type == "Denial" and f.sentence == draft.sentence for f in found)
        if draft.type == "Accusation" and denies and charges:
            found.append(replace(draft, targets=charges[-1].speakers))
        else:
            found.append(draft)
    return tuple(found)


def _without_repeats(drafts: Iterable[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield one claim per speaker, type and sentence, and one plain statement per speaker and topic (its targets and paragraph)."""
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        key = (draft.type, draft.speakers, draft.sentence, draft.targets)
        if key not in seen:
            seen.add(key)
            yield draft
