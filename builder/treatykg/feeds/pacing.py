"""When a host may be asked next."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from treatykg.errors import ArticleError


class Pace:
    """Keeps requests to one host apart, for as long as we, its robots.txt or its own answers want it.

    :param interval: the least seconds between two requests to a host
    :param longest: the most seconds that are waited for one
    """

    def __init__(
        self,
        *,
        interval: float,
        longest: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = interval
        self._longest = longest
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}

    def wait(self, host: str, *, place: str, interval: float = 0.0) -> None:
        """Wait until the host may be asked, and count this as a request.

        :param interval: what the host wants between two requests; never more than the longest wait is granted
        :raises ArticleError: if that takes too long; then nothing is waited for
        """
        apart = max(self._interval, min(interval, self._longest))
        left = self._next.get(host, 0.0) - self._clock()
        if left > max(self._longest, apart):
            raise ArticleError(f"{place}: its host asks not to be asked again for {left:.0f} s: try again later")
        if left > 0:
            self._sleep(left)
        self._next[host] = self._clock() + apart

    def postpone(self, host: str, seconds: float) -> None:
        """Leave the host in peace for so many seconds from now on."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)


def find_delay(retry_after: str, *, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for; None if it says nothing that can be read.

    >>> find_delay("120"), find_delay("Fri, 01 Jan 2021 00:01:00 GMT", now=datetime(2021, 1, 1, tzinfo=UTC))
    (120.0, 60.0)
    """
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        day = parsedate_to_datetime(value)
        return max(0.0, (day.replace(tzinfo=day.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
