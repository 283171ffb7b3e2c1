"""The property graph as tables, for all that loads in bulk: one for each kind of node and each type of edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from treatykg.propertygraph.mapping import EVENT, GRAPH, OCCURS_IN, Property, Rules, TieRule
from treatykg.propertygraph.model import Edge, Node, Value
from treatykg.propertygraph.statements import OTHER, TYPES
from treatykg.propertygraph.ties import ARTICLE, IRI, QUOTE, TYPE

ColumnType: TypeAlias = Literal["string", "integer", "float", "boolean", "date", "strings"]

_COLUMN_TYPES: Mapping[str, ColumnType] = {
    "integer": "integer",
    "decimal": "float",
    "boolean": "boolean",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class Column:
    """The name of a property and the type of its values."""

    name: str
    type: ColumnType


def node_columns(kind: str, rules: Rules) -> tuple[Column, ...]:
    """The columns of all nodes of a kind."""
    own = (_column(rule) for rule in rules.properties if kind in rule.kinds)
    return (Column("iri", "string"), Column("type", "string"), *own)


def edge_columns(type_: str, rules: Rules) -> tuple[Column, ...]:
    """The columns of all edges of a type, without their ends."""
    graph = Column("graph", "string")
    if type_ == OCCURS_IN:
        said = map(_column, rules.properties)
        return (graph, Column(TYPES, "strings"), *said, Column(OTHER, "strings"))
    if type_ in rules.edge_of_type:
        return (graph,)
    kinds = {tie.kind for tie in tie_rules(type_, rules)}
    carried = (_column(rule) for rule in rules.tie_properties if rule.kinds & kinds)
    return (graph, *(Column(name, "string") for name in (IRI, TYPE, QUOTE, ARTICLE)), *carried)


def edge_types(rules: Rules) -> tuple[str, ...]:
    """All types of edges that the mapping knows."""
    ties = dict.fromkeys(rule.type for rule in rules.ties)
    return (OCCURS_IN, *rules.edge_of_type, *ties, *rules.not_actual.values())


def edge_ends(type_: str, rules: Rules) -> tuple[tuple[str, str], ...]:
    """The pairs of kinds that edges of a type can tie, sorted."""
    if type_ == OCCURS_IN:
        return tuple((kind, GRAPH) for kind in sorted(rules.kinds))
    if rule := rules.edge_of_type.get(type_):
        return _pairs(rule.sources, rule.targets)
    ends = ([rules.edge_of_type[name].targets for name in tie.path] for tie in tie_rules(type_, rules))
    return tuple(sorted({pair for sources, targets in ends for pair in _pairs(sources, targets)}))


def tie_rules(type_: str, rules: Rules) -> tuple[TieRule, ...]:
    """The rules that make ties of a type; those that are not actual come from events of any class."""
    not_actual = type_ in rules.not_actual.values()
    return tuple(tie for tie in rules.ties if tie.type == type_ or (not_actual and tie.kind == EVENT))


def node_row(node: Node) -> dict[str, Value]:
    """The values of a node by column."""
    return {"iri": node.iri, "type": node.type, **node.properties}


def edge_row(edge: Edge) -> dict[str, Value]:
    """The values of an edge by column, without its ends."""
    return {"graph": edge.graph, **edge.properties}


def nodes_by_kind(nodes: Iterable[Node]) -> Iterator[tuple[str, Sequence[Node]]]:
    """The nodes of each kind, sorted by it."""
    for kind, found in groupby(sorted(nodes, key=lambda node: node.kind), key=lambda node: node.kind):
        yield kind, tuple(found)


def edges_by_type(edges: Iterable[Edge]) -> Iterator[tuple[str, Sequence[Edge]]]:
    """The edges of each type, sorted by it."""
    for type_, found in groupby(sorted(edges, key=lambda edge: edge.type), key=lambda edge: edge.type):
        yield type_, tuple(found)


def _column(rule: Property) -> Column:
    return Column(rule.name, "strings" if rule.many else _COLUMN_TYPES.get(rule.datatype, "string"))


def _pairs(sources: Iterable[str], targets: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((source, target) for source in sources for target in targets))
