"""Claims: who asserts, accuses, denies, promises, demands, praises or refuses comment, against or about whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.assertion import is_asserted
from treatykg.facts.attributions import find_attributions
from treatykg.facts.author_claims import find_author_claims
from treatykg.facts.claim_drafts import ClaimDraft, select_claims
from treatykg.facts.claim_needs import Match, has_needs
from treatykg.facts.content import Content, clauses_joined_to, find_content
from treatykg.facts.drafts import Draft
from treatykg.facts.echoes import with_echoes
from treatykg.facts.frames import ClaimFrame, claim_frames
from treatykg.facts.matching import fillers, match_roles
from treatykg.facts.meaning import Meaning, Said, find_meaning, matters
from treatykg.facts.opinion import feel, judge, words
from treatykg.facts.reading import Reading
from treatykg.facts.roles import Roles
from treatykg.facts.targets import find_targets, last_doers
from treatykg.facts.voices import find_speakers, find_voice, with_bodies
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
    return select_claims(reading, with_echoes(reading, found))


def _claims_of(reading: Reading, predicate: Predicate, events: Sequence[Draft]) -> tuple[ClaimDraft, ...]:
    """Return the claims that the first fitting frame finds: one, and one more for each clause joined to what is said."""
    for frame in claim_frames().get((predicate.kind, predicate.lemma), ()):
        match = _match(reading, predicate, frame)
        meaning = _meaning(match, events) if match else None
        if match and meaning and has_needs(match, meaning.targets):
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


def _match(reading: Reading, predicate: Predicate, frame: ClaimFrame) -> Match | None:
    """Return the frame on the predicate, when the words it asks for are there and somebody speaks."""
    roles = _claim_roles(reading, predicate, frame)
    if roles is None or not _worded(reading, predicate, frame, roles):
        return None
    voice = _voice(reading, predicate, frame, roles)
    speakers = find_speakers(reading, voice)
    if not speakers or _is_treaty_speaking(reading, predicate, frame, voice):
        return None
    content = find_content(reading, predicate, voice) if _says(predicate, frame) else _clause(reading, predicate)
    return Match(reading, predicate, frame, roles, speakers, content)


def _claim_roles(reading: Reading, predicate: Predicate, frame: ClaimFrame) -> Roles | None:
    """Return the arguments that frames of claims look at, mended: a noun taken for a clause is an object ("voiced dismay").

    Beside those of `match_roles`, `governor` is the verb whose object or subject a noun is; phrases that the parser hangs from the
    object count where the frame asks for them ("wants guarantees *from Chile*").
    """
    token = reading.doc[predicate.token]
    nominal = tuple(t for t in predicate.fillers("clause") if reading.doc[t].pos_ in ("NOUN", "PROPN"))
    governed = token.dep_ in ("dobj", "nsubjpass", "attr")
    mended = replace(
        predicate,
        arguments={
            **predicate.arguments,
            "object": (*predicate.fillers("object"), *nominal),
            "governor": (token.head.i,) if governed else (),
            "asked": _asked(reading, token),
        },
    )
    roles = match_roles(reading, mended, frame)
    if roles is None:
        return None
    nouns = fillers(roles, ("object", "complement", "under") if frame.where_any == ("from",) else ("object",))
    below = (c for t in nouns for c in reading.doc[t].subtree if c.lower_ in frame.where_any)
    hanging = {c.lower_: tuple(t.i for t in c.children if t.dep_ in ("pobj", "pcomp")) for c in below}
    return hanging | {role: tokens for role, tokens in roles.items() if tokens}


def _asked(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return who is to do it in "called *for Chile to leave*"."""
    clauses = [c for c in verb.children if any(g.dep_ == "mark" and g.lower_ == "for" for g in c.children)]
    return tuple(t for c in clauses if c.i in reading.predicates for t in reading.predicates[c.i].fillers("subject"))


def _says(predicate: Predicate, frame: ClaimFrame) -> bool:
    """Whether the word governs what is said, in whatever form, as verbs of saying do."""
    saying = any(f.content for f in claim_frames().get((predicate.kind, predicate.lemma), ()))
    return frame.content or "clause" in frame.needs or (saying and frame.claim != "Judgement")


