"""The outcome of comparing two profiles: a score with its reasons, added up from named weights."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from treatykg.lexicon import load_lexicon

_CERTAIN = 40.0  # bits; beyond it a float has no more digits for the score


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two profiles are one thing, from 0 to 1, why, and whether that is ruled out."""

    score: float
    reasons: tuple[str, ...]
    forbidden: bool = False

    @property
    def bits(self) -> float:
        """The sum of the weights behind the score."""
        if self.forbidden or self.score <= 0.0:
            return -_CERTAIN
        return _CERTAIN if self.score >= 1.0 else math.log2(self.score / (1.0 - self.score))


def forbid(reason: str) -> Comparison:
    """The comparison of what cannot be one thing."""
    return Comparison(0.0, (reason,), forbidden=True)


@dataclass(slots=True)
class Tally:
    """Adds up the weights of one table of lexicon/resolution.toml."""

    table: str
    bits: float = field(init=False)
    seen: list[tuple[str, str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.bits = _prior(self.table)

    def add(self, name: str, detail: str = "") -> None:
        """Count an observation, with what was seen."""
        self.bits += _rules(self.table)[name][0]
        self.seen.append((name, detail))

    def total(self) -> Comparison:
        """The score of all that was counted."""
        bits = max(-_CERTAIN, min(_CERTAIN, self.bits))
        return Comparison(round(1.0 / (1.0 + 2.0**-bits), 9), tuple(self._reason(*each) for each in self.seen))

    def _reason(self, name: str, detail: str) -> str:
        weight, says = _rules(self.table)[name]
        return f"{says}{': ' if detail else ''}{detail} ({weight:+g})"


def sides_of(table: str, reasons: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The sides from which reasons speak for one thing, and those from which any speaks against it."""
    told = [(side, reason.rpartition("(")[2].startswith("-")) for reason in reasons if (side := _side(table, reason))]
    return frozenset(side for side, against in told if not against), frozenset(
        side for side, against in told if against
    )


def _side(table: str, reason: str) -> str:
    """The side of the observation whose words a reason begins with, the longest ones."""
    fitting = (words for words in _sides(table) if reason.startswith(words))
    return _sides(table)[max(fitting, key=len)]


@cache
def _sides(table: str) -> Mapping[str, str]:
    """What each observation says, and its side."""
    rules = load_lexicon("resolution")[table]
    return {rule["says"]: rule["side"] for name, rule in rules.items() if name != "prior"}


@cache
def _rules(table: str) -> Mapping[str, tuple[float, str]]:
    """Weight and words of each observation of a table."""
    rules = load_lexicon("resolution")[table]
    return {name: (float(rule["weight"]), rule["says"]) for name, rule in rules.items() if name != "prior"}


@cache
def _prior(table: str) -> float:
    return float(load_lexicon("resolution")[table]["prior"])


@cache
def threshold(name: str) -> float:
    """One of the thresholds of lexicon/resolution.toml."""
    return float(load_lexicon("resolution")["thresholds"][name])
