"""Python functions over Spark tables, through Arrow.

`mapInArrow` and not `mapInPandas`: the same worker processes and the same batches, without the copy into pandas, whose third
release PySpark does not support yet. Groups are runs of a sorted partition and not `applyInArrow`, which costs a
millisecond for each group: most blocks hold one profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

Row: TypeAlias = Mapping[str, Any]
OfRow: TypeAlias = Callable[[Row], Iterable[Row]]
OfGroup: TypeAlias = Callable[[Sequence[Row]], Iterable[Row]]
_Of: TypeAlias = Callable[[Iterator[Row]], Iterable[Row]]

_ROWS = 256  # of a batch that goes out: the graphs of so many articles are some 30 MB


def flat_map(frame: DataFrame, function: OfRow, columns: str) -> DataFrame:
    """The rows that a function makes of each row.

    :param function: of a module, or a `functools.partial` of one: workers import it
    :param columns: of the result, as Spark's DDL, such as "id string, size long"
    """
    return _map(frame, partial(_of_each, function), columns)


def flat_map_groups(frame: DataFrame, by: str, function: OfGroup, columns: str) -> DataFrame:
    """The rows that a function makes of all rows with one value in the column `by`; a group must fit into memory."""
    return _map(frame.repartition(by).sortWithinPartitions(by), partial(_of_runs, function, by), columns)


def _map(frame: DataFrame, function: _Of, columns: str) -> DataFrame:
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    schema = StructType.fromDDL(columns)
    if not isinstance(schema, StructType):
        raise TypeError(f"no columns: {columns}")
    return frame.mapInArrow(partial(_in_batches, function, to_arrow_schema(schema)), schema)


def _of_each(function: OfRow, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield from function(row)


def _of_runs(function: OfGroup, by: str, rows: Iterable[Row]) -> Iterator[Row]:
    for _, group in groupby(rows, key=itemgetter(by)):
        yield from function(list(group))


def _in_batches(function: _Of, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    results = iter(function(row for batch in batches for row in batch.to_pylist()))
    while rows := list(islice(results, _ROWS)):
        yield pa.RecordBatch.from_pylist(rows, schema=schema)
