"""Measures of a network's nodes, and of the network as a whole; the same in every run and on every machine."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx

from treatykg.network.balance import Balance, balance_of, balances_of
from treatykg.network.merging import merge_parallel

COLUMNS = (
    "degree",
    "in_degree",
    "out_degree",
    "strength",
    "betweenness",
    "pagerank",
    "community",
    "triangles",
    "balance",
)
_SEED = 1  # of choices that have to be made somehow: the order of Louvain's moves, the pivots of betweenness
_EXACT_BETWEENNESS = 2_000  # nodes; above, it is estimated from this many pivots:
_PIVOTS = 200
_DAMPING, _TOLERANCE, _MOST_ROUNDS = 0.85, 1e-10, 200
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured: a row for each node, by IRI, and the network as a whole."""

    nodes: Mapping[str, Mapping[str, int | float | str]]
    whole: Mapping[str, int | float | str]


def measure(network: nx.MultiDiGraph) -> Measures:
    """Degree (of neighbours), strength, betweenness, PageRank, community and signed balance of each node.

    Parallel edges count as one; betweenness and communities do not look at directions. Communities are those of Louvain's
    method, numbered from the largest. `balance` is the share of the signed triangles through a node whose signs multiply
    to plus (Heider, Cartwright and Harary), empty where there is none. Mutual edges count in both directions.
    """
    numbers = {node: number for number, node in enumerate(network)}
    directed, plain, signed = _graphs(merge_parallel(network), numbers)
    between, rank, groups = _betweenness(plain), _pagerank(directed), _communities(plain)
    balances = balances_of(signed)
    rows = {
        node: {
            "degree": plain.degree(number),
            "in_degree": directed.in_degree(number),
            "out_degree": directed.out_degree(number),
            "strength": round(plain.degree(number, weight="weight"), _PLACES),
            "betweenness": round(between[number], _PLACES),
            "pagerank": round(rank[number], _PLACES),
            "community": groups[number],
            **_balance_columns(balances[number]),
        }
        for node, number in numbers.items()
    }
    return Measures(rows, _whole(network, plain, groups, balance_of(balances.values())))


def with_measures(network: nx.MultiDiGraph, measures: Measures) -> nx.MultiDiGraph:
    """The network with the measures as attributes of its nodes."""
    measured = network.copy()
    for node, values in measures.nodes.items():
        measured.nodes[node].update(values)
    return measured


def table_rows(network: nx.MultiDiGraph, measures: Measures) -> list[tuple[str, ...]]:
    """A header and a row for each node, that with the highest PageRank first."""
    order = sorted(measures.nodes.items(), key=lambda item: (-float(item[1]["pagerank"]), item[0]))
    rows = [
        (str(network.nodes[node]["label"]), str(network.nodes[node]["type"]), *(str(values[name]) for name in COLUMNS))
        for node, values in order
    ]
    return [("node", "type", *COLUMNS), *rows]


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def to_markdown(rows: Sequence[Sequence[str]]) -> str:
    """The rows as a table in Markdown, the first as its head; numbers are on the right."""
    head, *body = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    rule = ["---", "---", *("--:" for _ in head[2:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *body))


TABLES: Mapping[str, Callable[[Sequence[Sequence[str]]], str]] = MappingProxyType(
    {"csv": to_csv, "markdown": to_markdown}
)


def _graphs(merged: nx.MultiDiGraph, numbers: Mapping[str, int]) -> tuple[nx.DiGraph, nx.Graph, nx.Graph]:
    """The network directed, without directions, and with signed edges only; nodes are numbers.

    Numbers, because the order of a set of strings differs from run to run, and Louvain's method depends on it.
    """
    directed, plain, signed = nx.DiGraph(), nx.Graph(), nx.Graph()
    for graph in (directed, plain, signed):
        graph.add_nodes_from(numbers.values())
    for source, target, data in merged.edges(data=True):
        ends = numbers[source], numbers[target]
        for pair in (ends, ends[::-1]) if data["direction"] == "mutual" else (ends,):
            _add(directed, *pair, weight=data["weight"])
        if source != target:
            _add(plain, *ends, weight=data["weight"])
            _add(signed, *ends, weight=data["weight"] * data["sign"])
    signed.remove_edges_from([(u, v) for u, v, weight in signed.edges(data="weight") if weight == 0])
    return directed, plain, signed


def _add(graph: nx.Graph, source: int, target: int, *, weight: float) -> None:
    before = graph.get_edge_data(source, target, default={"weight": 0.0})["weight"]
    graph.add_edge(source, target, weight=before + weight)


def _betweenness(plain: nx.Graph) -> Mapping[int, float]:
    pivots = _PIVOTS if len(plain) > _EXACT_BETWEENNESS else None
    found: Mapping[int, float] = nx.betweenness_centrality(plain, k=pivots, seed=_SEED)
    return found


def _pagerank(directed: nx.DiGraph) -> Mapping[int, float]:
    """PageRank with weights (Page and others, 1999), by plain iteration: that of networkx needs SciPy."""
    count = len(directed)
    rank = dict.fromkeys(directed, 1 / count) if count else {}
    strength = dict(directed.out_degree(weight="weight"))
    for _ in range(_MOST_ROUNDS):
        lost = sum(value for node, value in rank.items() if not strength[node])
        base = (1 - _DAMPING + _DAMPING * lost) / count if count else 0.0
        new = dict.fromkeys(rank, base)
        for source, target, weight in directed.edges(data="weight"):
            if strength[source]:
                new[target] += _DAMPING * rank[source] * weight / strength[source]
        change = sum(abs(new[node] - rank[node]) for node in rank)
        rank = new
        if change < _TOLERANCE * count:
            break
    return rank


def _communities(plain: nx.Graph) -> Mapping[int, int]:
    """The number of each node's community, 1 being the largest."""
    found = nx.community.louvain_communities(plain, seed=_SEED) if len(plain) else []
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(ordered, start=1) for node in group}


def _balance_columns(balance: Balance) -> dict[str, int | float | str]:
    share = balance.share
    return {"triangles": balance.triangles, "balance": "" if share is None else round(share, _PLACES)}


def _whole(
    network: nx.MultiDiGraph, plain: nx.Graph, groups: Mapping[int, int], balance: Balance
) -> Mapping[str, int | float | str]:
    return {
        "nodes": len(network),
        "edges": network.number_of_edges(),
        "tied pairs": plain.number_of_edges(),
        "density": round(nx.density(plain), _PLACES),
        "components": nx.number_connected_components(plain),
        "communities": len(set(groups.values())),
        "signed triangles": balance.triangles,
        "balanced": "" if balance.share is None else round(balance.share, _PLACES),
        "betweenness": "estimated" if len(network) > _EXACT_BETWEENNESS else "exact",
    }
