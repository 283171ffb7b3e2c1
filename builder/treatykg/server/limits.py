"""What one query, and all together, may take."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and numbers; what goes beyond them is refused or cut with a message, never silently shortened.

    `seconds` is the time of one query, `result` and `body` the bytes of an answer and of a request, `memory` what one
    query may take beside the graph, `queue` how many queries may wait while all `workers` are busy.
    """

    seconds: float = 30.0
    result: int = 64 * MEGABYTE
    body: int = MEGABYTE
    memory: int = 2048 * MEGABYTE
    queue: int = 64
    workers: int = 2
