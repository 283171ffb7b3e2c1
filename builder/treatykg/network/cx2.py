"""CX2, version 2 of the Cytoscape exchange format, for Cytoscape, Cytoscape Web and NDEx (https://cytoscape.org/cx/)."""

from __future__ import annotations

import json
from collections.abc import Iterable

import networkx as nx

from treatykg.network.attributes import Attributes
from treatykg.network.columns import columns_of


def to_cx2(network: nx.MultiDiGraph) -> bytes:
    """The network as CX2: aspects in the order that the specification gives; nodes and edges are numbered from 0."""
    numbers = {node: number for number, node in enumerate(network)}
    nodes = [{"id": numbers[node], "v": _node_values(node, data)} for node, data in network.nodes(data=True)]
    edges = [
        {"id": number, "s": numbers[source], "t": numbers[target], "v": _edge_values(data)}
        for number, (source, target, data) in enumerate(network.edges(data=True))
    ]
    declarations = {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": _declared(_node_values(*each) for each in network.nodes(data=True)),
        "edges": _declared(_edge_values(data) for *_, data in network.edges(data=True)),
    }
    aspects = {
        "attributeDeclarations": [declarations],
        "networkAttributes": [{"name": network.graph["name"]}],
        "nodes": nodes,
        "edges": edges,
    }
    document = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": [{"name": name, "elementCount": len(elements)} for name, elements in aspects.items()]},
        *({name: elements} for name, elements in aspects.items()),
        {"status": [{"success": True, "error": ""}]},
    ]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


def _node_values(node: str, data: Attributes) -> Attributes:
    return {"name": data["label"], "iri": node, **{name: value for name, value in data.items() if name != "label"}}


def _edge_values(data: Attributes) -> Attributes:
    """The id of an edge, whose key is taken by the number, becomes its name."""
    rest = {name: value for name, value in data.items() if name not in ("id", "label")}
    return {"name": data["id"], "interaction": data["relation"], **rest}


def _declared(values: Iterable[Attributes]) -> dict[str, dict[str, str]]:
    return {name: {"d": kind} for name, kind in columns_of(values).items()}
