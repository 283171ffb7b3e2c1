"""The only treaty that it could be: what fits one cluster far better than any other joins it on weaker evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from treatykg.resolution.clusters import Edge
from treatykg.resolution.comparison import Comparison, Tally, sides_of, threshold
from treatykg.resolution.profile import ANCHOR, Reference

_KIND = "treaty/"
_MATTER = frozenset(("what", "where"))
_SIDES = _MATTER | {"who", "when"}


@dataclass(frozen=True, slots=True)
class Link:
    """What a cluster might be one with: the edge between two of their profiles, the first node of the other, its articles."""

    edge: Edge
    other: Reference
    articles: frozenset[str]


def find_sole(edges: Iterable[Edge], clusters: Iterable[Sequence[Reference]]) -> list[Edge]:
    """The edges between two treaties of which one could be no other, with that as a further reason; sorted.

    :param edges: that were not used; the best between two clusters counts
    :param clusters: the nodes of each, sorted
    """
    members = {node: nodes for nodes in clusters for node in nodes}
    best: dict[tuple[Reference, Reference], Edge] = {}
    for edge in sorted(filter(is_open, edges), key=lambda each: (-each.score, each.a, each.b)):
        one, two = sorted((members[edge.a][0], members[edge.b][0]))
        if one != two:
            best.setdefault((one, two), edge)
    links: dict[Reference, list[Link]] = defaultdict(list)
    for (one, two), edge in best.items():
        links[one].append(Link(edge, two, articles_of(members[two])))
        links[two].append(Link(edge, one, articles_of(members[one])))
    judged: dict[Edge, list[tuple[bool, bool]]] = defaultdict(list)
    for found in links.values():
        for edge, verdict in judge(found):
            judged[edge].append(verdict)
    return sorted(
        (strengthen(edge) for edge, verdicts in judged.items() if agree(verdicts) and is_told_enough(edge)),
        key=lambda each: (each.a, each.b),
    )


def is_open(edge: Edge) -> bool:
    """Whether it is a likeness of two treaties that a score alone speaks for."""
    return not edge.is_certain and edge.a[1].startswith(_KIND)


def is_told_enough(edge: Edge) -> bool:
    """Whether two of what, who, when and where agree, what or where for a known treaty, and none of them speaks against it."""
    agreeing, against = sides_of("treaty", edge.reasons)
    if ANCHOR in (edge.a[0], edge.b[0]) and not agreeing & _MATTER:
        return False
    return len(agreeing & _SIDES) > 1 and not against & _SIDES


def articles_of(nodes: Iterable[Reference]) -> frozenset[str]:
    """The articles that tell of a cluster."""
    return frozenset(article for article, _ in nodes) - {ANCHOR}


def judge(links: Sequence[Link]) -> Iterator[tuple[Edge, tuple[bool, bool]]]:
    """All links of one cluster: whether the other is the only one it could be, and whether no second of its articles is as near."""
    bits = [_bits(each.edge) for each in links]
    for at, link in enumerate(links):
        near = [other for n, other in enumerate(links) if n != at and bits[at] - bits[n] < threshold("alone")]
        yield link.edge, (not near, not any(each.articles & link.articles for each in near))


def agree(verdicts: Sequence[tuple[bool, bool]]) -> bool:
    """Whether one side has no other candidate, and the other side no rival of the same article."""
    (sole, free), (also_sole, also_free) = verdicts
    return (sole and also_free) or (also_sole and free)


def strengthen(edge: Edge) -> Edge:
    """The edge with the weight of being the only one."""
    tally = Tally("treaty")
    tally.bits = _bits(edge)
    tally.add("only_candidate")
    total = tally.total()
    return replace(edge, score=total.score, reasons=(*edge.reasons, *total.reasons))


def _bits(edge: Edge) -> float:
    return Comparison(edge.score, ()).bits
