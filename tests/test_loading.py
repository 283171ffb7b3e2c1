"""Targets are found, refused and compared; secrets stay secret. Real engines are in test_engines.py."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pyoxigraph
import pytest

from facts_example import EXTRACTION
from treatykg.cli import main
from treatykg.errors import OptionError, TargetError
from treatykg.export import to_nquads
from treatykg.loading import Row, TargetOptions, compare, load_products, needs_password, resolve_target
from treatykg.loading.bolt import schema
from treatykg.loading.oxigraph import OxigraphTarget
from treatykg.loading.parts import to_parts
from treatykg.loading.products import Credentials
from treatykg.propertygraph import load_mapping, to_property_graph
from treatykg.triples import Dataset, to_dataset

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "output"
SECRET = "correct horse"  # noqa: S105  # of a server of this test


@pytest.fixture
def graph(tmp_path) -> Path:
    path = tmp_path / "graph.nq"
    path.write_bytes(to_nquads(to_dataset(EXTRACTION)))
    return path


class Endpoint(BaseHTTPRequestHandler):
    """An endpoint that keeps what it is sent and answers with `status` and `body`."""

    requests: ClassVar[list[tuple[str, str, dict[str, str], bytes]]] = []
    status = 204
    body = b""

    def answer(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.requests.append((self.command, self.path, dict(self.headers), content))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_PUT = do_POST = do_GET = answer  # noqa: N815  # the names that the server looks for

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def endpoint():
    """The class of the endpoint, and its URL."""
    handler = type("Handler", (Endpoint,), {"requests": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield handler, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


# What a target is


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("pact", "no such target"),
        ("oxigraph:", "no such target"),
        ("ftp://host", "no such target"),
        ("unknown+http://host", "no such target"),
        ("http://host/query", "no such target"),
        ("sparql+http://host/query", "--gsp-url or --update-url"),
        (f"fuseki+http://me:{SECRET.replace(' ', '')}@host", "TREATYKG_PASSWORD"),
        ("bolt://me:pw@host", "TREATYKG_PASSWORD"),
        ("sparql+http://[host", "not a URL"),
    ],
)
def test_what_is_no_target_is_refused(target, message):
    """With what to do instead, and without repeating a password."""
    with pytest.raises(OptionError, match=message) as caught:
        resolve_target(target, TargetOptions())
    assert "horse" not in str(caught.value)


@pytest.mark.parametrize(
    ("target", "message"),
    [("fuseki+http://127.0.0.1:9/ds", "is the database running"), ("bolt://127.0.0.1:9", "is the database running")],
)
def test_nobody_there_is_told(target, message):
    """No traceback of a library."""
    with pytest.raises(TargetError, match=message), resolve_target(target, TargetOptions(timeout=2)) as place:
        list(place.write(to_dataset(EXTRACTION)))


def test_a_store_that_is_open_is_told(tmp_path):
    """Another process holds the lock."""
    first = pyoxigraph.Store(tmp_path / "store")
    with pytest.raises(TargetError, match="close the program"):
        OxigraphTarget(tmp_path / "store")
    del first


def test_products_say_where_to_write():
    """Each but the generic one has an address to write to."""
    for name, product in load_products().items():
        addresses = product.addresses("http://host")
        assert addresses.query.startswith("http://host")
        assert bool(addresses.graphs or addresses.update) == (name != "sparql")


def test_a_password_is_in_no_representation():
    """So that no log and no traceback shows it."""
    shown = f"{Credentials('me', SECRET)!r} {TargetOptions(user='me', password=SECRET)!r}"
    assert SECRET not in shown
    assert needs_password("bolt://host", TargetOptions(user="me"))
    assert needs_password("qlever+http://host", TargetOptions())
    assert not needs_password("bolt://host", TargetOptions())


# What goes over HTTP


def test_graphs_are_put_one_by_one(endpoint):
    """Each to its name as Turtle, with the user's name and password in a header only."""
    handler, url = endpoint
    options = TargetOptions(user="me", password=SECRET, auth="basic")
    with resolve_target(f"virtuoso+{url}", options) as place:
        names = list(place.write(to_dataset(EXTRACTION)))
    assert names == list(to_dataset(EXTRACTION).graph_names())
    methods = [(method, path.partition("?")[0]) for method, path, *_ in handler.requests]
    assert methods == [("PUT", "/sparql-graph-crud-auth")] * len(names)
    for _, path, headers, content in handler.requests:
        assert "graph=https%3A%2F%2Fw3id.org" in path
        assert headers["Authorization"].startswith("Basic ")
        assert headers["Content-Type"].startswith("text/turtle")
        assert list(pyoxigraph.parse(content, pyoxigraph.RdfFormat.TURTLE))


