"""Our side of the process that holds the graph: ask it for a worker, have it kill one."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from treatykg.errors import GraphError, OptionError
from treatykg.server.limits import Limits
from treatykg.server.parent import FORK, KILL, MESSAGE

_PATIENCE = 10.0  # seconds; a fork takes some milliseconds


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker process and the connection to it."""

    pid: int
    connection: socket.socket


class ForkServer:
    """The process that holds a graph. `triples` is the number in it, `graphs` the names of its graphs, sorted.

    Close it, or use it in a `with`; it also ends, with all its workers, when this process is gone.
    """

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self.triples = 0
        self.graphs: tuple[str, ...] = ()

    @classmethod
    def start(cls, path: Path, *, ontology: bool = True, limits: Limits) -> Self:
        """Load a graph file, or open a folder of Oxigraph.

        :raises GraphError: if it cannot be read
        :raises OptionError: if the system cannot fork
        """
        if not hasattr(socket, "send_fds"):
            raise OptionError("serve needs a system that can fork (Linux, macOS): on Windows, run it in WSL")
        ours, theirs = socket.socketpair()
        options = {"path": str(path), "control": theirs.fileno(), "ontology": ontology, "limits": asdict(limits)}
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-m", "treatykg.server.parent", json.dumps(options)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for us alone: we end it when all is answered
            )
        server = cls(process, ours)
        try:
            server._greet(path)
        except BaseException:
            server.close()
            raise
        return server

    def fork(self) -> Worker:
        """A new worker.

        :raises OSError: if the process is gone
        """
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [MESSAGE.pack(FORK, 0)], [theirs.fileno()])
                return Worker(self._receive(), ours)
        except OSError:
            ours.close()
            raise

    def kill(self, worker: Worker) -> None:
        """End a worker, whatever it does.

        :raises OSError: if the process is gone
        """
        self._control.sendall(MESSAGE.pack(KILL, worker.pid))
        self._receive()

    def close(self) -> None:
        """End the process and its workers."""
        self._control.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _greet(self, path: Path) -> None:
        with self._control.makefile("rb") as lines:
            line = lines.readline()
        if not line:
            raise GraphError(f"{path}: the process that loads it has ended: is there enough memory for the graph?")
        record = json.loads(line)
        if "error" in record:
            raise GraphError(record["error"])
        self.triples, self.graphs = record["triples"], tuple(record["graphs"])
        self._control.settimeout(_PATIENCE)

    def _receive(self) -> int:
        data = self._control.recv(MESSAGE.size)
        if len(data) != MESSAGE.size:
            raise ConnectionError("the process that holds the graph has ended")
        _, pid = MESSAGE.unpack(data)
        return int(pid)
