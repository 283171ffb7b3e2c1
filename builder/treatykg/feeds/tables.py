"""Parquet files: each row is a record as in JSON Lines, read some rows at a time, whatever the size of the row groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from treatykg.articles import Draft, Refused, is_known, to_draft
from treatykg.errors import ArticleError, OptionError

if TYPE_CHECKING:
    from pyarrow import RecordBatch

_ROWS: Final = 64  # at a time


def read_rows(path: Path) -> Iterator[Draft | Refused]:
    """The articles of a Parquet file, a row each, whose columns have the names that keys have in JSON Lines.

    :raises ArticleError: if the file is no Parquet file, or is broken from some row on
    :raises OptionError: if pyarrow is not installed
    """
    for number, (batch, row) in enumerate(_rows(path), start=1):
        place = f"{path}: row {number}"
        try:
            yield to_draft(_read_row(batch, row, place), place=place, name=None)
        except ArticleError as error:
            yield Refused.by(error, place=place)


def _rows(path: Path) -> Iterator[tuple[RecordBatch, int]]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError as error:
        raise OptionError("pyarrow is not installed: pip install 'treatykg[parquet]'") from error
    try:
        with ParquetFile(path, pre_buffer=False) as table:
            columns = [name for name in table.schema_arrow.names if is_known(name)]
            for batch in table.iter_batches(_ROWS, columns=columns, use_threads=False):
                yield from ((batch, row) for row in range(batch.num_rows))
    except (ArrowException, OSError) as error:
        raise ArticleError(f"{path}: not a whole Parquet file ({error}): write it again") from error


def _read_row(batch: RecordBatch, row: int, place: str) -> dict[str, object]:
    try:
        (record,) = batch.slice(row, 1).to_pylist()
    except (ValueError, OverflowError) as error:  # text that is not UTF-8, a moment that no calendar of Python has
        raise ArticleError(f"{place}: cannot be read ({error}): mend it") from error
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()}
