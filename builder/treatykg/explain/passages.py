"""The passages that a thing in a graph stands on, each in its sentence."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Store
from rdflib.namespace import SDO

from treatykg.errors import GraphError
from treatykg.explain.explanation import Context, Passage
from treatykg.explain.lookup import subjects, value, values
from treatykg.model import Article, Span
from treatykg.sentences import read_document
from treatykg.vocab import TREATY


def passages_of(store: Store, iri: str) -> tuple[Passage, ...]:
    """The passages that the graph gives as evidence for the thing `iri`, in the order of the text.

    A passage is its own evidence.

    :raises GraphError: if one of them lacks its source, quote or offsets
    """
    nodes = values(store, iri, TREATY.evidence) or ((iri,) if value(store, iri, TREATY.quote) else ())
    return tuple(sorted((read_passage(store, node) for node in nodes), key=lambda each: (each.article, each.span)))


def read_passage(store: Store, node: str) -> Passage:
    """The passage that is the node of this IRI.

    :raises GraphError: if it lacks its source, quote or offsets
    """
    article, quote = value(store, node, TREATY.source), value(store, node, TREATY.quote)
    start, end = value(store, node, TREATY.start), value(store, node, TREATY.end)
    if article is None or quote is None or not (start or "").isdecimal() or not (end or "").isdecimal():
        raise GraphError(f"{node}: lacks its source, quote or offsets: see what treatykg validate says of this graph")
    return Passage(article, Span(int(start or 0), int(end or 0)), quote, values(store, node, TREATY.rule))


def things_in(store: Store, article: str, span: Span) -> tuple[str, ...]:
    """The IRIs of the things with evidence in `span` of the article, sorted."""
    nodes = subjects(store, TREATY.source, article)
    inside = [node for node in nodes if overlap(read_passage(store, node).span, span)]
    return tuple(sorted({thing for node in inside for thing in subjects(store, TREATY.evidence, node)}))


def overlap(one: Span, other: Span) -> bool:
    """Whether the spans have a code point in common."""
    return one.start < other.end and other.start < one.end


def find_context(store: Store, passage: Passage) -> Context | None:
    """The sentences that the passage lies in; None if the text is not in the graph."""
    text = value(store, passage.article, SDO.text)
    around = [each for each in sentences_of(text) if overlap(each.span, passage.span)] if text else []
    if not text or not around:
        return None
    span = Span(around[0].span.start, around[-1].span.end)
    return Context(around[0].number, span, span.of(text))


@cache
def sentences_of(text: str) -> tuple[Context, ...]:
    """The sentences of a text, the same as in the build, without the white space around them."""
    spans = [_strip(sentence.span, text) for sentence in read_document(Article("explained", text)).sentences]
    return tuple(Context(number, span, span.of(text)) for number, span in enumerate(spans, start=1))


def _strip(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
