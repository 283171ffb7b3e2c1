"""The name of a treaty within its title: without the parties, and the treaty of the gazetteer that has this very name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from treatykg.gazetteer import fold, load_gazetteer
from treatykg.registry.description import RegisterDescription
from treatykg.registry.rows import Row

_BRACKETS = re.compile(
    r"\s*(?:\[[^\[\]]*\]|\([^()]*\))\s*\.?$"
)  # "[with Protocol]", "(concluded under Deed of Entrustment)"


def name_of(title: str, description: RegisterDescription) -> str:
    """The title without the parties and what stands in brackets at its end, as treaties of articles are named.

    "Agreement between A and B concerning C" becomes "Agreement concerning C", "Treaty of Peace between A and B" becomes
    "Treaty of Peace". Two treaties of two states in one year would else often have one name.
    """
    title = _BRACKETS.sub("", title) or title
    parties = description.party_clause.search(title)
    if parties is None:
        return title
    aim = description.aims.search(title, parties.end() - 1)
    return f"{title[: parties.start()]} {title[aim.start() :].lstrip(', ')}" if aim else title[: parties.start()]


def find_known(row: Row) -> str | None:
    """The key of the gazetteer's treaty that has the row's title as one of its names and was signed at that time."""
    key = _known_names().get(_plain(_BRACKETS.sub("", row.title)))
    if key is None or row.year is None:
        return None
    year = load_gazetteer().record(key).year
    return key if year is not None and abs(year - row.year) <= 1 else None


@cache
def _known_names() -> Mapping[str, str]:
    """Folded name to key, of names with at least three words: shorter ones are no titles."""
    gazetteer = load_gazetteer()
    pairs = ((_plain(name), key) for key in gazetteer.keys("Treaty") for name in gazetteer.record(key).names)
    return {name: key for name, key in pairs if len(name.split()) >= 3}


def _plain(title: str) -> str:
    return fold(title).lower().strip(" .")
