"""What addresses lead to: pages, and the pages that feeds and sitemaps name."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from treatykg.errors import ArticleError
from treatykg.feeds.addresses import resolve_address, without_credentials
from treatykg.feeds.bodies import unpack_gzip
from treatykg.feeds.fetching import Fetcher, Page
from treatykg.feeds.found import Found, Link, Refused, Sitemap, guarded
from treatykg.feeds.markup import decode_xml, find_root, sniff_root
from treatykg.feeds.options import FetchOptions
from treatykg.feeds.pages import read_page
from treatykg.feeds.sitemaps import SITEMAP_ROOTS, read_sitemap
from treatykg.feeds.syndication import FEED_ROOTS, read_feed

_LISTS: Final = FEED_ROOTS | SITEMAP_ROOTS
_NOTHING_KNOWN: Final[Mapping[str, str]] = {}


class Web:
    """Reads what addresses lead to; no address twice, whoever names it."""

    def __init__(self, options: FetchOptions, *, max_size: int) -> None:
        self._options = options
        self._max_size = max_size
        self._asked: set[str] = set()

    @cached_property
    def _fetcher(self) -> Fetcher:
        return Fetcher(self._options)

    def read(self, address: str, *, place: str | None = None) -> Iterator[Found]:
        """The article of a page, or the articles of a feed or sitemap.

        :param place: where the address stands, for messages about what is no address
        """
        try:
            resolved = resolve_address(address, place=place)
        except ArticleError as error:
            yield Refused.by(error, place=place or without_credentials(address))
            return
        if self._is_new(resolved):
            yield from guarded(resolved, self._read_any(resolved))

    def read_markup(self, text: str, *, place: str, address: str | None = None) -> Iterator[Found]:
        """The articles of a feed or sitemap at hand.

        :param address: where it comes from
        :raises ArticleError: if it is neither
        """
        root = find_root(text)
        if root in FEED_ROOTS:
            found = read_feed(text, place=place, address=address, max_size=self._max_size)
            yield from self._follow(found, place)
        elif root in SITEMAP_ROOTS:
            yield from self._follow(self._read_sitemaps(text, place, address), place)
        else:
            raise ArticleError(
                f"{place}: neither feed nor sitemap, but <{root}>: extract its text, or name what it lists"
            )

    def _read_any(self, address: str) -> Iterator[Found]:
        page = self._fetch(address)
        if sniff_root(page.data) in _LISTS:
            text = decode_xml(page.data, charset=page.charset, place=page.address)
            yield from self.read_markup(text, place=page.address, address=page.address)
        else:
            yield from read_page(page, known=_NOTHING_KNOWN, max_size=self._max_size)

    def _follow(self, found: Iterable[Found | Link], place: str) -> Iterator[Found]:
        """What is found itself, and the pages that are linked to; not more of these than are wanted."""
        followed = 0
        for each in found:
            if not isinstance(each, Link):
                yield each
            elif followed == self._options.max_addresses:
                yield Refused(
                    place, f"lists more than {followed} pages: the rest is left out; give them as a list (.urls)"
                )
                return
            elif self._is_new(each.address):
                followed += 1
                yield from guarded(each.address, self._read_linked(each))

    def _read_linked(self, link: Link) -> Iterator[Found]:
        page = self._fetch(link.address)
        if sniff_root(page.data) in _LISTS:
            raise ArticleError(f"{link.address}: a feed or sitemap where an article should be: name it itself")
        yield from read_page(page, known=link.metadata, max_size=self._max_size)

    def _read_sitemaps(self, text: str, place: str, address: str | None) -> Iterator[Link | Refused]:
        """The pages of a sitemap, then those of the sitemaps that it names, and so on; each sitemap once."""
        waiting: deque[Sitemap] = deque()
        yield from self._set_aside(read_sitemap(text, place=place, address=address), waiting)
        for _ in range(1, self._options.max_sitemaps):
            if not waiting:
                return
            each = waiting.popleft()
            try:
                found = read_sitemap(self._fetch_sitemap(each.address), place=each.address, address=each.address)
                yield from self._set_aside(found, waiting)
            except ArticleError as error:
                yield Refused.by(error, place=each.address)
        if waiting:
            yield Refused(place, f"leads to more than {self._options.max_sitemaps} sitemaps: the rest is left out")

    def _set_aside(
        self, found: Iterable[Link | Sitemap | Refused], waiting: deque[Sitemap]
    ) -> Iterator[Link | Refused]:
        """The pages; the sitemaps that are new go to those that wait, of which there is one too many at most."""
        for each in found:
            if not isinstance(each, Sitemap):
                yield each
            elif len(waiting) <= self._options.max_sitemaps and self._is_new(each.address):
                waiting.append(each)

    def _fetch_sitemap(self, address: str) -> str:
        page = self._fetch(address)
        if (root := sniff_root(page.data)) not in SITEMAP_ROOTS:
            raise ArticleError(f"{address}: a sitemap index names it, but it is none ({root or page.media_type})")
        return decode_xml(page.data, charset=page.charset, place=address)

    def _fetch(self, address: str) -> Page:
        page = self._fetcher.fetch(address)
        data = unpack_gzip(page.data, limit=self._options.max_bytes, place=page.address)
        return replace(page, data=data)

    def _is_new(self, address: str) -> bool:
        new = address not in self._asked
        self._asked.add(address)
        return new
