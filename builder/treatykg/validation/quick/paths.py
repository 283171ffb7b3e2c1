"""Property paths (https://www.w3.org/TR/shacl/#property-paths): properties, their inverses, and sequences of these."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import SH, BNode
from rdflib.collection import Collection

from treatykg.validation.quick.description import Description
from treatykg.validation.quick.graph import IndexedGraph
from treatykg.validation.quick.shape import Follow, Values
from treatykg.validation.quick.terms import Term


def compile_path(path: Description) -> Follow:
    """The way from a node to the values at the end of the path.

    :raises KnowledgeError: if it is a path of another kind
    """
    if path.is_list():
        return _sequence([compile_path(path.at(step)) for step in Collection(path.graph, path.node)])
    if isinstance(path.node, BNode):
        return _inverse(_inverted(path))
    return _property(str(path.node))


def path_text(path: Description) -> str | None:
    """The path as a finding holds it; None for a sequence, which has no short name."""
    if path.is_list():
        return None
    return f"^{_inverted(path)}" if isinstance(path.node, BNode) else str(path.node)


def _inverted(path: Description) -> str:
    if path.parameters() != {str(SH.inversePath)}:
        path.refuse("has a path that is no property, inverse or sequence: write it with these")
    return path.iri(SH.inversePath)


def _property(predicate: str) -> Follow:
    return lambda graph, focus: graph.objects(focus, predicate)


def _inverse(predicate: str) -> Follow:
    return lambda graph, focus: graph.subjects(predicate, focus)


def _sequence(steps: Sequence[Follow]) -> Follow:
    def follow(graph: IndexedGraph, focus: Term) -> Values:
        nodes: Values = (focus,)
        for step in steps:
            nodes = dict.fromkeys(value for node in nodes for value in step(graph, node))
        return nodes

    return follow
