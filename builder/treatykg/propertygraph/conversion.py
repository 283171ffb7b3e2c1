"""From a dataset to a property graph, and back without loss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad

from treatykg.propertygraph.kinds import resolve_kinds
from treatykg.propertygraph.mapping import GRAPH, OCCURS_IN, Rules, load_mapping
from treatykg.propertygraph.merging import to_node
from treatykg.propertygraph.model import Edge, Properties, PropertyGraph
from treatykg.propertygraph.statements import Statements, read_statements, to_terms
from treatykg.propertygraph.ties import find_ties
from treatykg.triples import Dataset


def to_property_graph(dataset: Dataset, *, rules: Rules | None = None) -> PropertyGraph:
    """The nodes and edges of a dataset, by the mapping that travels with treatykg or by other `rules`.

    Each node has an edge `OCCURS_IN` to each graph that speaks of it, with what that graph says; each edge names its graph.
    """
    rules = rules or load_mapping()
    kinds = resolve_kinds(dataset, rules)
    said: dict[str, list[Properties]] = defaultdict(list)
    edges: list[Edge] = []
    for name, graph in dataset.graphs():
        for edge in _edges(name, read_statements(graph, kinds, rules), kinds, rules):
            edges.append(edge)
            if edge.type == OCCURS_IN:
                said[edge.source].append(edge.properties)
    nodes = (to_node(iri, kinds[iri], each, rules) for iri, each in said.items())
    return PropertyGraph(tuple(sorted(nodes, key=lambda node: (node.kind, node.iri))), tuple(sorted(edges, key=_order)))


def to_dataset(graph: PropertyGraph, *, rules: Rules | None = None) -> Dataset:
    """The dataset that a property graph was made from; nodes and ties, which repeat what edges say, are not looked at."""
    rules = rules or load_mapping()
    return Dataset.of(quad for edge in graph.edges for quad in _quads(edge, rules))


def _edges(graph: str, said: Mapping[str, Statements], kinds: Mapping[str, str], rules: Rules) -> Iterator[Edge]:
    """All edges of one graph; whatever they touch occurs in it."""
    touched = {graph: GRAPH} | {subject: kinds[subject] for subject in said}
    for subject, statements in said.items():
        for type_, target in statements.edges:
            touched[target] = kinds[target]
            yield Edge(type_, subject, target, (kinds[subject], kinds[target]), graph, {})
    yield from find_ties(graph, said, kinds, rules)
    for iri, kind in touched.items():
        properties = said[iri].properties if iri in said else {}
        yield Edge(OCCURS_IN, iri, graph, (kind, GRAPH), graph, properties)


def _quads(edge: Edge, rules: Rules) -> Iterator[Quad]:
    name = NamedNode(edge.graph) if edge.graph else DefaultGraph()
    if edge.type == OCCURS_IN:
        for predicate, term in to_terms(edge.properties, rules):
            yield Quad(NamedNode(edge.source), predicate, term, name)
    elif rule := rules.edge_of_type.get(edge.type):
        yield Quad(NamedNode(edge.source), NamedNode(rule.predicate), NamedNode(edge.target), name)


def _order(edge: Edge) -> tuple[str, str, str, str, str]:
    return edge.graph, edge.type, edge.source, edge.target, str(edge.properties.get("iri", ""))
