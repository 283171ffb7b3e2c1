"""What could not be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that could not be read: the file and line, or address, and what is wrong with it and can be done."""

    source: str
    reason: str