def test_updates_drop_and_insert(endpoint):
    """A graph of more triples than one statement takes is dropped once."""
    handler, url = endpoint
    many = Dataset.of(
        pyoxigraph.Quad(
            pyoxigraph.NamedNode(f"urn:x:{n}"),
            pyoxigraph.NamedNode("urn:p"),
            pyoxigraph.Literal("\n}"),
            pyoxigraph.NamedNode("urn:g"),
        )
        for n in range(4500)
    )
    with resolve_target(f"qlever+{url}", TargetOptions(password=SECRET)) as place:
        list(place.write(many))
    statements = [content.decode() for *_, content in handler.requests]
    assert [statement.count("DROP SILENT GRAPH <urn:g>") for statement in statements] == [1, 0, 0]
    store = pyoxigraph.Store()
    for statement in statements:
        store.update(statement)
    assert set(store) == set(many)
    assert {headers["Authorization"] for _, _, headers, _ in handler.requests} == {f"Bearer {SECRET}"}


@pytest.mark.parametrize(("status", "message"), [(401, "--user"), (404, "check the URL"), (500, "500 .*broken")])
def test_what_a_server_refuses_is_told(endpoint, status, message):
    """With its own words, never with what was sent."""
    handler, url = endpoint
    handler.status, handler.body = status, b"broken"
    options = TargetOptions(user="me", password=SECRET)
    with pytest.raises(TargetError, match=message) as caught, resolve_target(f"fuseki+{url}/ds", options) as place:
        list(place.write(to_dataset(EXTRACTION)))
    assert SECRET not in str(caught.value)


def test_an_answer_that_is_none_is_told(endpoint):
    """A page in place of results."""
    handler, url = endpoint
    handler.status, handler.body = 200, b"<html>"
    with (
        pytest.raises(TargetError, match="does not answer queries"),
        resolve_target(f"oxigraph+{url}", TargetOptions()) as place,
    ):
        place.count(to_dataset(EXTRACTION))


# Parts and schemas


def test_parts_are_whole_graphs():
    """Each graph in one part, all edges in some, and no part much larger than wanted."""
    graph = to_property_graph(to_dataset(EXTRACTION))
    parts = list(to_parts(graph, edges=1))
    assert [name for part in parts for name in part.graphs] == list(graph.graphs())
    assert [edge for part in parts for edge in part.edges] == list(graph.edges)
    (whole,) = to_parts(graph, edges=10**6)
    assert set(whole.occurring()) == {node.iri for node in graph.nodes}


@pytest.mark.parametrize("memgraph", [True, False])
def test_every_kind_has_its_constraint(memgraph):
    """In the words of openCypher, or in those of Memgraph."""
    statements = list(schema(memgraph=memgraph))
    for kind in load_mapping().kinds:
        wanted = f"ON (n:{kind}) ASSERT n.iri IS UNIQUE" if memgraph else f"FOR (n:{kind}) REQUIRE n.iri IS UNIQUE"
        assert any(wanted in statement for statement in statements)


# The command


