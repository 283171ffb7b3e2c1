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
        ("SELECT * {{ ?s ?p ?o }}", {}, "all"),
        ("SELECT * FROM <{one}> {{ ?s ?p ?o }}", {}, "one"),
        ("SELECT * FROM\n<{one}> # <{two}>\n {{ ?s ?p ?o }}", {}, "one"),
        ("SELECT * FROM NAMED <{one}> {{ ?s ?p ?o }}", {}, "none"),
        ("SELECT * FROM NAMED <{one}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", {}, "one"),
        ("SELECT * FROM <{two}> {{ ?s ?p ?o }}", {"default_graphs": ["one"]}, "one"),
        ("SELECT * {{ ?s ?p ?o }}", {"default_graphs": ["one", "two", "three"]}, "all"),
        ("SELECT * {{ ?s ?p ?o }}", {"named_graphs": ["one"]}, "none"),
        ("SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} }}", {"named_graphs": ["one"]}, "one"),
        ("SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} }}", {"default_graphs": ["one"]}, "none"),
        ("PREFIX from: <a:> SELECT * {{ ?s ?p ?o MINUS {{ ?s from:x <{one}> }} }} # FROM <{one}>", {}, "all"),
    ],
)
def test_which_graphs_are_asked(query, options, expected):
    """All, unless the query names some, unless the caller names others."""
    store = load_store(SMALL)
    names = dict(zip(("one", "two", "three"), sorted(graph.value for graph in store.named_graphs()), strict=True))
    sizes = {name: len(list(store.quads_for_pattern(None, None, None, NamedNode(iri)))) for name, iri in names.items()}
    chosen = {key: [NamedNode(names[name]) for name in value] for key, value in options.items()}
    count = len(list(ask(store, query.format(**names), **chosen)))
    assert count == {"all": sum(sizes.values()), "one": sizes["one"], "none": 0}[expected]
    assert 0 < sizes["one"] != sizes["two"] > 0  # else nothing was told apart
