"""Connected components by iterated labels: large-star and small-star, after Kiveris et al., doi:10.1145/2670979.2670997.

Each round hangs the neighbours of every node on the smallest of them, which halves distances: chains as long as the reports on a
famous treaty take some ten rounds. Where all edges fit into one task, that task joins them by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from treatykg.spark.arrow import Row, flat_map_groups

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from treatykg.spark.tables import Stage

_FIT_ONE_TASK = 500_000  # edges: about 200 MB in Python, two seconds
_COMPONENTS = "node string, component string"


def find_components(edges: DataFrame, *, name: str, stage: Stage, fit_one_task: int = _FIT_ONE_TASK) -> DataFrame:
    """Each node that has an edge to another, and the smallest node of its component.

    :param edges: columns a and b
    :param name: of the intermediate tables
    """
    links = stage(edges.where("a <> b").selectExpr("least(a, b) as small", "greatest(a, b) as large").distinct(), name)
    if links.count() <= fit_one_task:
        return flat_map_groups(links.selectExpr("1 as all", "*"), "all", _in_one_task, _COMPONENTS)
    return _by_stars(links, name, stage)


def _by_stars(links: DataFrame, name: str, stage: Stage) -> DataFrame:
    from pyspark.sql import functions as f

    known = -1, -1
    for number in range(100):
        links = stage(_small_star(_large_star(links)), f"{name}_{number}")
        found = links.agg(f.count("*"), f.sum(f.crc32(f.concat_ws(" ", "small", "large")))).first()
        if found is not None and (found[0], found[1]) == known:
            break
        known = (found[0], found[1]) if found is not None else known
    roots = links.selectExpr("small as node", "small as component")
    return links.selectExpr("large as node", "small as component").union(roots).distinct()


def _large_star(links: DataFrame) -> DataFrame:
    """Hang the larger neighbours of each node on the smallest of its neighbours and itself."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    both = links.selectExpr("small as node", "large as other").union(
        links.selectExpr("large as node", "small as other")
    )
    least = f.least("node", f.min("other").over(Window.partitionBy("node")))
    stars = both.withColumn("small", least).where("other > node")
    return stars.selectExpr("small", "other as large").distinct()


def _small_star(links: DataFrame) -> DataFrame:
    """Hang each node and its smaller neighbours on the smallest of them."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    least = links.withColumn("least", f.min("small").over(Window.partitionBy("large")))
    stars = least.selectExpr("least as small", "small as large").union(least.selectExpr("least as small", "large"))
    return stars.where("small <> large").distinct()


def _in_one_task(rows: Sequence[Row]) -> Iterator[Row]:
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for row in rows:
        one, two = sorted((root(row["small"]), root(row["large"])))
        parent[two] = one
    for node in parent:
        yield {"node": node, "component": root(node)}