def _voice(reading: Reading, predicate: Predicate, frame: ClaimFrame, roles: Roles) -> tuple[int, ...]:
    if frame.passive:
        return fillers(roles, frame.speaker) if predicate.passive else ()
    if predicate.kind == "verb" and frame.speaker[:1] == ("subject",):
        return find_voice(reading, predicate, says=frame.content) or fillers(roles, frame.speaker[1:])
    return fillers(roles, frame.speaker)


def _worded(reading: Reading, predicate: Predicate, frame: ClaimFrame, roles: Roles) -> bool:
    """Whether the words that the frame asks for beyond `where` and `unless` are there, and the clause asserts them."""
    token = reading.doc[predicate.token]
    if predicate.kind == "verb" and not is_asserted(token, negated=frame.negated) and not _judges_negated(token, frame):
        return False
    if frame.where_any and not fillers(roles, frame.where_any):
        return False
    if frame.where_words and not any(
        _stands(reading, roles, role, lemmas) for role, lemmas in frame.where_words.items()
    ):
        return False
    if any(roles.get(role) for role in frame.unless_any):
        return False
    if frame.conjunct and not any(c.dep_ == "conj" and c.lemma_ == frame.conjunct for c in token.children):
        return False
    return not (frame.unless_conjunct and token.dep_ == "conj" and token.head.lemma_ == frame.unless_conjunct)


def _stands(reading: Reading, roles: Roles, role: str, lemmas: tuple[str, ...]) -> bool:
    return any(reading.doc[t].lemma_.lower() in lemmas for t in roles.get(role, ()))


def _judges_negated(token: Token, frame: ClaimFrame) -> bool:
    """Whether a negated judgement still judges ("is not satisfied")."""
    return frame.claim == "Judgement" and is_asserted(token, negated=True)


def _is_treaty_speaking(reading: Reading, predicate: Predicate, frame: ClaimFrame, voice: tuple[int, ...]) -> bool:
    """Whether the treaty itself promises or says it: "both undertake to ...", "the parties declare ...", in the present tense."""
    present = predicate.kind == "verb" and predicate.tense == "present"
    generic = any(reading.doc[t].lemma_.lower() in words("voice.parties") for t in voice)
    return present and generic and frame.claim in ("Statement", "Pledge", "Judgement")


def _clause(reading: Reading, predicate: Predicate) -> Content | None:
    """Return the clause that the word governs, without looking for quotations; a clause before it only stands beside it."""
    after = [t for t in predicate.fillers("clause") if t > predicate.token]
    return find_content(reading, predicate) if after else None


def _meaning(match: Match, events: Sequence[Draft]) -> Meaning | None:
    """Return what it amounts to and at whom it is directed; None when a judgement neither praises nor blames."""
    frame, reading, speakers = match.frame, match.reading, match.speakers
    targets = find_targets(match, events)
    if frame.content and match.content is not None:
        said = Said(reading, match.content, speakers, events)
        meaning = find_meaning(said)
        if meaning.type == "Statement" and not matters(said):
            return None
        targets = targets or meaning.targets
        kind = meaning.type
    elif frame.claim == "Judgement":
        verdict = _verdict(match)
        if verdict is None:
            return None
        kind = verdict
    else:
        kind = frame.claim  # type: ignore[assignment]  # checked when the lexicon was read
    return Meaning(kind, targets or _unsaid_targets(match, kind, events))


def _unsaid_targets(match: Match, kind: ClaimType, events: Sequence[Draft]) -> tuple[str, ...]:
    """Return at whom a claim without an object is directed: praise, blame or worry at whoever did what was told last."""
    frame, predicate = match.frame, match.predicate
    objects = () if frame.passive or frame.where or predicate.kind == "noun" else predicate.fillers("object")
    objects += fillers(match.roles, ("about", "over", "at"))
    blames = kind in ("Opposition", "Concern") and (frame.claim == "Judgement" or frame.about_events)
    if objects or not (blames or (kind == "Support" and frame.about_events)):
        return ()
    own = set(with_bodies(match.reading, match.speakers))
    doers = last_doers(match.reading, events, predicate.token, "hostile" if blames else "praised")
    return tuple(d for d in doers if d not in own)[:1]


def _verdict(match: Match) -> ClaimType | None:
    if match.frame.passive:
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
    for quotation in () if found else reading.linked.document.quotations:
        at = reading.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if at is not None and reading.linked.document.sentence_of_token[at.start] == match.predicate.sentence:
            yield from at


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
