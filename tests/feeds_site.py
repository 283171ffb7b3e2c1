"""A site on this machine that answers as a test tells it to."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROSE = " ".join(
    f"Sentence number {number} of this article tells that Fiji and Tonga signed the Reef Protection Treaty in Suva."
    for number in range(8)
)


def page(title: str = "Treaty signed", *, text: str = PROSE, head: str = "") -> bytes:
    """A page with one article."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><nav>Home</nav><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    ).encode()


@dataclass
class Reply:
    """What a path answers: the first `times` requests get `first`, if there is one, all later ones the rest."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    stream: Callable[[Callable[[bytes], object]], None] | None = None
    first: tuple[int, dict[str, str]] | None = None
    raw: bytes | None = None


@dataclass
class Site:
    """The replies by path, what was asked so far, and when."""

    address: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    headers: list[Message] = field(default_factory=list)

    def has(self, path: str, body: bytes | str = b"", media_type: str = "text/html; charset=utf-8", **reply) -> str:
        data = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": media_type, **reply.pop("headers", {})}
        self.replies[path] = Reply(data, headers=headers, **reply)
        return self.address + path

    def leads(self, path: str, target: str, status: int = 302) -> str:
        return self.has(path, status=status, headers={"Location": target})

    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: that the other side goes away is what some tests are about."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.times.append(time.monotonic())
            site.headers.append(self.headers)
            reply = site.replies.get(self.path, Reply(b"nothing here", 404))
            if reply.raw is not None:
                self.wfile.write(reply.raw)
                return
            status, extra = reply.first or (reply.status, {})
            reply.first = None
            self.send_response(status)
            for name, value in {**reply.headers, **extra}.items():
                self.send_header(name, value)
            if reply.stream is None:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                if reply.stream is not None:
                    reply.stream(self.wfile.write)
                else:
                    self.wfile.write(reply.body)
            except OSError:
                pass  # the other side had enough

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def serve(*, secured: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that answers until the end of the test."""
    site, host = Site(""), "127.0.0.1"
    server = _Server((host, 0), _handler(site))
    if secured:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    server.block_on_close = False
    site.address = f"http://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
