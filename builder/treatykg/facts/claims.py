"""Claims: who asserts, accuses, denies, promises, demands, praises or refuses comment, against or about whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.attributions import find_attributions
from treatykg.facts.author_claims import find_author_claims
from treatykg.facts.claim_drafts import ClaimDraft, select_claims
from treatykg.facts.claim_matching import find_matches
from treatykg.facts.claim_needs import Match, has_needs
from treatykg.facts.content import clauses_joined_to
from treatykg.facts.continuations import find_continuations
from treatykg.facts.drafts import Draft
from treatykg.facts.echoes import with_echoes
from treatykg.facts.frames import claim_frames
from treatykg.facts.matching import fillers
from treatykg.facts.meaning import find_meaning, is_own_act, matters
from treatykg.facts.opinion import feel, judge, words
from treatykg.facts.reading import Reading
from treatykg.facts.said import Meaning, Said
from treatykg.facts.speeches import find_speeches
from treatykg.facts.targets import find_targets, last_doers, with_states
from treatykg.facts.voices import with_bodies
from treatykg.model import ClaimType, Evidence, Span
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ClaimDraft", "find_claims"]


def find_claims(reading: Reading, events: Sequence[Draft]) -> tuple[ClaimDraft, ...]:
    """Return the claims in the order of the text; `events` tell whose "the move" was that somebody condemns."""
    found = [d for p in reading.predicates.values() for d in _claims_of(reading, p, events)]
    found.extend(find_attributions(reading, events, found))
    found.extend(find_author_claims(reading, events, found))
    found.extend(find_speeches(reading, events, found))
    found.extend(find_continuations(reading, events, found))
    selected = select_claims(reading, with_echoes(reading, found))
    return tuple(replace(d, targets=with_states(reading, d.targets, d.speakers)) for d in selected)


def _claims_of(reading: Reading, predicate: Predicate, events: Sequence[Draft]) -> tuple[ClaimDraft, ...]:
    """Return the claims that the first fitting frame finds: one, and one more for each clause joined to what is said."""
    frames = claim_frames().get((predicate.kind, predicate.lemma))
    for match in find_matches(reading, predicate, frames) if frames else ():
        meaning = _meaning(match, events)
        if meaning and has_needs(match, meaning.targets):
            return (_draft(match, meaning), *_joined_clauses(match, meaning, events))
    return ()


def _joined_clauses(match: Match, first: Meaning, events: Sequence[Draft]) -> Iterator[ClaimDraft]:
    """Yield what the clauses joined to what is said amount to: "said that Chile had lied *and that Peru would respond*"."""
    if match.content is None or not match.frame.content:
        return
    for clause in clauses_joined_to(match.reading, match.content):
        part = replace(match, content=clause)
        meaning = _meaning(part, events)
        if meaning and meaning.type not in ("Statement", first.type):
            words_ = (Evidence(clause.span, match.frame.id),)
            yield replace(_draft(part, meaning), token=clause.head, evidence=words_, joined_to=match.predicate.token)


def _meaning(match: Match, events: Sequence[Draft]) -> Meaning | None:
    """Return what it amounts to and at whom it is directed; None when a judgement neither praises nor blames."""
    frame, reading, speakers = match.frame, match.reading, match.speakers
    if _ends_treaty(match, events):
        return None
    targets = find_targets(match, events)
    if frame.content and match.content is not None:
        said = Said(reading, match.content, speakers, events)
        meaning = _of_sentences(said)
        if meaning.type == "Statement" and (not matters(said) or is_own_act(said, events)):
            return None
        targets = targets or meaning.targets
        foretold = meaning.type == "Pledge" and match.predicate.lemma in words("voice.forecasting")
        kind = "Statement" if foretold else meaning.type
    elif frame.claim == "Judgement":
        if _tells_clause(match):
            return None
        verdict = _verdict(match)
        if verdict is None:
            return None
        kind = verdict
    else:
        kind = frame.claim  # type: ignore[assignment]  # checked when the lexicon was read
    if kind == "Support" and not frame.content:
        return Meaning(kind, find_targets(match, ()))  # who welcomes a step or a vote need not praise who took it
    return Meaning(kind, targets or _unsaid_targets(match, kind, events))


def _ends_treaty(match: Match, events: Sequence[Draft]) -> bool:
    """Whether what could be blame ends a treaty by law, which is an event: "*denounced* the accords of 1976"."""
    blames = match.frame.id == "opposition.oppose" and not match.predicate.passive
    if not blames or match.predicate.lemma not in words("meaning.ending"):
        return False
    states = all(match.reading.entity(s).type in ("State", "StateGroup", "GovernmentBody") for s in match.speakers)
    told = (e for e in events if match.predicate.token in (e.tokens or (e.token,)))
    return states and any(e.type in ("Withdrawal", "Termination") for e in told)


def _of_sentences(said: Said) -> Meaning:
    """Return what it amounts to; of a quotation of several sentences, the first that is more than a statement decides."""
    first = find_meaning(said)
    document = said.reading.linked.document
    spoken = sorted({document.sentence_of_token[t] for t in said.content.said}) if first.type == "Statement" else []
    sentences = [document.sentences[index] for index in spoken if len(spoken) > 1]
    roots = [said.reading.doc[s.first_token : s.end_token].root for s in sentences]
    for root in (r for r in roots if r.i in said.content.said and r.i != said.head.i):
        told = tuple(t.i for t in root.subtree if t.i in said.content.said)
        meaning = find_meaning(replace(said, content=replace(said.content, head=root.i, said=told)))
        if meaning.type != "Statement":
            return meaning
    return first


def _unsaid_targets(match: Match, kind: ClaimType, events: Sequence[Draft]) -> tuple[str, ...]:
    """Return at whom a claim without an object is directed: blame or worry at whoever did what was told last."""
    frame, predicate = match.frame, match.predicate
    if "retaliation" in frame.needs:
        return _menaced(match)
    if kind == "Threat" and match.content is not None:
        return _who_should_not(match)
    objects = () if frame.passive or frame.where or predicate.kind == "noun" else predicate.fillers("object")
    objects += fillers(match.roles, ("about", "over", "at"))
    if objects or kind not in ("Opposition", "Concern") or not (frame.claim == "Judgement" or frame.about_events):
        return ()
    own = set(with_bodies(match.reading, match.speakers))
    doers = last_doers(match.reading, events, predicate.token, "hostile")
    return tuple(d for d in doers if d not in own)[:1]


def _who_should_not(match: Match) -> tuple[str, ...]:
    """Return whose deed the threat is meant to prevent: "should *Iran* enrich more, the three would respond"."""
    said = () if match.content is None else (match.reading.doc[t] for t in match.content.said)
    clauses = (t for t in said if t.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "should") for c in t.children))
    tokens = (c.i for t in clauses for c in t.children if c.dep_ == "nsubj")
    own = set(with_bodies(match.reading, match.speakers))
    return tuple(e for e in match.reading.referents(tokens, ("State", "StateGroup")) if e not in own)


def _menaced(match: Match) -> tuple[str, ...]:
    """Return the power that a threat names first: "reserved the right to *retaliate against Chile*"; never the speakers' own."""
    doc, own = match.reading.doc, set(with_bodies(match.reading, match.speakers))
    after = sorted(t.i for t in doc[match.predicate.token].subtree if t.i > match.predicate.token)
    named = match.reading.referents((t for t in after if t not in match.reading.within_names), ("State", "StateGroup"))
    return tuple(e for e in named if e not in own)[:1]


