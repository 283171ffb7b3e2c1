"""The endpoint keeps the SPARQL 1.1 Protocol, answers the questions, and holds its limits whatever it is asked."""

from __future__ import annotations

import concurrent.futures
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from starlette.testclient import TestClient

from treatykg.corpus import open_corpus
from treatykg.errors import GraphError, OptionError
from treatykg.export.prefixes import prefixes_for
from treatykg.identifiers import BASE
from treatykg.model import Article
from treatykg.questions import load_questions
from treatykg.server.app import create_app
from treatykg.server.asking import sort_last
from treatykg.server.forkserver import ForkServer
from treatykg.server.limits import Limits
from treatykg.server.media import ROWS, TRIPLES, find_media
from treatykg.server.pages import load_query_page
from treatykg.server.report import to_dataset_page
from treatykg.server.running import listen
from treatykg.store import ask, load_dataset, load_store

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT / "tests" / "questions" / "contract.trig"
ONE, TWO = "http://a.example/one", "http://a.example/two"
GRAPH = f"""
<http://a.example/s> <http://a.example/p> "1" <{ONE}> .
<http://a.example/s> <http://a.example/p> "2" <{TWO}> .
<http://a.example/t> <http://a.example/p> "2" <{TWO}> .
"""
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
TRIPLES_OF = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12)) + " }"
HUNGRY = "SELECT DISTINCT * { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"
UPDATE = "INSERT DATA { <a:s> <a:p> <a:o> }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
LIMITS = Limits(seconds=5, result=20_000, body=10_000, memory=100_000_000, queue=4, workers=2)


