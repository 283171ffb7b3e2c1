"""The table of states: the Factbook's names, ISO 3166 codes, and what the overlays say in their place or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer_build.files import Row, items, read_rows, to_cell

COLUMNS = (
    "key", "kind", "label", "names", "former_names", "adjectives", "people", "capital", "seats", "capital_wikidata",
    "alpha2", "alpha3", "numeric", "cow", "wikidata", "successors", "source",
)  # fmt: skip
_NOTHING = {"", "none", "NA"}
_KOSOVO = {"alpha2": "XK", "alpha3": "XKX", "numeric": ""}  # user-assigned codes: ISO 3166 has none for Kosovo
_FACTBOOK, _OVERLAY = "CIA World Factbook (CC0), ISO 3166", "overlays/states.csv"


def build_states(sources: Path, overlays: Path) -> list[Row]:
    """The rows of states.csv, sorted by key."""
    codes = {row["alpha2"]: row for row in read_rows(sources / "iso3166.csv")} | {"XK": _KOSOVO}
    overlay = {row["alpha3"]: row for row in read_rows(overlays / "states.csv")}
    countries = (row for row in read_rows(sources / "countries_factbook.csv") if row["iso2"] in codes)
    rows = [_state(row, codes[row["iso2"]], overlay) for row in countries if codes[row["iso2"]]["alpha3"] in overlay]
    return sorted([*rows, *_historical(overlays)], key=lambda row: row["key"])


def _historical(overlays: Path) -> Iterator[Row]:
    for row in read_rows(overlays / "historical_states.csv"):
        yield {**row, "source": "overlays/historical_states.csv"}


def _state(country: Row, code: Row, overlay: dict[str, Row]) -> Row:
    own = overlay[code["alpha3"]]
    names = [own["label"], *items(own["names"]), *_long_name(country)]
    people = (name for noun in re.split(r",| or ", country["noun"]) for name in _singular_and_plural(noun))
    adjectives = _own_or(own["adjectives"], map(_clean, re.split(r",|;| or ", country["adjective"])))
    return {
        "key": f"state/{code['alpha3']}",
        "kind": own["kind"] or "state",
        "label": own["label"],
        "names": to_cell(names[1:]),
        "former_names": own["former_names"],
        "adjectives": to_cell(adjective for adjective in adjectives if adjective not in names),
        "people": to_cell(_own_or(own["people"], people)),
        "capital": own["capital"],
        "seats": own["seats"],
        "capital_wikidata": own["capital_wikidata"],
        "alpha2": code["alpha2"],
        "alpha3": code["alpha3"],
        "numeric": code["numeric"],
        "cow": own["cow"],
        "wikidata": own["wikidata"] or country["qid"],
        "source": f"{_FACTBOOK}; {_OVERLAY}",
    }


def _own_or(own: str, factbook: Iterable[str]) -> list[str]:
    """The overlay's items if it has any, else the Factbook's; a dash in the overlay means none."""
    return [] if own == "-" else items(own) or list(factbook)


def _long_name(country: Row) -> tuple[str, ...]:
    """The Factbook's official name; it files the State of Palestine under "West Bank", which is a place."""
    return () if country["iso2"] == "PS" else (_clean(country["long"]),)


def _clean(name: str) -> str:
    """A name without the Factbook's notes; empty where it says `none`."""
    name = re.sub(r"\s*\(.*?\)|;.*", "", name).strip()
    return "" if name in _NOTHING else name


def _singular_and_plural(noun: str) -> tuple[str, ...]:
    """The forms of "Angolan(s)" and "Beninese (singular and plural)"."""
    name = _clean(noun.replace("(s)", "+s"))
    return (name.removesuffix("+s"), name.replace("+s", "s")) if name.endswith("+s") else (name,)
