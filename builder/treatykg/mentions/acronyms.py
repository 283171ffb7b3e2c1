"""Acronyms that an article explains itself: "Baltic Fisheries Council (BFC)", or by the initials of a name, and every BFC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from treatykg.mentions.reading import Reading
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z0-9.]{1,11}\Z")

_LETTERED = frozenset({"Organization", "InternationalOrganization"})


def explained(doc: Doc, mention: Mention) -> int | None:
    """The token of the acronym that directly follows the mention in brackets or between commas, if there is one."""
    at = mention.end_token
    if (
        at + 2 < len(doc)
        and doc[at].text == "("
        and doc[at + 2].text in {")", ",", ";"}
        and _ACRONYM.match(doc[at + 1].text)
    ):
        return at + 1
    if (
        at + 2 < len(doc)
        and doc[at].text == ","
        and doc[at + 2].text in {",", ".", ";"}
        and _ACRONYM.match(doc[at + 1].text)
        and doc[at + 1].text.isupper()
    ):
        return at + 1
    return None


def initials(name: str) -> str:
    """The capitals with which the words of a name begin, "RUF" for "Revolutionary United Front"; empty for fewer than two."""
    letters = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(letters) if len(letters) > 1 else ""


def find_acronyms(reading: Reading, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Each occurrence of an acronym that the article explains or that are a name's initials, typed as what it stands for."""
    meanings: dict[str, Mention] = {}
    for mention in mentions:
        at = explained(reading.doc, mention)
        if at is not None and mention.type in {
            "Treaty",
            "Organization",
            "InternationalOrganization",
            "GovernmentBody",
        }:
            meanings.setdefault(reading.doc[at].text, mention)
    for mention in mentions:
        if mention.type in _LETTERED and mention.form == "name":
            meanings.setdefault(initials(mention.span.of(reading.document.article.text)), mention)
    meanings.pop("", None)
    for token in reading.document.tokens if meanings else ():
        if token.text in meanings:
            meaning = meanings[token.text]
            yield reading.mention(
                (token.i, token.i + 1), form="acronym", type=meaning.type, rule="acronym:explained", key=meaning.key
            )
