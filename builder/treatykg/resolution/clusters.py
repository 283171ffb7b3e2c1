"""From pairs to clusters: connected components, and one deterministic function that settles each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from treatykg.resolution.blocking import in_time
from treatykg.resolution.comparison import Comparison, threshold
from treatykg.resolution.profile import Profile, Reference

_WITNESSES = 16  # profiles of a cluster that a newcomer must agree with
Compare: TypeAlias = Callable[[Profile, Profile], Comparison]
# Node to the sides it is on: which decision ("these are different"), and which of the things that it parts.
Parted: TypeAlias = Mapping[Reference, frozenset[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Match:
    """Two things that are one, or might be: the score from 0 to 1, the reasons, and who decided.

    `a` and `b` are local ids: of a merge those that the articles gave, of a proposal the canonical ones. `decided_by` is
    "score", "key" (the gazetteer's), "identifier" (that of an act, see identifiers.event_id), "proposal", or place and
    line of a decision file. `articles` are the articles compared; "" is what the gazetteer knows.
    """

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]
    decided_by: str
    articles: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that one comparison, key or decision makes one; the smaller reference first."""

    a: Reference
    b: Reference
    score: float
    reasons: tuple[str, ...]
    decided_by: str

    def to_match(self) -> Match:
        """What is told of it outside."""
        return Match(self.a[1], self.b[1], self.score, self.reasons, self.decided_by, (self.a[0], self.b[0]))


@dataclass(slots=True)
class _State:
    """The clusters while a component is settled."""

    compare: Compare
    cluster: dict[Reference, list[Profile]]
    known: dict[tuple[Reference, Reference], Comparison] = field(default_factory=dict)

    def compared(self, a: Profile, b: Profile) -> Comparison:
        key = (a.reference, b.reference) if a.reference < b.reference else (b.reference, a.reference)
        if key not in self.known:
            self.known[key] = self.compare(a, b)
        return self.known[key]

    def apart(self, a: Profile, b: Profile) -> bool:
        """Whether two profiles must not be in one cluster."""
        if a.key and a.key == b.key:
            return False
        outcome = self.compared(a, b)
        return outcome.forbidden or outcome.score < threshold("repel")

    def may_join(self, one: Sequence[Profile], two: Sequence[Profile]) -> bool:
        pairs = ((a, b) for a in _witnesses(one) for b in _witnesses(two))
        return not any(self.apart(a, b) for a, b in pairs)

    def join(self, a: Reference, b: Reference) -> None:
        one, two = self.cluster[a], self.cluster[b]
        joined = sorted((*one, *two), key=in_time)
        for profile in joined:
            self.cluster[profile.reference] = joined


def _witnesses(cluster: Sequence[Profile]) -> Sequence[Profile]:
    return cluster[:_WITNESSES]


def components(profiles: Iterable[Profile], edges: Iterable[Edge]) -> list[list[Profile]]:
    """The connected components of profiles by matches, each sorted, in the order of their first member."""
    parent = {profile.reference: profile.reference for profile in profiles}
    by_reference = {profile.reference: profile for profile in profiles}

    def root(reference: Reference) -> Reference:
        while parent[reference] != reference:
            parent[reference] = reference = parent[parent[reference]]
        return reference

    for edge in edges:
        one, two = sorted((root(edge.a), root(edge.b)))
        parent[two] = one
    groups: dict[Reference, list[Profile]] = defaultdict(list)
    for reference in sorted(parent):
        groups[root(reference)].append(by_reference[reference])
    return list(groups.values())


def settle(
    component: Sequence[Profile],
    edges: Sequence[Edge],
    *,
    compare: Compare,
    parted: Parted = MappingProxyType({}),
) -> tuple[list[list[Profile]], tuple[Edge, ...]]:
    """The clusters of one component and the matches that made them; the same whatever the order of the input.

    Decided matches first, then the best scores. Two clusters with a pair that rules itself out stay apart. A profile that
    fits two such rivals about equally well joins neither: that is for a person to decide.

    :param parted: what people decided to be different
    """
    state = _State(compare, {profile.reference: [profile] for profile in component})
    by_reference = {profile.reference: profile for profile in component}
    torn = _torn(by_reference, edges, state)
    used: list[Edge] = []
    for edge in sorted(edges, key=lambda each: (each.decided_by == "score", -each.score, each.a, each.b)):
        one, two = state.cluster[edge.a], state.cluster[edge.b]
        if one is two or _separated(one, two, parted):
            continue
        certain = edge.decided_by != "score"
        if certain or (not {edge.a, edge.b} & torn and state.may_join(one, two)):
            state.join(edge.a, edge.b)
            used.append(edge)
    return _distinct(state.cluster), tuple(used)


def _torn(by_reference: Mapping[Reference, Profile], edges: Iterable[Edge], state: _State) -> set[Reference]:
    """The profiles between two rivals that fit about equally well."""
    fits: dict[Reference, list[tuple[float, Reference]]] = defaultdict(list)
    for edge in edges:
        bits = Comparison(edge.score, ()).bits
        fits[edge.a].append((-bits, edge.b))
        fits[edge.b].append((-bits, edge.a))
    return {reference for reference, found in fits.items() if _has_rivals(sorted(found), by_reference, state)}


def _has_rivals(fits: list[tuple[float, Reference]], by_reference: Mapping[Reference, Profile], state: _State) -> bool:
    best, reference = fits[0]
    near = [other for bits, other in fits[1:] if bits - best < threshold("margin")]
    return any(state.apart(by_reference[reference], by_reference[other]) for other in near)


def _separated(one: Sequence[Profile], two: Sequence[Profile], parted: Parted) -> bool:
    """Whether the clusters hold two sides of one decision."""
    if not parted:
        return False
    mine, theirs = ({side for each in members for side in parted.get(each.reference, ())} for members in (one, two))
    return any(a[0] == b[0] and a[1] != b[1] for a in mine for b in theirs)


def _distinct(cluster: Mapping[Reference, list[Profile]]) -> list[list[Profile]]:
    found = {id(members): members for members in cluster.values()}
    return sorted(found.values(), key=lambda members: min(each.reference for each in members))
