"""What a provision is about: its obligation type, from the words of its clause. Data: `lexicon/obligations.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from treatykg.errors import KnowledgeError
from treatykg.lexicon import load_lexicon
from treatykg.model import ObligationType


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words that introduce provisions."""
    return frozenset(load_lexicon("obligations")["introduce"][name])


@cache
def _patterns() -> tuple[tuple[ObligationType, re.Pattern[str], int], ...]:
    types = load_lexicon("obligations")["types"]
    unknown = sorted(set(types) - set(get_args(ObligationType)))
    if unknown:
        raise KnowledgeError(f"lexicon/obligations.toml: no such obligation type: {', '.join(unknown)}")
    return tuple(
        (kind, re.compile(rf"\b{re.escape(stem)}", re.IGNORECASE), 2 if " " in stem else 1)
        for kind, stems in types.items()
        for stem in stems
    )


def find_obligation(clause: str) -> ObligationType | None:
    """Return the type whose words weigh most in the clause, of equals the one whose word comes first; None without any.

    >>> find_obligation("abolish tariffs on most industrial goods")
    'TradeLiberalization'
    """
    weight: dict[ObligationType, int] = {}
    first: dict[ObligationType, int] = {}
    for kind, pattern, worth in _patterns():
        match = pattern.search(clause)
        if match:
            weight[kind] = weight.get(kind, 0) + worth
            first[kind] = min(first.get(kind, match.start()), match.start())
    return min(weight, key=lambda kind: (-weight[kind], first[kind]), default=None)
