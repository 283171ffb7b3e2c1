"""What the robots.txt of a host allows (RFC 9309), read with Protego, which knows wildcards and the longest match.

The reader in the standard library takes the first rule that matches, and a `*` within a path for a star: it would read
what publishers forbid.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from treatykg.errors import ArticleError
from treatykg.feeds.addresses import PrivateAddressError
from treatykg.feeds.options import AGENT

if TYPE_CHECKING:
    from protego import Protego

_MOST_READ: Final = 500 * 1024  # bytes; RFC 9309 asks for at least as many
_SILENT: Final = "robots.txt cannot be read ({}), which forbids everything until it can: try again later"


class Robots:
    """The rules of the hosts that were asked in one run.

    :param ask: fetches a robots.txt; returns the status of the answer and its body
    """

    def __init__(self, ask: Callable[[str], tuple[int, bytes]]) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | str] = {}

    def check(self, address: str) -> float:
        """The seconds that the host wants between two requests, 0 if it does not say.

        :raises ArticleError: if it does not want us to ask for the address, or its rules cannot be known
        """
        rules = self._of_host(address)
        if isinstance(rules, str):
            raise ArticleError(f"{address}: {rules}")
        if not rules.can_fetch(address, AGENT):
            raise ArticleError(f"{address}: robots.txt forbids it to {AGENT}: ask the publisher, or leave it out")
        return rules.crawl_delay(AGENT) or 0.0

    def _of_host(self, address: str) -> Protego | str:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = self._read(f"{host}/robots.txt")
        return self._rules[host]

    def _read(self, address: str) -> Protego | str:
        """The rules of a host, or why they cannot be known: no rules (4xx) allow all, an unwell host allows nothing."""
        from protego import Protego

        try:
            status, body = self._ask(address)
        except PrivateAddressError as error:
            return str(error).removeprefix(f"{address}: ")
        except ArticleError as error:
            return _SILENT.format(str(error).removeprefix(f"{address}: "))
        if status >= 500 or status == 429:
            return _SILENT.format(f"status {status}")
        text = body[:_MOST_READ].decode("utf-8", "replace") if status < 300 else ""
        return Protego.parse(text)
