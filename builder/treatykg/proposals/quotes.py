"""Finding words in a text exactly: code point by code point, only white space may differ."""

from __future__ import annotations

import re

from treatykg.model import Span

_FEWEST = 2  # words in the quote of a fact; one word alone says nothing


def find_words(text: str, words: str, *, within: Span | None = None) -> Span | None:
    r"""The first place where `words` stand, not inside other words; None when they do not.

    Runs of white space match each other, so that a quote over a line break is found; the span is that of the text.

    >>> find_words("signed the\npact", "the pact")
    Span(start=7, end=15)
    """
    parts = words.split()
    if not parts:
        return None
    # A quote may begin or end with a sign, which needs no boundary.
    start = r"(?<!\w)" if _wordy(parts[0][0]) else ""
    end = r"(?!\w)" if _wordy(parts[-1][-1]) else ""
    area = within or Span(0, len(text))
    match = re.compile(start + r"\s+".join(map(re.escape, parts)) + end).search(text, area.start, area.end)
    return Span(*match.span()) if match else None


def find_quote(text: str, quote: str) -> Span | None:
    """The first place of a quote that has enough words to say something."""
    return find_words(text, quote) if len(re.findall(r"\w+", quote)) >= _FEWEST else None


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
