"""Frames of claims meet predicates: the words a frame asks for, who speaks, and what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from treatykg.facts.assertion import is_asserted
from treatykg.facts.claim_needs import Match
from treatykg.facts.content import Content, find_content
from treatykg.facts.frames import ClaimFrame, claim_frames
from treatykg.facts.matching import fillers, match_roles
from treatykg.facts.opinion import words
from treatykg.facts.reading import Reading
from treatykg.facts.roles import Roles
from treatykg.facts.voices import find_speakers, find_voice
from treatykg.predicates import Mended, Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_matches(reading: Reading, predicate: Predicate, frames: Iterable[ClaimFrame]) -> Iterator[Match]:
    """Yield the frames that fit the predicate: the words they ask for are there and somebody speaks."""
    if predicate.kind == "noun":
        predicate = _with_clauses(predicate)
    mended = _mend(reading, predicate)
    for frame in frames:
        match = _match(reading, predicate, frame, _claim_roles(reading, mended, frame))
        if match is not None:
            yield match


def _match(reading: Reading, predicate: Predicate, frame: ClaimFrame, roles: Roles | None) -> Match | None:
    if roles is None or not _worded(reading, predicate, frame, roles):
        return None
    voice = _voice(reading, predicate, frame, roles)
    speakers = find_speakers(reading, voice)
    if not speakers or _is_treaty_speaking(reading, predicate, frame, voice):
        return None
    content = find_content(reading, predicate, voice) if _says(predicate, frame) else _clause(reading, predicate)
    return Match(reading, predicate, frame, roles, speakers, content)


def _with_clauses(noun: Predicate) -> Predicate:
    """Return a noun with the clauses that tell what it holds: "the charge *that Chile had lied*", "its threat *to leave*"."""
    told = tuple(c.i for c in noun.word.children if c.dep_ in ("acl", "ccomp", "relcl") and _tells(c))
    arguments = {**noun.arguments, "clause": told}
    return Mended(noun.word, noun.lemma, noun.kind, noun.sentence, arguments) if told else noun


def _tells(clause: Token) -> bool:
    return any(
        (c.dep_ == "mark" and c.lower_ == "that") or (c.dep_ == "aux" and c.tag_ == "TO") for c in clause.children
    )


def _mend(reading: Reading, predicate: Predicate) -> Predicate:
    """Return the predicate with the arguments that frames of claims look at.

    A noun taken for a clause is an object ("voiced dismay"); `governor` is the verb whose object or subject a noun is, `asked`
    who is to do it.
    """
    token = predicate.word
    nominal = tuple(t for t in predicate.fillers("clause") if reading.doc[t].pos_ in ("NOUN", "PROPN"))
    governed = token.dep_ in ("dobj", "nsubjpass", "attr")
    arguments = {
        **predicate.arguments,
        "object": (*predicate.fillers("object"), *nominal),
        "governor": (token.head.i,) if governed else (),
        "asked": _asked(reading, token),
    }
    return Mended(token, predicate.lemma, predicate.kind, predicate.sentence, arguments)


def _claim_roles(reading: Reading, mended: Predicate, frame: ClaimFrame) -> Roles | None:
    """Return the roles of `match_roles`, with phrases that the parser hangs from the object ("wants guarantees *from Chile*")."""
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
        says = frame.content or predicate.lemma in words("voice.inverting")
        return find_voice(reading, predicate, says=says) or fillers(roles, frame.speaker[1:])
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


def _stands(reading: Reading, roles: Roles, role: str, lemmas: frozenset[str]) -> bool:
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