def _tells_clause(match: Match) -> bool:
    """Whether a verb of judging only reports what is so: "*found that* the pact lay outside the law"; other frames read that."""
    says = any(f.content for f in claim_frames().get(("verb", match.predicate.lemma), ()))
    clauses = [match.reading.doc[t] for t in match.predicate.fillers("clause")] if says else []
    return any(
        c.dep_ == "mark" and c.lower_ == "that" for v in clauses if v.i > match.predicate.token for c in v.children
    )


def _verdict(match: Match) -> ClaimType | None:
    if match.frame.passive and match.frame.speaker == ("object",):
        return feel(match.reading.doc[match.predicate.token])
    if "feeling" in match.frame.needs:
        return next((k for t in fillers(match.roles, ("complement",)) if (k := feel(match.reading.doc[t]))), None)
    return judge(_judging(match))


def _judging(match: Match) -> Iterator[Token]:
    """Yield the words in which the judgement lies: what completes the verb, what follows "as" or "of", else the quotation."""
    reading = match.reading
    roles = (
        "complement",
        "as",
        "of",
        "clause",
        *(("to",) if match.predicate.lemma in words("voice.comparing") else ()),
    )
    found = [t for t in sorted(fillers(match.roles, roles)) if t not in reading.linked.referents]
    second = [t for t in _second_objects(match) if t not in reading.linked.referents]
    told = [
        t for r, w in (match.frame.where or {}).items() for t in match.roles.get(r, ()) if reading.doc[t].lemma_ in w
    ]
    for token in (*told, *(found or second)):
        yield from reading.doc[token].subtree
    sentence = reading.linked.document.sentences[match.predicate.sentence].span
    for quotation in () if found else reading.linked.document.quotations:
        if sentence.start <= quotation.start < sentence.end:
            yield from reading.doc.char_span(quotation.start, quotation.end, alignment_mode="expand") or ()


def _second_objects(match: Match) -> Iterator[int]:
    """Yield what the object is called: the second object, which the parser may take for an apposition ("branded the deal a sham")."""
    objects = fillers(match.roles, ("object",))
    yield from objects[1:]
    for token in objects:
        yield from (c.i for c in match.reading.doc[token].children if c.dep_ == "appos")


def _draft(match: Match, meaning: Meaning) -> ClaimDraft:
    reading, content, predicate = match.reading, match.content, match.predicate
    clause = reading.clause(predicate)
    words_ = Span(min(clause.start, content.span.start), max(clause.end, content.span.end)) if content else clause
    return ClaimDraft(
        type=meaning.type,
        token=predicate.token,
        evidence=(Evidence(words_, match.frame.id),),
        sentence=predicate.sentence,
        speakers=with_bodies(reading, match.speakers),
        targets=meaning.targets,
        content=content.span if content else None,
        content_tokens=content.tokens if content else (0, 0),
        clause_tokens=_tokens(reading, clause),
    )


def _tokens(reading: Reading, span: Span) -> tuple[int, int]:
    found = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return (found.start, found.end) if found is not None else (0, 0)
