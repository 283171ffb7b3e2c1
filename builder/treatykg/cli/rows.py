"""Rows printed as a table for people, or as CSV or JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from treatykg.cli.choices import Output
from treatykg.cli.terminal import print_bytes, print_lines, to_table

Cell: TypeAlias = str | int | float | bool | None


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Cell]], output: Output, *, empty: str) -> None:
    """Print rows under their columns; `empty` is what people read when there are none."""
    cells = list(rows)
    match output:
        case Output.table:
            print_lines(to_table(columns, [list(map(_text, row)) for row in cells]) if cells else empty)
        case Output.csv:
            print_bytes(_to_csv(columns, cells))
        case Output.json:
            records = [dict(zip(columns, row, strict=True)) for row in cells]
            print_bytes((json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def _to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows((columns, *rows))
    return text.getvalue().encode("utf-8")


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
