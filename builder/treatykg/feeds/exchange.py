"""One request over HTTP and its answer, bounded in size and time."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import httpcore

from treatykg.errors import ArticleError
from treatykg.feeds.addresses import PrivateAddressError
from treatykg.feeds.bodies import decompressed, limited
from treatykg.feeds.network import Deadline, GuardedBackend, RefusedAddressError
from treatykg.feeds.options import FetchOptions

_COMPRESSED: Final = frozenset({"gzip", "x-gzip", "deflate"})
_ACCEPT: Final = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answers: the address that was asked, the status, the headers by lower-case name; a body with 200 only."""

    address: str
    status: int
    headers: Mapping[str, str]
    data: bytes


def ask(address: str, *, options: FetchOptions, conditions: Mapping[str, str]) -> Answer:
    """The answer to one request for an address; a redirect is an answer.

    :param conditions: headers under which only the status 304 is wanted
    :raises PrivateAddressError: if its host is not one of the public's
    :raises ArticleError: if the answer does not come whole, in time and in size
    """
    backend = GuardedBackend(Deadline.after(options.total_timeout), allow_private=options.allow_private)
    # A pool for each request: no connection is ever used for another name than the one it was made for.
    with httpcore.ConnectionPool(_trust(), network_backend=backend) as pool:
        try:
            return _receive(pool, address, options, conditions)
        except RefusedAddressError as error:
            raise PrivateAddressError(
                f"{address}: {error}: only public ones are asked, unless --allow-private is given"
            ) from error
        except httpcore.TimeoutException as error:
            raise ArticleError(f"{address}: too slow ({error or 'no sign of it'}): try again later") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ValueError) as error:
            raise ArticleError(f"{address}: no answer ({error}): check the address, or try again later") from error


def _receive(
    pool: httpcore.ConnectionPool, address: str, options: FetchOptions, conditions: Mapping[str, str]
) -> Answer:
    asked: list[tuple[bytes | str, bytes | str]] = [
        ("Host", urlsplit(address).netloc),
        ("User-Agent", options.user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
        *conditions.items(),
    ]
    timeouts = {"connect": options.connect_timeout, "read": options.read_timeout, "write": options.read_timeout}
    with pool.stream("GET", address, headers=asked, extensions={"timeout": timeouts}) as response:
        headers = {_text(name).lower(): _text(value) for name, value in response.headers}
        chunks = response.iter_stream() if response.status == 200 else ()
        return Answer(address, response.status, headers, _read(chunks, headers, address, options.max_bytes))


def _text(header: bytes) -> str:
    """ASCII, says the standard; Location headers in UTF-8 are common."""
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("latin-1")


def _read(chunks: Iterable[bytes], headers: Mapping[str, str], address: str, limit: int) -> bytes:
    """The body, decompressed; no more than the limit is read, neither as it is sent nor decompressed."""
    encoding = headers.get("content-encoding", "").strip().lower()
    chunks = limited(chunks, limit=limit, place=address)
    if encoding in _COMPRESSED:
        chunks = limited(decompressed(chunks, place=address), limit=limit, place=address)
    elif encoding not in ("", "identity"):
        raise ArticleError(f"{address}: compressed in a way that was not asked for ({encoding:.40}): download it")
    return b"".join(chunks)


@cache
def _trust() -> ssl.SSLContext:
    """The authorities that httpcore comes with, and those of this system: a company may have its own."""
    context = httpcore.default_ssl_context()
    context.load_default_certs()
    return context
