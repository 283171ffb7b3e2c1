"""The tables of `ontology/gazetteer/`: which columns each has, what its cells hold, and how it is read.

A table is CSV in UTF-8 with a header; a cell that holds a list separates its items with `|`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from treatykg.errors import KnowledgeError

Row: TypeAlias = Mapping[str, str]
Cell: TypeAlias = Literal["key", "ref", "refs", "qid", "date", "text", "must"]  # `must`: text that may not be empty


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table: its file, its columns with what their cells hold, and the values that some columns are limited to."""

    file: str
    columns: Mapping[str, Cell]
    choices: Mapping[str, frozenset[str]]

    @property
    def keyed(self) -> bool:
        """Whether each row describes one thing that has a key."""
        return "key" in self.columns


Rows: TypeAlias = Mapping[Table, Sequence[Row]]  # the rows of each table; the first stands in line 2


def _table(file: str, columns: str, **choices: str) -> Table:
    """A table from `name` or `name:cell` words."""
    cells = (column.partition(":")[::2] for column in columns.split())
    return Table(
        file,
        {name: cell or "text" for name, cell in cells},  # type: ignore[misc]  # the tests read every table with it
        {name: frozenset(words.split("|")) for name, words in choices.items()},
    )


STATES = _table(
    "states.csv",
    "key:key kind:must label:must names former_names adjectives people capital seats capital_wikidata:qid alpha2 alpha3"
    " numeric cow wikidata:qid successors:refs source:must",
    kind="state|territory|special-region|unrecognised|historical",
)
LEGISLATURES = _table(
    "legislatures.csv",
    "key:key state:ref kind:must label:must names wikidata:qid source:must",
    kind="parliament|lower|upper|unicameral",
)
LEADERS = _table("leaders.csv", "key:key label:must names family_name:must wikidata:qid source:must")
TERMS = _table("terms.csv", "person:ref role:must of:ref since:date until:date source:must")
ROLES = _table("roles.csv", "words:must roles:must source:must")
GUARDS = _table("guards.csv", "surface:must treatment:must reason:must source:must", treatment="ambiguous|never|shadow")
ORGANIZATIONS = _table(
    "organizations.csv",
    "key:key type:must label:must acronyms names aliases wikidata:qid seat parent:refs kind source:must",
    type="InternationalOrganization|Organization",
)
MEMBERSHIPS = _table("memberships.csv", "organization:ref state:ref since:date until:date status:must source:must")
METONYMS = _table(
    "metonyms.csv", "surface:must refers_to:ref body:refs context_needed:must source:must", context_needed="yes|no"
)
GROUPS = _table("groups.csv", "key:key label:must names members:refs wikidata:qid source:must")
TREATIES = _table(
    "treaties.csv",
    "key:key label:must names acronyms kind parties:refs depositary:refs signed:date place in_force:date"
    " terminated:date subject obligations wikidata:qid source:must",
)
BODIES = _table(
    "bodies.csv",
    "key:key type:must label:must names of:ref wikidata:qid source:must",
    type="GovernmentBody|InternationalOrganization",
)
INSTRUMENTS = _table("instruments.csv", "key:key label:must names wikidata:qid source:must")
PLACES = _table("places.csv", "key:key label:must names country:refs wikidata:qid source:must")

TABLES = (
    STATES, LEGISLATURES, LEADERS, TERMS, ROLES, GUARDS, ORGANIZATIONS, MEMBERSHIPS, METONYMS, GROUPS, TREATIES, BODIES,
    INSTRUMENTS, PLACES,
)  # fmt: skip


def items(cell: str) -> tuple[str, ...]:
    """The items of a list cell.

    >>> items("Kyiv|Kiev"), items("")
    (('Kyiv', 'Kiev'), ())
    """
    return tuple(cell.split("|")) if cell else ()


def read_table(table: Table, folder: Path) -> tuple[Row, ...]:
    """The rows of a table, the first from line 2 of the file.

    :raises KnowledgeError: if the file is missing, is not UTF-8, or its header or the width of a row is not the table's
    """
    path = folder / table.file
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(_rows(table, path, csv.reader(file, strict=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(
            f"{path}: {error}: restore the table or rebuild it with tools/build_gazetteer.py"
        ) from error


def _rows(table: Table, path: Path, reader: Iterator[list[str]]) -> Iterator[Row]:
    columns = list(table.columns)
    if next(reader, None) != columns:
        raise KnowledgeError(f"{path}:1: the header must be {','.join(columns)}")
    for line, row in enumerate(reader, start=2):
        if len(row) != len(columns):
            raise KnowledgeError(
                f"{path}:{line}: {len(row)} cells instead of {len(columns)}: quote cells that hold commas"
            )
        yield dict(zip(columns, row, strict=True))
