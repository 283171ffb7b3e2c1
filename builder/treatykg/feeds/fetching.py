"""Pages from the web: asked for politely, within bounds, and only where the public may ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from treatykg.errors import ArticleError, OptionError
from treatykg.feeds.addresses import resolve_address, without_credentials
from treatykg.feeds.options import FetchOptions
from treatykg.feeds.pacing import Pace, find_delay
from treatykg.feeds.robots import Robots

if TYPE_CHECKING:
    from treatykg.feeds.exchange import Answer

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})
_WAYS_OUT: Final = {
    401: "it wants a password: save the page and name the file",
    403: "it is not for everybody: save the page and name the file",
    404: "nothing is there: check the address",
    410: "it was taken away",
    429: "its host is too busy for us: try again later",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gives: where it is after all redirects, its media type in lower case, its encoding, its bytes."""

    address: str
    media_type: str
    charset: str | None
    data: bytes


class Fetcher:
    """Fetches one page after the other, and remembers when each host may be asked again and what it forbids.

    No cookies, no credentials, and no proxy of the environment: a proxy would connect to addresses that nobody checked.

    :raises OptionError: if what it needs is not installed
    """

    def __init__(self, options: FetchOptions) -> None:
        check_installed("httpcore", "protego")
        self._options = options
        self._pace = Pace(interval=options.interval, longest=options.max_wait)
        self._robots = Robots(self._ask_for_robots)

    def fetch(self, address: str) -> Page:
        """The page at an address, redirects followed.

        :raises ArticleError: if it may not be asked for, or does not come whole, in time and in size
        """
        check = self._robots.check if self._options.obey_robots else _free
        answer = self._ask_patiently(resolve_address(address), check)
        if answer.status != 200:
            way_out = _WAYS_OUT.get(answer.status, "try again later" if answer.status >= 500 else "check the address")
            raise ArticleError(f"{address}: status {answer.status}: {way_out}")
        media_type, charset = _read_type(answer.headers.get("content-type", ""))
        return Page(answer.address, media_type, charset, answer.data)

    def _ask_for_robots(self, address: str) -> tuple[int, bytes]:
        answer = self._ask_patiently(address, _free)
        return answer.status, answer.data

    def _ask_patiently(self, address: str, check: Callable[[str], float]) -> Answer:
        """The answer; a host that is too busy and says until when is asked again then, unless that is too long."""
        answer = self._follow(address, check)
        for _ in range(1, self._options.attempts):
            if answer.status not in _BUSY or not self._is_postponed(answer):
                break
            answer = self._follow(address, check)
        return answer

    def _is_postponed(self, answer: Answer) -> bool:
        delay = find_delay(answer.headers.get("retry-after", ""))
        if delay is not None:
            self._pace.postpone(_host(answer.address), delay)
        return delay is not None

    def _follow(self, start: str, check: Callable[[str], float]) -> Answer:
        """The answer at the end of the redirects; each hop is checked like the first."""
        address = start
        for _ in range(self._options.max_redirects + 1):
            interval = check(address)
            self._pace.wait(_host(address), place=address, interval=interval)
            answer = self._ask(address)
            target = answer.headers.get("location") if answer.status in _REDIRECTS else None
            if target is None:
                return answer
            place = f"{start}: leads to {without_credentials(target):.100}"
            address = resolve_address(target, base=address, place=place)
        raise ArticleError(f"{start}: more than {self._options.max_redirects} redirects: name the page itself")

    def _ask(self, address: str) -> Answer:
        """The answer to one request, or the copy of the last one if nothing has changed since."""
        from treatykg.feeds.copies import Copies, to_conditions
        from treatykg.feeds.exchange import ask

        if self._options.copies is None:
            return ask(address, options=self._options, conditions={})
        copies = Copies(self._options.copies, limit=self._options.max_bytes)
        copy = copies.find(address)
        answer = ask(address, options=self._options, conditions=to_conditions(copy))
        if copy and answer.status == 304:
            return copy
        copies.keep(answer)
        return answer


def check_installed(*names: str) -> None:
    """Refuse to go on without packages that the extra `fetch` brings.

    :raises OptionError: if one is not installed
    """
    if missing := [name for name in names if find_spec(name) is None]:
        raise OptionError(f"not installed: {', '.join(missing)}: pip install 'treatykg[fetch]'")


def _free(_: str) -> float:
    return 0.0


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _read_type(header: str) -> tuple[str, str | None]:
    """The media type and the encoding that a Content-Type header tells; no type is an empty one."""
    if not header.strip():
        return "", None
    message = Message()
    message["Content-Type"] = " ".join(header.split())
    return message.get_content_type(), message.get_content_charset()
