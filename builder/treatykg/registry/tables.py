"""The clean tables that a register's mapping to RDF reads: one value in each cell."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "register": ("register", "title", "publisher", "url", "file"),
    "treaties": ("treaty", "row", "title", "name", "note", "identifier"),
    "parties": ("treaty", "party"),
    "territories": ("treaty", "territory"),
    "subjects": ("treaty", "concept"),
    "events": ("event", "type", "treaty", "row"),
    "dates": ("event", "date", "effective"),
    "actors": ("event", "actor"),
    "places": ("event", "place"),
    "things": ("thing", "class", "label"),
}
"""The tables and their columns; a mapping reads `<table>.csv`."""


@dataclass(frozen=True, slots=True)
class CleanTables:
    """The rows of each table, in the order of the register; empty cells say nothing."""

    rows: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, records: Iterable[tuple[str, tuple[str, ...]]]) -> CleanTables:
        """The tables of `records`, each with the name of its table."""
        rows: dict[str, list[tuple[str, ...]]] = {name: [] for name in COLUMNS}
        for name, cells in records:
            rows[name].append(cells)
        return cls({name: tuple(dict.fromkeys(each)) for name, each in rows.items()})

    def write(self, where: Path) -> None:
        """Write each table as CSV into a folder."""
        for name, rows in self.rows.items():
            with (where / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(COLUMNS[name])
                writer.writerows(rows)
