"""The tables that a build goes through. A node is one thing as one article gives it, named by article and local id.

Profiles travel as the JSON that `treatykg.resolution` reads and writes; everything else about them is worked out where they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from treatykg.resolution import Edge, Profile, Reference, from_json, to_json
from treatykg.spark.arrow import Row

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

PROFILES = "node string, key string, profile string"
EDGES = "a string, b string, score double, reasons array<string>, decided_by string"
CLUSTERS = "head string, node string"
"""Each node and the smallest node of its cluster."""

Stage: TypeAlias = Callable[["DataFrame", str], "DataFrame"]
"""Writes a table under a name and reads it again: it is worked out once, and an executor that dies takes nothing with it."""

_SEPARATOR = "\t"  # sorts before all that an id can hold, so that nodes sort as references do


def to_node(reference: Reference) -> str:
    """Article and local id in one string."""
    return _SEPARATOR.join(reference)


def to_reference(node: str) -> Reference:
    """Article and local id of a node."""
    article, _, local = node.partition(_SEPARATOR)
    return article, local


def to_profile_row(profile: Profile) -> Row:
    """A row of PROFILES."""
    return {"node": to_node(profile.reference), "key": profile.key, "profile": to_json(profile)}


@lru_cache(maxsize=20_000)
def read_profile(line: str) -> Profile:
    """The profile; neighbouring pairs have one in common."""
    return from_json(line)


def to_edge_row(edge: Edge) -> Row:
    """A row of EDGES."""
    return {
        "a": to_node(edge.a), "b": to_node(edge.b), "score": edge.score, "reasons": list(edge.reasons),
        "decided_by": edge.decided_by,
    }  # fmt: skip


def read_edge(row: Row) -> Edge:
    """The edge of a row of EDGES."""
    return Edge(to_reference(row["a"]), to_reference(row["b"]), row["score"], tuple(row["reasons"]), row["decided_by"])
