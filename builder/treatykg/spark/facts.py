"""The facts of articles as rows for Parquet, with the columns of the tables that `treatykg export --format csv` writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from treatykg.builds.rows import TABLES, Kind, table_rows
from treatykg.triples import Dataset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

KINDS: Final[tuple[Kind, ...]] = ("events", "claims", "provisions", "entities")
_TYPES: Final[Mapping[str, str]] = {
    "confidence": "double",
    "votes_for": "bigint",
    "votes_against": "bigint",
    "abstentions": "bigint",
    "unanimous": "boolean",
    "quoted": "boolean",
    "unnamed_source": "boolean",
}


def _columns(kind: Kind) -> str:
    header = TABLES[kind](Dataset()).decode("utf-8").strip().split(",")
    return ", ".join(f"{name}: {_TYPES.get(name, 'string')}" for name in ("article", *header))


FACTS: Final = ", ".join(f"{kind} array<struct<{_columns(kind)}>>" for kind in KINDS)


def to_facts(dataset: Dataset, *, article: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of each kind, by kind."""
    return {kind: [{"article": article, **row} for row in table_rows(dataset, kind)] for kind in KINDS}


def select_facts(written: DataFrame, kind: Kind) -> DataFrame:
    """The table of one kind of fact over all articles, with the year of publication, by which it is parted: a file a year."""
    year = "coalesce(substring(published, 1, 4), 'unknown') as year"
    return written.selectExpr(year, "published", f"inline({kind})").repartition("year")
