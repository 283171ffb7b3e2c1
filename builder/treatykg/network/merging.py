"""Parallel edges as one, for measures and pictures, which ask how strong a tie is and not how often it was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx

from treatykg.network.attributes import SEPARATOR, Attributes, joined
from treatykg.network.ties import edge_id

_JOINED = ("relation", "kind", "fact", "treaty", "factuality", "date", "quote", "article")


def merge_parallel(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with one edge for each ordered pair that is tied: weights are summed, texts joined without repetition.

    `sign` is that of the sum of the signed weights, `count` the number of edges that became one. Mutual edges keep the
    order of their ends.
    """
    merged = nx.MultiDiGraph(**network.graph)
    merged.add_nodes_from(network.nodes(data=True))
    pairs: dict[tuple[str, str], list[Attributes]] = defaultdict(list)
    for source, target, data in network.edges(data=True):
        pairs[source, target].append(data)
    for (source, target), edges in sorted(pairs.items()):
        key = edge_id("merged", source, target)
        merged.add_edge(source, target, key=key, **{**_merged(edges), "id": key})
    return merged


def _merged(edges: list[Attributes]) -> Attributes:
    values = dict(edges[0])
    values |= {name: joined(_each_once(str(edge[name]) for edge in edges)) for name in _JOINED if name in values}
    balance = sum(float(edge["weight"]) * int(edge["sign"]) for edge in edges)
    earliest = [str(edge["earliest"]) for edge in edges if edge["earliest"]]
    latest = [str(edge["latest"]) for edge in edges if edge["latest"]]
    return values | {
        "label": values["relation"],
        "sign": (balance > 0) - (balance < 0),
        "weight": sum(float(edge["weight"]) for edge in edges),
        "confidence": max(float(edge["confidence"]) for edge in edges),
        "earliest": min(earliest, default=""),
        "latest": max(latest, default=""),
        "published": min((str(edge["published"]) for edge in edges if edge["published"]), default=""),
        "direction": "mutual" if all(edge["direction"] == "mutual" for edge in edges) else "directed",
        "count": len(edges),
    }


def _each_once(texts: Iterable[str]) -> list[str]:
    return sorted({part for text in texts for part in text.split(SEPARATOR) if part})
