"""The pairs of profiles that might be one thing, with their scores: the part of resolution that grows with a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from treatykg.resolution.blocking import find_pairs
from treatykg.resolution.clusters import Edge
from treatykg.resolution.comparing import compare
from treatykg.resolution.comparison import threshold
from treatykg.resolution.profile import Profile, Reference

# Profiles, and of which one each pair must be (None: any), to the scored pairs.
Score: TypeAlias = Callable[[Sequence[Profile], frozenset[Reference] | None], Iterable[Edge]]


def score_pairs(profiles: Sequence[Profile], fresh: frozenset[Reference] | None = None) -> Iterator[Edge]:
    """Yield the pairs that share a block and score enough to be considered, sorted; see `find_blocks` and `compare`.

    :param fresh: where given, one of each pair is among these
    """
    for a, b in find_pairs(profiles, fresh=fresh):
        if (edge := to_edge(a, b)) is not None:
            yield edge


def to_edge(a: Profile, b: Profile) -> Edge | None:
    """The edge between two profiles, the smaller reference first; None when it is ruled out or unlikely.

    Of treaties also what is less likely than a proposal: it tells whether something could be another one.
    """
    outcome = compare(a, b)
    if outcome.forbidden or outcome.score < threshold("consider" if a.type == "Treaty" else "propose"):
        return None
    return Edge(a.reference, b.reference, outcome.score, outcome.reasons, "score")
