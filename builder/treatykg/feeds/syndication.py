"""RSS and Atom: each entry is an article, or the link to one. feedparser reads all their versions, and broken ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from html import escape, unescape
from io import BytesIO
from typing import Any, Final

from treatykg.articles import MEGABYTE, Draft, Held, Refused, Source, parse_day, read_drafts
from treatykg.errors import ArticleError
from treatykg.feeds.addresses import resolve_address
from treatykg.feeds.fetching import check_installed
from treatykg.feeds.found import Link
from treatykg.feeds.markup import check_structure

FEED_ROOTS: Final = frozenset({"rss", "feed", "rdf"})
"""The outermost elements of feeds: RSS 0.9 and 2.0, Atom, RSS 1.0."""

_TEXT: Final = re.compile("text|html")  # of media types
_LARGEST: Final = 5 * MEGABYTE  # characters; the worst of this size takes a minute
_TEASER: Final = 500  # characters of text; fewer may be the article's beginning only


def read_feed(text: str, *, place: str, address: str | None, max_size: int) -> Iterator[Draft | Link | Refused]:
    """The entries of a feed, in its order.

    An entry that has content of its own (Atom `content`, RSS `content:encoded`) is an article, unless that is shorter than a
    teaser may be and there is a page; of all others the page is the article. A summary is none.

    :param place: what messages call the feed
    :param address: where it comes from; relative links are relative to it
    :param max_size: the largest article, in bytes
    :raises ArticleError: if it is no feed
    :raises OptionError: if feedparser is not installed
    """
    check_installed("feedparser")
    import feedparser

    if len(text) > _LARGEST:
        raise ArticleError(f"{place}: larger than {_LARGEST / MEGABYTE:g} MB, so probably no feed of news: split it")
    check_structure(text, place=place)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address or ""}
    try:
        found = feedparser.parse(BytesIO(text.encode("utf-8")), response_headers=headers)
    except Exception as error:  # it mends what is broken, and fails where that is meant to break it
        raise ArticleError(f"{place}: no feed that can be read ({error}): check it") from error
    if not found.entries and (found.bozo or not found.version):
        raise ArticleError(f"{place}: no feed that can be read ({found.get('bozo_exception', 'no entries')}): check it")
    base = address or _string(found.feed, "link")
    publisher = _plain(found.feed, "title")
    for number, entry in enumerate(found.entries, start=1):
        yield _read_entry(entry, f"{place}: entry {number}", base, publisher, max_size)


def _read_entry(
    entry: Mapping[str, Any], place: str, base: str, publisher: str, max_size: int
) -> Draft | Link | Refused:
    try:
        link = _string(entry, "link")
        if entry.get("guidislink") and not link.startswith("http"):
            link = ""  # feedparser takes a name for an address where there is nothing else
        url = resolve_address(link, base=base, place=place) if link else ""
        metadata = _metadata(entry, publisher, url)
        content = _content(entry)
        text = to_text(content, title=metadata.get("title", ""), place=place, max_size=max_size) if content else ""
        if len(text) >= _TEASER or (text and not url):
            return Draft(place, text, None, metadata)
        if url:
            return Link(place, url, metadata)
        return Refused(place, "neither content nor a link to a page: there is nothing to read")
    except ArticleError as error:
        return Refused.by(error, place=place)


def to_text(content: str, *, title: str, place: str, max_size: int) -> str:
    """The text of a piece of HTML as the reader of pages finds it; empty if it finds none."""
    page = f"<html><head><title>{escape(title)}</title></head><body><article>{content}</article></body></html>"
    held = Held(place, ".html", f'<meta charset="utf-8">{page}'.encode())
    try:
        return next(each.text for each in read_drafts(Source(held, max_size)) if isinstance(each, Draft))
    except ArticleError:
        return ""


def to_day(value: str) -> str | None:
    """The day of an RFC 822 or ISO 8601 date, as it is at the place it was written for; None if it is neither.

    >>> to_day("Thu, 04 Mar 2021 23:30:00 +0200"), to_day("2021-03-04T23:30:00Z"), to_day("soon")
    ('2021-03-04', '2021-03-04', None)
    """
    try:
        return parse_day(value, place="").isoformat()
    except ArticleError:
        pass
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _content(entry: Mapping[str, Any]) -> str:
    """The longest content that is text; feeds may give one in several forms, or a picture."""
    contents = [each for each in entry.get("content") or () if _TEXT.search(_string(each, "type"))]
    return max((_string(each, "value") for each in contents), key=len, default="")


def _metadata(entry: Mapping[str, Any], publisher: str, url: str) -> dict[str, str]:
    source = entry.get("source")
    found = {
        "id": "" if url else _string(entry, "id"),
        "url": url,
        "title": _plain(entry, "title"),
        "published": to_day(_string(entry, "published")) or "",
        "publisher": (_plain(source, "title") if isinstance(source, Mapping) else "") or publisher,
    }
    return {name: " ".join(value.split()) for name, value in found.items() if value.strip()}


def _plain(record: Mapping[str, Any], key: str) -> str:
    """The words of a title, which may be HTML; some feeds escape their characters once more."""
    value = _string(record, key)
    detail = record.get(f"{key}_detail")
    is_html = isinstance(detail, Mapping) and "html" in _string(detail, "type")
    return unescape(re.sub(r"<[^>]*>", "", value) if is_html else value)


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value.strip() if isinstance(value, str) else ""
