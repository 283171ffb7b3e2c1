"""Every format gives back the dataset it was given, whatever its names hold, in the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from rdflib.compare import isomorphic
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import RDFS, XSD

from facts_example import EXTRACTION, FIJI, REEF, SUVA, TEXT, VUKI, with_label
from treatykg.export import FORMATS, to_jsonld, to_nquads, to_trig, to_turtle
from treatykg.export.prefixes import prefixes_for
from treatykg.identifiers import BASE, to_iri
from treatykg.inference import infer
from treatykg.triples import Dataset, Index, to_dataset, to_rdflib

# rdflib's own parsers use what rdflib deprecates.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

RDF_FORMATS = {
    "trig": (to_trig, RdfFormat.TRIG, "trig"),
    "nquads": (to_nquads, RdfFormat.N_QUADS, "nquads"),
    "jsonld": (to_jsonld, RdfFormat.JSON_LD, "json-ld"),
    "turtle": (to_turtle, RdfFormat.TURTLE, "turtle"),
}
HOSTILE = (
    'Quote " and \\ backslash',
    "'''triple''' \"\"\"quotes\"\"\"",
    "line\nfeed\r\nreturn\ttab . \n .",
    '<script>alert(1)</script> &amp; <a href="x">',
    "} ; <urn:x> <urn:y> <urn:z> . @prefix x: <urn:x> . #",
    "عهد \u202eright to left\u202c \u200f\u2066mark\u2069",
    "\x00\x01\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufeff\ufffe",
    "Договор 条約 🚢👩🏽‍⚖️ e\u0301",
    "treaty:State",
    "@id",
    "=cmd()|'calc'!A0, \"a\",b;c",
    " surrounded by blanks ",
)


@cache
def example():
    dataset = to_dataset(EXTRACTION)
    return dataset | infer(dataset)


def without_names_of_graphs(dataset, name):
    return dataset.union() if name == "turtle" else dataset


def read_by_rdflib(data, syntax):
    """All triples of a document, and the names of its graphs, as rdflib reads them."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=syntax)
    graph = rdflib.Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph, {str(name) for *_, name in dataset.quads()} - {str(DATASET_DEFAULT_GRAPH_ID)}


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_pyoxigraph_reads_back_the_same_dataset(name):
    """Quad by quad, datatype by datatype."""
    write, syntax, _ = RDF_FORMATS[name]
    assert Dataset.of(pyoxigraph.parse(write(example()), format=syntax)) == without_names_of_graphs(example(), name)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_rdflib_reads_back_an_isomorphic_graph(name):
    """The union of the graphs, and the names of the graphs where the format has them."""
    write, _, syntax = RDF_FORMATS[name]
    graph, names = read_by_rdflib(write(example()), syntax)
    assert isomorphic(graph, to_rdflib(example()))
    assert names == (set() if name == "turtle" else set(example().graph_names()))


@pytest.mark.parametrize("name", RDF_FORMATS)
@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_names_survive(name, label):
    """Metacharacters, controls, marks of direction and other scripts come back as they were, from both readers."""
    dataset = to_dataset(with_label(label))
    write, syntax, rdflib_syntax = RDF_FORMATS[name]
    document = write(dataset)
    assert Dataset.of(pyoxigraph.parse(document, format=syntax)) == without_names_of_graphs(dataset, name)
    graph, _ = read_by_rdflib(document, rdflib_syntax)
    assert [str(value) for value in graph.objects(rdflib.URIRef(to_iri(VUKI)), RDFS.label)] == [label]


