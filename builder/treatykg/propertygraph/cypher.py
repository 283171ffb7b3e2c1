"""A Cypher script that any engine with Cypher can run, statement by statement; a second run changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from treatykg.identifiers import BASE
from treatykg.propertygraph.conversion import to_property_graph
from treatykg.propertygraph.model import Edge, Node, Value
from treatykg.propertygraph.tables import edge_row, edges_by_type, node_row, nodes_by_kind
from treatykg.triples import Dataset

_ROWS = 500  # of one statement


def to_cypher(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The script: constraints, what these graphs held before taken out, then nodes and edges. A `;` ends each statement."""
    return "".join(f"{statement};\n" for statement in cypher_statements(dataset)).encode("utf-8")


def cypher_statements(dataset: Dataset) -> Iterator[str]:
    """The statements of the script, one by one, without the `;` at their ends."""
    graph = to_property_graph(dataset)
    for kind, _ in nodes_by_kind(graph.nodes):
        yield f"CREATE CONSTRAINT treatykg_{kind}_iri IF NOT EXISTS FOR (n:{kind}) REQUIRE n.iri IS UNIQUE"
    yield f"MATCH ()-[r]->() WHERE r.graph IN {literal(graph.graphs())} DELETE r"
    for kind, nodes in nodes_by_kind(graph.nodes):
        yield from _node_statements(kind, nodes)
    for type_, edges in edges_by_type(graph.edges):
        yield from _edge_statements(type_, edges)


def literal(value: Value) -> str:
    r"""A value as Cypher writes it.

    >>> print(literal("Who's \"who\"?\n"), literal(date(2021, 3, 3)), literal(("a", "b")), literal(True))
    "Who's \"who\"?\n" date("2021-03-03") ["a", "b"] true
    """
    match value:
        case str() | bool() | int() | float():
            return _text(value) if isinstance(value, str) else json.dumps(value)
        case date():
            return f'date("{value.isoformat()}")'
        case tuple():
            return f"[{', '.join(map(_text, value))}]"


def _text(value: str) -> str:
    # JSON's escapes are Cypher's, but for characters beyond U+FFFF, which stay as they are.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _node_statements(kind: str, nodes: Iterable[Node]) -> Iterator[str]:
    for rows in _batches([_map({"iri": node.iri, "p": node_row(node)}) for node in nodes]):
        yield f"UNWIND [{rows}] AS row MERGE (n:{kind} {{iri: row.iri}}) SET n = row.p"


def _edge_statements(type_: str, edges: Iterable[Edge]) -> Iterator[str]:
    for (source, target), found in groupby(sorted(edges, key=lambda edge: edge.ends), key=lambda edge: edge.ends):
        lines = [_map({"s": edge.source, "t": edge.target, "p": edge_row(edge)}) for edge in found]
        for rows in _batches(lines):
            yield (
                f"UNWIND [{rows}] AS row MATCH (a:{source} {{iri: row.s}}) MATCH (b:{target} {{iri: row.t}}) "
                f"CREATE (a)-[r:{type_}]->(b) SET r = row.p"
            )


def _map(values: Mapping[str, Value | Mapping[str, Value]]) -> str:
    pairs = ((name, _map(value) if isinstance(value, Mapping) else literal(value)) for name, value in values.items())
    return "{" + ", ".join(f"`{name}`: {text}" for name, text in pairs) + "}"


def _batches(rows: Sequence[str]) -> Iterator[str]:
    for first in range(0, len(rows), _ROWS):
        yield "\n  " + ",\n  ".join(rows[first : first + _ROWS])
