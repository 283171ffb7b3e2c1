"""The resolution of a corpus: things first, then what happened to them. A pure function of the profiles and the decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatykg.errors import OptionError
from treatykg.resolution.anchors import load_anchors
from treatykg.resolution.blocking import find_pairs, in_time
from treatykg.resolution.canonical import label_of, name_clusters, set_apart
from treatykg.resolution.clusters import Edge, Match, Parted, components, settle
from treatykg.resolution.comparing import compare
from treatykg.resolution.comparison import threshold
from treatykg.resolution.decisions import NO_DECISIONS, Decision, Decisions
from treatykg.resolution.events import canonical_events
from treatykg.resolution.profile import ANCHOR, Profile, Reference


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


def resolve(profiles: Iterable[Profile], *, decisions: Decisions = NO_DECISIONS) -> Resolution:
    """One canonical identifier for each thing and happening of a corpus; the order of the profiles does not matter.

    :raises OptionError: if a decision names an id that no profile bears; the message names the line
    """
    ordered = sorted(profiles, key=lambda each: each.reference)
    things = [each for each in ordered if not each.is_event]
    _check(decisions, ordered)
    first = _resolve([*load_anchors(), *things], decisions)
    mapping = _mapping(first)
    second = _resolve(canonical_events((each for each in ordered if each.is_event), mapping), decisions)
    return Resolution(
        mapping | _mapping(second),
        (*first.merges, *second.merges),
        (*first.proposals, *second.proposals),
        {name: label_of(members) for name, members in first.named if any(m.article != ANCHOR for m in members)},
    )


def _mapping(stage: _Stage) -> dict[Reference, str]:
    return {m.reference: name for name, members in stage.named for m in members if m.id != name}


def _resolve(profiles: Sequence[Profile], decisions: Decisions) -> _Stage:
    scored = list(_scored(profiles))
    edges = [
        *_by_key(profiles),
        *_decided(profiles, decisions.same),
        *(m for m in scored if m.score >= threshold("merge")),
    ]
    parted = _parted(profiles, decisions.different)
    edges_of: dict[Reference, list[Edge]] = defaultdict(list)
    for edge in edges:
        edges_of[edge.a].append(edge)
    clusters: list[list[Profile]] = []
    merges: list[Edge] = []
    for component in components(profiles, edges):
        inside = [edge for each in component for edge in edges_of[each.reference]]
        settled, used = settle(component, inside, compare=compare, parted=parted) if inside else ([component], ())
        clusters.extend(settled)
        merges.extend(used)
    named = name_clusters(clusters)
    told = tuple(edge.to_match() for edge in sorted(merges, key=_order) if edge.a[1] != edge.b[1])
    return _Stage(named, told, _proposals(named, scored))


def _order(edge: Edge) -> tuple[Reference, Reference]:
    return edge.a, edge.b


def _scored(profiles: Iterable[Profile]) -> Iterator[Edge]:
    """The pairs that might be one thing, with scores."""
    for a, b in find_pairs(profiles):
        outcome = compare(a, b)
        if not outcome.forbidden and outcome.score >= threshold("propose"):
            yield Edge(a.reference, b.reference, outcome.score, outcome.reasons, "score")


def _by_key(profiles: Iterable[Profile]) -> Iterator[Edge]:
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


def _decided(profiles: Iterable[Profile], decisions: Iterable[Decision]) -> Iterator[Edge]:
    if not decisions:
        return
    by_id = _by_id(profiles)
    for decision in decisions:
        members = sorted((each for name in decision.ids for each in by_id.get(name, ())), key=in_time)
        for one, two in pairwise(members):
            a, b = sorted((one.reference, two.reference))
            yield Edge(a, b, 1.0, ("decided to be the same",), decision.place)


def _parted(profiles: Iterable[Profile], decisions: Sequence[Decision]) -> Parted:
    if not decisions:
        return {}
    sides: dict[Reference, set[tuple[int, int]]] = defaultdict(set)
    by_id = _by_id(profiles)
    for number, decision in enumerate(decisions):
        for side, name in enumerate(decision.ids):
            for profile in by_id.get(name, ()):
                sides[profile.reference].add((number, side))
    return {reference: frozenset(found) for reference, found in sides.items()}


def _check(decisions: Decisions, profiles: Iterable[Profile]) -> None:
    """Refuse ids that nothing bears: a typing error would otherwise decide nothing, in silence."""
    every = (*decisions.same, *decisions.different)
    if not every:
        return
    known = _by_id((*load_anchors(), *profiles))
    for decision in every:
        for name in decision.ids:
            if name not in known:
                raise OptionError(f"{decision.place}: no article names {name}: correct or remove it")


def _proposals(named: Sequence[tuple[str, Sequence[Profile]]], scored: Iterable[Edge]) -> tuple[Match, ...]:
    """The best match between each two clusters that stayed apart."""
    home = {member.reference: name for name, members in named for member in members}
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(scored, key=lambda each: (-each.score, *_order(each))):
        one, two = sorted((home[edge.a], home[edge.b]))
        if one != two:
            best.setdefault((one, two), edge)
    return tuple(
        Match(one, two, edge.score, edge.reasons, "proposal", (edge.a[0], edge.b[0]))
        for (one, two), edge in sorted(best.items())
    )
