"""HTML pages: the article's text without navigation, scripts and advertisements, and what the page's metadata says."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Final

from treatykg.articles.decoding import decode, normalize
from treatykg.articles.draft import Draft
from treatykg.articles.source import Source
from treatykg.errors import ArticleError

_MARKUP = 10  # pages are mostly mark-up and scripts
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = 2048  # bytes in which a page must declare its encoding; the HTML standard asks for 1024
_LATIN_1 = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
# Only what the page states counts: no date searched for in the prose, and a fixed last day instead of the clock's.
_DATES: Final[Mapping[str, object]] = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
_FIELDS: Final[Mapping[str, str]] = {"url": "url", "title": "title", "published": "date", "publisher": "sitename"}


def read_html(source: Source) -> Iterator[Draft]:
    """The one article of a page.

    :raises ArticleError: if no article is found in it
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = _decode(source.read(markup=_MARKUP), place=source.name)
    document = bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dict(_DATES)
    )
    if not isinstance(document, Document) or not document.text:
        raise ArticleError(
            f"{source.name}: no article text in this page: save the article's own page, or its text as .txt"
        )
    metadata = {field: value for field, name in _FIELDS.items() if (value := getattr(document, name))}
    yield Draft(source.name, normalize(document.text), source.stem, metadata)


def _decode(data: bytes, *, place: str) -> str:
    """A page in the encoding it declares; HTML reads Latin-1 as its superset windows-1252."""
    declared = None if data.startswith(codecs.BOM_UTF8) else _CHARSET.search(data[:_HEAD])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    return decode(data, place=place, encoding="cp1252" if encoding in _LATIN_1 else encoding)
