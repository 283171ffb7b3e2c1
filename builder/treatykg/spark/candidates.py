"""The only treaty that it could be, on a cluster: what `treatykg.resolution.candidates` decides for each cluster and edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from treatykg.resolution.candidates import Link, agree, articles_of, is_open, is_told_enough, judge, strengthen
from treatykg.spark.arrow import Row, flat_map, flat_map_groups
from treatykg.spark.clustering import count_nodes
from treatykg.spark.tables import EDGES, read_edge, to_edge_row, to_node, to_reference

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_VERDICTS = f"{EDGES}, pair string, sole boolean, free boolean"


def keep_true(
    scored: DataFrame, again: DataFrame, third: DataFrame, clusters: DataFrame, before: DataFrame
) -> DataFrame:
    """The edges between clusters as they are now: those of earlier rounds as far as nothing has grown since.

    :param before: how many nodes the clusters had before the last round
    """
    now = clusters.join(count_nodes(clusters).withColumnRenamed("nodes", "size"), "head")
    told = now.join(before, "head", "left").fillna(1, subset=["nodes"])
    alone = told.where("size = 1").select("node")
    steady = told.where("size = nodes").select("node")
    return _between(scored, alone).unionByName(_between(again, steady)).unionByName(third)


def find_sole(edges: DataFrame, clusters: DataFrame) -> DataFrame:
    """EDGES between two treaties of which one could be no other, with that as a further reason."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    members = clusters.groupBy("head").agg(f.collect_list("node").alias("nodes"))
    homes = clusters.join(members, "head")
    edges = flat_map(edges, _if_open, EDGES)
    for side in ("a", "b"):
        edges = edges.join(homes.selectExpr(f"node as {side}", f"head as head_{side}", f"nodes as nodes_{side}"), side)
    pair = (f.least("head_a", "head_b"), f.greatest("head_a", "head_b"))
    best = Window.partitionBy("pair").orderBy(f.desc("score"), "a", "b")
    ranked = edges.where("head_a <> head_b").withColumn("pair", f.concat_ws("\n", *pair))
    kept = ranked.withColumn("rank", f.row_number().over(best)).where("rank = 1").drop("rank")
    links = _seen_from(kept, "a", "b").unionByName(_seen_from(kept, "b", "a"))
    return flat_map_groups(flat_map_groups(links, "head", _judge, _VERDICTS), "pair", _agree, EDGES)


def _between(edges: DataFrame, nodes: DataFrame) -> DataFrame:
    for side in ("a", "b"):
        edges = edges.join(nodes.withColumnRenamed("node", side), side, "left_semi")
    return edges


def _if_open(row: Row) -> Iterator[Row]:
    if is_open(read_edge(row)):
        yield row


def _seen_from(edges: DataFrame, one: str, other: str) -> DataFrame:
    """The edges with the cluster at one end, and what is at the other."""
    ends = (f"head_{one} as head", f"head_{other} as other", f"nodes_{other} as nodes")
    return edges.selectExpr("a", "b", "score", "reasons", "decided_by", "pair", *ends)


def _judge(rows: Sequence[Row]) -> Iterator[Row]:
    links = [
        Link(read_edge(row), to_reference(row["other"]), articles_of(map(to_reference, row["nodes"]))) for row in rows
    ]
    pairs = {(row["a"], row["b"]): row["pair"] for row in rows}
    for edge, (sole, free) in judge(links):
        pair = pairs[to_node(edge.a), to_node(edge.b)]
        yield {**to_edge_row(edge), "pair": pair, "sole": sole, "free": free}


def _agree(rows: Sequence[Row]) -> Iterator[Row]:
    edge = read_edge(rows[0])
    if agree([(row["sole"], row["free"]) for row in rows]) and is_told_enough(edge):
        yield to_edge_row(strengthen(edge))
