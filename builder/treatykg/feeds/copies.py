"""Copies of pages that were fetched, so that a host need only say whether they have changed (RFC 9110, section 13)."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path
from typing import Final

from treatykg.errors import ArticleError
from treatykg.feeds.bodies import decompressed, limited
from treatykg.feeds.exchange import Answer
from treatykg.output import write_file

_CONDITIONS: Final = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_KEPT: Final = (*_CONDITIONS, "content-type")


class Copies:
    """A folder with one file for each page: a line of JSON with its address and headers, then its body, compressed.

    :param limit: the most bytes that a body may have
    """

    def __init__(self, folder: Path, *, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    def find(self, address: str) -> Answer | None:
        """The copy of what an address answered; None if there is none, or it is broken."""
        path = self._path(address)
        try:
            head, _, packed = path.read_bytes().partition(b"\n")
            kept = json.loads(head)
            data = b"".join(limited(decompressed([packed], place=str(path)), limit=self._limit, place=str(path)))
            headers = {name: str(kept["headers"][name]) for name in _KEPT if name in kept["headers"]}
            return Answer(address, 200, headers, data) if kept["address"] == address else None
        except (OSError, ValueError, KeyError, TypeError, ArticleError):
            return None

    def keep(self, answer: Answer) -> None:
        """Keep an answer whose host can tell later whether it has changed, and does not forbid to keep it.

        :raises OptionError: if the folder cannot be written
        """
        headers = {name: answer.headers[name] for name in _KEPT if name in answer.headers}
        can_tell = any(name in headers for name in _CONDITIONS)
        if answer.status == 200 and can_tell and "no-store" not in answer.headers.get("cache-control", "").lower():
            head = json.dumps({"address": answer.address, "headers": headers})
            write_file(self._path(answer.address), head.encode() + b"\n" + zlib.compress(answer.data))

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()}.page"


def to_conditions(copy: Answer | None) -> dict[str, str]:
    """The headers that ask only for what has changed since the copy was made; none without a copy."""
    known = copy.headers if copy else {}
    return {asks: known[name] for name, asks in _CONDITIONS.items() if name in known and known[name].isascii()}
