"""The table of parliaments and chambers: the Factbook's, with press names and Wikidata ids of the overlay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from gazetteer_build.files import Row, items, read_rows, slug, to_cell

COLUMNS = ("key", "state", "kind", "label", "names", "wikidata", "source")
_FACTBOOK, _OVERLAY = "CIA World Factbook (CC0)", "overlays/legislatures.csv"


def build_legislatures(sources: Path, overlays: Path, states: Iterable[Row]) -> list[Row]:
    """The rows of legislatures.csv, sorted by key. The label of the overlay wins; names of both are kept."""
    keys = {row["alpha2"]: row["key"] for row in states if row.get("alpha2")}
    factbook = _by_house(row for row in read_rows(sources / "legislatures_factbook.csv") if row["iso2"] in keys)
    found = {(keys[iso2], kind.replace("legislature", "parliament")): row for (iso2, kind), row in factbook.items()}
    overlay = {(row["state"], row["kind"]): row for row in read_rows(overlays / "legislatures.csv")}
    rows = [_legislature(house, found.get(house), overlay.get(house)) for house in {**found, **overlay}]
    return sorted(rows, key=lambda row: row["key"])


def _by_house(rows: Iterable[Row]) -> Mapping[tuple[str, str], Row]:
    return {(row["iso2"], row["kind"]): row for row in rows}


def _legislature(house: tuple[str, str], factbook: Row | None, overlay: Row | None) -> Row:
    state, kind = house
    english = _names(factbook["name_en"]) if factbook else []
    label = overlay["label"] if overlay else english[0]
    names = [
        *items(overlay["names"] if overlay else ""),
        *english,
        *(_names(factbook["name_local"]) if factbook else []),
    ]
    return {
        "key": f"legislature/{state.removeprefix('state/')}-{slug(label)}",
        "state": state,
        "kind": kind,
        "label": label,
        "names": to_cell(name for name in names if name != label),
        "wikidata": overlay["wikidata"] if overlay else "",
        "source": "; ".join(([_FACTBOOK] if factbook else []) + ([_OVERLAY] if overlay else [])),
    }


def _names(cell: str) -> list[str]:
    """The names in a cell of the Factbook, which strings languages together with dashes and slashes."""
    return [name.strip() for name in re.split(r" - |/| or ", re.sub(r"\(.*?\)", "", cell)) if name.strip()]
