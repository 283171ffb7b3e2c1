"""The workers, and whose turn it is. A worker that is too slow, or dies, is replaced; the others go on."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass

from treatykg.server.forkserver import ForkServer, Worker
from treatykg.server.limits import MEGABYTE, Limits
from treatykg.server.worker import Job, Reply

_PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Line:
    """A worker and its streams."""

    worker: Worker
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Pool:
    """So many workers as the limits say, each with one query at a time. Open it before use, in the running event loop."""

    def __init__(self, server: ForkServer, limits: Limits) -> None:
        self._server = server
        self._limits = limits
        self._idle: asyncio.LifoQueue[_Line | None] = asyncio.LifoQueue()  # None: one that has yet to be forked
        self._waiting = 0

    async def open(self) -> None:
        """Fork the workers."""
        for _ in range(self._limits.workers):
            self._idle.put_nowait(await self._fork())

    async def close(self) -> None:
        """Let the workers go; they end by themselves."""
        while not self._idle.empty():
            line = self._idle.get_nowait()
            if line is not None:
                await _hang_up(line)

    async def run(self, job: Job) -> Reply:
        """The reply of a worker, or why there is none."""
        if self._waiting >= self._limits.queue:
            return _refuse(503, "the endpoint is busy: try again in a moment")
        try:
            line = await self._take()
        except TimeoutError:
            return _refuse(503, "the endpoint is busy: try again in a moment")
        except OSError as error:
            return _refuse(503, f"no query can be answered: {error}")
        return await self._ask(line, job)

    async def _take(self) -> _Line:
        """A worker that is free, after a wait of at most the time of one query."""
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                line = await self._idle.get()
        finally:
            self._waiting -= 1
        if line is not None:
            return line
        try:
            return await self._fork()
        except BaseException:
            self._idle.put_nowait(None)
            raise

    async def _ask(self, line: _Line, job: Job) -> Reply:
        usable = False
        try:
            async with asyncio.timeout(self._limits.seconds):
                reply = await _exchange(line, job)
            usable = True
        except TimeoutError:
            reply = _refuse(
                503, f"the query took longer than {self._limits.seconds:g} seconds and was stopped: ask for less"
            )
        except (asyncio.IncompleteReadError, OSError):
            most = f"{self._limits.memory / MEGABYTE:g} MB"
            reply = _refuse(
                422, f"the query needs more memory than {most} or is nested too deeply: ask for less at once"
            )
        finally:  # also when the client has gone
            if not usable:
                self._kill(line)
            # Who takes its place is forked by the next query, which takes some milliseconds.
            self._idle.put_nowait(line if usable else None)
        return reply

    def _kill(self, line: _Line) -> None:
        line.writer.transport.abort()
        with suppress(OSError):
            self._server.kill(line.worker)

    async def _fork(self) -> _Line:
        worker = self._server.fork()
        return _Line(worker, *await asyncio.open_connection(sock=worker.connection, limit=MEGABYTE))


async def _exchange(line: _Line, job: Job) -> Reply:
    line.writer.write(job.to_line())
    await line.writer.drain()
    text = await line.reader.readline()
    if not text:
        raise ConnectionResetError
    header = json.loads(text)
    return Reply(header["status"], header["media"], await line.reader.readexactly(header["length"]))


async def _hang_up(line: _Line) -> None:
    line.writer.close()
    with suppress(OSError):
        await line.writer.wait_closed()


def _refuse(status: int, text: str) -> Reply:
    return Reply(status, _PLAIN, text.encode("utf-8"))
