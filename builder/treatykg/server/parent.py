"""The process that holds the graph and forks the workers; started by `ForkServer`, and by nobody else.

    python -m treatykg.server.parent '{"path": ..., "control": 5, "ontology": true, "limits": {...}}'

It runs nothing but this loop: forking a process with threads or an event loop is not safe.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

from pyoxigraph import Store

from treatykg.errors import GraphError, TreatykgError
from treatykg.questions import add_ontology
from treatykg.server.limits import Limits
from treatykg.server.worker import work
from treatykg.store import GRAPH, LEDGER, load_store

MESSAGE = struct.Struct("!cq")
"""What goes over the control socket in both directions: an order, and the number of a process."""

FORK, KILL = b"f", b"k"


def main() -> None:
    """Load the graph, tell its size, then fork and kill workers as ordered until the control socket is closed."""
    options = json.loads(sys.argv[1])
    limits = Limits(**options["limits"])
    with socket.socket(fileno=options["control"]) as control:
        try:
            source = open_source(Path(options["path"]), ontology=options["ontology"])
        except TreatykgError as error:
            _tell(control, {"error": str(error)})
            return
        gc.freeze()  # the collector would touch, and so copy, the memory that the workers share
        _, status = os.waitpid(_fork(lambda: _describe(source, control)), 0)
        if status == 0:
            _obey(control, lambda connection: work(source(), connection, limits))


def open_source(path: Path, *, ontology: bool) -> Callable[[], Store]:
    """What gives the store of a graph file or of an Oxigraph folder to a forked process.

    A file is loaded now and shared. A folder, or a corpus, is opened by each process, for its threads do not survive a fork.
    """
    if is_store(path):
        return lambda: _open_folder(_folder_of(path))
    store = load_store(path)
    if ontology:
        add_ontology(store)
    return lambda: store


def is_store(path: Path) -> bool:
    """Whether it is a folder that Oxigraph has written, or a corpus, which has one."""
    return (_folder_of(path) / "CURRENT").is_file()


def _folder_of(path: Path) -> Path:
    return path / GRAPH if (path / LEDGER).is_file() else path


def _open_folder(path: Path) -> Store:
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise GraphError(f"{path}: not a store that can be read ({error}): load the graph again") from error


def _describe(source: Callable[[], Store], control: socket.socket) -> None:
    try:
        store = source()
    except GraphError as error:
        _tell(control, {"error": str(error)})
        raise SystemExit(1) from error
    graphs = sorted(graph.value for graph in store.named_graphs())
    _tell(control, {"triples": len(store), "graphs": graphs})


def _tell(control: socket.socket, record: dict[str, object]) -> None:
    control.sendall(json.dumps(record).encode("ascii") + b"\n")


def _obey(control: socket.socket, serve: Callable[[socket.socket], None]) -> None:
    children: set[int] = set()
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, MESSAGE.size, 1)
        children -= _reap(children)
        if not data:
            break
        order, pid = MESSAGE.unpack(data)
        if order == FORK:
            with socket.socket(fileno=descriptors[0]) as connection:
                pid = _fork(partial(_serve, serve, connection, control))
            children.add(pid)
        elif pid in children:
            _kill(pid)
            children.remove(pid)
        control.sendall(MESSAGE.pack(order, pid))
    for pid in children:
        _kill(pid)


def _serve(serve: Callable[[socket.socket], None], connection: socket.socket, control: socket.socket) -> None:
    control.close()  # ours alone, so that the parent sees its end
    serve(connection)


def _fork(run: Callable[[], None]) -> int:
    """The number of a new process that does this and ends."""
    pid = os.fork()
    return pid if pid else _run(run)


def _run(run: Callable[[], None]) -> NoReturn:
    status = 1
    try:
        run()
        status = 0
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)  # nothing of the parent may run at our end


def _reap(children: set[int]) -> set[int]:
    """The children that have ended."""
    return {pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]}


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
