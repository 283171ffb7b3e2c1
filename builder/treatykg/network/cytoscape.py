"""Cytoscape.js JSON, for Cytoscape and for pages that use cytoscape.js (https://js.cytoscape.org/#notation/elements-json)."""

from __future__ import annotations

import json

import networkx as nx


def to_cyjs(network: nx.MultiDiGraph) -> bytes:
    """The network as `.cyjs`: names and interactions stand where Cytoscape looks for them."""
    name = network.graph["name"]
    nodes = [
        {"data": {**data, "id": node, "name": data["label"], "shared_name": data["label"]}}
        for node, data in network.nodes(data=True)
    ]
    edges = [
        {"data": {**data, "source": source, "target": target, "interaction": data["relation"]}}
        for source, target, data in network.edges(data=True)
    ]
    document = {
        "format_version": "1.0",
        "generated_by": "treatykg",
        "target_cytoscapejs_version": "~2.1",
        "data": {"name": name, "shared_name": name},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")
