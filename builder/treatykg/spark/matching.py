"""Which nodes might be one: blocks are exploded, profiles meet where they share one, and each pair is compared once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from treatykg.resolution import Profile, find_blocks, to_edge
from treatykg.resolution.blocking import pairs_in
from treatykg.resolution.resolving import key_edges
from treatykg.spark.arrow import Row, flat_map, flat_map_groups
from treatykg.spark.tables import EDGES, read_profile, to_edge_row, to_node, to_reference

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def find_scored(profiles: DataFrame) -> DataFrame:
    """The pairs that score enough to be proposed, as EDGES.

    :param profiles: PROFILES; where they have a column `fresh`, one of each pair is fresh
    """
    told = profiles if "fresh" in profiles.columns else profiles.selectExpr("*", "cast(null as boolean) as fresh")
    columns = "block string, node string, published string, key string, fresh boolean"
    blocks = flat_map(told, _to_blocks, columns)
    pairs = flat_map_groups(blocks, "block", _to_pairs, "a string, b string").distinct()
    for side in ("a", "b"):
        pairs = pairs.join(profiles.selectExpr(f"node as {side}", f"profile as profile_{side}"), side)
    return flat_map(pairs.select("profile_a", "profile_b"), _compare, EDGES)


def find_keyed(profiles: DataFrame) -> DataFrame:
    """What bears one key, or does one act, as EDGES: certain without a comparison."""
    return flat_map_groups(profiles.where("key is not null"), "key", _to_chain, EDGES)


def _to_blocks(row: Row) -> Iterator[Row]:
    profile = read_profile(row["profile"])
    published = profile.published.isoformat() if profile.published else None
    for block in find_blocks(profile):
        yield {"block": block, "node": row["node"], "published": published, "key": profile.key, "fresh": row["fresh"]}


def _to_pairs(rows: Sequence[Row]) -> Iterator[Row]:
    if len(rows) == 1:
        return
    fresh = frozenset(to_reference(row["node"]) for row in rows if row["fresh"])
    every = rows[0]["fresh"] is None
    for one, two in pairs_in([_outline(row) for row in rows], fresh=None if every else fresh):
        yield {"a": to_node(one.reference), "b": to_node(two.reference)}


def _outline(row: Row) -> Profile:
    """As much of a profile as it takes to say whom it meets in a block."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Profile(*to_reference(row["node"]), "Treaty", published=published, key=row["key"])


def _compare(row: Row) -> Iterator[Row]:
    edge = to_edge(read_profile(row["profile_a"]), read_profile(row["profile_b"]))
    if edge is not None:
        yield to_edge_row(edge)


def _to_chain(rows: Sequence[Row]) -> Iterator[Row]:
    yield from map(to_edge_row, key_edges([read_profile(row["profile"]) for row in rows]))