@contextmanager
def serving(path: Path, *, limits: Limits = LIMITS, ontology: bool = False, **options):
    """A test client of an endpoint over a graph."""
    with (
        ForkServer.start(path, ontology=ontology, limits=limits) as server,
        TestClient(create_app(server, limits=limits, **options)) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A client of an endpoint over three triples in two graphs."""
    path = tmp_path_factory.mktemp("server") / "graph.nq"
    path.write_text(GRAPH)
    with serving(path) as client:
        yield client


@pytest.fixture(scope="module")
def contract():
    """A client of an endpoint over a graph in which every question has an answer."""
    with serving(CONTRACT, ontology=True, limits=Limits(result=1_000_000, seconds=10)) as client:
        yield client


def form(**fields) -> bytes:
    """A form; fields may be lists."""
    names = {name.replace("_", "-"): value for name, value in fields.items()}
    return urllib.parse.urlencode(names, doseq=True).encode()


def count(reply) -> int:
    """The only number in the only row of a JSON answer."""
    assert reply.status_code == 200, reply.text
    (row,) = reply.json()["results"]["bindings"]
    return int(row["n"]["value"])


# The names are those of the W3C's tests of the protocol (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/).
ACCEPTED = {
    "query_get": ("GET", form(query=COUNT), b"", {}, 3),
    "query_post_form": ("POST", b"", form(query=COUNT), FORM, 3),
    "query_post_direct": ("POST", b"", COUNT.encode(), DIRECT, 3),
    "query_post_direct_with_charset": ("POST", b"", COUNT.encode(), {"content-type": "application/sparql-query; Charset=UTF-8"}, 3),
    "query_dataset_default_graph": ("GET", form(query=COUNT, default_graph_uri=ONE), b"", {}, 1),
    "query_dataset_default_graphs_get": ("GET", form(query=COUNT, default_graph_uri=[ONE, TWO]), b"", {}, 3),
    "query_dataset_default_graphs_post": ("POST", form(default_graph_uri=[ONE, TWO]), COUNT.encode(), DIRECT, 3),
    "query_dataset_default_graphs_form": ("POST", b"", form(query=COUNT, default_graph_uri=[ONE, TWO]), FORM, 3),
    "query_dataset_named_graphs_get": ("GET", form(query=COUNT_NAMED, named_graph_uri=[ONE, TWO]), b"", {}, 3),
    "query_dataset_named_graphs_post": ("POST", form(named_graph_uri=TWO), COUNT_NAMED.encode(), DIRECT, 2),
    "query_dataset_named_graph_is_no_default": ("GET", form(query=COUNT, named_graph_uri=ONE), b"", {}, 0),
    "query_dataset_default_graph_is_not_named": ("GET", form(query=COUNT_NAMED, default_graph_uri=ONE), b"", {}, 0),
    "query_dataset_full": ("GET", form(query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o GRAPH ?g { ?s ?p ?x } }",
                                       default_graph_uri=ONE, named_graph_uri=TWO), b"", {}, 1),
    "query_multiple_dataset": ("GET", form(query=COUNT.replace("{", f"FROM <{TWO}> {{"), default_graph_uri=ONE), b"", {}, 1),
    "query_dataset_in_the_query": ("GET", form(query=COUNT.replace("{", f"FROM <{TWO}> {{")), b"", {}, 2),
    "query_dataset_unknown": ("GET", form(query=COUNT, default_graph_uri="http://a.example/none"), b"", {}, 0),
    "query_union_default_graph": ("GET", form(query=COUNT), b"", {}, 3),
    "query_named_graphs_of_the_store": ("GET", form(query=COUNT_NAMED), b"", {}, 3),
    "query_with_unknown_parameter": ("GET", form(query=COUNT, timeout="1"), b"", {}, 3),
}  # fmt: skip

REFUSED = {
    "bad_query_method": ("PUT", form(query=COUNT), b"", {}, 405),
    "bad_query_method_delete": ("DELETE", form(query=COUNT), b"", {}, 405),
    "bad_query_method_patch": ("PATCH", form(query=COUNT), b"", {}, 405),
    "bad_multiple_queries": ("GET", form(query=[COUNT, COUNT]), b"", {}, 400),
    "bad_multiple_queries_form": ("POST", b"", form(query=[COUNT, COUNT]), FORM, 400),
    "bad_multiple_queries_direct": ("POST", form(query=COUNT), COUNT.encode(), DIRECT, 400),
    "bad_query_wrong_media_type": ("POST", b"", COUNT.encode(), {"content-type": "text/plain"}, 415),
    "bad_query_missing_form_type": ("POST", b"", form(query=COUNT), {}, 415),
    "bad_query_missing_direct_type": ("POST", b"", COUNT.encode(), {}, 415),
    "bad_query_charset": ("POST", b"", COUNT.encode("utf-16"), {"content-type": "application/sparql-query; charset=UTF-16"}, 415),
    "bad_query_non_utf8": ("POST", b"", COUNT.encode("utf-16"), DIRECT, 400),
    "bad_query_non_utf8_form": ("POST", b"", b"query=%FF%FE", FORM, 400),
    "bad_query_non_utf8_get": ("GET", b"query=%FF", b"", {}, 400),
    "bad_query_syntax": ("GET", form(query="ASK { ?s ?p }"), b"", {}, 400),
    "bad_query_empty": ("GET", form(query=""), b"", {}, 400),
    "bad_query_none_in_form": ("POST", b"", form(x="y"), FORM, 400),
    "bad_query_none_but_graph": ("GET", form(default_graph_uri=ONE), b"", {}, 400),
    "bad_graph_iri": ("GET", form(query=COUNT, default_graph_uri="not an IRI"), b"", {}, 400),
    "bad_graph_iri_named": ("GET", form(query=COUNT, named_graph_uri="relative"), b"", {}, 400),
    "bad_too_many_parameters": ("POST", b"", b"a&" * 2000, FORM, 400),
    "bad_update_get": ("GET", form(update=UPDATE), b"", {}, 403),
    "bad_update_post_form": ("POST", b"", form(update=UPDATE), FORM, 403),
    "bad_update_post_direct": ("POST", b"", UPDATE.encode(), {"content-type": "application/sparql-update"}, 403),
    "bad_update_with_dataset": ("POST", form(using_graph_uri=ONE), UPDATE.encode(),
                                {"content-type": "application/sparql-update"}, 403),
    "bad_update_as_query": ("GET", form(query=UPDATE), b"", {}, 403),
    "bad_update_as_query_with_prologue": ("POST", b"", b"# x\nPREFIX a: <a:>\nBASE <b:> DELETE WHERE { ?s ?p ?o }", DIRECT, 403),
    "bad_update_load": ("POST", b"", b"LOAD <http://a.example/>", DIRECT, 403),
    "bad_service": ("GET", form(query="SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), b"", {}, 403),
    "bad_accept": ("GET", form(query=COUNT), b"", {"accept": "image/png"}, 406),
    "bad_accept_for_its_kind": ("GET", form(query=COUNT), b"", {"accept": "text/turtle"}, 406),
    "bad_accept_of_description": ("GET", b"", b"", {"accept": "image/png"}, 406),
    "bad_body_too_large": ("POST", b"", b"#" * 10_001, DIRECT, 413),
    "bad_nesting": ("POST", b"", b"ASK " + b"{" * 4900 + b"}" * 4900, DIRECT, 422),
}  # fmt: skip


def test_how_much_of_the_protocol_is_checked():
    """The bar are the 26 checks that the best endpoints pass."""
    assert (len(ACCEPTED), len(REFUSED)) == (19, 33)


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_protocol_accepts(small, name):
    """Each way to send a query and to choose its dataset."""
    method, query, body, headers, expected = ACCEPTED[name]
    reply = small.request(method, f"/sparql?{query.decode()}", content=body, headers=headers)
    assert count(reply) == expected
    assert reply.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize("name", REFUSED)
def test_the_protocol_refuses(small, name):
    """What it forbids, in words."""
    method, query, body, headers, status = REFUSED[name]
    reply = small.request(method, f"/sparql?{query.decode()}".rstrip("?"), content=body, headers=headers)
    assert reply.status_code == status, reply.text
    assert len(reply.text) > 10
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert count(small.get("/sparql", params={"query": COUNT})) == 3  # and nothing has changed


def test_a_method_that_is_not_allowed_is_told_those_that_are(small):
    """RFC 9110, section 15.5.6."""
    assert set(small.put("/sparql").headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n ?s ?p }", "line 2, column 9, near `?s ?p }`"),
        ("SELECT * { ?s ?p ?o } }", "line 1, column 24, near `SELECT * { ?s ?p ?o } }`"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", ": The SELECT contains a variable that is unbound"),
        ("SELECT * { ?s unknown:p ?o }", "line 1, column 24"),
        ("SELECT * { <relative> ?p ?o }", "line 1"),
    ],
)
def test_a_bad_query_is_told_its_place(small, query, message):
    """Line and column, and what stands there."""
    reply = small.get("/sparql", params={"query": query})
    assert reply.status_code == 400
    assert reply.text.startswith("the query is not SPARQL: ")
    assert message in reply.text
    assert "[" not in reply.text  # no classes of characters


@pytest.mark.parametrize("media", ROWS)
def test_rows_come_in_each_format(small, media):
    """And are read back by another reader, or are a table."""
    query = "SELECT ?o { <http://a.example/s> ?p ?o } ORDER BY ?o"
    reply = small.get("/sparql", params={"query": query}, headers={"accept": media})
    assert reply.headers["content-type"].partition(";")[0] == media
    if ROWS[media] in (QueryResultsFormat.CSV, QueryResultsFormat.TSV):
        assert reply.text.replace("\r", "").replace('"', "").replace("?", "").split() == ["o", "1", "2"]
    else:
        assert [row["o"].value for row in parse_query_results(reply.content, format=ROWS[media])] == ["1", "2"]
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize("media", TRIPLES)
def test_triples_come_in_each_format(small, media):
    """And are read back as what was asked for."""
    for query, expected in ((TRIPLES_OF, 3), ("DESCRIBE <http://a.example/t>", 1)):
        reply = small.get("/sparql", params={"query": query}, headers={"accept": media})
        assert reply.headers["content-type"].partition(";")[0] == media
        assert len({quad.triple for quad in parse(reply.content, format=TRIPLES[media])}) == expected


def test_yes_and_no(small):
    """ASK answers in JSON and XML."""
    assert small.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}).json() == {"head": {}, "boolean": False}
    reply = small.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "application/sparql-results+xml"})
    assert "<boolean>true</boolean>" in reply.text


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("text/csv; Q=0.5 , */*;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("*/*;q=0", None),
        ("TEXT/CSV", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("image/png, , ;", None),
        ("text/csv;header=present;q=0.2, text/tab-separated-values;q=0.3", "text/tab-separated-values"),
        ("text/csv;q=nonsense", "text/csv"),
    ],
)
def test_the_client_chooses_the_format(accept, expected):
    """By quality, the narrowest range deciding; the server's order among equals."""
    assert find_media(accept, ROWS) == expected


def test_head_tells_what_get_would(small):
    """The same headers, no content."""
    reply, whole = (small.request(each, "/sparql", params={"query": COUNT}) for each in ("HEAD", "GET"))
    assert (reply.status_code, reply.headers["content-length"]) == (200, whole.headers["content-length"])
    assert reply.content == b""


def test_options_tells_what_may_be_done(small):
    """Without CORS."""
    for path in ("/", "/query", "/sparql", "/questions", "/questions/x", "/questions/x/choices"):
        reply = small.options(path)
        assert (reply.status_code, "GET" in reply.headers["allow"]) == (204, True)


def test_scripts_of_other_sites_may_read(small):
    """CORS: the plain request and the preflight of a direct POST; writing methods are refused."""
    origin = {"origin": "https://b.example"}
    assert small.get("/sparql", headers=origin).headers["access-control-allow-origin"] == "*"
    wish = {**origin, "access-control-request-headers": "content-type"}
    preflight = small.options("/sparql", headers={**wish, "access-control-request-method": "POST"})
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in preflight.headers
    assert small.options("/sparql", headers={**wish, "access-control-request-method": "PUT"}).status_code == 400


def test_only_scripts_of_some_sites_may_read(tmp_path):
    """When the settings name them, or none."""
    path = tmp_path / "graph.nq"
    path.write_text(GRAPH)
    with serving(path, origins=["https://b.example"]) as client:
        allowed, other = (client.get("/questions", headers={"origin": f"https://{each}.example"}) for each in "bc")
        assert allowed.headers["access-control-allow-origin"] == "https://b.example"
        assert "access-control-allow-origin" not in other.headers
    with serving(path, origins=[]) as client:
        assert "access-control-allow-origin" not in client.get("/", headers={"origin": "https://b.example"}).headers


def test_the_service_describes_itself(small):
    """In the vocabulary of the W3C, with the address it was asked at."""
    reply = small.get("/sparql", headers={"accept": "application/n-triples"})
    store = Store()
    store.load(reply.content, RdfFormat.N_TRIPLES)
    query = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?service ?size (GROUP_CONCAT(STR(?name)) AS ?names) {
          ?service a sd:Service ; sd:endpoint ?service ; sd:supportedLanguage sd:SPARQL11Query ;
            sd:feature sd:UnionDefaultGraph ; sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ;
            sd:defaultDataset ?dataset .
          ?dataset a sd:Dataset ; sd:defaultGraph/void:triples ?size ; sd:namedGraph/sd:name ?name .
        } GROUP BY ?service ?size"""
    (row,) = store.query(query)
    assert (row["service"].value, row["size"].value) == ("http://testserver/sparql", "3")
    assert set(row["names"].value.split()) == {ONE, TWO}


def test_nothing_in_an_answer_runs_in_a_browser(small):
    """Headers hold answers, refusals and pages."""
    for path in ("/sparql", "/sparql?query=x", "/none", "/questions", "/"):
        headers = small.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]


def test_the_questions_are_listed(contract):
    """With their English text, their parameters and their SPARQL."""
    listed = contract.get("/questions").json()
    assert [each["name"] for each in listed] == [each.name for each in load_questions()]
    assert len(listed) >= 25
    ratified = next(each for each in listed if each["name"] == "did-it-ratify")
    assert [(each["name"], each["type"]) for each in ratified["parameters"]] == [("state", "IRI"), ("treaty", "IRI")]


@pytest.mark.parametrize("question", load_questions(), ids=lambda question: question.name)
def test_each_question_is_answered(contract, question):
    """And so is each with the first of its choices; a parameter that the graph never fills has none."""
    assert contract.get(f"/questions/{question.name}").json()["results"]["bindings"]
    choices = contract.get(f"/questions/{question.name}/choices").json()
    assert set(choices) == {each.name for each in question.parameters if each.type == "IRI"}
    for name, (first, *_) in ((name, values) for name, values in choices.items() if values):
        assert first["label"]
        rows = contract.get(f"/questions/{question.name}", params={name: first["value"]}).json()["results"]["bindings"]
        assert {row[name]["value"] for row in rows} == {first["value"]}


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("/questions/who-sined", 404, "is it who-signed"),
        ("/questions/none-of-this/choices", 404, "no such question"),
        ("/questions/did-it-ratify?state=not%20an%20IRI", 400, "state=not an IRI: not a value of the type IRI"),
        ("/questions/did-it-ratify?stat=a:b", 400, "has state, treaty"),
        ("/questions/did-it-ratify?state=a:b&state=a:c", 400, "state: given twice"),
        ("/questions/events-in-a-period?from=yesterday", 400, "not a value of the type date"),
        ("/questions/did-it-ratify?state=%FF", 400, "not in UTF-8"),
    ],
)
def test_a_question_that_cannot_be_asked(contract, address, status, message):
    """The text says why."""
    reply = contract.get(address)
    assert (reply.status_code, message in reply.text) == (status, True), reply.text


def test_sorting_last_changes_no_answer():
    """Each question has the same rows in the same columns; most are sorted last."""
    store = load_store(CONTRACT)
    questions = load_questions()
    for sparql in (each.sparql for each in questions):
        before, after = (
            ask(store, each).serialize(format=QueryResultsFormat.CSV) for each in (sparql, sort_last(sparql))
        )
        assert before.splitlines()[0] == after.splitlines()[0]
        assert sorted(before.splitlines()) == sorted(after.splitlines())
    assert sum(sort_last(each.sparql) != each.sparql for each in questions) > len(questions) / 2


def test_an_empty_value_leaves_a_parameter_open(contract):
    """As a form sends it."""
    assert contract.get("/questions/did-it-ratify?state=").json() == contract.get("/questions/did-it-ratify").json()


def test_a_question_comes_as_a_table_for_a_spreadsheet(contract):
    """The format is the client's choice there too."""
    reply = contract.get("/questions/who-signed", headers={"accept": "text/csv"})
    assert reply.text.startswith("treaty,person,")


def test_prefixes_are_known(contract):
    """As to `treatykg query`."""
    assert contract.get("/sparql", params={"query": "ASK { ?t a treaty:Treaty }"}).json()["boolean"]
    assert "@prefix treaty:" in contract.get("/sparql", params={"query": "DESCRIBE ?t { ?t a treaty:Treaty }"}).text
    assert len(prefixes_for(BASE)) > 10


def test_an_answer_that_is_too_large_is_refused(tmp_path):
    """Not cut: half an answer looks like a whole one."""
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"<a:s{i}> <a:p> <a:o{i}> .\n" for i in range(1000)))
    with serving(path) as client:
        for query in ("SELECT * { ?s ?p ?o }", TRIPLES_OF):
            reply = client.get("/sparql", params={"query": query})
            assert (reply.status_code, "larger than 0.02 MB" in reply.text) == (422, True)
            assert client.get("/sparql", params={"query": f"{query} LIMIT 100"}).status_code == 200


