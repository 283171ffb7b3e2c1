"""The resolution of a corpus on a cluster, with the result of `treatykg.resolution.resolve`: things first, then happenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from treatykg.resolution import Decisions, Profile, from_json
from treatykg.resolution.anchors import load_anchors
from treatykg.resolution.canonical import set_apart
from treatykg.resolution.clusters import Parted, are_parted
from treatykg.resolution.comparison import threshold
from treatykg.resolution.events import canonical_events
from treatykg.resolution.resolving import check_decisions, decided_edges, parted_by
from treatykg.spark.arrow import Row, flat_map, flat_map_groups
from treatykg.spark.candidates import find_sole, keep_true
from treatykg.spark.clustering import count_nodes, merge_all, name_all, settle_all
from treatykg.spark.matching import find_keyed, find_scored
from treatykg.spark.tables import EDGES, PROFILES, Stage, to_edge_row, to_node, to_profile_row, to_reference

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_PROPOSALS = "one string, other string, a string, b string, score double, reasons array<string>"
IDENTITIES = "article string, original string, canonical string, label string"


@dataclass(frozen=True)
class Resolved:
    """Who is the same.

    :ivar identities: every node with its canonical id and, unless it is a happening, its label: see IDENTITIES
    :ivar labels: canonical ids with their labels
    :ivar merges: EDGES that made the clusters, of things that their articles call otherwise
    :ivar proposals: what a person should decide on: one, other (canonical ids), a, b, score, reasons
    """

    identities: DataFrame
    labels: DataFrame
    merges: DataFrame
    proposals: DataFrame


@dataclass(frozen=True)
class _Round:
    """One kind resolved: `named` has node, canonical, label and parties."""

    named: DataFrame
    merges: DataFrame
    proposals: DataFrame


def resolve(records: DataFrame, *, decisions: Decisions, stage: Stage) -> Resolved:
    """Decide who is the same.

    :param records: a column `profiles`, arrays of JSON
    :raises OptionError: if a decision names an id that no profile bears
    """
    from pyspark.sql import functions as f

    lines = records.select(f.explode("profiles").alias("profile"))
    profiles = stage(flat_map(lines, _to_row, f"{PROFILES}, happening boolean"), "profiles")
    _check(profiles, decisions)
    things = _with_anchors(profiles.where("not happening").drop("happening"))
    first = _resolve(stage(things, "things"), decisions, "things", stage, twice=True)
    events = _canonical_events(profiles.where("happening"), first.named)
    second = _resolve(stage(events, "events"), decisions, "events", stage, twice=False)
    named = first.named.unionByName(second.named)
    identities = flat_map(named, _to_identity, IDENTITIES)
    return Resolved(
        stage(identities, "identities"),
        stage(first.named.where("label is not null").select("canonical", "label").distinct(), "labels"),
        first.merges.unionByName(second.merges),
        first.proposals.unionByName(second.proposals),
    )


def _resolve(profiles: DataFrame, decisions: Decisions, name: str, stage: Stage, *, twice: bool) -> _Round:
    """Clusters with names: single profiles first; of things also what has come together with what has not, and what is sole."""
    decided = _decided_profiles(profiles, decisions)
    parted = parted_by(decided, decisions.different)
    settle = partial(settle_all, profiles=profiles, parted=parted, stage=stage)
    scored = stage(find_scored(profiles), f"{name}_scored")
    certain = find_keyed(profiles).unionByName(_to_table(profiles, decided, decisions))
    singles = profiles.selectExpr("node as head", "node")
    clusters, used = settle(singles, edges=certain.unionByName(scored), name=f"{name}_first")
    if twice:
        before = count_nodes(clusters)
        again = stage(find_scored(stage(merge_all(clusters, profiles), f"{name}_merged")), f"{name}_again")
        clusters, later = settle(clusters, edges=again, name=f"{name}_second")
        merged = stage(merge_all(clusters, profiles, before=before), f"{name}_remerged")
        third = stage(find_scored(merged), f"{name}_third")
        sole = stage(find_sole(keep_true(scored, again, third, clusters, before), clusters), f"{name}_sole")
        clusters, last = settle(clusters, edges=sole, name=f"{name}_last")
        scored = scored.unionByName(again).unionByName(third)
        used = used.unionByName(later).unionByName(last)
    names = stage(name_all(clusters, profiles), f"{name}_names")
    named = stage(clusters.join(names, "head").drop("head"), f"{name}_named")
    told = used.where(r"substring_index(a, '\t', -1) <> substring_index(b, '\t', -1)")
    return _Round(named, told, _proposals(scored, named, parted))


def _to_row(row: Row) -> Iterator[Row]:
    profile = from_json(row["profile"])
    yield {**to_profile_row(profile), "profile": row["profile"], "happening": profile.is_event}


def _with_anchors(things: DataFrame) -> DataFrame:
    """With what the gazetteer knows."""
    rows = [tuple(to_profile_row(each).values()) for each in load_anchors()]
    return things.unionByName(things.sparkSession.createDataFrame(rows, PROFILES))


def _canonical_events(events: DataFrame, things: DataFrame) -> DataFrame:
    """The happenings of each article, on canonical things."""
    renamed = things.selectExpr("node", "canonical", "parties")
    together = events.selectExpr("node", "profile").unionByName(renamed, allowMissingColumns=True)
    by_article = together.selectExpr("*", "substring_index(node, '\t', 1) as article").where("article <> ''")
    return flat_map_groups(by_article, "article", _rename_events, PROFILES)


def _rename_events(rows: Sequence[Row]) -> Iterator[Row]:
    mapping = {to_reference(row["node"]): row["canonical"] for row in rows if row["canonical"] is not None}
    events = (from_json(row["profile"]) for row in rows if row["profile"] is not None)
    parties = {row["canonical"]: frozenset(row["parties"]) for row in rows if row["parties"]}
    yield from map(to_profile_row, canonical_events(events, mapping, parties=parties))


def _to_identity(row: Row) -> Iterator[Row]:
    article, original = to_reference(row["node"])
    if article:
        yield {"article": article, "original": original, "canonical": row["canonical"], "label": row["label"]}


def _proposals(scored: DataFrame, named: DataFrame, parted: Parted) -> DataFrame:
    """The best edge between each two clusters that stayed apart, unless that was decided."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    for side in ("a", "b"):
        scored = scored.join(named.selectExpr(f"node as {side}", f"canonical as home_{side}"), side)
    apart = scored.where(f"home_a <> home_b and score >= {threshold('propose')}").selectExpr(
        "least(home_a, home_b) as one", "greatest(home_a, home_b) as other", "a", "b", "score", "reasons"
    )
    best = Window.partitionBy("one", "other").orderBy(f.desc("score"), "a", "b")
    proposals = apart.withColumn("rank", f.row_number().over(best)).where("rank = 1").drop("rank")
    return flat_map(proposals, partial(_if_open, _sides(named, parted)), _PROPOSALS) if parted else proposals


