"""Graph files are loaded and asked, offline."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat

from treatykg.errors import GraphError, OptionError
from treatykg.store import ask, load_store

SMALL = Path(__file__).parent / "graphs" / "small.trig"
LABELS = "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"


def labels(store) -> list[str]:
    return [solution["label"].value for solution in ask(store, LABELS)]


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".nq", RdfFormat.N_QUADS),
        (".trig", RdfFormat.TRIG),
        (".trig.gz", RdfFormat.TRIG),
        (".jsonld", RdfFormat.JSON_LD),
        (".ttl", RdfFormat.TURTLE),
        (".nt", RdfFormat.N_TRIPLES),
        (".rdf", RdfFormat.RDF_XML),
    ],
)
def test_all_formats_give_the_same_answers(tmp_path, suffix, kind):
    """Queries see all graphs as one; the format is by the suffix."""
    store = load_store(SMALL)
    source = None if kind.supports_datasets else NamedNode("https://w3id.org/treatykg/id/graph/article/pact")
    data = store.dump(format=kind, from_graph=source)
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    expected = ["Norway", "Oslo Pact", "Sweden"] if kind.supports_datasets else ["Norway", "Oslo Pact"]
    assert labels(load_store(path)) == expected


def test_a_folder_stands_for_the_graph_built_in_it(tmp_path):
    """The one with named graphs is preferred."""
    (tmp_path / "graph.ttl").write_text('<a:b> <http://www.w3.org/2000/01/rdf-schema#label> "Turtle" .')
    assert labels(load_store(tmp_path)) == ["Turtle"]
    (tmp_path / "graph.trig").write_bytes(SMALL.read_bytes())
    assert labels(load_store(tmp_path)) == ["Norway", "Oslo Pact", "Sweden"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.ttl", None, r"none\.ttl: cannot be read \(No such file"),
        ("a.pdf", b"", r"a\.pdf: not a graph file: name one that ends in \.trig"),
        ("a", b"", "a: not a graph file"),
        ("a.ttl", b"<a:b> <a:b> .", r"a\.ttl: Parser error at line 1"),
        ("a.nq", b"<a:b> <a:b> <a:c> <a:d> .\nx", r"a\.nq: .*line 2"),
        ("a.ttl", b"# nothing", r"a\.ttl: no triples in it"),
        ("a.ttl.gz", b"no gzip", r"a\.ttl\.gz: cannot be read"),
        ("a.ttl", b"\xff\xfe", r"a\.ttl: "),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path, name, data, message):
    """The message names the file, and the line where there is one."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(GraphError, match=message):
        load_store(tmp_path / name)


def test_a_folder_without_a_graph(tmp_path):
    """It is no graph file."""
    with pytest.raises(GraphError, match="not a graph file"):
        load_store(tmp_path)


def test_a_query_that_is_not_sparql():
    """The place of the error is told."""
    with pytest.raises(GraphError, match="the query is not SPARQL: error at 1:"):
        ask(load_store(SMALL), "SELECT * { ?s ?p }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { service silent ?s { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' . SERVICE<http://a.example/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p """"x""" . SERVICE ?x { ?s ?p ?o } }',
        "SELECT * { # a carriage return ends a comment\rSERVICE <http://a.example/> { ?s ?p ?o } }",
        "PREFIX : <http://a.example/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX a: <http://a.example/> SELECT * { ServiceSilenta:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://a.example/>{?s?p?o} }",
        "SELECT * { ?s ?p trueSERVICE#x\n?x{?s?p?o} }",
        "SELECT * { VALUES ?x { <http://a.example/> } FILTER(1<2)SERVICE?x{?s?p?o}FILTER(3>2) }",
        r'SELECT * { ?s ?p """a\""" """ . SERVICE <a:b> {} ?a ?b """c""" }',
        r"PREFIX : <a:> SELECT * { ?s ?p :a\' . SERVICE <a:b> { ?s ?p ?o } ?a ?b :b\' }",
        "SELECT * { VALUES ?x\u00b7 { <a:b> } SERVICE?x\u00b7{?s?p?o} }",
        r"SELECT * { ?s ?p <a:\u0041#> . SERVICE <a:b> { ?s ?p ?o } }",
    ],
)
def test_no_query_leaves_the_machine(query):
    """Asking a remote service is refused."""
    with pytest.raises(OptionError, match="treatykg uses no network"):
        ask(load_store(SMALL), query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?p 'SERVICE' # SERVICE\n }",
        'PREFIX service: <a:b> SELECT * { ?s service:x "a \\" SERVICE" }',
        "PREFIX s: <a:b> SELECT * { ?s s:SERVICE <http://a.example/SERVICE?a> }",
    ],
)
def test_the_word_alone_does_no_harm(query):
    """In strings, comments, IRIs and names it is only a word."""
    assert list(ask(load_store(SMALL), query)) == []


def test_prefixes_need_not_be_declared():
    """A query may use the prefixes it is given."""
    prefixes = {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    answer = ask(load_store(SMALL), "SELECT ?label { ?s rdfs:label ?label } ORDER BY ?label", prefixes=prefixes)
    assert [solution["label"].value for solution in answer] == ["Norway", "Oslo Pact", "Sweden"]


@pytest.mark.parametrize(
    ("query", "options", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", {}, "123"),
        ("SELECT * FROM <a:one> { ?s ?p ?o }", {}, "1"),
        ("SELECT * FROM\n<a:one> # <a:two>\n { ?s ?p ?o }", {}, "1"),
        ("SELECT * FROM NAMED <a:one> { ?s ?p ?o }", {}, ""),
        ("SELECT * FROM NAMED <a:one> { GRAPH ?g { ?s ?p ?o } }", {}, "1"),
        ("SELECT * FROM <a:two> { ?s ?p ?o }", {"default_graphs": ["a:one"]}, "1"),
        ("SELECT * { ?s ?p ?o }", {"default_graphs": ["a:one", "a:two"]}, "123"),
        ("SELECT * { ?s ?p ?o }", {"named_graphs": ["a:one"]}, ""),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", {"named_graphs": ["a:two"]}, "23"),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", {"default_graphs": ["a:one"]}, ""),
        ("PREFIX from: <a:> SELECT * { ?s ?p ?o MINUS { ?s from:x ?o } } # FROM <a:one>", {}, "123"),
    ],
)
def test_which_graphs_are_asked(tmp_path, query, options, expected):
    """All, unless the query names some, unless the caller names others."""
    path = tmp_path / "graph.nq"
    path.write_text('<a:s> <a:p> "1" <a:one> .\n<a:s> <a:p> "2" <a:two> .\n<a:s> <a:p> "3" <a:two> .')
    graphs = {name: [NamedNode(iri) for iri in iris] for name, iris in options.items()}
    answer = ask(load_store(path), query, **graphs)
    assert "".join(sorted(solution["o"].value for solution in answer)) == expected
