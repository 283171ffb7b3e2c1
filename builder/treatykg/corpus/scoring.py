"""The scores of all pairs of profiles, shared out among processes: the part of resolution that takes most of its time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from treatykg.corpus.workers import in_shares
from treatykg.resolution import Edge, Profile, Reference, Score, find_pairs, score_pairs, to_edge

_MANY = 5_000  # pairs: with fewer, processes cost more than they bring


def score_on(jobs: int) -> Score:
    """What scores pairs in that many processes; it gives the edges of `score_pairs` in their order."""
    return partial(_score, jobs=jobs) if jobs > 1 else score_pairs


def _score(profiles: Sequence[Profile], fresh: frozenset[Reference] | None = None, *, jobs: int) -> list[Edge]:
    pairs = tuple(find_pairs(profiles, fresh=fresh))
    jobs = jobs if len(pairs) > _MANY else 1

    def score_share(number: int) -> list[Edge]:
        return [edge for a, b in pairs[number::jobs] if (edge := to_edge(a, b)) is not None]

    return sorted(in_shares(score_share, jobs), key=lambda edge: (edge.a, edge.b))
