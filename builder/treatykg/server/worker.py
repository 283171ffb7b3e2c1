"""A process that answers one query after another and may be killed at any moment."""

from __future__ import annotations

import io
import json
import re
import resource
import signal
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QueryTriples, Store, serialize

from treatykg.errors import GraphError, OptionError
from treatykg.export.prefixes import prefixes_for
from treatykg.identifiers import BASE
from treatykg.server.limits import MEGABYTE, Limits
from treatykg.server.media import ROWS, TRIPLES, content_type
from treatykg.server.protocol import READ_ONLY, QueryRequest, RefusalError
from treatykg.store import Answer, ask

PLAIN = "text/plain"
_GRACE = 2.0  # seconds in which the pool should have killed us
_SYNTAX_ERROR = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_UPDATE = re.compile(
    r"(?: \s | \#[^\r\n]* | PREFIX\s+[^\s:]*:\s*<[^>]*> | BASE\s*<[^>]*> )*"
    r"(?: INSERT | DELETE | LOAD | CLEAR | CREATE | DROP | COPY | MOVE | ADD | WITH )\b",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Job:
    """A query and the media types for either kind of answer; None where the client takes none that there is."""

    request: QueryRequest
    rows: str | None
    triples: str | None

    def to_line(self) -> bytes:
        """The job as it is sent to a worker."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Job:
        """The job that was sent."""
        record = json.loads(line)
        return cls(QueryRequest(**record["request"]), record["rows"], record["triples"])


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status, the type of the content, and the content."""

    status: int
    media: str
    content: bytes | memoryview


def work(store: Store, connection: socket.socket, limits: Limits) -> None:
    """Answer the jobs on the connection until it is closed."""
    _confine(limits)
    with connection, connection.makefile("rb") as jobs:
        for line in jobs:
            # The kernel ends us if nobody is left to do so.
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
            reply = answer(store, Job.of(line), limit=limits.result)
            signal.setitimer(signal.ITIMER_REAL, 0)
            _send(connection, reply)


def answer(store: Store, job: Job, *, limit: int) -> Reply:
    """The answer in at most `limit` bytes, or what is wrong with the query."""
    request = job.request
    graphs = (_to_nodes(request.default_graphs), _to_nodes(request.named_graphs))
    try:
        found = ask(store, request.sparql, prefixes=_prefixes(), default_graphs=graphs[0], named_graphs=graphs[1])
        return _serialize(found, job, limit)
    except RefusalError as refusal:
        return _text(refusal.status, refusal.text)
    except OptionError as error:
        return _text(403, str(error))
    except GraphError as error:
        return (
            _text(403, READ_ONLY) if _UPDATE.match(request.sparql) else _text(400, explain(str(error), request.sparql))
        )
    except (OSError, RuntimeError, ValueError) as error:
        return _text(400, f"the query cannot be answered: {error}")


def explain(message: str, sparql: str) -> str:
    """The message of the engine with the place where it stopped, and without what only its grammar understands.

    >>> explain("the query is not SPARQL: error at 1:10: expected one of CONSTRUCT, ['a'..='z']", "SELECT * }")
    'the query is not SPARQL: line 1, column 10, near `SELECT * }`: expected CONSTRUCT'
    """
    found = _SYNTAX_ERROR.search(message)
    if found is None:
        return message
    line, column = int(found[1]), int(found[2])
    text = sparql.split("\n")[line - 1]
    near = text[max(0, column - 25) : column + 15].strip()
    return f"the query is not SPARQL: line {line}, column {column}, near `{near}`{_to_expected(found[3])}"


def _to_expected(listed: str) -> str:
    """What the engine expected, for people: its character classes left out, and the keywords that are refused anyway."""
    items = [each for each in listed.removeprefix("one of ").split(", ") if len(each) > 1 and each[0] not in "[<"]
    reasons = [each for each in items if " " in each and '"' not in each]  # one is a sentence
    tokens = [each for each in items if each not in ("LATERAL", "SERVICE")][:12]
    return f": {reasons[0]}" if reasons else f": expected {' or '.join(tokens)}" if tokens else ""


class _Bounded(io.BytesIO):
    """A buffer that takes so many bytes and no more."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self._limit:
            most = f"{self._limit / MEGABYTE:g} MB"
            raise RefusalError(
                422, f"the answer is larger than {most}, the most that is sent: add a LIMIT or ask for less"
            )
        return super().write(data)


def _serialize(found: Answer, job: Job, limit: int) -> Reply:
    offers, media = (TRIPLES, job.triples) if isinstance(found, QueryTriples) else (ROWS, job.rows)
    if media is None:
        raise RefusalError(406, f"the answer comes as {', '.join(offers)}: accept one of these")
    buffer = _Bounded(limit)
    if isinstance(found, QueryTriples):
        serialize(found, buffer, TRIPLES[media], prefixes=_prefixes())
    else:
        found.serialize(buffer, ROWS[media])
    return Reply(200, content_type(media), buffer.getbuffer())


def _prefixes() -> dict[str, str]:
    return prefixes_for(BASE)


def _to_nodes(iris: tuple[str, ...] | list[str] | None) -> list[NamedNode] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _text(status: int, text: str) -> Reply:
    return Reply(status, content_type(PLAIN), text.encode("utf-8", "replace"))


def _send(connection: socket.socket, reply: Reply) -> None:
    content = memoryview(reply.content)
    header = {"status": reply.status, "media": reply.media, "length": len(content)}
    connection.sendall(json.dumps(header).encode("ascii") + b"\n")
    connection.sendall(content)


def _confine(limits: Limits) -> None:
    """No file, no network, no core dump, and so much memory more than the graph takes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        most = _data_size() + limits.memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    # A second wall behind the check for SERVICE: without descriptors there are no sockets.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _data_size() -> int:
    """The bytes of memory that this process has for data (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
