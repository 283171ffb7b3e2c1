"""A property graph: nodes with a label and properties, and edges of a type with properties of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | int | float | date | tuple[str, ...]  # bool is an int
Properties: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, named by its IRI. `type` is its most specific class; the properties are what all graphs say together."""

    iri: str
    kind: str
    type: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie from one node to another in one named graph; ends are given by IRI and kind."""

    type: str
    source: str
    target: str
    ends: tuple[str, str]  # their kinds
    graph: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes sorted by kind and IRI; edges by graph, type and ends."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    def graphs(self) -> tuple[str, ...]:
        """The names of the graphs that it is made of, sorted."""
        return tuple(sorted({edge.graph for edge in self.edges}))

    def figures(self) -> dict[str, int]:
        """How many nodes there are of each kind, as `(Event)`, and how many edges of each type, as `[SIGNED]`."""
        counts = Counter(f"({node.kind})" for node in self.nodes) + Counter(f"[{edge.type}]" for edge in self.edges)
        return dict(sorted(counts.items()))
