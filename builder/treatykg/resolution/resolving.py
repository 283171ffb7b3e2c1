"""The resolution of a corpus: things first, then what happened to them. A pure function of the profiles and the decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from treatykg.errors import OptionError
from treatykg.resolution.anchors import load_anchors
from treatykg.resolution.blocking import in_time
from treatykg.resolution.candidates import find_sole
from treatykg.resolution.canonical import label_of, name_clusters, set_apart
from treatykg.resolution.clusters import Edge, Match, Parted, are_parted, components, settle
from treatykg.resolution.comparing import compare
from treatykg.resolution.comparison import threshold
from treatykg.resolution.decisions import NO_DECISIONS, Decision, Decisions
from treatykg.resolution.events import canonical_events
from treatykg.resolution.merging import merge_profiles
from treatykg.resolution.parties import Sure, find_pair
from treatykg.resolution.profile import ANCHOR, Profile, Reference
from treatykg.resolution.scoring import Score, score_pairs
from treatykg.resolution.views import treaty_view


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which nodes of all articles are one.

    :ivar mapping: (article, local id) to the canonical local id; only where they differ
    :ivar merges: the matches that made the clusters
    :ivar proposals: matches that a person should decide on
    :ivar labels: canonical id to the one label of the thing
    """

    mapping: Mapping[Reference, str]
    merges: tuple[Match, ...]
    proposals: tuple[Match, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Stage:
    """One stage: the clusters with their ids, and the matches that made them or were left open."""

    named: list[tuple[str, Sequence[Profile]]]
    merges: tuple[Match, ...]
    proposals: tuple[Match, ...]


def resolve(
    profiles: Iterable[Profile], *, decisions: Decisions = NO_DECISIONS, score: Score = score_pairs
) -> Resolution:
    """One canonical identifier for each thing and happening of a corpus; the order of the profiles does not matter.

    :param score: gives the scored pairs of profiles; another function may compute the same on many machines
    :raises OptionError: if a decision names an id that no profile bears; the message names the line
    """
    ordered = sorted(profiles, key=lambda each: each.reference)
    things = [each for each in ordered if not each.is_event]
    check_decisions(decisions, ordered)
    first = _resolve([*load_anchors(), *things], decisions, score)
    mapping = _mapping(first)
    events = (each for each in ordered if each.is_event)
    second = _resolve(canonical_events(events, mapping, parties=_parties(first.named)), decisions, score)
    return Resolution(
        mapping | _mapping(second),
        (*first.merges, *second.merges),
        (*first.proposals, *second.proposals),
        {name: label_of(members) for name, members in first.named if any(m.article != ANCHOR for m in members)},
    )


def _parties(named: Iterable[tuple[str, Sequence[Profile]]]) -> Mapping[str, frozenset[str]]:
    """The treaties of two parties that the articles, or the gazetteer, name or let act."""
    treaties = ((name, merge_profiles(members)) for name, members in named if members[0].type == "Treaty")
    pairs = ((name, find_pair(treaty_view(merged))) for name, merged in treaties)
    return {name: pair for name, (pair, sure) in pairs if sure > Sure.AROUND and len(pair) == 2}


def _mapping(stage: _Stage) -> dict[Reference, str]:
    return {m.reference: name for name, members in stage.named for m in members if m.id != name}


def _resolve(profiles: Sequence[Profile], decisions: Decisions, score: Score) -> _Stage:
    """Three rounds: single profiles first, then what has come together with what has not, then what could be one thing only."""
    parted = parted_by(profiles, decisions.different)
    scored = [*score(profiles, None)]
    certain = [*key_edges(profiles), *decided_edges(profiles, decisions.same)]
    clusters, used = _settle([[each] for each in profiles], [*certain, *scored], parted)
    again = _score_grown(clusters, {}, score)
    before = {members[0].reference: len(members) for members in clusters}
    clusters, later = _settle(clusters, again, parted)
    third = _score_grown(clusters, before, score)
    sole = find_sole(_still_true(scored, again, third, clusters, before), ([m.reference for m in c] for c in clusters))
    clusters, last = _settle(clusters, sole, parted)
    named = name_clusters(clusters)
    told = (edge.to_match() for edge in sorted((*used, *later, *last), key=_order) if edge.a[1] != edge.b[1])
    return _Stage(named, tuple(told), _proposals(named, [*scored, *again, *third], parted))


def _score_grown(clusters: Sequence[Sequence[Profile]], before: Mapping[Reference, int], score: Score) -> list[Edge]:
    """The scored pairs of clusters of which one has grown; no happenings, in which more would be seen than before.

    :param before: how many nodes the clusters had, by their first; one where that is not told
    """
    things = [members for members in clusters if not members[0].is_event]
    merged = [merge_profiles(members) for members in things]
    fresh = frozenset(m.reference for m, each in zip(merged, things, strict=True) if has_grown(each, before))
    return [*score(merged, fresh)] if fresh else []


def has_grown(members: Sequence[Profile], before: Mapping[Reference, int]) -> bool:
    """Whether a cluster has more nodes than before."""
    return len(members) > before.get(members[0].reference, 1)


def _still_true(
    scored: Iterable[Edge],
    again: Iterable[Edge],
    third: Iterable[Edge],
    clusters: Iterable[Sequence[Profile]],
    before: Mapping[Reference, int],
) -> Iterator[Edge]:
    """The edges between clusters as they are now: those of earlier rounds as far as nothing has grown since."""
    clusters = [*clusters]
    alone = {members[0].reference for members in clusters if len(members) == 1}
    steady = {m.reference for members in clusters if not has_grown(members, before) for m in members}
    yield from (edge for edge in scored if edge.a in alone and edge.b in alone)
    yield from (edge for edge in again if edge.a in steady and edge.b in steady)
    yield from third


def _settle(
    clusters: Sequence[Sequence[Profile]], edges: Sequence[Edge], parted: Parted
) -> tuple[list[list[Profile]], list[Edge]]:
    """All components, settled one by one."""
    strong = [edge for edge in edges if edge.is_certain or edge.score >= threshold("merge")]
    members_of = {member.reference: members for members in clusters for member in members}
    edges_of: dict[Reference, list[Edge]] = defaultdict(list)
    for edge in strong:
        edges_of[edge.a].append(edge)
    found: list[list[Profile]] = []
    used: list[Edge] = []
    for component in components([members[0] for members in clusters], _between(strong, members_of)):
        inside = [members_of[each.reference] for each in component]
        if len(inside) == 1:
            found.append([*inside[0]])
            continue
        between = [edge for members in inside for each in members for edge in edges_of.get(each.reference, ())]
        settled, joined = settle(inside, between, compare=compare, parted=parted)
        found.extend(settled)
        used.extend(joined)
    return found, used


def _between(edges: Iterable[Edge], members_of: Mapping[Reference, Sequence[Profile]]) -> Iterator[Edge]:
    """The edges from the first member of a cluster to the first of another."""
    for edge in edges:
        yield replace(edge, a=members_of[edge.a][0].reference, b=members_of[edge.b][0].reference)


def _order(edge: Edge) -> tuple[Reference, Reference]:
    return edge.a, edge.b


def key_edges(profiles: Iterable[Profile]) -> Iterator[Edge]:
    """Chains of what bears one key, or does one act: certain without a comparison."""
    chains: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.key:
            chains[profile.key].append(profile)
    for name, members in chains.items():
        members.sort(key=in_time)
        act = members[0].is_event
        reason, by = (
            ("what one actor does once to one treaty", "identifier") if act else (f"both are the known {name}", "key")
        )
        for one, two in pairwise(members):
            a, b = sorted((one.reference, two.reference))
            yield Edge(a, b, 1.0, (reason,), by)


def _by_id(profiles: Iterable[Profile]) -> Mapping[str, list[Profile]]:
    """Profiles by their id, and by the id they have when another thing bears theirs."""
    found: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        found[profile.id].append(profile)
        found[set_apart(profile)].append(profile)
    return found


def decided_edges(profiles: Iterable[Profile], decisions: Iterable[Decision]) -> Iterator[Edge]:
    """Chains of what people decided to be the same."""
    if not decisions:
        return
    by_id = _by_id(profiles)
    for decision in decisions:
        members = sorted((each for name in decision.ids for each in by_id.get(name, ())), key=in_time)
        for one, two in pairwise(members):
            a, b = sorted((one.reference, two.reference))
            yield Edge(a, b, 1.0, ("decided to be the same",), decision.place)


def parted_by(profiles: Iterable[Profile], decisions: Sequence[Decision]) -> Parted:
    """On which side of which decision each node is that people decided to be different from others."""
    if not decisions:
        return {}
    sides: dict[Reference, set[tuple[int, int]]] = defaultdict(set)
    by_id = _by_id(profiles)
    for number, decision in enumerate(decisions):
        for side, name in enumerate(decision.ids):
            for profile in by_id.get(name, ()):
                sides[profile.reference].add((number, side))
    return {reference: frozenset(found) for reference, found in sides.items()}


def check_decisions(decisions: Decisions, profiles: Iterable[Profile]) -> None:
    """Refuse ids that nothing bears: a typing error would otherwise decide nothing, in silence."""
    every = (*decisions.same, *decisions.different)
    if not every:
        return
    known = _by_id((*load_anchors(), *profiles))
    for decision in every:
        for name in decision.ids:
            if name not in known:
                raise OptionError(f"{decision.place}: no article names {name}: correct or remove it")
        happening = {each.is_event for name in decision.ids for each in known[name]}
        if len(happening) > 1:
            raise OptionError(f"{decision.place}: a thing and a happening are never one: keep them in decisions apart")


def _proposals(
    named: Sequence[tuple[str, Sequence[Profile]]], scored: Iterable[Edge], parted: Parted
) -> tuple[Match, ...]:
    """The best match between each two clusters that stayed apart, unless that was decided."""
    home = {member.reference: name for name, members in named for member in members}
    sides = {name: frozenset(s for m in members for s in parted.get(m.reference, ())) for name, members in named}
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(scored, key=lambda each: (-each.score, *_order(each))):
        one, two = sorted((home[edge.a], home[edge.b]))
        if one != two and edge.score >= threshold("propose") and not are_parted(sides[one], sides[two]):
            best.setdefault((one, two), edge)
    return tuple(
        Match(one, two, edge.score, edge.reasons, "proposal", (edge.a[0], edge.b[0]))
        for (one, two), edge in sorted(best.items())
    )
