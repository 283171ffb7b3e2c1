"""Participles set off behind the name of an agreement: "the Protocol, *adopted* in Seoul in 2012, obliges its parties"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST = frozenset(("VBN", "VBD"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_OWN = frozenset(("aux", "auxpass", "dobj", "nsubj", "nsubjpass"))
_BEHIND = frozenset(("at", "in", "on", "by", "under", "after", "between", "during"))
_BEFORE = frozenset(("both", "all", "each"))


def find_named_before(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the agreement of which the participle tells; "both" tells of the two that are joined there."""
    doc, behind = verb.doc, verb.i + 1
    if verb.tag_ not in _PAST or behind >= verb.sent.end:
        return ()
    if doc[behind].lower_ not in _BEHIND and doc[behind].pos_ != "ADV":
        return ()
    at = verb.i - 1
    while at > verb.sent.start and (doc[at].pos_ == "ADV" or doc[at].lower_ in _BEFORE):
        at -= 1
    head = reading.agreement_ends.get(at) if doc[at].lower_ == "," else None
    if head is None or not _is_set_off(verb, at):
        return ()
    named = [head]
    joined = doc[at + 1].lower_ in _BEFORE
    while joined and doc[head].dep_ == "conj" and doc[head].head.i < head:
        head = doc[head].head.i
        named.append(head)
    return tuple(reversed(named))


def _is_set_off(verb: Token, comma: int) -> bool:
    """Whether it is no main verb: a participle by its form, or one behind whose phrase the main verb follows."""
    if any(c.dep_ in _OWN and c.i > comma and c.lower_ not in _BEFORE for c in verb.children):
        return False
    doc = verb.doc
    behind = range(verb.i + 1, verb.sent.end - 1)
    return verb.tag_ == "VBN" or any(doc[t].lower_ == "," and doc[t + 1].tag_ in _FINITE for t in behind)


def doers_of(verb: Token) -> tuple[int, ...]:
    """Return by whom it is done."""
    return tuple(g.i for c in verb.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj")
