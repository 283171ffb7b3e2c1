"""Mentions of bodies by their head noun: parliaments and chambers, parts of governments, organizations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.phrases import determiner, grow_left, name_run, possessor
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OWNERS = frozenset({"State", "InternationalOrganization", "Legislature", "GovernmentBody", "Organization"})


def find_bodies(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """Names and descriptions of bodies; `owners` are the mentions already found, by token."""
    for token in reading.doc:
        word = token.lower_
        if token.tag_[0] != "N" or reading.in_dateline(token.idx):
            continue
        if word in load_words("bodies", "legislature.nouns") or word in load_words("bodies", "legislature.members"):
            yield from _legislature(reading, token, owners)
        elif word in load_words("bodies", "government.nouns"):
            yield from _government(reading, token, owners)
        elif capitalised(token) and word in load_words("bodies", "organization.nouns"):
            if not (token.i and token.nbor(-1).lower_ in {"state", "states"}):
                yield from _organization(reading, token)


def _legislature(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """ "the Latvian parliament", "the upper house", "Chamber of Deputies", "Dutch lawmakers" """
    doc, word = reading.doc, head.lower_
    first, end = _bounds(reading, head)
    named = capitalised(head) and not _starts_sentence(reading, head.i)
    members = word in load_words("bodies", "legislature.members")
    if members and (named and word != "mps" or _party_members(doc, first, head.i)):
        return
    if members:
        first = _without_numbers(doc, first, head.i)
    if (
        word in load_words("bodies", "legislature.shy")
        and not named
        and not members
        and not _chamber_words(doc, first, head.i)
    ):
        if not (_owner(doc, first, end, owners) or determiner(doc, first, 0) == "the" and word == "assembly"):
            return
    if named and word in {"house", "chamber", "congress", "assembly"} and not _named_chamber(doc, first, head.i, end):
        return
    if named and end > head.i + 1 and doc[head.i + 1].lower_ == "of" and not _completes(doc[head.i + 2 : end], owners):
        end = head.i + 1
    yield reading.mention(
        (first, end), form="name" if named else "description", type="Legislature", rule="body:legislature", head=head.i
    )


def _without_numbers(doc: Doc, first: int, head: int) -> int:
    """Cut "all 92" and adjectives that do not say which: only owners and chambers stay."""
    modifiers = load_words("bodies", "legislature.modifiers")
    while first < head and not capitalised(doc[first]) and doc[first].lower_ not in modifiers:
        first += 1
    return first


def _completes(words: Iterator[Token] | object, owners: Mapping[int, Mention]) -> bool:
    completions = load_words("bodies", "legislature.completions")
    return any(t.lower_ in completions or t.i in owners and owners[t.i].type == "State" for t in words)  # type: ignore[attr-defined]


def _chamber_words(doc: Doc, first: int, head: int) -> bool:
    return any(token.lower_ in load_words("bodies", "legislature.modifiers") for token in doc[first:head])


def _named_chamber(doc: Doc, first: int, head: int, end: int) -> bool:
    """Whether a capitalised House, Chamber, Congress or Assembly is one of a parliament."""
    if first == head and end == head + 1:
        return doc[head].lower_ in {"congress", "house", "assembly", "chamber"} and determiner(doc, first, 0) in {
            "the",
            "",
            "'s",
        }
    if any(token.lower_ in load_words("bodies", "legislature.completions") for token in doc[head + 1 : end]):
        return True
    if doc[head].lower_ in {"assembly", "congress"}:
        return not any(
            token.lower_ in {"world", "labour", "labor", "trade", "health", "un"} for token in doc[first:head]
        )
    return _chamber_words(doc, first, head)


def _party_members(doc: Doc, first: int, head: int) -> bool:
    """ "Labour MPs", "Republican senators": a party, not a chamber."""
    return any(
        token.tag_ in {"NNP", "JJ"} and capitalised(token) and token.ent_type_ not in {"GPE", "NORP"} and token.i > 0
        for token in doc[first:head]
    )


def _government(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """ "the Ministry of Defence", "the Latvian cabinet", "its navy" """
    doc, word = reading.doc, head.lower_
    first, end = _bounds(reading, head)
    named = capitalised(head) and not (_starts_sentence(reading, head.i) and first == head.i)
    modifiers = [t for t in doc[first : head.i] if t.is_alpha]
    proper = named and (
        any(capitalised(t) for t in modifiers) or end > head.i + 1 or word in load_words("bodies", "government.alone")
    )
    if proper:
        type_: EntityType = "GovernmentBody"
        yield reading.mention(
            (_from_capital(doc, first, head.i), end), form="name", type=type_, rule="body:government", head=head.i
        )
        return
    if named or word in load_words("bodies", "government.empty") or head.dep_ == "compound":
        return
    owner = _owner(doc, first, end, owners)
    described = word in load_words("bodies", "government.owned") and (owner or len(modifiers) > 1)
    if described or word in load_words("bodies", "government.bare"):
        yield reading.mention(
            (first, end), form="description", type="GovernmentBody", rule="body:described", head=head.i
        )


def _organization(reading: Reading, head: Token) -> Iterator[Mention]:
    """ "Seamen's Union of Iceland", "Green Party" """
    doc = reading.doc
    first, end = _bounds(reading, head)
    first = _from_capital(doc, first, head.i)
    if reading.in_title(head.i) or not (
        any(capitalised(t) and t.is_alpha for t in doc[first : head.i]) or end > head.i + 1
    ):
        return
    if first == reading.sentence_start(head.i) and doc[first].tag_ not in {"NNP", "NNPS"}:
        first += 1
    if first < head.i or end > head.i + 1:
        yield reading.mention((first, end), form="name", type="Organization", rule="body:organization", head=head.i)


def _bounds(reading: Reading, head: Token) -> tuple[int, int]:
    """First token and end of the phrase around a head noun, its owner before it left out."""
    doc, start = reading.doc, reading.sentence_start(head.i)
    links = load_words("treaty_nouns", "phrases.body_connectors")
    first = _within_one(doc, grow_left(doc, head.i, start, links=links if capitalised(head) else frozenset()), head.i)
    end = head.i + 1
    if end < len(doc) and doc[end].lower_ in {"of", "for", "on"} and (capitalised(head) or doc[end].lower_ == "of"):
        run = name_run(doc, end, reading.sentence_end(head.i), links | {"the"})
        end = _before_second(doc, end, run) if run > end + 1 else end
    return first, end


def _within_one(doc: Doc, first: int, head: int) -> int:
    """Cut what belongs to another: "the Sejm and the Senate", "President of the Court"."""
    others = (
        load_words("bodies", "legislature.nouns")
        | load_words("bodies", "organization.nouns")
        | load_words("titles", "offices")
    )
    for at in range(head - 1, first, -1):
        if doc[at].lower_ in {"and", "of", "for"} and any(token.lower_ in others for token in doc[first:at]):
            return at + 1
    return first


def _before_second(doc: Doc, start: int, end: int) -> int:
    """Cut a coordinated second body: "Court of Justice and the Bank of Issue"."""
    for at in range(start, end - 1):
        if doc[at].lower_ == "and" and doc[at + 1].lower_ == "the":
            return at
    return end


def _from_capital(doc: Doc, first: int, head: int) -> int:
    while first < head and not capitalised(doc[first]):
        first += 1
    return first


def _starts_sentence(reading: Reading, token: int) -> bool:
    return (
        token == reading.sentence_start(token)
        or reading.doc[token - 1].is_punct
        and token - 1 == reading.sentence_start(token)
    )


def _owner(doc: Doc, first: int, end: int, owners: Mapping[int, Mention]) -> Mention | None:
    """The state or body that owns the phrase: inside it, before it as a possessive, or after "of" and "in"."""
    before = possessor(doc, first, 0)
    tokens = [
        *range(first, end),
        *(range(*before) if before else ()),
        *(range(end, end + 3) if end < len(doc) and doc[end].lower_ in {"in", "of"} else ()),
    ]
    return next((owners[t] for t in tokens if t in owners and owners[t].type in _OWNERS), None)
