"""Why something stands in a graph: the words that say it, in their sentence, and the rules that found them."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad, Store
from rdflib.namespace import RDF, RDFS, SDO

from treatykg.errors import GraphError
from treatykg.explain.explanation import Context, Explanation, Fact, Passage, SentenceExplanation
from treatykg.explain.lookup import resolve_article, resolve_node, text_of, value, values
from treatykg.explain.passages import find_context, overlap, passages_of, sentences_of, things_in
from treatykg.model import Span
from treatykg.vocab import TREATY

__all__ = [
    "Context",
    "Explanation",
    "Fact",
    "Passage",
    "SentenceExplanation",
    "explain_node",
    "explain_sentence",
    "resolve_node",
]

_NOT_FACTS = frozenset({str(TREATY.evidence), str(RDF.type), str(RDFS.label)})


def explain_node(store: Store, iri: str) -> Explanation:
    """What the graph knows of the thing `iri`, and from which words.

    `iri` may be shortened to its end if only one thing has that end. A passage is explained by its own words.

    :raises GraphError: if the graph has no such thing, or several
    """
    node = resolve_node(store, iri)
    passages = passages_of(store, node)
    return _explain(store, node, [(passage, find_context(store, passage)) for passage in passages])


def explain_sentence(store: Store, number: int, *, article: str | None = None) -> SentenceExplanation:
    """What was taken from the sentence `number`, counted from 1, of the article with this id or IRI.

    :raises GraphError: if there is no such sentence, several articles but none is named, or no text in the graph
    """
    source = resolve_article(store, article)
    sentence = _resolve_sentence(store, source, number)
    found = [
        _explain(store, thing, _inside(store, thing, source, sentence))
        for thing in things_in(store, source, sentence.span)
    ]
    return SentenceExplanation(source, sentence, tuple(sorted(found, key=_place)))


def _resolve_sentence(store: Store, article: str, number: int) -> Context:
    text = value(store, article, SDO.text)
    if text is None:
        raise GraphError(f"{article}: built with --no-text, so its sentences are unknown: explain an IRI instead")
    sentences = sentences_of(text)
    if not 1 <= number <= len(sentences):
        raise GraphError(f"{article}: no sentence {number}: choose one from 1 to {len(sentences)}")
    return sentences[number - 1]


def _inside(store: Store, thing: str, article: str, sentence: Context) -> list[tuple[Passage, Context | None]]:
    passages = passages_of(store, thing)
    return [(p, sentence) for p in passages if p.article == article and overlap(p.span, sentence.span)]


def _explain(store: Store, iri: str, passages: Sequence[tuple[Passage, Context | None]]) -> Explanation:
    quads = sorted(store.quads_for_pattern(NamedNode(iri), None, None, None), key=str)
    return Explanation(
        iri=iri,
        label=value(store, iri, RDFS.label),
        types=values(store, iri, RDF.type),
        facts=tuple(_fact(store, quad) for quad in quads if quad.predicate.value not in _NOT_FACTS),
        passages=tuple(passages),
    )


def _fact(store: Store, quad: Quad) -> Fact:
    label = value(store, quad.object.value, RDFS.label) if isinstance(quad.object, NamedNode) else None
    return Fact(quad.predicate.value, text_of(quad.object), label, text_of(quad.graph_name))


def _place(explanation: Explanation) -> tuple[Span, str]:
    return explanation.passages[0][0].span, explanation.iri