# Code points that no file in UTF-8 can hold are no names; the reader of articles refuses them.
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(HOSTILE)


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES)
def test_any_name_survives(person, treaty):
    """Random names of people and treaties, in each format."""
    labels = (
        Quad(NamedNode(to_iri(each)), NamedNode(RDFS.label), Literal(name))
        for each, name in ((VUKI, person), (REEF, treaty))
    )
    dataset = Dataset.of(labels)
    for name, (write, syntax, rdflib_syntax) in RDF_FORMATS.items():
        document = write(dataset)
        assert Dataset.of(pyoxigraph.parse(document, format=syntax)) == dataset, name
        assert isomorphic(read_by_rdflib(document, rdflib_syntax)[0], to_rdflib(dataset)), name


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_local_identifier_survives(local):
    """IRIs are never abbreviated into something else, whatever stands after the prefix."""
    subjects = (NamedNode(to_iri(kind + local)) for kind in ("state/", "article/"))
    quads = (Quad(subject, NamedNode(RDFS.seeAlso), NamedNode(to_iri(local))) for subject in subjects)
    dataset = Dataset.of(quads)
    for name, (write, syntax, rdflib_syntax) in RDF_FORMATS.items():
        assert Dataset.of(pyoxigraph.parse(write(dataset), format=syntax)) == dataset, name
        assert isomorphic(read_by_rdflib(write(dataset), rdflib_syntax)[0], to_rdflib(dataset)), name


def test_literals_of_all_kinds_survive_in_jsonld():
    """Languages, foreign datatypes, and predicates with values of several kinds."""
    node, see = NamedNode(BASE + "x"), NamedNode(RDFS.seeAlso)
    values = (
        Literal("a"), Literal("a", language="en"), Literal("1", datatype=NamedNode(XSD.integer)), Literal("a:b"), node,
        Literal("true", datatype=NamedNode(XSD.boolean)),
    )  # fmt: skip
    mixed = Dataset.of(Quad(node, see, value) for value in values)
    in_language = Dataset.of((Quad(node, see, Literal("a", language="en")),))
    for dataset in (mixed, in_language, Dataset()):
        assert Dataset.of(pyoxigraph.parse(to_jsonld(dataset), format=RdfFormat.JSON_LD)) == dataset
        assert isomorphic(read_by_rdflib(to_jsonld(dataset), "json-ld")[0], to_rdflib(dataset))


def test_jsonld_is_compact():
    """Prefixes instead of IRIs, plain strings instead of typed values; not much longer than TriG."""
    document = to_jsonld(example()).decode()
    assert '"treaty:earliestDate": "2021-03-03"' in document
    assert '"@id": "states:FJI"' in document
    assert len(document) < 1.5 * len(to_trig(example()))


def test_turtle_is_grouped_by_subject():
    """Each subject once, its type first, a blank line after it."""
    document = to_turtle(example()).decode()
    subjects = {quad.subject.value for quad in example()}
    blocks = [block for block in document.split("\n\n") if not block.startswith("@prefix")]
    assert len(blocks) + 1 == len(subjects)  # the first block follows the prefixes
    assert '\nstates:FJI a treaty:State ;\n\trdfs:label "Fiji" ;' in document
    assert document.endswith(" .\n")


def test_nquads_are_sorted_lines():
    """As LC_ALL=C sort orders them, so that versions can be compared line by line."""
    lines = to_nquads(example()).splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(example())


def test_the_base_has_prefixes():
    """Another base gives other namespaces and the same prefixes."""
    document = to_trig(to_dataset(EXTRACTION, base="https://data.example/"), base="https://data.example/").decode()
    assert "@prefix states: <https://data.example/state/> ." in document
    assert "states:FJI" in document
    assert prefixes_for(BASE).keys() == prefixes_for("https://data.example/").keys()


# Tables


def read_table(name):
    return list(csv.DictReader(io.StringIO(FORMATS["csv"][name](example()).decode("utf-8"), newline="")))


HEADERS = {
    "events.csv": "graph event type factuality treaties treaties_labels actors actors_labels places places_labels date"
    " earliest_date latest_date date_derivation effective_date conditional_on votes_for votes_against abstentions"
    " unanimous confidence quotes evidence rules",
    "claims.csv": "graph claim type speakers speakers_labels unnamed_source targets targets_labels about about_labels"
    " responds_to content confidence quotes evidence rules",
    "provisions.csv": "graph provision obligation_type treaties treaties_labels obligors obligors_labels article_number"
    " cites cites_labels trigger quoted confidence quotes evidence rules",
    "entities.csv": "graph entity type label other_names same_as acts_for acts_for_labels named_parties"
    " named_parties_labels status quotes evidence rules",
}


