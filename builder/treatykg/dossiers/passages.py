"""Articles and passages of a dossier, each passage with the sentence around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rdflib.namespace import SDO

from treatykg.dossiers.values import Passage, Source
from treatykg.model import Span
from treatykg.sentences.punctuation import split_sentences
from treatykg.triples import Index
from treatykg.vocab import TREATY


class Reader:
    """Reads articles and passages from an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The articles, by the day of publication."""
        found = {each.source for each in self._passages.values()}
        return tuple(sorted(found, key=lambda each: (each.published or "", each.iri)))

    def passages(self, nodes: Iterable[str]) -> tuple[Passage, ...]:
        """The passages of these nodes, in the order of articles and text; a node without source, quote or offsets is none."""
        found = (self._passages[node] for node in nodes if node in self._passages)
        return tuple(
            sorted(found, key=lambda each: (each.source.published or "", each.source.iri, each.start, each.end))
        )

    @cached_property
    def _passages(self) -> Mapping[str, Passage]:
        return {node: self._passage(node, span) for node, span in self._spans.items()}

    @cached_property
    def _spans(self) -> Mapping[str, Span]:
        found: dict[str, Span] = {}
        for node in self._index.instances(TREATY.Evidence):
            start, end = (self._index.value(node, each) or "" for each in (TREATY.start, TREATY.end))
            complete = self._index.values(node, TREATY.source) and self._index.values(node, TREATY.quote)
            if complete and start.isdecimal() and end.isdecimal():
                found[node] = Span(int(start), int(end))
        return found

    def _passage(self, node: str, span: Span) -> Passage:
        article = self._index.values(node, TREATY.source)[0]
        quote = self._index.values(node, TREATY.quote)[0]
        return Passage(self._source(article), span.start, span.end, quote, self._sentence(article, span))

    def _source(self, article: str) -> Source:
        value = self._index.value
        return Source(
            iri=article,
            headline=value(article, SDO.headline),
            publisher=value(article, SDO.publisher),
            published=value(article, SDO.datePublished),
            url=value(article, SDO.url),
        )

    def _sentence(self, article: str, span: Span) -> str | None:
        text = self._index.value(article, SDO.text) or ""
        around = [each for each in self._sentences.get(article, ()) if each.start < span.end and span.start < each.end]
        return Span(around[0].start, around[-1].end).of(text) if around else None

    @cached_property
    def _sentences(self) -> Mapping[str, Sequence[Span]]:
        """The sentences of each article whose text is known; no passage is cut."""
        whole: dict[str, list[Span]] = defaultdict(list)
        for node, span in self._spans.items():
            for article in self._index.values(node, TREATY.source):
                whole[article].append(span)
        texts = ((article, self._index.value(article, SDO.text)) for article in whole)
        return {article: split_sentences(text, whole[article]) for article, text in texts if text}