def test_a_runaway_query_is_stopped_while_others_go_on():
    """At its limit of time; another worker takes the place of the one that is killed."""
    with (
        serving(CONTRACT, limits=Limits(seconds=3.0, workers=2)) as client,
        concurrent.futures.ThreadPoolExecutor() as pool,
    ):
        runaway = pool.submit(client.get, "/sparql", params={"query": RUNAWAY})
        time.sleep(0.1)
        for _ in range(20):
            assert count(client.get("/sparql", params={"query": COUNT})) > 100
        assert not runaway.done()
        reply = runaway.result()
        assert (reply.status_code, "longer than 3 seconds" in reply.text) == (503, True)
        assert reply.headers["retry-after"]
        for _ in range(4):
            assert count(client.get("/sparql", params={"query": COUNT})) > 100


def test_too_many_queries_at_once_are_told_to_come_back():
    """Only so many wait."""
    limits = Limits(seconds=1.0, workers=1, queue=1)
    with serving(CONTRACT, limits=limits) as client, concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: client.get("/sparql", params={"query": RUNAWAY}), range(4)))
        assert {each.status_code for each in replies} == {503}
        assert sum("busy" in each.text for each in replies) >= 2
        assert count(client.get("/sparql", params={"query": COUNT})) > 100


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory for data")
def test_a_query_that_takes_too_much_memory_is_refused():
    """Its process dies alone."""
    with serving(CONTRACT, limits=Limits(seconds=20, memory=50_000_000)) as client:
        reply = client.get("/sparql", params={"query": HUNGRY})
        assert (reply.status_code, "more memory than 50 MB" in reply.text) == (422, True), reply.text
        assert count(client.get("/sparql", params={"query": COUNT})) > 100


