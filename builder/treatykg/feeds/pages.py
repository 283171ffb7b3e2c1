"""What an address gave: a feed, a sitemap, or an article in one of the formats of files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from treatykg.articles import FORMATS, Draft, Held, Refused, Source, read_drafts
from treatykg.errors import ArticleError
from treatykg.feeds.fetching import Page
from treatykg.feeds.markup import sniff_root

_SUFFIXES: Final[Mapping[str, str]] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "text/plain": ".txt",
}
_SAYS_LITTLE: Final = frozenset(
    {"", "text/plain", "application/octet-stream", "application/gzip", "application/x-gzip"}
)
_MARK: Final = b"\xef\xbb\xbf"  # of UTF-8: what begins with it is nothing else, whatever a page declares


def read_page(page: Page, *, known: Mapping[str, str], max_size: int) -> Iterator[Draft | Refused]:
    """The article of a page, or the articles of a file on the web.

    What the page says of itself counts before what is known from a feed. An article is called after the address the page has
    in the end; another that it gives for itself counts on the same host only, since anyone may claim to be another's page.

    :param known: metadata that the page's own is completed with
    :param max_size: the largest article, in bytes
    :raises ArticleError: if it is of another kind, or holds no article
    """
    suffix = _find_suffix(page)
    held = Held(page.address, suffix, _to_utf8(page.data, page.charset))
    for draft in read_drafts(Source(held, max_size)):
        if isinstance(draft, Draft) and suffix not in (".json", ".jsonl", ".ndjson"):
            url = _settle_address(draft.metadata.get("url", ""), page.address)
            yield replace(draft, metadata={**known, **draft.metadata, "url": url})
        else:
            yield draft


def _find_suffix(page: Page) -> str:
    """The suffix of the format: by the media type, where that says little by the address, else by what is in it."""
    if page.media_type in _SAYS_LITTLE:
        path = PurePosixPath(urlsplit(page.address).path)
        suffix = (path.with_suffix("") if path.suffix == ".gz" else path).suffix.lower()
        if suffix in FORMATS:
            return suffix
    if sniff_root(page.data) == "html":
        return ".html"
    if page.media_type in _SUFFIXES:
        return _SUFFIXES[page.media_type]
    raise ArticleError(
        f"{page.address}: {page.media_type or 'of no known kind'}, which is no article, feed or sitemap: "
        "extract its text and name the file"
    )


def _to_utf8(data: bytes, charset: str | None) -> bytes:
    """The bytes in UTF-8, if they are in the encoding that the header tells and not in UTF-8 already."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return _MARK + data.decode(charset or "undefined").encode("utf-8")
        except (UnicodeError, LookupError):
            return data  # the reader of the format tries what the page declares, or says what is wrong
    return data


def _settle_address(claimed: str, asked: str) -> str:
    same = _host(claimed) == _host(asked) and urlsplit(claimed).scheme in ("http", "https")
    return claimed if same else asked


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
