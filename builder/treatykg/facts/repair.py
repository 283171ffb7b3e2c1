"""Subjects and objects that the small parser loses, won back from word order and from who can act at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.predicates.arguments import coordinated, read_arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_UPWARDS = frozenset(("pobj", "prep", "conj", "compound", "nmod"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_BOUNDARIES = frozenset((":", ";", ",", "-", "--", "–", "—", "("))


def find_subject(reading: Reading, verb: Token, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the subject of the verb: the known one, unless the parser hung it elsewhere."""
    return _joined_to_object(reading, verb) or _cut_off(reading, verb) or known or _just_before(reading, verb)


def find_object(reading: Reading, verb: Token, subjects: tuple[int, ...], known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the object of the verb: the known one; else subjects that can only be objects."""
    if _cut_off(reading, verb):
        return tuple(t.i for c in verb.children if c.dep_ == "dobj" for t in coordinated(c))
    return known or _fronted(reading, subjects)


def _fronted(reading: Reading, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return agreements where the verb has an agent beside them ("CETA the Senate threw out") or nothing else ("Pact signed")."""
    agreements = tuple(t for t in subjects if reading.referents((t,), ("Treaty",)))
    return agreements if len(subjects) == len(agreements) or reading.referents(subjects, AGENT_TYPES) else ()


def _joined_to_object(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the subject of a second clause that hangs from the object of the first: "signed it and *Seoul* ratified it"."""
    if verb.dep_ != "conj" or any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return ()
    at = verb.i - 1
    while at > verb.head.i and verb.doc[at].pos_ == "ADV":
        at -= 1
    head = verb.doc[at].head
    joined = verb.doc[at].dep_ == "conj" and head.i > verb.head.i and head.dep_ == "dobj"
    return (at,) if joined and reading.referents((at,), AGENT_TYPES) else ()


def _cut_off(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the subject of a main verb taken for a participle after an apposition: "*Mary Ng*, the trade minister, signed it"."""
    head = verb.head
    after_comma = verb.i > 0 and verb.doc[verb.i - 1].lower_ == ","
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or head.dep_ != "ROOT" or not after_comma:
        return ()
    apposed = any(c.dep_ == "appos" and c.i < verb.i for c in head.children)
    agent = any(c.dep_ in ("agent", "auxpass") for c in verb.children)
    found = tuple(t.i for t in coordinated(head) if t.i < verb.i)
    return found if apposed and not agent and reading.referents(found, AGENT_TYPES) else ()


def _just_before(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the phrase before a finite verb without subject, if it names who can act: "at his side, *Chad's envoy* signed"."""
    if not _is_finite(verb) or any(c.dep_ in _SUBJECTS or c.dep_ in ("auxpass", "agent") for c in verb.children):
        return ()
    last = _last_of_phrase(verb)
    if last is None:
        return ()
    first = _start_of_phrase(last)
    head = last
    while head.dep_ in _UPWARDS and first <= head.head.i < verb.i:
        head = head.head
    found = tuple(t.i for t in coordinated(head) if t.i < verb.i)
    if head.dep_ == "appos" and not reading.linked.refer(head.i):
        found = read_arguments(head).get("of", ())  # "..., *the envoys of Chad*" is no apposition to what stands before
    return found if reading.agents(found) else ()


def _is_finite(verb: Token) -> bool:
    auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
    if any(a.tag_ == "TO" for a in auxiliaries) or verb.dep_ in ("acl", "amod", "xcomp", "pcomp", "advcl", "relcl"):
        return False
    return verb.tag_ in _FINITE or any(a.tag_ in (*_FINITE, "MD") for a in auxiliaries)


def _last_of_phrase(verb: Token) -> Token | None:
    """Return the noun right before the verb and its auxiliaries, or before a parenthesis between commas."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("AUX", "ADV", "PART"):
        at -= 1
    if verb.doc[at].lower_ == ",":
        at -= 1
        while at > verb.sent.start and verb.doc[at].lower_ != ",":
            at -= 1
        at -= 1
    return verb.doc[at] if at >= verb.sent.start and verb.doc[at].pos_ in ("NOUN", "PROPN") else None


def _start_of_phrase(last: Token) -> int:
    at = last.i
    while at > last.sent.start and last.doc[at - 1].lower_ not in _BOUNDARIES:
        at -= 1
    return at
