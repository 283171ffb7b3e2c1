"""From articles to records: the part of the work that takes nearly all of the time, on all executors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from treatykg.corpus.workers import try_record
from treatykg.model import Article, Failure
from treatykg.spark.arrow import Row, flat_map
from treatykg.spark.inputs import ARTICLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

RECORDS = (
    "id string, published string, input string, counts string, said binary, background binary, profiles array<string>, "
    "reason string, content string"
)
_FEW = 64  # articles of a task: what is lost with an executor, and how evenly the end comes
_MOST = 2000


def extract(articles: DataFrame, *, base: str, include_text: bool) -> DataFrame:
    """A record for each article, or the reason why there is none; see RECORDS.

    The parser is loaded once in each worker process. Articles are dealt out by their id, so that one file, which Spark would
    read in one task, keeps all cores busy.
    """
    number = articles.count()
    cores = articles.sparkSession.sparkContext.defaultParallelism
    tasks = max(min(4 * cores, -(-number // _FEW)), -(-number // _MOST), 1)
    chosen = articles.select(*(column.split()[0] for column in ARTICLES.split(", "))).repartition(tasks, "id")
    return flat_map(chosen, partial(to_record, base, include_text), RECORDS)


def to_record(base: str, include_text: bool, row: Row) -> Iterator[Row]:
    """A row of RECORDS: the record of the article in `row`, or why there is none, with the article as it was."""
    published = row["published"]
    article = Article(**{**row, "published": date.fromisoformat(published) if published else None})
    record = try_record(article, base=base, include_text=include_text)
    if isinstance(record, Failure):
        yield {"id": article.id, "reason": record.reason, "content": json.dumps({**row}, ensure_ascii=False)}
        return
    yield {
        "id": article.id, "published": published, "input": record.input, "counts": json.dumps(record.counts),
        "said": record.said, "background": record.background, "profiles": list(record.profiles),
    }  # fmt: skip
