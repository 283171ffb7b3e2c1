"""Governments and oppositions: "the Orpo cabinet", "the interim government", "the Government", "the opposition"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.phrases import determiner, grow_left
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DEFINITE = frozenset({"the", "this", "'s"})
_INDEFINITE = frozenset({"a", "an", "any", "no", "every", "each", "another", "which", "what"})


def names_cabinet(reading: Reading, head: Token, owners: Mapping[int, Mention], first: int) -> bool:
    """Whether "government", "administration" and the like, its phrase begun at `first`, mean one that acts or acted.

    It is told by its head ("the Orpo cabinet"), its kind ("the interim government"), its capital, or by acting itself.
    """
    doc, before = reading.doc, determiner(reading.doc, first, reading.sentence_start(head.i))
    words = doc[first : head.i]
    if any(token.lower_ in load_words("bodies", "cabinets.kinds") for token in words):
        return before in _DEFINITE
    if any(_person(token, owners) for token in words) or _of_person(doc, head, owners):
        return before in _DEFINITE
    if len(words) or before != "the" or head.lower_ not in load_words("bodies", "cabinets.bare"):
        return False
    if head.dep_ == "poss":  # "the government's negotiator"
        return head.head.lower_ in load_words("titles", "offices")
    if head.dep_ == "dobj":  # "urged the government to ratify it"
        return head.head.lemma_.lower() in load_words("persons", "human")
    return (capitalised(head) and not reading.in_title(head.i)) or head.dep_ == "nsubj"


def one_of_several(reading: Reading, head: Token, first: int) -> bool:
    """Whether no particular government is meant: "a government", "any future government", "government sources"."""
    before = determiner(reading.doc, first, reading.sentence_start(head.i))
    return (
        before in _INDEFINITE or head.dep_ == "compound" or any(_other(token) for token in reading.doc[first : head.i])
    )


def _other(token: Token) -> bool:
    """Whether the word makes it one of several, or one to come: "one government after another", "a future government"."""
    return token.like_num or token.lower_ in load_words("bodies", "cabinets.others")


def _person(token: Token, owners: Mapping[int, Mention]) -> bool:
    """Whether a word before "cabinet" is the name of its head or of its party."""
    other = token.i in owners and owners[token.i].type != "Person"
    return token.tag_ in {"NNP", "NNPS"} and capitalised(token) and not other


def _of_person(doc: Doc, head: Token, owners: Mapping[int, Mention]) -> bool:
    """As in "the coalition of Mr Orpo", "the government of President Doe"."""
    at = head.i + 1
    if at >= len(doc) or doc[at].lower_ != "of":
        return False
    titles = load_words("titles", "offices", "honorifics") | {"prime", "the"}
    at += 1
    while at < len(doc) and doc[at].lower_ in titles:
        at += 1
    return at < len(doc) and _person(doc[at], owners) and doc[at].ent_type_ in {"PERSON", "ORG", ""}


def find_oppositions(reading: Reading) -> Iterator[Mention]:
    """As in "the opposition", "Latvia's opposition" where it is the parties outside the government."""
    for token in reading.document.tokens:
        if token.lower_ == "opposition" and token.tag_[0] == "N" and _parties(reading, token):
            yield reading.mention(
                (token.i, token.i + 1), form="description", type="Organization", rule="body:opposition"
            )


def _parties(reading: Reading, token: Token) -> bool:
    doc, first = reading.doc, grow_left(reading.doc, token.i, reading.sentence_start(token.i))
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    modifies = after is not None and (after.tag_[0] in "NJ" or after.lower_ in {"to", "of", "from", "-"})
    known = determiner(doc, first, reading.sentence_start(token.i)) in _DEFINITE
    return known and not modifies and not reading.in_title(token.i) and token.i - first < 2