@pytest.mark.parametrize("name", FORMATS["csv"])
def test_the_columns_of_a_table_are_fixed(name):
    """Programs of others rely on them: a change here is a change for them."""
    assert FORMATS["csv"][name](Dataset()).decode() == HEADERS[name].replace(" ", ",") + "\n"
    assert all(set(row) == set(HEADERS[name].split()) for row in read_table(name))


def test_each_fact_and_entity_has_its_row():
    """Nothing is dropped between graph and table."""
    facts = EXTRACTION.facts
    expected = {
        "events.csv": facts.events,
        "claims.csv": facts.claims,
        "provisions.csv": facts.provisions,
        "entities.csv": EXTRACTION.entities,
    }
    for name, values in expected.items():
        key = HEADERS[name].split()[1]
        assert sorted(row[key] for row in read_table(name)) == sorted(to_iri(each.id) for each in values)


def test_the_quotes_of_a_table_are_words_of_the_article():
    """In every row of every table."""
    for name in FORMATS["csv"]:
        for row in read_table(name):
            assert row["quotes"]
            assert all(quote in TEXT for quote in row["quotes"].split(" | "))


def test_a_row_tells_its_event():
    """Types without prefix, names beside IRIs, the date in three columns."""
    (row,) = (row for row in read_table("events.csv") if row["event"] == to_iri("event/reef-signed"))
    assert row["type"] == "Signature"
    assert row["factuality"] == "Actual"
    assert row["treaties_labels"] == "Reef Protection Treaty"
    assert row["actors_labels"] == "Ana Vuki | Tevita Moala | Fiji | Tonga"
    assert (row["date"], row["earliest_date"], row["latest_date"]) == ("2021-03-03",) * 3
    assert row["places"] == to_iri(SUVA)


def test_a_treaty_and_a_state_show_what_other_graphs_know_of_them():
    """The derived status, and the link to Wikidata."""
    rows = {row["entity"]: row for row in read_table("entities.csv")}
    assert rows[to_iri(REEF)]["status"] == "InForce"
    assert rows[to_iri(FIJI)]["same_as"] == "http://www.wikidata.org/entity/Q712"


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_names_survive_in_tables(label):
    """Commas, quotes and line breaks stay inside their cell."""
    table = FORMATS["csv"]["entities.csv"](to_dataset(with_label(label))).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["label"] for row in rows if row["entity"] == to_iri(VUKI)] == [label]


# The same bytes


def test_the_table_of_formats_is_complete():
    """One file name belongs to one format."""
    names = [name for files in FORMATS.values() for name in files]
    assert sorted(names) == sorted(set(names))
    assert set(names) >= {"graph.trig", "graph.ttl", "graph.nq", "graph.jsonld", *HEADERS}


PROGRAM = """
import hashlib
from facts_example import EXTRACTION
from treatykg import export, network
from treatykg.inference import infer
from treatykg.triples import to_dataset
dataset = to_dataset(EXTRACTION)
dataset |= infer(dataset)
for formats in (export.FORMATS, network.FORMATS):
    for files in formats.values():
        for name, write in files.items():
            print(name, hashlib.sha256(write(dataset)).hexdigest())
"""


def test_two_runs_give_the_same_bytes():
    """Whatever the order of sets and dictionaries in a run."""
    outputs = []
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        outputs.append(run.stdout)
    assert len(set(outputs)) == 1
    assert len(outputs[0].splitlines()) == 11
    assert hashlib.sha256(to_trig(example())).hexdigest() in outputs[0]


def test_order_and_repetition_of_quads_do_not_matter():
    """Equal datasets, equal bytes."""
    again = Dataset.of((*reversed(example().quads), *example().quads[::3]))
    for files in FORMATS.values():
        for write in files.values():
            assert write(again) == write(example())


def test_labels_are_found_in_what_was_read_back():
    """A sanity check of the whole way: text in, name out."""
    dataset = Dataset.of(pyoxigraph.parse(to_nquads(example()), format=RdfFormat.N_QUADS))
    assert Index(dataset).value(to_iri(VUKI), RDFS.label) == "Ana Vuki"
