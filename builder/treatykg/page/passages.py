"""Passages of articles: words, where they stand, and the rules that found them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from treatykg.model import Span
from treatykg.triples import Index
from treatykg.vocab import TREATY


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


def _read(index: Index, node: str) -> Passage | None:
    article, quote = index.value(node, TREATY.source), index.value(node, TREATY.quote)
    start, end = index.value(node, TREATY.start) or "", index.value(node, TREATY.end) or ""
    if article is None or quote is None or not start.isdecimal() or not end.isdecimal():
        return None
    return Passage(article, Span(int(start), int(end)), quote, index.values(node, TREATY.rule))
