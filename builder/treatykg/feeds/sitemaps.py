"""Sitemaps and their indexes (sitemaps.org, version 0.9), with what Google's news extension tells of each page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias
from xml.parsers import expat

from treatykg.articles import Refused
from treatykg.errors import ArticleError
from treatykg.feeds.addresses import resolve_address
from treatykg.feeds.found import Link, Sitemap
from treatykg.feeds.syndication import to_day

SITEMAP_ROOTS: Final = frozenset({"urlset", "sitemapindex"})

_NEWS: Final = {"publication_date": "published", "title": "title", "name": "publisher"}
_OTHERS: Final = ("image", "video")  # the usual prefixes of what has an address and a title too, but is no page
_RECORDS: Final = ("url", "sitemap")
_AT_A_TIME: Final = 1 << 16  # characters
_Record: TypeAlias = tuple[str, dict[str, str]]


def read_sitemap(text: str, *, place: str, address: str | None) -> Iterator[Link | Sitemap | Refused]:
    """The pages that a sitemap lists, or the sitemaps that an index lists, in its order.

    :param address: where it comes from
    :raises ArticleError: if it is not well-formed
    """
    for number, (kind, fields) in enumerate(_records(text, place), start=1):
        where = f"{place}: {kind} {number}"
        try:
            found = resolve_address(fields.get("loc", ""), base=address or "", place=where)
        except ArticleError as error:
            yield Refused.by(error, place=where)
            continue
        yield Sitemap(where, found) if kind == "sitemap" else Link(where, found, _metadata(fields))


def _metadata(fields: dict[str, str]) -> dict[str, str]:
    found = {name: fields.get(key, "") for key, name in _NEWS.items()}
    found["published"] = to_day(found["published"]) or ""
    return {name: value for name, value in found.items() if value}


def _records(text: str, place: str) -> Iterator[_Record]:
    """The kind and the fields of each record, read bit by bit: there may be a million of them."""
    parser, reading = expat.ParserCreate(encoding="utf-8"), _Reading()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.hear
    for start in range(0, len(text), _AT_A_TIME):
        error = _parse(parser, text[start : start + _AT_A_TIME], final=start + _AT_A_TIME >= len(text))
        yield from reading.done
        reading.done.clear()
        if error:
            raise ArticleError(f"{place}: not well-formed ({error}): what stands before that was read")


def _parse(parser: expat.XMLParserType, piece: str, *, final: bool) -> expat.ExpatError | None:
    try:
        parser.Parse(piece, final)
    except expat.ExpatError as error:
        return error
    return None


class _Reading:
    """Gathers the text of the elements inside a record; names count without their prefixes."""

    def __init__(self) -> None:
        self.done: list[_Record] = []
        self._kind: str | None = None
        self._fields: dict[str, str] = {}
        self._words: list[str] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind in _RECORDS:
            self._kind, self._fields = kind, {}
        self._words = []

    def hear(self, words: str) -> None:
        self._words.append(words)

    def end(self, name: str) -> None:
        prefix, _, field = name.rpartition(":")
        if self._kind is None or prefix in _OTHERS:
            return
        if field == self._kind:
            self.done.append((self._kind, self._fields))
            self._kind = None
        elif value := " ".join("".join(self._words).split()):
            self._fields.setdefault(field, value)
        self._words = []
