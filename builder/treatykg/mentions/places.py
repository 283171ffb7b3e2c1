"""Mentions of places: cities, regions and sites that are no capital the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.government import names_place
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_JOINTS = ("and", "of", "-", "air", "naval", "military")
_LOCATED = ("GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "LANGUAGE", "NORP")


def find_places(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """What the small model takes for a place, where the words around it say that it is one."""
    for tokens in reading.doc.ents:
        if (
            tokens.label_ in {"GPE", "LOC", "FAC"}
            and not reading.in_dateline(tokens.start_char)
            and not reading.in_title(tokens.start)
        ):
            yield from _place(reading, tokens, owners)
    yield from _where_done(reading, owners)
    yield from _sites(reading)
    yield from _capitals(reading, owners)
    yield from _told_by_dateline(reading)


def _place(reading: Reading, tokens: Tokens, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    first, end = tokens.start, tokens.end
    while first < end and not capitalised(reading.doc[first]):
        first += 1
    while end > first + 1 and reading.doc[end - 1].text in load_words("places", "regions"):
        end -= 1
    if first == end or any(at in owners for at in range(first, end)):
        return
    words = reading.doc[first:end].text.lower()
    if words in load_words("places", "wide") or words.split()[-1] in load_words("places", "waters") or _common(words):
        return
    if names_place(reading.doc, first, end):
        yield reading.mention((first, end), form="name", type="Place", rule="place:model")


def _where_done(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "signed it at Bata on 12 September": a name behind "at", before a date or the end, that the small model does not know."""
    for token in reading.document.tokens:
        if token.dep_ != "pobj" or token.pos_ != "PROPN" or token.ent_type_ in _LOCATED:
            continue
        first, end = token.left_edge.i, token.i + 1
        named = all(capitalised(reading.doc[at]) and at not in owners for at in range(first, end))
        if not named or token.head.i + 1 != first or not _closes(reading.doc, end) or _common(token.lower_):
            continue
        if reading.doc[first:end].text.lower() in load_words("places", "wide"):
            continue
        if _is_done_at(token.head) or _is_town(token):
            yield reading.mention((first, end), form="name", type="Place", rule="place:done-at")


def _is_done_at(preposition: Token) -> bool:
    """Whether something is done there: "signed at Bata", "fired near Bata"."""
    word, above = preposition.lower_, preposition.head.lemma_.lower()
    return word in load_words("places", "by_name") and (word != "at" or above in load_words("places", "done_there"))


def _is_town(name: Token) -> bool:
    """As in "the town of Bata"."""
    return name.head.lower_ == "of" and name.head.head.lower_ in load_words("places", "cities")


def _sites(reading: Reading) -> Iterator[Mention]:
    """As in "at United Nations headquarters", "in the Ministry of Justice building": a building or ground by its name."""
    for token in reading.document.tokens:
        if token.dep_ != "pobj":
            continue
        region = token.lower_ in load_words("places", "regions")
        if not (region or token.lower_ in load_words("places", "grounds")):
            continue
        first = _first_of_name(reading.doc, token)
        before = first - 1 - (first > 0 and reading.doc[first - 1].lower_ == "the")
        if (
            first == token.i
            or before < 0
            or reading.doc[before].lower_ not in load_words("places", "locative", "goals")
        ):
            continue
        if _lies_in_city(reading.doc, token.i + 1):
            continue
        end = token.i if region else token.i + 1
        yield reading.mention((first, end), form="name", type="Place", rule="place:site", head=token.i)


def _lies_in_city(doc: Doc, end: int) -> bool:
    """Whether the city follows, which is the better name of the place: "at UN headquarters in New York"."""
    return end + 1 < len(doc) and doc[end].lower_ in ("in", ",") and capitalised(doc[end + 1])


def _first_of_name(doc: Doc, noun: Token) -> int:
    """Return where the capitalised words before a noun begin, with "and" and "of" between them; the noun if there are none."""
    first = at = noun.i
    while at > 0 and (capitalised(doc[at - 1]) or doc[at - 1].lower_ in _JOINTS):
        at -= 1
        if capitalised(doc[at]):
            first = at
    return first


def _closes(doc: Doc, end: int) -> bool:
    """Whether the words after a name are those of a date or of the end of a clause."""
    return (
        end >= len(doc) or doc[end].text in (".", ",", ";") or doc[end].lower_ in ("on", "in", "by", "between", "last")
    )


def _common(words: str) -> bool:
    """Whether a single word is a common noun that the text capitalises, or an organ of the press."""
    return any(
        words in load_words("bodies", f"{kind}.{name}")
        for kind, name in (
            ("government", "nouns"),
            ("organization", "nouns"),
            ("organization", "press"),
            ("legislature", "nouns"),
        )
    ) or words in load_words("groups", "references.singular") | load_words("titles", "honorifics")


def _capitals(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the Latvian capital": the place by its description."""
    for token in reading.document.tokens:
        before = token.i - 1
        if token.lower_ == "capital" and before >= 0:
            at = before - 1 if reading.doc[before].tag_ == "POS" else before
            if at in owners and owners[at].type == "State":
                yield reading.mention(
                    (owners[at].first_token, token.i + 1),
                    form="description",
                    type="Place",
                    rule="place:capital-of",
                    head=token.i,
                )


def _told_by_dateline(reading: Reading) -> Iterator[Mention]:
    """As in "here", "in this city" is the city of the dateline, "the host country" its state."""
    for token in reading.document.tokens if reading.datelines else ():
        if _points_here(token) and not reading.document.quoted(token.i):
            for key in _of_dateline(reading, "place/"):
                yield reading.mention((token.i, token.i + 1), form="pronoun", type="Place", rule="place:here", key=key)
        elif (
            token.lower_ == "host"
            and token.i + 1 < len(reading.doc)
            and token.nbor().lower_ in {"country", "nation", "state"}
        ):
            for key in _of_dateline(reading, "state/"):
                yield reading.mention(
                    (token.i, token.i + 2), form="description", type="State", rule="state:host", key=key
                )


def _points_here(token: Token) -> bool:
    """Whether the word means the city where the article was written: "here", "this *city*"."""
    if token.lower_ == "here":
        return True
    before = token.i and token.nbor(-1).lower_ == "this"
    return bool(before) and token.lower_ in load_words("places", "cities")


def _of_dateline(reading: Reading, prefix: str) -> list[str]:
    """The first key with that prefix that the dateline names; empty without one."""
    hits = (hit for hit, _, _ in reading.hits if reading.in_dateline(hit.span.start))
    named = sorted((naming for hit in hits for naming in hit.namings), key=lambda naming: naming.use != "name")
    return [naming.key for naming in named if naming.key.startswith(prefix)][:1]