def test_a_worker_cannot_reach_the_network(tmp_path):
    """Even if a SERVICE slipped through: no socket can be opened."""
    program = """
import socket, sys
from treatykg.server.limits import Limits
from treatykg.server.worker import _confine
from pyoxigraph import Store
_confine(Limits())
try:
    Store().query("SELECT * { SERVICE <http://127.0.0.1:8999/> { ?s ?p ?o } }").serialize(format=None)
except (OSError, ValueError) as error:
    print(error)
try:
    socket.socket()
except OSError as error:
    print(error.errno)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.split()[-1] == "24"


def test_the_end_of_the_process_that_holds_the_graph_is_told(tmp_path):
    """Not a fault inside."""
    path = tmp_path / "graph.nq"
    path.write_text(GRAPH)
    with ForkServer.start(path, limits=LIMITS) as server, TestClient(create_app(server, limits=LIMITS)) as client:
        os.kill(server._process.pid, signal.SIGKILL)
        server._process.wait()
        assert count(client.get("/sparql", params={"query": COUNT})) >= 3  # the workers live on
        assert client.get("/sparql", params={"query": "ASK " + "{" * 4900 + "}" * 4900}).status_code == 422
        reply = client.get("/sparql", params={"query": COUNT})
        assert (reply.status_code, "no query can be answered" in reply.text) == (503, True)


def test_a_store_on_disk_is_served(tmp_path):
    """As it is, and only read."""
    folder = tmp_path / "store"
    store = Store(folder)
    store.load(GRAPH, RdfFormat.N_QUADS)
    store.flush()
    del store
    with serving(folder) as client:
        assert count(client.get("/sparql", params={"query": COUNT})) == 3
        assert b"sd:name" in client.get("/sparql").content
    assert len(Store(folder)) == 3


def test_a_corpus_is_served_from_disk(tmp_path):
    """By its folder, as the commands name it."""
    with open_corpus(tmp_path / "desk", create=True) as corpus:
        article = Article("signing", "Chile and Peru signed a fishing treaty in Lima on 9 March 2021.")
        corpus.add([article], jobs=1, notice=lambda outcome, name: None)
        corpus.sync(progress=lambda name, total: lambda done: None)
    with serving(tmp_path / "desk") as client:
        assert client.get("/sparql", params={"query": "ASK { ?event a treaty:Signature }"}).json()["boolean"]


def test_what_cannot_be_served_is_told(tmp_path):
    """Before anything is started."""
    (tmp_path / "broken.ttl").write_text("x")
    (tmp_path / "CURRENT").write_text("no store")
    for path, message in (
        (tmp_path / "broken.ttl", "broken.ttl: "),
        (tmp_path / "none.nq", "cannot be read"),
        (tmp_path, "not a store"),
    ):
        with pytest.raises(GraphError, match=message):
            ForkServer.start(path, limits=LIMITS)


def test_an_address_that_cannot_be_had():
    """The message names it, and the way out."""
    with (
        listen("127.0.0.1", 0) as busy,
        pytest.raises(OptionError, match=r"cannot listen there \(.*in use\): choose another --port"),
    ):
        listen("127.0.0.1", busy.getsockname()[1])
    with pytest.raises(OptionError, match="--host no such host"):
        listen("no such host", 0)


def test_the_pages_let_only_their_own_script_run():
    """Every inline script and style has its hash in the policy, and there is none outside."""
    page = load_query_page()
    assert page.policy.count("'sha256-") == 2
    text = page.content.decode()
    assert len(re.findall("<script", text)) == len(re.findall("<style", text)) == 1
    assert not re.search(r'<[^>]+\s(?:on\w+|style)=|src=|href="http|innerHTML|eval\(', text)


def test_the_page_of_the_graph_leads_to_the_questions():
    """It is the page of the build, with one more link."""
    page = to_dataset_page(load_dataset(CONTRACT))
    assert b'<li><a href="query">Questions and SPARQL</a></li>' in page.content
    assert "frame-ancestors 'none'" in page.policy
    assert "'sha256-" in page.policy


WORDS = st.sampled_from([
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "*", "?s", "?p", "?o", "{", "}", "(", ")", "<a:b>", "<", ">", "'", '"""', "\\",
    "#", "\n", "\r", "\x00", "FILTER", "BIND", "AS", "VALUES", "UNDEF", "GRAPH", "FROM", "NAMED", "SERVICE", "SILENT", "1", "1e9",
    "treaty:", "a", "/", "|", "^", "+", "!", ".", ";", ",", "LIMIT", "OFFSET", "ORDER BY", "GROUP BY", "COUNT", "REGEX(?o, '(')",
    "\ud7ff", "é", "\U0001f600", "INSERT", "DELETE", "LOAD", "9" * 30, "BASE", "PREFIX", "@en", "^^", "_:b", "[]", "<<", ">>",
])  # fmt: skip
QUERIES = st.one_of(
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(WORDS, max_size=8).map(lambda words: f"SELECT * {{ ?s ?p ?o {' '.join(words)} }}"),
    st.text(max_size=40),
)
NAMES = st.sampled_from(
    ["query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "state", "from", ""]
)
FIELDS = st.lists(st.tuples(NAMES, QUERIES), max_size=4).map(
    lambda fields: urllib.parse.urlencode(fields, errors="replace").encode()
)
ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
PATHS = st.one_of(
    st.sampled_from(["/", "/sparql", "/query", "/questions", "/questions/did-it-ratify", "/questions/events-in-a-period",
                     "/questions/did-it-ratify/choices", "/sparql/", "/favicon.ico"]),
    st.text(max_size=20).map(lambda text: "/" + urllib.parse.quote(text, errors="replace")),
)  # fmt: skip
TYPES = st.one_of(
    st.sampled_from(["application/sparql-query", FORM["content-type"], "application/sparql-update", "text/plain"]),
    ASCII,
)


@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "PUT", "TRACE", "BREW"]),
    path=PATHS,
    fields=st.one_of(FIELDS, st.binary(max_size=30).map(lambda data: urllib.parse.quote_from_bytes(data).encode())),
    body=st.one_of(FIELDS, QUERIES.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=60)),
    headers=st.fixed_dictionaries(
        {}, optional={"accept": ASCII, "content-type": TYPES, "origin": ASCII, "host": ASCII}
    ),
)
def test_no_request_breaks_the_server(small, method, path, fields, body, headers):
    """Whatever is sent, there is an answer, and it is never our fault."""
    reply = small.request(method, f"{path}?{fields.decode()}", content=body, headers=headers)
    assert reply.status_code < 500, reply.text


