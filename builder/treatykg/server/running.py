"""The way from a graph and an address to a server that runs until it is told to end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn

from treatykg.errors import OptionError
from treatykg.server.app import create_app
from treatykg.server.forkserver import ForkServer
from treatykg.server.limits import Limits
from treatykg.server.pages import Page
from treatykg.server.parent import is_store
from treatykg.store import load_dataset

_LAST_ANSWERS = 5  # seconds for what is under way when the server is told to end
_MOST_CONNECTIONS = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to listen, what to serve beside the graph, whom to let read it, and whether to log each request."""

    host: str = "127.0.0.1"
    port: int = 8090
    ontology: bool = True
    origins: Sequence[str] = ("*",)
    access_log: bool = False
    limits: Limits = field(default_factory=Limits)


def run(graph: Path, settings: Settings, *, announce: Callable[[str, int], None]) -> None:
    """Serve a graph until SIGINT or SIGTERM; `announce` is called with the address and the number of triples.

    :raises OptionError: if the address cannot be had
    :raises GraphError: if the graph cannot be read
    """
    with (
        listen(settings.host, settings.port) as listener,
        ForkServer.start(graph, ontology=settings.ontology, limits=settings.limits) as server,
    ):
        page = _load_page(graph, server)
        app = create_app(server, limits=settings.limits, origins=settings.origins, page=page)
        config = uvicorn.Config(
            app,
            log_level="info" if settings.access_log else "warning",
            access_log=settings.access_log,
            server_header=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=_LAST_ANSWERS,
        )
        # uvicorn ends its work on a signal and then raises it again for whoever had it before: that should be no error.
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: None)
        announce(_to_address(listener), server.triples)
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free.

    :raises OptionError: if the host is unknown or the port is in use
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise OptionError(f"--host {host}: not a host of this machine ({error}): take 127.0.0.1") from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise OptionError(f"{host}:{port}: cannot listen there ({error.strerror}): choose another --port") from error
    return listener


def _load_page(graph: Path, server: ForkServer) -> Page | None:
    from treatykg.server.report import MOST_TRIPLES, to_dataset_page  # takes a moment, and often is not wanted

    if is_store(graph) or server.triples > MOST_TRIPLES:
        return None
    return to_dataset_page(load_dataset(graph))


def _to_address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
