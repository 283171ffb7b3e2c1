"""Intervals of days: whether they meet, how far they lie apart, and whether they are narrow enough to tell."""

from __future__ import annotations

from datetime import date
from typing import Protocol

_NARROW = 7  # days
_OPEN = 10**6


class Dated(Protocol):
    """Anything with a first and a last possible day."""

    @property
    def earliest(self) -> date | None:
        """The first possible day."""
        ...

    @property
    def latest(self) -> date | None:
        """The last possible day."""
        ...


def gap(a: Dated, b: Dated) -> int:
    """The days between two intervals, 0 when they meet; an open end meets all."""
    after = (a.earliest - b.latest).days if a.earliest and b.latest else 0
    before = (b.earliest - a.latest).days if b.earliest and a.latest else 0
    return max(after, before, 0)


def overlap(a: Dated, b: Dated) -> bool:
    """Whether the intervals meet, both being closed."""
    return None not in (a.earliest, a.latest, b.earliest, b.latest) and gap(a, b) == 0


def width(a: Dated) -> int:
    """The days from the first to the last; many for an open interval."""
    return (a.latest - a.earliest).days if a.earliest and a.latest else _OPEN


def is_narrow(a: Dated) -> bool:
    """Whether the interval is a week at most."""
    return width(a) < _NARROW


def years(a: Dated) -> frozenset[int]:
    """The years that a closed interval touches; none of an open one."""
    return frozenset(range(a.earliest.year, a.latest.year + 1)) if a.earliest and a.latest else frozenset()
