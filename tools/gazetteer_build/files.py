"""Reading the inputs, writing the tables: CSV in UTF-8, lists inside a cell separated by `|`."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = dict[str, str]

_STROKES = str.maketrans("øØđĐłŁıħĦðÐ", "oOdDlLihHdD")


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def states_with(overlays: Path, custom: str) -> frozenset[str]:
    """The keys of the states with a custom of naming.

    `short_names`: the press gives first given and family name; `family_name_first`; `shared_family_names`: few, so that
    a family name alone identifies nobody.
    """
    return frozenset(row["state"] for row in read_rows(overlays / "naming_customs.csv") if row["custom"] == custom)


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table as CSV text; columns that a row lacks are empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def items(cell: str) -> list[str]:
    """The items of a list cell."""
    return cell.split("|") if cell else []


def to_cell(names: Iterable[str]) -> str:
    """Names as one list cell: each once, in their order, the empty ones left out."""
    return "|".join(dict.fromkeys(filter(None, names)))


def plain(text: str) -> str:
    """`text` without diacritics: "Nukuʻalofa" stays, "Tórshavn" becomes "Torshavn"."""
    letters = unicodedata.normalize("NFD", text.translate(_STROKES))
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def slug(text: str) -> str:
    """`text` as the last part of a key: "Côte d'Ivoire" becomes "cote-d-ivoire"."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")
