"""What XML 1.0 cannot hold is replaced before a network is written."""

from __future__ import annotations

import re

import networkx as nx

# https://www.w3.org/TR/xml/#charsets: everything outside Char, and the carriage return, which readers turn into a line feed.
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy of the network whose texts hold U+FFFD in place of characters that no XML document can hold."""
    clean = nx.MultiDiGraph(**_clean(network.graph))
    clean.add_nodes_from((node, _clean(data)) for node, data in network.nodes(data=True))
    clean.add_edges_from((u, v, key, _clean(data)) for u, v, key, data in network.edges(keys=True, data=True))
    return clean


def _clean(attributes: dict[str, object]) -> dict[str, object]:
    return {
        name: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in attributes.items()
    }
