"""A finite verb has a subject: where the parser left it with none, the noun right before it, which it hung elsewhere.

Typical are names behind a day ("On Friday *Norway* signed", read as one name) and behind a fronted phrase ("In the presence of
President Marlow, the *ministers* have initialled", read as a list).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_MEASURES = ("DATE", "TIME", "CARDINAL", "PERCENT")
_CLOSING = (",", ";", ":", "-", '"')


def find_missing_subject(verb: Token) -> Token | None:
    """Return the head of the noun phrase before a finite verb without any subject; None if there is no such phrase."""
    group = _group(verb)
    if not any(t.tag_ in _FINITE for t in group) or verb.dep_ not in ("ROOT", "ccomp", "conj", "parataxis"):
        return None
    phrase = _phrase_before(min(t.i for t in group), verb)
    return next((t for t in phrase if t.pos_ in _NOMINAL and _hangs_outside(t, phrase)), None)


def _group(verb: Token) -> list[Token]:
    """Return the verb with its auxiliaries and the adverbs among and before them."""
    return [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i)]


def _phrase_before(end: int, verb: Token) -> list[Token]:
    """Return the tokens before the verb from the last comma, from behind a day or number, or from the "and" behind another verb."""
    doc, first = verb.doc, verb.sent.start
    start, joint = end, end
    while start > first and doc[start - 1].text not in _CLOSING and doc[start - 1].ent_type_ not in _MEASURES:
        if doc[start - 1].pos_ in ("VERB", "AUX"):
            return list(doc[joint:end])
        start -= 1
        joint = start + 1 if doc[start].pos_ == "CCONJ" and joint == end else joint
    return list(doc[start:end])


def _hangs_outside(noun: Token, phrase: list[Token]) -> bool:
    return not any(noun.head.i == t.i and t.i != noun.i for t in phrase)
