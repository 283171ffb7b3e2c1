"""How pages are fetched: politeness and bounds, with defaults that no publisher and no laptop minds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import treatykg
from treatykg.articles import MEGABYTE
from treatykg.errors import OptionError

AGENT: Final = "treatykg"
"""The name under which robots.txt files may address us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """What a fetch may cost, times in seconds, sizes in bytes after decompression.

    :raises OptionError: if a number makes no sense
    """

    interval: float = 1.0
    """Least time between two requests to one host; a longer Crawl-delay of its robots.txt counts, up to `max_wait`."""
    max_wait: float = 60.0
    """Longest time to wait for a host that asks for it (Retry-After); what asks for more is not read this time."""
    attempts: int = 3
    """How often an address is asked in all when the host says that it is too busy (429, 503)."""
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    """Longest silence of a host."""
    total_timeout: float = 60.0
    """Longest time for one answer, from the first connection to the last byte, redirects included."""
    max_bytes: int = 20 * MEGABYTE
    max_redirects: int = 5
    max_addresses: int = 10_000
    """Most pages taken from one feed, sitemap or list."""
    max_sitemaps: int = 500
    """Most sitemaps read for one address, the index among them."""
    allow_private: bool = False
    """Whether private, loopback, link-local and reserved addresses may be asked; the redirects of others lead there too."""
    obey_robots: bool = True
    """False is for those whom the publisher has allowed what its robots.txt forbids."""
    copies: Path | None = None
    """A folder that keeps the pages, so that hosts need only say whether they have changed; None keeps none."""
    user_agent: str = f"{AGENT}/{treatykg.__version__}"

    def __post_init__(self) -> None:
        positive = ("connect_timeout", "read_timeout", "total_timeout", "max_bytes", "attempts", "max_addresses")
        for name in (*positive, "interval", "max_wait", "max_redirects", "max_sitemaps"):
            value = getattr(self, name)
            if not value >= 0 or (value == 0 and name in positive):  # NaN is neither
                raise OptionError(f"{name}={value}: must be {'above' if name in positive else 'at least'} 0")
        if not self.user_agent.isascii() or not self.user_agent.isprintable() or not self.user_agent.strip():
            raise OptionError(f"user_agent={self.user_agent!r}: must be one line of ASCII")
