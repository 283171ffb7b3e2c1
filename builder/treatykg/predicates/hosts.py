"""Of what an adjunct tells the time or place: the nouns it hangs from, and the first verb above them.

The small model often hangs an adjunct too low. Where the order of the words rules its choice out, the adjunct is moved: what stands
before the word that opens a clause is outside that clause, what stands right before a finite verb belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_WITHIN = ("prep", "aux", "auxpass")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOMINAL = ("NOUN", "PROPN", "ADJ", "PRON", "NUM")
_CLAUSES = ("relcl", "acl")
_FARTHEST = 12


def hosts(adjunct: Token, inside: Iterable[Token] = ()) -> tuple[Token, ...]:
    """Return the words whose time or place the adjunct (its head token) may tell, the closest first; the last one is a verb.

    `inside` are all its words. An "of" phrase tells only about its noun ("an accord of July"), an apposition only about itself
    ("a member since July").
    """
    path = _after_clauses(adjunct, _upwards(adjunct))
    clause = next((c for word in inside for c in word.children if c.dep_ == "relcl" and _is_temporal(c)), None)
    if clause is not None:
        return (clause, *path) if opens_same_time(clause) else (clause,)
    verb = _verb_behind(adjunct, path) or _verb_joined(adjunct, path)
    return (*path[:-1], verb) if verb is not None else path


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause: a verb, not "following", "according" ... in the place of a preposition."""
    return token.pos_ in _VERBAL and token.dep_ not in _WITHIN


def _upwards(adjunct: Token) -> tuple[Token, ...]:
    path: list[Token] = []
    at = adjunct
    for _ in range(_FARTHEST):
        if at.dep_ == "appos" or at.head.i == at.i:
            return tuple(path)
        owned = at.lower_ == "of" and not path
        at = _above(at)
        if is_verbal(at):
            return (*path, _outside(adjunct, at))
        if at.pos_ in _NOMINAL and not (owned and at.lemma_.lower() in load_words("timing", "pieces")):
            path.append(at)
            if owned:
                return tuple(path)
    return tuple(path)


def _after_clauses(adjunct: Token, path: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the path into the clause that describes a noun, where the adjunct stands behind its verb.

    As in "the minister, who *met* his colleague, Mr X, at the palace on Monday, said": what the noun takes stands before the clause.
    """
    for at, noun in enumerate(path):
        if is_verbal(noun) or adjunct.lower_ == "of":
            return path
        told = (c for c in noun.children if c.dep_ in _CLAUSES and noun.i < c.i < adjunct.i and c.tag_ != "VBG")
        clause = next((c for c in told if is_verbal(c)), None)
        if clause is not None:
            return (*path[:at], clause)
    return path


def _above(at: Token) -> Token:
    """Return the head; of a later noun of a list ("talks and a vote on Friday") what the list hangs from."""
    if at.dep_ == "conj" and not is_verbal(at):
        first = at.head
        while first.dep_ == "conj" and not is_verbal(first):
            first = first.head
        return first.head if first.head.i != first.i and not is_verbal(first) else first
    return at.head


def _outside(adjunct: Token, verb: Token) -> Token:
    """Return the verb of the clause that the adjunct stands in: not one whose opening word comes only after it."""
    for _ in range(_FARTHEST):
        opening = _opening(verb)
        if opening is None or adjunct.i > opening.i or verb.i < adjunct.i or verb.head.i == verb.i:
            return verb
        verb = verb.head
        while not is_verbal(verb) and verb.head.i != verb.i:
            verb = verb.head
    return verb


def _opening(verb: Token) -> Token | None:
    """Return the word that opens the verb's clause: a conjunction, "to", a relative word; None of a main clause."""
    if verb.dep_ in ("ROOT", "conj"):
        return None
    for child in verb.children:
        if child.i > verb.i:
            return None
        if child.dep_ == "mark" or (child.tag_ == "TO" and child.dep_ == "aux") or child.tag_ in ("WDT", "WP", "WRB"):
            return child
    return None


def opens_same_time(clause: Token) -> bool:
    """Whether "when", "while", "whereupon" ... opens the clause."""
    return any(c.lower_ in load_words("timing", "same_time") and c.i < clause.i for c in clause.children)


def _is_temporal(clause: Token) -> bool:
    """Whether a clause that hangs from a word of time happens then: "the day *it signed*", "May, when it signed".

    With a subject and no relative word between, it is the main clause that the parser took for a relative one.
    """
    subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
    return opens_same_time(clause) or (subject and not _is_described(clause))


def _is_described(clause: Token) -> bool:
    """Whether "which" or "that" stands for the time itself: "1989, which changed the world", or for a thing: "for which"."""
    if any(c.tag_ in ("WDT", "WP") and c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in clause.children):
        return True
    phrases = (
        c for c in clause.children if c.dep_ == "prep" and c.lower_ in ("for", "over", "about", "to", "with", "of")
    )
    return any(g.tag_ == "WDT" for c in phrases for g in c.children)


def _verb_behind(adjunct: Token, path: tuple[Token, ...]) -> Token | None:
    """Return the finite verb right behind ("X *on Monday signed*"), where the parser hung the adjunct from a noun before it."""
    end = adjunct.right_edge.i + 1
    doc = adjunct.doc
    while end < len(doc) and doc[end].pos_ == "ADV":
        end += 1
    if end >= len(doc) or len(path) < 2 or doc[end].tag_ not in _FINITE:
        return None
    verb = doc[end].head if doc[end].dep_ in ("aux", "auxpass") else doc[end]
    return verb if verb.i != path[-1].i and not _verb_between(adjunct) else None


def _verb_joined(adjunct: Token, path: tuple[Token, ...]) -> Token | None:
    """Return the second of two verbs when the adjunct stands behind the "and": "flew home and *on Monday signed*"."""
    first = path[-1] if path and is_verbal(path[-1]) else None
    if first is None or adjunct.i < first.i:
        return None
    second = next((c for c in first.children if c.i > adjunct.i and is_joined(c)), None)
    joint = next((c.i for c in first.children if c.dep_ == "cc" and c.i > first.i), None)
    return second if second is not None and joint is not None and joint < adjunct.i else None


def is_joined(verb: Token) -> bool:
    """Whether the verb is coordinated with its head, also where the parser takes "and signed" for a participle."""
    head = verb.head
    if not is_verbal(head) or not is_verbal(verb) or head.i >= verb.i:
        return False
    loose = verb.dep_ == "advcl" and verb.tag_ == "VBN" and not any(c.dep_ in ("mark", "agent") for c in verb.children)
    return verb.dep_ == "conj" or (loose and any(c.dep_ == "cc" and head.i < c.i < verb.i for c in head.children))


def _verb_between(adjunct: Token) -> bool:
    """Whether a verb stands between the last comma, or the beginning, and the adjunct."""
    first = adjunct.sent.start
    for at in range(adjunct.left_edge.i - 1, first - 1, -1):
        token = adjunct.doc[at]
        if token.text in (",", ";", ":"):
            return False
        if is_verbal(token):
            return True
    return False
