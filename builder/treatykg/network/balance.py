"""Structural balance: whether the friend of a friend is a friend (Heider 1946; Cartwright and Harary 1956)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class Balance:
    """How many triangles of signed ties there are, and how many of them are balanced: their signs multiply to plus."""

    balanced: int = 0
    triangles: int = 0

    @property
    def share(self) -> float | None:
        """The share that is balanced; None where there is no triangle."""
        return self.balanced / self.triangles if self.triangles else None


def balances_of(signed: nx.Graph) -> Mapping[int, Balance]:
    """The balance of the triangles through each node of a graph whose edges all have a `weight` above or below zero."""
    return {node: _balance(node, signed) for node in signed}


def balance_of(nodes: Iterable[Balance]) -> Balance:
    """The balance of the whole from those of all its nodes, each of which has counted each of its triangles once."""
    found = list(nodes)
    return Balance(sum(each.balanced for each in found) // 3, sum(each.triangles for each in found) // 3)


def _balance(node: int, signed: nx.Graph) -> Balance:
    neighbours = sorted(signed[node])
    signs = [
        signed[node][one]["weight"] * signed[node][other]["weight"] * signed[one][other]["weight"] > 0
        for place, one in enumerate(neighbours)
        for other in neighbours[place + 1 :]
        if signed.has_edge(one, other)
    ]
    return Balance(sum(signs), len(signs))
