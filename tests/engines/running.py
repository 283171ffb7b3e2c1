"""The engines under test: how each is started, how it is loaded, asked and read back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import httpx
import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from treatykg.propertygraph import Edge, PropertyGraph, to_dataset
from treatykg.triples import Dataset

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "treatykg-test"  # noqa: S105  # of engines that live as long as the tests
QUESTIONS = Path(__file__).parent / "questions"
Answer = set[tuple[str, ...]]


@dataclass
class Engine:
    """A running engine. `suffix` is that of its questions; `ask` gives rows; `read` gives back the dataset that is there."""

    target: str
    suffix: str
    ask: Callable[[str], Answer]
    read: Callable[[], Dataset]
    options: tuple[str, ...] = ()
    user: str = ""
    database: str = ""
    exact: bool = True  # whether it keeps numbers as they are written, not only their values
    environment: dict[str, str] = field(default_factory=lambda: {**os.environ, "TREATYKG_PASSWORD": PASSWORD})

    @cached_property
    def account(self) -> tuple[str, ...]:
        """The options that tell who loads, and where."""
        user = ("--user", self.user) if self.user else ()
        return (*user, *(("--database", self.database) if self.database else ()), *self.options)

    def load(self, graph: Path) -> subprocess.CompletedProcess[str]:
        """Run `treatykg load`."""
        command = (sys.executable, "-m", "treatykg", "load", str(graph), self.target, *self.account)
        return subprocess.run(command, capture_output=True, text=True, check=False, env=self.environment, timeout=300)

    def answer(self, name: str) -> Answer:
        """The answer to one of the questions."""
        return self.ask((QUESTIONS / f"{name}.{self.suffix}").read_text(encoding="utf-8"))


def solutions(answer: pyoxigraph.QuerySolutions) -> Answer:
    """The rows of a SPARQL answer as texts."""
    return {tuple(term.value if term is not None else "" for term in row) for row in answer}


def oxigraph_store(folder: Path) -> Iterator[Engine]:
    """The embedded store of pyoxigraph."""
    path = folder / "store"

    def opened() -> pyoxigraph.Store:
        return pyoxigraph.Store.read_only(str(path))

    yield Engine(
        f"oxigraph:{path}",
        "rq",
        lambda query: solutions(opened().query(query)),
        lambda: Dataset.of(opened()),
        exact=False,
    )


def ladybug(folder: Path) -> Iterator[Engine]:
    """LadybugDB, in a file."""
    lb = pytest.importorskip("ladybug")
    path = folder / "graph.lbug"

    def ask(query: str) -> list[list[object]]:
        with lb.Database(str(path), read_only=True) as database, lb.Connection(database) as connection:
            return list(connection.execute(query))

    def read() -> Dataset:
        edges = []
        for source, target, type_, values in ask("MATCH (a)-[r]->(b) RETURN a.iri, b.iri, label(r), r"):
            properties = {k: v for k, v in values.items() if v is not None and not k.startswith("_")}
            edges.append(to_edge(source, target, type_, properties))
        return to_dataset(PropertyGraph(edges=tuple(edges)))

    yield Engine(f"ladybug:{path}", "cypher", lambda query: {tuple(map(str, row)) for row in ask(query)}, read)


def arcadedb(folder: Path) -> Iterator[Engine]:
    """ArcadeDB behind Bolt, asked with the driver of Neo4j."""
    neo4j = pytest.importorskip("neo4j")
    for target in started("arcadedb", folder):
        with neo4j.GraphDatabase.driver(target, auth=("root", PASSWORD)) as driver:

            def ask(query: str) -> list[list[object]]:
                with driver.session(database="graph") as session:  # there is one target
                    return [record.values() for record in session.run(query)]

            def read() -> Dataset:
                rows = ask("MATCH (a)-[r]->(b) RETURN a.iri, b.iri, type(r), r")
                edges = [to_edge(s, t, type_, {k: native(r[k]) for k in r.keys()}) for s, t, type_, r in rows]  # noqa: SIM118
                return to_dataset(PropertyGraph(edges=tuple(edges)))

            yield Engine(
                target,
                "cypher",
                lambda query: {tuple(map(str, row)) for row in ask(query)},
                read,
                user="root",
                database="graph",
            )


def oxigraph(folder: Path) -> Iterator[Engine]:
    """The server of Oxigraph, by the Graph Store Protocol."""
    for target in started("oxigraph", folder):
        base = target.removeprefix("oxigraph+")
        yield Engine(target, "rq", *over_http(f"{base}/query"), exact=False)


def oxigraph_update(folder: Path) -> Iterator[Engine]:
    """The same server, by SPARQL Update only."""
    for target in started("oxigraph", folder):
        base = target.removeprefix("oxigraph+")
        ask, read = over_http(f"{base}/query")
        yield Engine(f"sparql+{base}/query", "rq", ask, read, ("--update-url", f"{base}/update"), exact=False)


def virtuoso(folder: Path) -> Iterator[Engine]:
    """Virtuoso, by the Graph Store Protocol with digest authentication."""
    for target in started("virtuoso", folder):
        base = target.removeprefix("virtuoso+")
        yield Engine(target, "rq", *over_http(f"{base}/sparql"), user="dba", exact=False)


ENGINES = {
    "oxigraph-store": oxigraph_store,
    "ladybug": ladybug,
    "oxigraph": oxigraph,
    "oxigraph-update": oxigraph_update,
    "virtuoso": virtuoso,
    "arcadedb": arcadedb,
}


def started(name: str, folder: Path) -> Iterator[str]:
    """The target of a server that `tools/engines.sh` starts and stops."""
    if os.environ.get("CI") and not os.environ.get("TREATYKG_ENGINES"):
        pytest.skip(f"{name} is not started in CI, unless TREATYKG_ENGINES is set")
    script = ROOT / "tools" / "engines.sh"
    environment = {**os.environ, "VENV": sys.prefix, "TREATYKG_PASSWORD": PASSWORD}
    if subprocess.run([script, "has", name], env=environment, check=False).returncode:
        pytest.skip(f"{name} is not installed: tools/engines.sh install")
    ran = subprocess.run([script, "start", name, folder], env=environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    try:
        yield ran.stdout.split()[-1]
    finally:
        subprocess.run([script, "stop", folder], env=environment, check=True)


def over_http(url: str) -> tuple[Callable[[str], Answer], Callable[[], Dataset]]:
    """How a SPARQL endpoint is asked, and how its graphs of ours are read back."""

    def ask(query: str) -> Answer:
        answer = httpx.post(url, data={"query": query}, headers={"Accept": "application/sparql-results+json"})
        answer.raise_for_status()
        found = answer.json()
        return {
            tuple(row.get(name, {"value": ""})["value"] for name in found["head"]["vars"])
            for row in found["results"]["bindings"]
        }

    def read() -> Dataset:
        names = ask(
            'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://w3id.org/treatykg/id/graph/")) }'
        )
        return Dataset.join(construct(url, name) for (name,) in names)

    return ask, read


def construct(url: str, name: str) -> Dataset:
    """All triples of one graph of an endpoint."""
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
    answer = httpx.post(url, data={"query": query}, headers={"Accept": "application/n-triples, text/plain;q=0.5"})
    answer.raise_for_status()
    triples = pyoxigraph.parse(answer.content, RdfFormat.N_TRIPLES)
    return Dataset.of(pyoxigraph.Quad(each.subject, each.predicate, each.object, NamedNode(name)) for each in triples)


def to_edge(source: object, target: object, type_: object, properties: dict[str, object]) -> Edge:
    """An edge as it was read."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()}
    graph = values.pop("graph")
    return Edge(str(type_), str(source), str(target), ("", ""), str(graph), values)


def native(value: object) -> object:
    """Dates of the driver as dates of Python."""
    return value.to_native() if hasattr(value, "to_native") else value
