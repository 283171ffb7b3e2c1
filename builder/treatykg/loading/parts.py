"""A property graph cut into parts that are written one by one: whole graphs, each in one part only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from treatykg.propertygraph import OCCURS_IN, Edge, Node, Properties, PropertyGraph


@dataclass(slots=True)
class Part:
    """Some graphs with all their edges and all nodes that occur in them."""

    graphs: list[str] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def occurring(self) -> dict[str, str]:
        """The IRIs of the nodes that occur in these graphs, with their kinds."""
        return {edge.source: edge.ends[0] for edge in self.edges if edge.type == OCCURS_IN}


def to_parts(graph: PropertyGraph, *, edges: int) -> Iterator[Part]:
    """Parts of about so many edges, in the order of the graphs; a graph with more is a part of its own."""
    part = Part()
    for name, found in groupby(graph.edges, key=lambda edge: edge.graph):
        own = tuple(found)
        if part.graphs and len(part.edges) + len(own) > edges:
            yield part
            part = Part()
        part.graphs.append(name)
        part.edges.extend(own)
    if part.graphs:
        yield part


@dataclass(frozen=True, slots=True)
class Source:
    """A property graph, prepared for being asked about its nodes."""

    graphs: frozenset[str]
    nodes: dict[str, Node]
    said: dict[str, list[Properties]]

    @classmethod
    def of(cls, graph: PropertyGraph) -> Source:
        """What is asked of a property graph while its parts are written."""
        said: dict[str, list[Properties]] = {}
        for edge in graph.edges:
            if edge.type == OCCURS_IN:
                said.setdefault(edge.source, []).append(edge.properties)
        return cls(frozenset(graph.graphs()), {node.iri: node for node in graph.nodes}, said)
