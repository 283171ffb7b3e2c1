"""Passages of articles, and the sentences that they lie in when the build does not say which."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatykg.model import Span
from treatykg.triples import Index
from treatykg.vocab import TREATY

# The end of a line, or a full stop with what closes it, before something that can begin a sentence.
_BREAK = re.compile(r"\n\s*|(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z]|\d)")


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of an article: its IRI, their place, the words and the rules that found them."""

    article: str
    span: Span
    quote: str
    rules: tuple[str, ...]


def read_passages(index: Index, articles: Collection[str]) -> Mapping[str, Passage]:
    """The passages of the articles, by IRI; what lacks offsets is none (the shapes report it)."""
    wanted = frozenset(articles)
    found = ((node, _read(index, node)) for node in index.instances(TREATY.Evidence))
    return {node: passage for node, passage in found if passage is not None and passage.article in wanted}


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


def _read(index: Index, node: str) -> Passage | None:
    article, quote = index.value(node, TREATY.source), index.value(node, TREATY.quote)
    start, end = index.value(node, TREATY.start) or "", index.value(node, TREATY.end) or ""
    if article is None or quote is None or not start.isdecimal() or not end.isdecimal():
        return None
    return Passage(article, Span(int(start), int(end)), quote, index.values(node, TREATY.rule))
