"""A part of a network: the facts of some years, or those that are sure enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import networkx as nx

from treatykg.network.attributes import Attributes


@dataclass(frozen=True, slots=True)
class Window:
    """What to keep: facts that may have happened between two days, both included, and of at least some confidence."""

    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0

    def holds(self, edge: Attributes) -> bool:
        """Whether the fact of an edge is kept.

        Of a dated event any possible day counts. Claims, provisions and offices have no date: they count on the day on
        which their article was published. Events without a date are kept only where no day is asked for.
        """
        if float(edge["confidence"]) < self.min_confidence:
            return False
        if self.since is None and self.until is None:
            return True
        first, last = _days(edge)
        begins_late = self.until is not None and first > self.until.isoformat()
        ends_early = self.since is not None and last < self.since.isoformat()
        return bool(first or last) and not begins_late and not ends_early


def select(network: nx.MultiDiGraph, window: Window) -> nx.MultiDiGraph:
    """The network of the edges that the window holds, with the nodes they tie; all of it if the window is open."""
    if window == Window():
        return network
    kept = [edge for edge in network.edges(keys=True, data=True) if window.holds(edge[3])]
    nodes = {end for edge in kept for end in edge[:2]}
    part = nx.MultiDiGraph(**network.graph)
    part.add_nodes_from((node, data) for node, data in network.nodes(data=True) if node in nodes)
    part.add_edges_from(kept)
    return part


def _days(edge: Attributes) -> tuple[str, str]:
    """First and last possible day as ISO 8601; an open end is as far as can be, both are empty where nothing is known."""
    first, last = str(edge["earliest"]), str(edge["latest"])
    if not (first or last) and edge["kind"] != "event":
        first = last = str(edge["published"])
    return (first or "0001-01-01", last or "9999-12-31") if first or last else ("", "")
