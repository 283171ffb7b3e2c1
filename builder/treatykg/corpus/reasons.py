"""Why two things are one, or are not: the chain of matches between them, or what speaks for and against it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

from treatykg.corpus.ledger import Ledger
from treatykg.errors import GraphError
from treatykg.resolution import Comparison, Profile, compare, from_json

_Node: TypeAlias = tuple[str, str]  # article, local id; no article: what the gazetteer knows


@dataclass(frozen=True, slots=True)
class Step:
    """One match of a chain: two nodes as `article id`, the score, who decided, and the reasons."""

    one: str
    other: str
    score: float
    decided_by: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether two things are one, are perhaps one (a person should decide), or are apart, and the steps that tell why."""

    verdict: str
    steps: tuple[Step, ...]


def explain_identity(ledger: Ledger, one: str, other: str) -> Explanation:
    """Why the things with these local identifiers, original or canonical, are one, or are not.

    :raises GraphError: if the corpus has no such thing
    """
    ones, others = _nodes_of(ledger, one), _nodes_of(ledger, other)
    merged = _matches(ledger, merged=True)
    for source in ones:
        for target in others:
            if source == target:
                return Explanation("one: articles give both the same identifier", ())
            if source in merged and target in merged and nx.has_path(merged, source, target):
                return Explanation("one", tuple(_steps(merged, nx.shortest_path(merged, source, target))))
    if shared := _canonicals(ledger, ones) & _canonicals(ledger, others):
        return Explanation(f"one: both articles identify it as {min(shared)}", ())
    if proposals := _proposals(ledger, _canonicals(ledger, ones), _canonicals(ledger, others)):
        return Explanation("perhaps one: decide in decisions.yaml", proposals)
    return Explanation("apart", _closest(ledger, ones, others))


def proposals(ledger: Ledger) -> Iterator[Step]:
    """The pairs that are perhaps one, the likeliest first."""
    rows = ledger.sql.execute(
        "SELECT one, other, score, decided_by, reasons FROM matches WHERE NOT merged ORDER BY score DESC, one, other"
    )
    for one, other, score, decided_by, reasons in rows:
        yield Step(one, other, score, decided_by, tuple(json.loads(reasons)))


def _nodes_of(ledger: Ledger, name: str) -> tuple[_Node, ...]:
    query = "SELECT article, original FROM identities WHERE original = ?1 OR canonical = ?1 ORDER BY article, original"
    if found := tuple(ledger.sql.execute(query, (name,))):
        return found
    known = "SELECT '' FROM matches WHERE article = '' AND one = ?1 OR other_article = '' AND other = ?1 LIMIT 1"
    if ledger.sql.execute(known, (name,)).fetchone():
        return (("", name),)
    raise GraphError(f"{name}: no article of this corpus names it: give a local id such as treaty/..., or its IRI")


def _matches(ledger: Ledger, *, merged: bool) -> nx.Graph:
    graph = nx.Graph()
    rows = ledger.sql.execute(
        "SELECT article, one, other_article, other, score, decided_by, reasons FROM matches WHERE merged = ?", (merged,)
    )
    for article, one, other_article, other, *found in rows:
        graph.add_edge((article, one), (other_article, other), found=found)
    return graph


def _steps(graph: nx.Graph, path: list[_Node]) -> Iterator[Step]:
    for one, other in pairwise(path):
        score, decided_by, reasons = graph.edges[one, other]["found"]
        yield Step(_text(one), _text(other), score, decided_by, tuple(json.loads(reasons)))


def _canonicals(ledger: Ledger, nodes: tuple[_Node, ...]) -> set[str]:
    query = "SELECT canonical FROM identities WHERE article = ? AND original = ?"
    found = {node: ledger.sql.execute(query, node).fetchone() for node in nodes}
    return {row[0] if row else node[1] for node, row in found.items()}  # the gazetteer's are canonical


def _proposals(ledger: Ledger, ones: set[str], others: set[str]) -> tuple[Step, ...]:
    pairs = {(one, other) for one in ones for other in others}
    return tuple(
        each for each in proposals(ledger) if (each.one, each.other) in pairs or (each.other, each.one) in pairs
    )


def _closest(ledger: Ledger, ones: tuple[_Node, ...], others: tuple[_Node, ...]) -> tuple[Step, ...]:
    """The comparison of those two profiles that come closest, unless the things are of two kinds."""
    compared = [
        (compare(a, b), a, b)
        for a in _profiles(ledger, ones)
        for b in _profiles(ledger, others)
        if a.type == b.type and not a.is_event
    ]
    if not compared:
        return ()
    best, a, b = max(compared, key=lambda each: (not each[0].forbidden, each[0].score))
    return (_step(best, a, b),)


def _profiles(ledger: Ledger, nodes: tuple[_Node, ...]) -> Iterator[Profile]:
    for article, original in nodes:
        for (text,) in ledger.sql.execute("SELECT profile FROM profiles WHERE article = ? ORDER BY number", (article,)):
            profile = from_json(text)
            if profile.id == original:
                yield profile


def _step(found: Comparison, a: Profile, b: Profile) -> Step:
    verdict = "forbidden" if found.forbidden else "score"
    return Step(_text(a.reference), _text(b.reference), found.score, verdict, found.reasons)


def _text(node: _Node) -> str:
    article, name = node
    return f"{article or 'gazetteer'} {name}"
