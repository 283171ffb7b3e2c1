"""Reading of articles as Spark tables: JSON Lines (also compressed) or Parquet, from wherever Spark reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from treatykg.errors import OptionError, TreatykgError
from treatykg.spark.arrow import Row, flat_map

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ARTICLES = "id string, text string, title string, published string, url string, publisher string"
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.bz2", ".jsonl.zst")


def read_table(session: SparkSession, inputs: list[str], *, max_size: int) -> DataFrame:
    """The articles of all inputs, and in rows with a `reason` what is none.

    Columns: those of ARTICLES; or `reason`, `source` and `content`, the line as it was; and `place`, by which of an article
    that comes twice the later one counts.

    :raises OptionError: if there is no such input, or it is of another kind
    """
    parts = [_read(session, each) for each in inputs]
    lines = parts[0]
    for each in parts[1:]:
        lines = lines.unionByName(each)
    return flat_map(
        lines, partial(_to_rows, max_size), f"{ARTICLES}, reason string, source string, content string, place string"
    )


def latest(articles: DataFrame) -> DataFrame:
    """Each article once; of several with one id the last, as when they are added one after the other."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    order = Window.partitionBy("id").orderBy(f.desc("place"))
    return articles.withColumn("rank", f.row_number().over(order)).where("rank = 1").drop("rank")


def _read(session: SparkSession, location: str) -> DataFrame:
    """One column `line` with a JSON object each, its `file`, and `place`, which rises through the input."""
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f

    try:
        if _is_parquet(session, location):
            frame = session.read.parquet(location)
            line = f.to_json(f.struct(*frame.columns), {"ignoreNullFields": "true"})
        else:
            frame = session.read.text(location)
            line = f.col("value")
    except AnalysisException as error:
        raise OptionError(f"{location}: Spark finds nothing to read there: check the path") from error
    start = f.format_string("%020d", "_metadata.file_block_start")
    number = f.format_string("%020d", f.monotonically_increasing_id())
    file = f.col("_metadata.file_path")
    return frame.select(line.alias("line"), file.alias("file"), f.concat_ws(" ", file, start, number).alias("place"))


def _is_parquet(session: SparkSession, location: str) -> bool:
    names = [location, *_files(session, location)]
    if any(name.endswith(".parquet") for name in names):
        return True
    if any(name.endswith(_LINES) for name in names):
        return False
    raise OptionError(
        f"{location}: neither JSON Lines ({', '.join(_LINES)}) nor Parquet: convert it, or name another input"
    )


def _files(session: SparkSession, location: str) -> Iterator[str]:
    """The names in a folder, on whatever file system."""
    context: Any = session.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(location)  # no public way to list a folder
    system = path.getFileSystem(context._jsc.hadoopConfiguration())
    for status in system.globStatus(path) or ():
        if status.isDirectory():
            yield from (each.getPath().getName() for each in system.listStatus(status.getPath()))


def _to_rows(max_size: int, row: Row) -> Iterator[Row]:
    """The article of a line, or why there is none."""
    from treatykg.articles import ReadOptions, record_to_article

    if not (line := row["line"]).strip():
        return
    try:
        article = record_to_article(
            _parse(line, row["file"]), place=row["file"], options=ReadOptions(max_size=max_size)
        )
    except TreatykgError as error:
        yield {"reason": str(error), "source": row["file"], "content": line, "place": row["place"]}
        return
    published = article.published.isoformat() if article.published else None
    yield {
        "id": article.id, "text": article.text, "title": article.title, "published": published, "url": article.url,
        "publisher": article.publisher, "place": row["place"],
    }  # fmt: skip


def _parse(line: str, file: str) -> object:
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        from treatykg.errors import ArticleError

        raise ArticleError(f"{file}: not JSON ({error}): mend the line") from error