@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=QUERIES)
def test_no_query_breaks_the_server(small, query):
    """Whatever is asked."""
    reply = small.post("/sparql", content=query.encode("utf-8", "replace"), headers=DIRECT)
    assert reply.status_code in (200, 400, 403), reply.text


@contextmanager
def running(*arguments: str):
    """The command in a process of its own: the process and the address it tells."""
    command = [sys.executable, "-m", "treatykg", "serve", *arguments, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            yield process, re.search(r"http://\S+/", line)[0]
        finally:
            process.kill()


def fetch(address: str):
    """The reply of a server of our own."""
    return urllib.request.urlopen(address, timeout=30)  # noqa: S310  # the address is ours


@pytest.fixture(scope="module")
def address():
    """The address of a server in a process of its own."""
    with running(str(CONTRACT), "--time-limit", "20") as (_, address):
        yield address


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_client_that_is_not_ours_reads_all_formats(address, method):
    """SPARQLWrapper, with each of its ways."""
    client = SPARQLWrapper(f"{address}sparql")
    client.setMethod(method)
    client.setQuery("SELECT ?t { ?t a treaty:Treaty } ORDER BY ?t")
    client.setReturnFormat(JSON)
    expected = [row["t"]["value"] for row in client.queryAndConvert()["results"]["bindings"]]
    assert expected
    client.setReturnFormat(XML)
    found = client.queryAndConvert().getElementsByTagName("uri")
    assert [each.firstChild.data for each in found] == expected
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split()[1:] == expected
    client.setQuery("CONSTRUCT { ?t a treaty:Treaty } WHERE { ?t a treaty:Treaty }")
    client.setReturnFormat(TURTLE)
    assert len(list(parse(client.queryAndConvert(), format=RdfFormat.TURTLE))) == len(expected)
    client.setQuery("SELECT nonsense")
    client.setReturnFormat(JSON)
    with pytest.raises(QueryBadFormed, match="the query is not SPARQL: line 1"):
        client.query()


def test_the_page_and_the_questions_are_served(address):
    """At / and /query, over a real connection."""
    with fetch(address) as reply:
        assert b'href="query"' in reply.read()
        assert "server" not in reply.headers
    with fetch(f"{address}questions/is-in-force") as reply:
        assert json.load(reply)["results"]["bindings"]


def test_a_client_that_goes_away_stops_its_query(address):
    """All workers are free again at once, long before the limit of time."""
    host, port = urllib.parse.urlsplit(address).netloc.split(":")
    request = f"GET /sparql?{form(query=RUNAWAY).decode()} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    start = time.monotonic()
    for _ in range(4):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(request)
            time.sleep(0.1)
    with fetch(f"{address}sparql?{form(query='ASK {}').decode()}") as reply:
        assert json.load(reply)["boolean"] is True
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_gracefully(sign):
    """What is under way is answered, the exit code is 0, and no process is left."""
    with running(str(CONTRACT), "--time-limit", "1", "--workers", "1") as (process, address):
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            last = pool.submit(fetch, f"{address}sparql?{form(query=RUNAWAY).decode()}")
            time.sleep(0.3)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            (parent,) = children.read_text().split() if children.exists() else ("0",)
            process.send_signal(sign)
            with pytest.raises(urllib.error.HTTPError, match="503") as stopped:
                last.result(20)
            assert b"longer than 1 seconds" in stopped.value.read()
            stopped.value.close()
        assert process.wait(20) == 0
        assert process.stderr.read() == ""
        assert parent == "0" or not Path(f"/proc/{parent}").exists()


def test_a_port_in_use_is_told():
    """With exit code 2."""
    with listen("127.0.0.1", 0) as busy:
        command = [sys.executable, "-m", "treatykg", "serve", str(CONTRACT), "--port", str(busy.getsockname()[1])]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert re.fullmatch(r"treatykg: 127\.0\.0\.1:\d+: cannot listen there \(.*\): choose another --port\n", ran.stderr)


def test_the_document_shows_what_is_so():
    """Each request in docs/sparql.md gets the reply that stands below it."""
    if shutil.which("curl") is None:
        pytest.skip("no curl")
    text = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\$ (curl .*)\n((?:(?!\$|```).*\n)*)", text, re.MULTILINE)
    assert len(shown) == 5
    with running(str(ROOT / "output")) as (_, address):
        for command, expected in shown:
            command = command.replace("http://127.0.0.1:8090/", address)
            ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=30, check=True)
            assert ran.stdout.replace("\r", "").strip() == expected.strip()
