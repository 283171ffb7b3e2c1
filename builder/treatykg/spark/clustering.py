"""From edges to clusters with names: one component is settled in one task, by the function that settles it on one machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from treatykg.resolution import Profile, compare, from_json, merge_profiles, settle, to_json
from treatykg.resolution.canonical import label_of, name_clusters, namesake
from treatykg.resolution.clusters import Parted
from treatykg.resolution.comparison import threshold
from treatykg.resolution.parties import Sure, find_pair
from treatykg.resolution.profile import ANCHOR
from treatykg.resolution.views import treaty_view
from treatykg.spark.arrow import Row, flat_map_groups
from treatykg.spark.components import find_components
from treatykg.spark.tables import CLUSTERS, EDGES, PROFILES, Stage, read_edge, to_edge_row, to_node

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_NAMES = "head string, label string, parties array<string>"
_SETTLED = f"{CLUSTERS}, {EDGES}"


def settle_all(
    clusters: DataFrame, profiles: DataFrame, edges: DataFrame, *, parted: Parted, name: str, stage: Stage
) -> tuple[DataFrame, DataFrame]:
    """The clusters when all that may come together has, and the edges that were used.

    :param edges: scored and certain ones; scores that are too low for a merge are left out here
    """
    strong = edges.where(f"decided_by <> 'score' or score >= {threshold('merge')}")
    ends = _with_heads(strong, clusters)
    components = find_components(ends.selectExpr("head_a as a", "head_b as b"), name=f"{name}_links", stage=stage)
    components = stage(components.withColumnRenamed("node", "head"), f"{name}_components")
    inside = clusters.join(components, "head").join(profiles.select("node", "profile"), "node")
    between = ends.withColumnRenamed("head_a", "head").join(components, "head")
    together = inside.unionByName(between.drop("head", "head_b"), allowMissingColumns=True)
    settled = stage(flat_map_groups(together, "component", partial(_settle, parted), _SETTLED), f"{name}_settled")
    alone = clusters.join(components, "head", "left_anti")
    found = settled.where("node is not null").select("head", "node").unionByName(alone.select("head", "node"))
    return stage(found, f"{name}_clusters"), settled.where("node is null").drop("head", "node")


def merge_all(clusters: DataFrame, profiles: DataFrame, *, before: DataFrame | None = None) -> DataFrame:
    """What all articles tell of each cluster, as one of PROFILES; `fresh` where it has more nodes than before.

    :param before: what `count_nodes` said; one node where it says nothing
    """
    members = clusters.join(profiles.select("node", "profile"), "node")
    if before is None:
        return flat_map_groups(members.selectExpr("*", "1L as nodes"), "head", _merge, f"{PROFILES}, fresh boolean")
    members = members.join(before, "head", "left").fillna(1, subset=["nodes"])
    return flat_map_groups(members, "head", _merge, f"{PROFILES}, fresh boolean")


def count_nodes(clusters: DataFrame) -> DataFrame:
    """How many nodes each cluster has: head, nodes."""
    return clusters.groupBy("head").count().withColumnRenamed("count", "nodes")


def name_all(clusters: DataFrame, profiles: DataFrame) -> DataFrame:
    """The canonical id of each cluster, its one label, and if it is a treaty of two, its parties.

    There is no label where only the gazetteer knows it, or it is a happening.
    """
    members = clusters.join(profiles.select("node", "profile"), "node")
    wanted = flat_map_groups(members, "head", _to_name, f"{_NAMES}, wanted string, spokesmen array<string>")
    return flat_map_groups(wanted, "wanted", _take_turns, f"{_NAMES}, canonical string")


def _with_heads(edges: DataFrame, clusters: DataFrame) -> DataFrame:
    for side in ("a", "b"):
        heads = clusters.selectExpr(f"node as {side}", f"head as head_{side}")
        edges = edges.join(heads, side)
    return edges


def _settle(parted: Parted, rows: Sequence[Row]) -> Iterator[Row]:
    members = defaultdict(list)
    for row in sorted((row for row in rows if row["node"] is not None), key=lambda row: str(row["node"])):
        members[row["head"]].append(from_json(row["profile"]))
    edges = [read_edge(row) for row in rows if row["node"] is None]
    clusters, used = settle(list(members.values()), edges, compare=compare, parted=parted)
    for cluster in clusters:
        for each in cluster:
            yield {"head": to_node(cluster[0].reference), "node": to_node(each.reference)}
    yield from map(to_edge_row, used)


def _merge(rows: Sequence[Row]) -> Iterator[Row]:
    merged = merge_profiles([from_json(row["profile"]) for row in rows])
    yield {
        "node": to_node(merged.reference), "key": merged.key, "profile": to_json(merged),
        "fresh": len(rows) > rows[0]["nodes"],
    }  # fmt: skip


def _to_name(rows: Sequence[Row]) -> Iterator[Row]:
    members = sorted((from_json(row["profile"]) for row in rows), key=lambda each: each.reference)
    ((wanted, _),) = name_clusters([members])
    spoken = any(each.article != ANCHOR for each in members) and not members[0].is_event
    yield {
        "head": rows[0]["head"], "wanted": wanted, "label": label_of(members) if spoken else None,
        "parties": _two_parties(members), "spokesmen": [to_json(each) for each in namesake(members)],
    }  # fmt: skip


def _take_turns(rows: Sequence[Row]) -> Iterator[Row]:
    """Of clusters that want one name the earliest gets it; which it is, a few profiles of each tell."""
    told = {tuple(map(from_json, row["spokesmen"])): row for row in rows}
    for canonical, members in name_clusters(told):
        row = told[tuple(members)]
        yield {**row, "canonical": canonical}


def _two_parties(members: Sequence[Profile]) -> list[str] | None:
    if members[0].type != "Treaty":
        return None
    pair, sure = find_pair(treaty_view(merge_profiles(members)))
    return sorted(pair) if sure > Sure.AROUND and len(pair) == 2 else None
