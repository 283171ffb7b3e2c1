"""Plain text, kept as it is, and Markdown, which becomes the text a reader sees; both may open with front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from treatykg.articles.decoding import decode
from treatykg.articles.draft import Draft
from treatykg.articles.metadata import select_metadata
from treatykg.articles.source import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[A-Za-z][\w-]*:.*\n|[ \t]*(?:#.*)?\n)*)---[ \t]*(?:\n\s*|\Z)")
_LONGEST_TITLE = 200


def read_plain(source: Source) -> Iterator[Draft]:
    """The one article of a text file: its text to the letter, without front matter.

    The title is the first line when it is short and a blank line follows it; it stays part of the text.
    """
    text = decode(source.read(), place=source.name)
    metadata, text = split_front_matter(text, place=source.name)
    yield Draft(source.name, text, source.stem, _with_title(metadata, find_title(text)))


def read_markdown(source: Source) -> Iterator[Draft]:
    """The one article of a Markdown file: its paragraphs without mark-up. The title is the first heading."""
    text = decode(source.read(), place=source.name)
    metadata, text = split_front_matter(text, place=source.name)
    title, text = to_plain(text)
    yield Draft(source.name, text, source.stem, _with_title(metadata, title))


def split_front_matter(text: str, *, place: str) -> tuple[dict[str, str], str]:
    r"""The metadata and the rest of a text that opens with lines `key: value` between two lines `---`.

    >>> split_front_matter("---\npublished: 2021-03-04\n---\n\nOslo signed.", place="a.txt")
    ({'published': '2021-03-04'}, 'Oslo signed.')
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    lines = (
        line.partition(":") for line in match[1].splitlines() if line.strip() and not line.lstrip().startswith("#")
    )
    record = {key: _unquote(value.strip()) for key, _, value in lines}
    return select_metadata(record, place=place), text[match.end() :]


def find_title(text: str) -> str | None:
    r"""The first line, if it is short, does not end like a sentence, and a blank line follows.

    >>> find_title("Treaty signed in Oslo\n\nNorway and Sweden ...")
    'Treaty signed in Oslo'
    """
    first, _, rest = text.partition("\n")
    title = first.strip()
    separated = rest.partition("\n")[0].strip() == "" and rest.strip() != ""
    return title if separated and 0 < len(title) <= _LONGEST_TITLE and title[-1] not in ".,;:" else None


def to_plain(markdown: str) -> tuple[str | None, str]:
    r"""The first heading and the text of a Markdown document: one line a paragraph, heading or list item.

    Code, raw HTML and the addresses of links are no prose and are left out.

    >>> to_plain("# Pact signed\n\nOslo and *Bern*\n[signed](https://a.example) it.")
    ('Pact signed', 'Pact signed\n\nOslo and Bern signed it.\n')
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(markdown)
    blocks = [(before.type, _visible(token)) for before, token in pairwise(tokens) if token.type == "inline"]
    title = next((words for kind, words in blocks if kind == "heading_open"), None)
    text = "\n\n".join(words for _, words in blocks if words)
    return title, f"{text}\n" if text else ""


def _visible(inline: Token) -> str:
    """The words of a paragraph; a line break inside it is only a space to the reader."""
    words = (
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in inline.children or ()
        if token.type in ("softbreak", "hardbreak", "text", "text_special", "code_inline")
    )
    return "".join(words).strip()


def _unquote(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _with_title(metadata: dict[str, str], title: str | None) -> dict[str, str]:
    return metadata if title is None else {"title": title, **metadata}
