"""Connections for fetching: only to addresses that may be asked, and never beyond their time.

httpcore, on which httpx stands, has a public door for both (its network backends), which httpx has not. The name of a host is
resolved here, once; what was checked is what is connected to, so that no second answer of a name server can lead elsewhere.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from treatykg.feeds.addresses import is_public


class RefusedAddressError(httpcore.ConnectError):
    """A host whose addresses are not public."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an answer must be there, on the monotonic clock."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline in so many seconds."""
        return cls(time.monotonic() + seconds)

    def within(self, timeout: float | None) -> float:
        """The seconds that are left, at most `timeout`.

        :raises httpcore.ReadTimeout: if none are left
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore.SyncBackend):
    """Connections to public addresses, or to all if that is allowed, each operation within the deadline.

    A name that has any address that may not be asked is refused whole: no honest host has one. The name server itself is
    asked within the time that the system gives it.
    """

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers.

        :raises RefusedAddressError: if the host has an address that may not be asked
        :raises httpcore.ConnectError: if it has none, or none answers
        """
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._resolve(host, port):
            try:
                stream = super().connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address of this name")

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """No connection: nothing on the web is a socket of this machine."""
        raise RefusedAddressError("no sockets of this machine")

    def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name of the host is not known ({error})") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        for address in addresses:
            if not self._allow_private and not is_public(address):
                raise RefusedAddressError(f"{address} is a private or reserved address")
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection on which reading and writing end with the deadline: a byte now and then does not prolong it."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
