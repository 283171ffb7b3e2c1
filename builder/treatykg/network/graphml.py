"""GraphML, for yEd, visone, Gephi, Cytoscape and igraph (http://graphml.graphdrawing.org/).

Written by hand: networkx repeats edge ids in multigraphs, and takes a minute where this takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import networkx as nx

from treatykg.network.attributes import Attributes
from treatykg.network.columns import ColumnType, columns_of
from treatykg.network.markup import to_attribute, to_text

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES: Mapping[ColumnType, str] = {"string": "string", "integer": "int", "double": "double"}


def to_graphml(network: nx.MultiDiGraph) -> bytes:
    """The network as GraphML, with the ids of its edges."""
    nodes = columns_of(data for _, data in network.nodes(data=True))
    edges = columns_of(_shown(data) for *_, data in network.edges(data=True))
    lines = [_HEAD]
    lines += [_key("n", "node", number, item) for number, item in enumerate(nodes.items())]
    lines += [_key("e", "edge", number, item) for number, item in enumerate(edges.items())]
    lines.append(f'  <graph id={to_attribute(network.graph["name"])} edgedefault="directed">\n')
    lines += _elements(network, nodes, edges)
    lines.append("  </graph>\n</graphml>\n")
    return "".join(lines).encode("utf-8")


def _elements(
    network: nx.MultiDiGraph, nodes: Mapping[str, ColumnType], edges: Mapping[str, ColumnType]
) -> Iterator[str]:
    node_keys = {name: f"n{number}" for number, name in enumerate(nodes)}
    edge_keys = {name: f"e{number}" for number, name in enumerate(edges)}
    for node, data in network.nodes(data=True):
        yield f"    <node id={to_attribute(node)}>\n{_data(data, node_keys)}    </node>\n"
    for source, target, data in network.edges(data=True):
        ends = f"source={to_attribute(source)} target={to_attribute(target)}"
        yield f"    <edge id={to_attribute(data['id'])} {ends}>\n{_data(_shown(data), edge_keys)}    </edge>\n"


def _key(prefix: str, of: str, number: int, item: tuple[str, ColumnType]) -> str:
    name, kind = item
    return f'  <key id="{prefix}{number}" for="{of}" attr.name={to_attribute(name)} attr.type="{_TYPES[kind]}" />\n'


def _shown(data: Attributes) -> Attributes:
    """Without the id, which is that of the element."""
    return {name: value for name, value in data.items() if name != "id"}


def _data(data: Attributes, keys: Mapping[str, str]) -> str:
    return "".join(f'      <data key="{keys[name]}">{to_text(value)}</data>\n' for name, value in data.items())