def _sides(named: DataFrame, parted: Parted) -> Mapping[str, frozenset[tuple[int, int]]]:
    """On which side of which decision the clusters are that decisions are about."""
    found: dict[str, frozenset[tuple[int, int]]] = defaultdict(frozenset)
    nodes = [to_node(reference) for reference in parted]
    for row in named.where(named.node.isin(nodes)).select("node", "canonical").collect():
        found[row["canonical"]] |= parted[to_reference(row["node"])]
    return dict(found)


def _if_open(sides: Mapping[str, frozenset[tuple[int, int]]], row: Row) -> Iterator[Row]:
    if not are_parted(sides.get(row["one"], frozenset()), sides.get(row["other"], frozenset())):
        yield row


def _check(profiles: DataFrame, decisions: Decisions) -> None:
    check_decisions(decisions, _decided_profiles(profiles, decisions))


def _decided_profiles(profiles: DataFrame, decisions: Decisions) -> list[Profile]:
    """The profiles that decisions are about: few, and what people write about one by one."""
    ids = frozenset(name for each in (*decisions.same, *decisions.different) for name in each.ids)
    if not ids:
        return []
    rows = flat_map(profiles.select("profile"), partial(_if_decided, ids), "profile string").collect()
    return sorted((from_json(row["profile"]) for row in rows), key=lambda each: each.reference)


def _if_decided(ids: frozenset[str], row: Row) -> Iterator[Row]:
    profile = from_json(row["profile"])
    if profile.id in ids or set_apart(profile) in ids:
        yield row


def _to_table(profiles: DataFrame, decided: Sequence[Profile], decisions: Decisions) -> DataFrame:
    rows = [tuple(to_edge_row(edge).values()) for edge in decided_edges(decided, decisions.same)]
    return profiles.sparkSession.createDataFrame(rows, EDGES)
