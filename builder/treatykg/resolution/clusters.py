"""From pairs to clusters: connected components, and one deterministic function that settles each of them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from treatykg.resolution.blocking import in_time
from treatykg.resolution.comparison import Comparison, threshold
from treatykg.resolution.mixtures import is_mixed
from treatykg.resolution.profile import ANCHOR, Profile, Reference

_RIVALS = 9  # of what fits a profile best, how many are looked at
_WITNESSES = 8  # profiles of a cluster that a newcomer must agree with
Compare: TypeAlias = Callable[[Profile, Profile], Comparison]
# Node to the sides it is on: which decision ("these are different"), and which of the things that it parts.
Parted: TypeAlias = Mapping[Reference, frozenset[tuple[int, int]]]


_SAME_KEY = Comparison(1.0, ("both bear the key",))


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

    @property
    def is_certain(self) -> bool:
        """Whether a key or a decision made it, not a score."""
        return self.decided_by != "score"

    @property
    def is_decided(self) -> bool:
        """Whether people made it."""
        return self.decided_by not in {"score", "key", "identifier"}

    def to_match(self) -> Match:
        """What is told of it outside."""
        return Match(self.a[1], self.b[1], self.score, self.reasons, self.decided_by, (self.a[0], self.b[0]))


def components(profiles: Iterable[Profile], edges: Iterable[Edge]) -> list[list[Profile]]:
    """The connected components of profiles by edges, each sorted by reference, in the order of their first member."""
    by_reference = {profile.reference: profile for profile in profiles}
    parent = {reference: reference for reference in by_reference}

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
    clusters: Iterable[Sequence[Profile]],
    edges: Iterable[Edge],
    *,
    compare: Compare,
    parted: Parted = MappingProxyType({}),
) -> tuple[list[list[Profile]], tuple[Edge, ...]]:
    """The clusters of one component and the edges that made them; the same whatever the order of the input.

    Keys first, then the best scores, then what people decided, which joins whole clusters. Two clusters with a pair that
    rules itself out stay apart otherwise. A profile that fits two such rivals about equally well joins neither: that is
    for a person to decide.

    :param clusters: what is one thing already; in the first round each profile by itself
    :param parted: what people decided to be different
    """
    edges = sorted(edges, key=lambda each: (each.is_decided, not each.is_certain, -each.score, each.a, each.b))
    state = _State(compare, parted)
    for members in clusters:
        state.begin(members)
    state.recall(edges)
    torn = _torn([edge for edge in edges if not edge.is_decided], state)
    used = tuple(edge for edge in edges if not _stays_open(edge, torn) and state.join(edge))
    return sorted(state.members(), key=lambda members: members[0].reference), used


def _stays_open(edge: Edge, torn: set[Reference]) -> bool:
    return not edge.is_certain and not torn.isdisjoint((edge.a, edge.b))


@dataclass(slots=True, eq=False)
class _Cluster:
    """What is one thing so far: its nodes, some of its profiles to compare with, and the sides of decisions it is on."""

    profiles: list[Profile]
    witnesses: list[Profile]
    articles: set[str]
    sides: frozenset[tuple[int, int]]
    enemies: set[_Cluster] = field(default_factory=set)

    def refuse(self, other: _Cluster) -> bool:
        """Remember that the other must stay apart; it will also when both have grown. Returns False."""
        self.enemies.add(other)
        other.enemies.add(self)
        return False

    def absorb(self, other: _Cluster) -> None:
        """Take in the profiles of another cluster."""
        for enemy in other.enemies:
            enemy.enemies.remove(other)
            self.refuse(enemy)
        self.profiles += other.profiles
        self.witnesses = heapq.nsmallest(_WITNESSES, (*self.witnesses, *other.witnesses), key=in_time)
        self.articles |= other.articles
        self.sides |= other.sides


@dataclass(slots=True)
class _State:
    """The clusters while a component is settled."""

    compare: Compare
    parted: Parted
    cluster: dict[Reference, _Cluster] = field(default_factory=dict)
    mixed: set[Reference] = field(default_factory=set)
    known: dict[tuple[Reference, Reference], Comparison] = field(default_factory=dict)
    astray: dict[Reference, bool] = field(default_factory=dict)

    def begin(self, members: Sequence[Profile]) -> None:
        """Put what is one thing already into one cluster."""
        sides = frozenset(side for each in members for side in self.parted.get(each.reference, ()))
        articles = {each.article for each in members} - {ANCHOR}
        cluster = _Cluster([*members], heapq.nsmallest(_WITNESSES, members, key=in_time), articles, sides)
        self.cluster.update((member.reference, cluster) for member in members)
        if len(members) == 1 and is_mixed(members[0]):
            self.mixed.add(members[0].reference)

    def recall(self, edges: Iterable[Edge]) -> None:
        """Take over what the edges between single profiles say of these; between clusters they say more than of one pair."""
        for edge in edges:
            if not edge.is_certain and len(self.cluster[edge.a].profiles) == len(self.cluster[edge.b].profiles) == 1:
                self.known[edge.a, edge.b] = Comparison(edge.score, edge.reasons)

    def _would_bridge(self, edge: Edge) -> bool:
        """Whether a mixture would bring others together: it joins one cluster at most, and none of mixtures."""
        mixed = [node for node in (edge.a, edge.b) if node in self.mixed]
        return len(mixed) > 1 or any(len(self.cluster[node].profiles) > 1 for node in mixed)

    def join(self, edge: Edge) -> bool:
        """Make the clusters at both ends one, unless they are, or must not be."""
        one, two = self.cluster[edge.a], self.cluster[edge.b]
        if one is two or are_parted(one.sides, two.sides):
            return False
        if not edge.is_certain and self._would_bridge(edge):
            return False
        if not edge.is_certain and (one in two.enemies or not self._may_join(one, two, edge.score)):
            return one.refuse(two)
        if len(one.profiles) < len(two.profiles):
            one, two = two, one
        one.absorb(two)
        self.cluster.update((each.reference, one) for each in two.profiles)
        return True

    def _may_join(self, one: _Cluster, two: _Cluster, score: float) -> bool:
        """Whether nothing in them rules it out; what one article brings in twice needs a better score to be one."""
        if score < threshold("within_article") and not one.articles.isdisjoint(two.articles):
            return False
        ours, theirs = self._reliable(one), self._reliable(two)
        if any(self.apart(a, b) for a in ours for b in theirs):
            return False
        return self._fit(ours, theirs) >= threshold("cohesion")

    def _reliable(self, cluster: _Cluster) -> list[Profile]:
        """The witnesses of a cluster without those that tell of a known treaty what it cannot be, such as another year."""
        known = next((each for each in cluster.witnesses if each.article == ANCHOR), None)
        if known is None:
            return cluster.witnesses
        return [each for each in cluster.witnesses if each is known or not self._strays(each, known)]

    def _strays(self, profile: Profile, known: Profile) -> bool:
        """Whether only its key makes it the known one, and all else that it tells is of another."""
        if profile.key != known.key:
            return False
        if profile.reference not in self.astray:
            self.astray[profile.reference] = self.compare(replace(profile, key=None), known).forbidden
        return self.astray[profile.reference]

    def _fit(self, ours: Iterable[Profile], theirs: Sequence[Profile]) -> float:
        """The bits by which witnesses of one fit those of the other on average, no pair counting for too much."""
        limit = threshold("most")
        bits = [self.compared(a, b).bits for a in ours for b in theirs]
        return sum(max(-limit, min(limit, each)) for each in bits) / len(bits)

    def are_rivals(self, a: Reference, b: Reference) -> bool:
        """Whether the clusters of two nodes must not be one."""
        one, two = self.cluster[a], self.cluster[b]
        return one is not two and any(self.apart(x, y) for x in one.witnesses for y in two.witnesses)

    def apart(self, a: Profile, b: Profile) -> bool:
        """Whether two profiles must not be in one cluster."""
        outcome = self.compared(a, b)
        return outcome.forbidden or outcome.score < threshold("repel")

    def compared(self, a: Profile, b: Profile) -> Comparison:
        """Their comparison; what bears one key needs none."""
        if a.key and a.key == b.key:
            return _SAME_KEY
        key = (a.reference, b.reference) if a.reference < b.reference else (b.reference, a.reference)
        if key not in self.known:
            self.known[key] = self.compare(a, b)
        return self.known[key]

    def members(self) -> list[list[Profile]]:
        """The profiles of each cluster, sorted."""
        distinct = {id(cluster): cluster for cluster in self.cluster.values()}
        return [sorted(cluster.profiles, key=lambda each: each.reference) for cluster in distinct.values()]


def are_parted(one: Iterable[tuple[int, int]], two: Iterable[tuple[int, int]]) -> bool:
    """Whether these are two sides of one decision."""
    return any(a[0] == b[0] and a[1] != b[1] for a in one for b in two)


def _torn(edges: Iterable[Edge], state: _State) -> set[Reference]:
    """The nodes between two rivals that fit about equally well."""
    fits: dict[Reference, list[tuple[float, Reference]]] = defaultdict(list)
    for edge in edges:
        bits = Comparison(edge.score, ()).bits
        fits[edge.a].append((-bits, edge.b))
        fits[edge.b].append((-bits, edge.a))
    return {reference for reference, found in fits.items() if len(found) > 1 and _has_rivals(sorted(found), state)}


def _has_rivals(fits: Sequence[tuple[float, Reference]], state: _State) -> bool:
    best, reference = fits[0]
    near = (other for bits, other in fits[1:_RIVALS] if bits - best < threshold("margin"))
    return any(state.are_rivals(reference, other) for other in near)
