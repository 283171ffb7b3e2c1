"""Node-link JSON, as networkx and D3 read it (`networkx.node_link_graph`)."""

from __future__ import annotations

import json

import networkx as nx


def to_node_link(network: nx.MultiDiGraph) -> bytes:
    """The network as JSON with `nodes` and `edges`."""
    document = nx.node_link_data(network, edges="edges")
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")
