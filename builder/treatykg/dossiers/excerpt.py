"""The part of a graph that concerns one treaty, found through the indexes of the store, whatever its size.

Each article's graph is looked at alone: a state may be in ten thousand of them, of which ten tell of the treaty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store
from rdflib.namespace import RDF, RDFS, SDO, SKOS

from treatykg import identifiers
from treatykg.vocab import TREATY

_Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph

# What leads from a fact to the treaty.
_TO_TREATY = tuple(map(NamedNode, (TREATY.concerns, TREATY.partOf, TREATY.about)))
_CONCERNS = NamedNode(TREATY.concerns)
_ABOUT, _WAITS = NamedNode(TREATY.about), NamedNode(TREATY.conditionalOn)
_EVIDENCE, _SOURCE, _ACTS_FOR = NamedNode(TREATY.evidence), NamedNode(TREATY.source), NamedNode(TREATY.actsFor)
_AGENTS = tuple(
    map(NamedNode, (TREATY.actor, TREATY.speaker, TREATY.target, TREATY.obligor, TREATY.place, TREATY.namedParty))
)
_OF_AGENT = tuple(map(NamedNode, (RDF.type, RDFS.label, SKOS.altLabel, TREATY.actsFor)))


@dataclass(frozen=True)
class _Page:
    """One graph of the store, asked by index."""

    store: Store
    graph: _Graph

    def about(self, subjects: Iterable[NamedNode], predicate: NamedNode | None = None) -> Iterator[Quad]:
        for subject in subjects:
            yield from self.store.quads_for_pattern(subject, predicate, None, self.graph)

    def values(self, subjects: Iterable[NamedNode], *predicates: NamedNode) -> set[NamedNode]:
        found = (quad.object for each in predicates for quad in self.about(subjects, each))
        return {value for value in found if isinstance(value, NamedNode)}

    def subjects(self, values: Iterable[NamedNode], *predicates: NamedNode) -> set[NamedNode]:
        return {
            quad.subject
            for value in values
            for predicate in predicates
            for quad in self.store.quads_for_pattern(None, predicate, value, self.graph)
            if isinstance(quad.subject, NamedNode)
        }


def read_excerpt(store: Store, treaty: str, *, base: str, texts: bool) -> tuple[Quad, ...]:
    """What the articles say of a treaty, an IRI: its names, facts about it, who takes part, the passages and the articles.

    What is derived, and what is known anyway, is left out.

    :param texts: with the texts of the articles
    """
    node = NamedNode(treaty)
    found: set[Quad] = set()
    events = _events(store, node)
    for graph in _graphs(store, {node, *events}, base):
        found.update(_excerpt(_Page(store, graph), node, events, texts=texts))
    return tuple(sorted(found, key=str))


def _events(store: Store, treaty: NamedNode) -> set[NamedNode]:
    """The events that concern the treaty, as any article has it."""
    quads = store.quads_for_pattern(None, _CONCERNS, treaty, None)
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}


def _graphs(store: Store, named: Iterable[NamedNode], base: str) -> set[_Graph]:
    """The graphs of articles that name one of these; the default graph, if a file has no others."""
    return {
        quad.graph_name
        for node in named
        for quad in store.quads_for_pattern(node, NamedNode(RDF.type), None, None)
        if is_said(quad.graph_name, base)
    }


def is_said(graph: _Graph, base: str) -> bool:
    """Whether a graph holds what an article says."""
    return isinstance(graph, DefaultGraph) or graph.value.startswith(identifiers.graph_iri("", base=base))


def _excerpt(page: _Page, treaty: NamedNode, events: set[NamedNode], *, texts: bool) -> Iterator[Quad]:
    facts = page.subjects({treaty}, *_TO_TREATY) | events
    facts |= page.subjects(facts, _ABOUT)
    facts |= page.values(facts, _WAITS)
    focus = {treaty, *facts}
    passages = page.values(focus, _EVIDENCE)
    yield from page.about((*focus, *passages))
    for quad in page.about(page.values(passages, _SOURCE)):
        if texts or quad.predicate.value != str(SDO.text):
            yield quad
    for predicate in _OF_AGENT:
        yield from page.about(_agents(page, focus), predicate)


def _agents(page: _Page, focus: Iterable[NamedNode]) -> set[NamedNode]:
    """Who takes part, and for whom they act."""
    seen: set[NamedNode] = set()
    waiting = page.values(focus, *_AGENTS)
    while waiting:
        seen |= waiting
        waiting = page.values(waiting, _ACTS_FOR) - seen
    return seen


def without_articles(quads: Iterable[Quad], articles: Collection[str]) -> tuple[Quad, ...]:
    """The quads without those that only these articles, IRIs, support: their passages, and what has no other passage."""
    found = tuple(quads)
    gone = {(quad.subject, quad.graph_name) for quad in found if _is_of(quad, articles)}
    supported = [quad for quad in found if quad.predicate == _EVIDENCE]
    facts = {(quad.subject, quad.graph_name) for quad in supported}
    gone |= facts - {
        (quad.subject, quad.graph_name) for quad in supported if (quad.object, quad.graph_name) not in gone
    }
    return tuple(quad for quad in found if not gone & {(quad.subject, quad.graph_name), (quad.object, quad.graph_name)})


def _is_of(quad: Quad, articles: Collection[str]) -> bool:
    """Whether the subject of a quad is one of the articles, or a passage of one."""
    if quad.predicate == _SOURCE and isinstance(quad.object, NamedNode):
        return quad.object.value in articles
    return isinstance(quad.subject, NamedNode) and quad.subject.value in articles
