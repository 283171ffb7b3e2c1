"""The metadata of an article: under which names files give it, and what its values must look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from treatykg.articles.draft import FIELDS
from treatykg.errors import ArticleError

TEXT: Final = ("text", "body", "content", "articlebody", "fulltext", "maintext")
"""The keys under which records give the text, best first; case, `_`, `-` and `:` do not count."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "identifier", "guid", "uuid"),
    "url": ("url", "link", "canonicalurl", "sourceurl"),
    "title": ("title", "headline"),
    "published": ("published", "datepublished", "publishedat", "publicationdate", "pubdate", "date"),
    "publisher": ("publisher", "sitename", "source", "outlet"),
}
_ADDRESS: Final = re.compile(r"https?://[^\s/<>\"{}|\\^`\x00-\x20][^\s<>\"{}|\\^`\x00-\x20]*")
_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:[Zz]|[+-]\d\d:?\d\d))?)?")


def find_value(record: Mapping[str, object], keys: tuple[str, ...]) -> object:
    """The first value of `record` under one of the normalised `keys` that is neither null nor empty; else None."""
    values = {_normalize(key): value for key, value in record.items()}
    return next((values[key] for key in keys if values.get(key) not in (None, "")), None)


def is_known(key: str) -> bool:
    """Whether a key of records, in whatever spelling, gives the text or something of the metadata.

    >>> is_known("Article_Body"), is_known("embedding")
    (True, False)
    """
    return _normalize(key) in TEXT or any(_normalize(key) in keys for keys in _KEYS.values())


def select_metadata(record: Mapping[str, object], *, place: str) -> dict[str, str]:
    """The metadata in `record`, whichever common names its keys have, under the names of `FIELDS`.

    >>> select_metadata({"headline": "Pact signed", "publisher": {"name": "The Daily"}}, place="a.json")
    {'title': 'Pact signed', 'publisher': 'The Daily'}

    :raises ArticleError: if a value is no text
    """
    return dict(_pairs(record, place))


def check_url(value: str, *, place: str) -> str:
    """The address itself, if it is one: it becomes part of the graph.

    :raises ArticleError: unless it is an absolute http or https IRI
    """
    if not _ADDRESS.fullmatch(value):
        raise ArticleError(
            f"{place}: {value!r:.60} is no address: give an absolute one, such as https://news.example/a1"
        )
    return value


def _normalize(key: str) -> str:
    return re.sub("[-_: ]", "", key).lower()


def _pairs(record: Mapping[str, object], place: str) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        value = find_value(record, _KEYS[field])
        if isinstance(value, Mapping):  # schema.org nests publishers, feeds nest sources
            value = value.get("name")
        if isinstance(value, int) and field == "id":
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise ArticleError(f"{place}: {field} must be a string, not {type(value).__name__}: {value!r:.40}")
        if value and value.strip():
            yield field, " ".join(value.split())


def parse_day(value: str, *, place: str) -> date:
    """The day of an ISO date or RFC 3339 timestamp, as it is at the place the timestamp was written for.

    >>> parse_day("2021-03-04T23:30:00+02:00", place="a.json")
    datetime.date(2021, 3, 4)

    :raises ArticleError: for anything else: a guess between day and month would be silently wrong
    """
    match = _DAY.fullmatch(value.strip())
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise ArticleError(f"{place}: {value!r:.40} is no publication date: write it as YYYY-MM-DD") from None
