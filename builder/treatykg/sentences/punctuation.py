"""Where sentences end by their punctuation, for readers of a graph who have the text of an article but not its parse."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from treatykg.model import Span

# The end of a line, or a full stop with what closes it, before something that can begin a sentence.
_BREAK = re.compile(r"\n\s*|(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z]|\d)")


def split_sentences(text: str, whole: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of a text by its punctuation, none of which ends inside a span of `whole`.

    >>> [span.of("One. Two? 3.") for span in split_sentences("One. Two? 3.", [])]
    ['One.', 'Two?', '3.']
    """
    kept = _join(whole)
    starts = [0, *(each.end() for each in _BREAK.finditer(text) if not _cuts(each.end(), kept)), len(text)]
    return tuple(strip(Span(*each), text) for each in pairwise(starts) if Span(*each).of(text).strip())


def strip(span: Span, text: str) -> Span:
    """The span without the white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _join(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap as one, sorted."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _cuts(place: int, joined: Sequence[Span]) -> bool:
    before = bisect_left(joined, place, key=lambda span: span.start) - 1
    return before >= 0 and place < joined[before].end
