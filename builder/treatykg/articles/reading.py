"""Reading of articles: the format by the suffix, options over what the file says, every article under its own id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from treatykg.articles.decoding import check_text
from treatykg.articles.draft import FIELDS, Draft, Refused
from treatykg.articles.html import read_html
from treatykg.articles.metadata import check_url, parse_day
from treatykg.articles.prose import read_markdown, read_plain
from treatykg.articles.records import read_json, read_json_lines, to_draft
from treatykg.articles.source import MEGABYTE, Location, Source, check_size
from treatykg.errors import ArticleError, OptionError
from treatykg.identifiers import article_id, fingerprint
from treatykg.model import Article

_Reader: TypeAlias = Callable[[Source], Iterator[Draft | Refused]]

FORMATS: Final[Mapping[str, _Reader]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}
_ON_STANDARD_INPUT: Final[Mapping[bytes, _Reader]] = {
    b"<": read_html,
    b"{": read_json_lines,
    b"[": read_json,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What overrides the files' own metadata, and the largest text of one article, in bytes of UTF-8."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    max_size: int = MEGABYTE // 2  # its parse takes about six thousand times as many bytes of memory


def read_articles(*locations: Location, options: ReadOptions | None = None) -> Iterator[Article]:
    """Read the articles of the files, in their order; `-` is standard input, whose first character tells its format.

    The text of `.txt` and of JSON is kept to the letter, but for a byte order mark and line ends; HTML and Markdown
    give the text that a reader sees. An article without an id is called after its file, its address or its text.

    :raises ArticleError: if a file cannot be read, holds no article, or an id comes twice
    :raises OptionError: if an option that names one article meets several
    """
    chosen = options or ReadOptions()
    places: dict[str, str] = {}
    for location in locations:
        for draft in read_drafts(Source(location, chosen.max_size)):
            if isinstance(draft, Refused):
                raise ArticleError(f"{draft.place}: {draft.reason}")
            check_options(chosen, first=not places)
            article = complete(draft, options=chosen)
            _check_id(article.id, draft.place, places)
            yield article


def read_drafts(source: Source) -> Iterator[Draft | Refused]:
    """The articles of one source as it gives them; of a record that is none, the place and what is wrong.

    :raises ArticleError: if the source cannot be read, or holds no article
    """
    yield from _find_format(source)(source)


def to_article(text: str, *, options: ReadOptions | None = None) -> Article:
    """The article of a text that is at hand, kept to the letter; without an id it is called after its address or text.

    :raises ArticleError: if the text is empty or too large, or holds what no text holds
    """
    return complete(Draft("the text", text), options=options or ReadOptions())


def record_to_article(record: object, *, place: str, options: ReadOptions | None = None) -> Article:
    """The article of a JSON object that is at hand, as `read_articles` reads it from a file.

    :param place: where it comes from, for messages
    :raises ArticleError: if it is no object, has no text, or holds what no article holds
    """
    return complete(to_draft(record, place=place, name=None), options=options or ReadOptions())


def _find_format(source: Source) -> _Reader:
    if source.location == "-":
        return _ON_STANDARD_INPUT.get(source.peek(), read_plain)
    reader = FORMATS.get(source.suffix)
    if reader is None and isinstance(source.location, Path) and source.location.is_file():
        raise ArticleError(
            f"{source.name}: unknown kind of file: treatykg reads {', '.join(FORMATS)}; rename or convert it"
        )
    return reader or read_plain  # which says what is wrong with a folder or a missing file


def complete(draft: Draft, *, options: ReadOptions) -> Article:
    """The article of a draft, its text and metadata checked; without an id it is called after its file, address or text.

    :raises ArticleError: if the text is empty or too large, or the metadata is not what it must be
    """
    text = _check_text(draft, limit=options.max_size)
    metadata = {**draft.metadata, **_given(options)}
    for field, value in metadata.items():
        check_text(value, place=f"{draft.place}: {field}")
    url = metadata.get("url")
    published = metadata.get("published")
    return Article(
        id=article_id(metadata.get("id") or draft.name or url or f"article-{fingerprint(text)}"),
        text=text,
        title=metadata.get("title"),
        published=parse_day(published, place=draft.place) if published else None,
        url=check_url(url, place=draft.place) if url else None,
        publisher=metadata.get("publisher"),
    )


def _check_text(draft: Draft, *, limit: int) -> str:
    if not draft.text.strip():
        raise ArticleError(f"{draft.place}: empty, there is no article to read: check the file")
    check_text(draft.text, place=draft.place)
    check_size(len(draft.text.encode("utf-8")), limit, place=draft.place)
    return draft.text


def _given(options: ReadOptions) -> dict[str, str]:
    return {field: str(value) for field in FIELDS if (value := getattr(options, field)) is not None}


def check_options(options: ReadOptions, *, first: bool) -> None:
    """Refuse options that name one article when there is another.

    :raises OptionError: if there is an id, an address or a title among them and this is not the first article
    """
    single = next((field for field in ("id", "url", "title") if getattr(options, field) is not None), None)
    if single and not first:
        raise OptionError(f"--{single} names one article, but there are several: give it in the files instead")


def _check_id(article: str, place: str, places: dict[str, str]) -> None:
    if article in places:
        raise ArticleError(
            f"{place}: the id {article!r} is already that of {places[article]}: rename one or give it an id"
        )
    places[article] = place
