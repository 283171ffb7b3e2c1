"""SPARQL endpoints over HTTP: graphs are put with the Graph Store HTTP Protocol, or with SPARQL 1.1 Update."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import RdfFormat, serialize

from treatykg.errors import OptionError, TargetError
from treatykg.loading.products import Addresses
from treatykg.loading.target import Figures
from treatykg.triples import Dataset

if TYPE_CHECKING:
    import httpx

    from treatykg.loading.products import Credentials

_TRIPLES = 2_000  # of one INSERT DATA; Virtuoso refuses statements of more than 10,000 lines
_GRAPHS = 40  # that one query asks about
_MOST_SHOWN = 300  # characters of what the server says of an error


class EndpointTarget:
    """A SPARQL endpoint. Each graph is replaced by one PUT, or by DROP and INSERT DATA where there is only Update.

    :raises OptionError: if httpx is not installed, or no address is given to write to
    """

    def __init__(self, addresses: Addresses, credentials: Credentials | None, *, timeout: float) -> None:
        if not (addresses.graphs or addresses.update):
            raise OptionError(f"{addresses.query}: only queries go there: give --gsp-url or --update-url")
        self._addresses = addresses
        self._client = _to_client(credentials, timeout)

    def write(self, dataset: Dataset) -> Iterator[str]:
        """Replace each graph; see `Target.write`."""
        for name, graph in dataset.graphs():
            if self._addresses.graphs:
                self._put(name, graph)
            else:
                self._update(name, graph)
            yield name

    def count(self, dataset: Dataset) -> tuple[Figures, Figures]:
        """Triples by graph; see `Target.count`."""
        source = {name: len(graph) for name, graph in dataset.graphs()}
        names = tuple(source)
        found: dict[str, int] = dict.fromkeys(names, 0)
        for first in range(0, len(names), _GRAPHS):
            found |= self._counts(names[first : first + _GRAPHS])
        return source, found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def _put(self, name: str, graph: Dataset) -> None:
        # N-Triples is Turtle, which every store must read (Graph Store HTTP Protocol, section 5.3).
        self._send(
            "PUT",
            self._addresses.graphs,
            params={"graph": name},
            content=_to_triples(graph),
            headers={"Content-Type": "text/turtle; charset=utf-8"},
        )

    def _update(self, name: str, graph: Dataset) -> None:
        for first in range(0, len(graph), _TRIPLES):
            triples = _to_triples(Dataset(graph.quads[first : first + _TRIPLES])).decode("utf-8")
            drop = f"DROP SILENT GRAPH <{name}>;\n" if first == 0 else ""
            self._send(
                "POST",
                self._addresses.update,
                content=f"{drop}INSERT DATA {{ GRAPH <{name}> {{\n{triples}}} }}".encode(),
                headers={"Content-Type": "application/sparql-update; charset=utf-8"},
            )

    def _counts(self, names: Sequence[str]) -> Figures:
        wanted = ", ".join(f"<{name}>" for name in names)
        answer = self._send(
            "POST",
            self._addresses.query,
            data={
                "query": f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g IN ({wanted})) }} GROUP BY ?g"
            },
            headers={"Accept": "application/sparql-results+json"},
        )
        try:
            rows = answer.json()["results"]["bindings"]
            return {row["g"]["value"]: int(row["n"]["value"]) for row in rows if "g" in row}
        except (ValueError, KeyError, TypeError) as error:
            raise TargetError(
                f"{self._addresses.query}: does not answer queries as SPARQL 1.1 has it: check the URL"
            ) from error

    def _send(self, method: str, url: str, **request: object) -> httpx.Response:
        import httpx

        try:
            answer = self._client.request(method, url, **request)  # type: ignore[arg-type]
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise TargetError(
                f"{url}: {error or type(error).__name__}: is the database running, and the URL right?"
            ) from error
        if not answer.is_success:
            raise TargetError(f"{url}: {_reason(answer)}")
        return answer


def _to_client(credentials: Credentials | None, timeout: float) -> httpx.Client:
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise OptionError("httpx is not installed: pip install 'treatykg[load]'") from error
    if credentials is None:
        return httpx.Client(timeout=timeout)
    if credentials.method == "bearer":
        return httpx.Client(timeout=timeout, headers={"Authorization": f"Bearer {credentials.password}"})
    kind = httpx.DigestAuth if credentials.method == "digest" else httpx.BasicAuth
    return httpx.Client(timeout=timeout, auth=kind(credentials.user, credentials.password))


def _to_triples(graph: Dataset) -> bytes:
    data = serialize((quad.triple for quad in graph), format=RdfFormat.N_TRIPLES)
    return data or b""


def _reason(answer: httpx.Response) -> str:
    """What the server says, and what to do; never what was sent, which holds the password."""
    said = " ".join(answer.text.split())[:_MOST_SHOWN]
    way_out = {
        401: "give --user and the password, or another --auth",
        403: "this user may not write there",
        404: "check the URL",
        405: "nothing can be written there: check --gsp-url or --update-url",
    }.get(answer.status_code, "see what the server says")
    return f"{answer.status_code} {answer.reason_phrase}: {way_out}" + (f" ({said})" if said else "")
