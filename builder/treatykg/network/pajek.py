"""Pajek's .net, for Pajek and visone (http://mrvar.fdv.uni-lj.si/pajek/)."""

from __future__ import annotations

import re

import networkx as nx

from treatykg.network.attributes import Attributes


def to_pajek(network: nx.MultiDiGraph) -> bytes:
    """The network as vertices and arcs; the value of an arc is its weight, below zero if its sign is.

    Pajek draws such arcs dotted and counts them as negative in its commands for signed networks.
    """
    labels = _labels(network)
    numbers = {node: number for number, node in enumerate(network, start=1)}
    lines = [f"*Network {_quoted(network.graph['name'])}", f"*Vertices {len(numbers)}"]
    lines += [f"{number} {_quoted(labels[node])}" for node, number in numbers.items()]
    lines.append("*Arcs")
    lines += [
        f"{numbers[source]} {numbers[target]} {_value(data)} l {_quoted(data['relation'])}"
        for source, target, data in network.edges(data=True)
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", errors="replace")


def _labels(network: nx.MultiDiGraph) -> dict[str, str]:
    """The names of the nodes; readers know a vertex by it, so that the second of one name bears its IRI too."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for node, data in network.nodes(data=True):
        plain = _plain(data["label"])
        labels[node] = f"{plain} <{node}>" if plain in taken else plain
        taken.add(plain)
    return labels


def _value(data: Attributes) -> str:
    weight = float(data["weight"])
    return f"{-weight if int(data['sign']) < 0 else weight:g}"


def _quoted(text: str | float) -> str:
    return f'"{_plain(text)}"'


def _plain(text: str | float) -> str:
    """A label on one line, without what ends or escapes it."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", str(text)).replace('"', "'").replace("\\", "/").strip()