def test_load_counts_what_got_there(graph, tmp_path, capsys):
    """Twice, with the same figures and no progress for a program."""
    target = f"oxigraph:{tmp_path / 'store'}"
    assert main(["load", str(graph), target]) == 0
    first = capsys.readouterr()
    assert main(["load", str(graph), target]) == 0
    assert capsys.readouterr() == first
    assert first.err == ""
    assert first.out.splitlines()[-1].startswith("source and target agree (")
    assert main(["load", str(graph), target, "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_load_fails_when_something_is_missing(graph, tmp_path, capsys, monkeypatch):
    """Exit code 1, with the figures that differ and no others."""
    write = OxigraphTarget.write
    monkeypatch.setattr(OxigraphTarget, "write", lambda self, dataset: write(self, Dataset(dataset.quads[:-3])))
    assert main(["load", str(graph), f"oxigraph:{tmp_path / 'store'}", "--quiet"]) == 1
    shown = capsys.readouterr().out
    assert "source and target DO NOT AGREE" in shown
    assert len(shown.splitlines()) == 3
    assert compare({"a": 2}, {"b": 1}) == (Row("a", 2, 0), Row("b", 0, 1))


def test_load_replaces_a_graph(graph, tmp_path):
    """What the store has of it and the source has not goes; another graph stays."""
    path = tmp_path / "store"
    dataset = to_dataset(EXTRACTION)
    (name, *_) = dataset.graph_names()
    old = pyoxigraph.Store(path)
    node = pyoxigraph.NamedNode("urn:x")
    old.extend([pyoxigraph.Quad(node, node, node, pyoxigraph.NamedNode(each)) for each in (name, "urn:other")])
    del old
    assert main(["load", str(graph), f"oxigraph:{path}", "-q"]) == 0
    names = {
        quad.graph_name.value for quad in pyoxigraph.Store.read_only(str(path)).quads_for_pattern(node, None, None)
    }
    assert names == {"urn:other"}


def test_triples_without_a_graph_need_a_name(tmp_path, capsys):
    """The default graph of a database is not ours to replace."""
    target = f"oxigraph:{tmp_path / 'store'}"
    assert main(["load", str(SAMPLE / "graph.ttl"), target]) == 2
    assert "--into" in capsys.readouterr().err
    assert main(["load", str(SAMPLE / "graph.ttl"), target, "--into", "urn:news", "-q"]) == 0
    names = {quad.graph_name.value for quad in pyoxigraph.Store.read_only(str(tmp_path / "store"))}
    assert names == {"urn:news"}


def test_a_password_is_asked_for_only_at_a_terminal(graph):
    """A program without one is told where to put it, before anything is sent."""
    environment = {name: value for name, value in os.environ.items() if name != "TREATYKG_PASSWORD"}
    command = [sys.executable, "-m", "treatykg", "load", str(graph), "bolt://127.0.0.1:9", "--user", "me"]
    ran = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "TREATYKG_PASSWORD" in ran.stderr


@pytest.mark.parametrize(
    ("name", "files"), [("cypher", {"graph.cypher"}), ("trig", {"graph.trig"}), ("neo4j-csv", {"import.args"})]
)
def test_export_writes_files(name, files, tmp_path, capsys):
    """The format's files into the folder."""
    assert main(["export", str(SAMPLE), "--format", name, "--out", str(tmp_path)]) == 0
    assert files <= {path.name for path in tmp_path.iterdir()}
    assert capsys.readouterr().out.endswith(f"files in {tmp_path}/\n")


def test_export_refuses_what_it_does_not_know(tmp_path, capsys):
    """With the list of what it does."""
    assert main(["export", str(SAMPLE), "--format", "dot", "--out", str(tmp_path / "x")]) == 2
    assert "neo4j-csv" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_the_tables_of_the_documentation_are_those_of_the_mapping():
    """And what its questions answer is what the sample answers."""
    pytest.importorskip("ladybug")
    command = [sys.executable, ROOT / "tools" / "build_property_graph_docs.py", "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
