"""The property graph gives back the dataset it was made from, and its direct edges say what the facts say."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import OWL, RDF, RDFS, XSD

from facts_example import (
    ARTICLE,
    ENTITIES,
    EVENTS,
    EXTRACTION,
    FIJI,
    MOALA,
    REEF,
    SAMOA,
    TONGA,
    VUKI,
    with_events,
    with_label,
)
from treatykg.identifiers import background_graph_iri, graph_iri, inferred_graph_iri, to_iri
from treatykg.inference import infer
from treatykg.model import Extraction, Facts
from treatykg.propertygraph import FORMATS, load_mapping, to_dataset, to_property_graph
from treatykg.propertygraph.cypher import literal
from treatykg.propertygraph.tables import edge_columns, edge_ends, edge_types, node_columns
from treatykg.store import load_dataset
from treatykg.triples import Dataset
from treatykg.triples import to_dataset as dataset_of
from treatykg.vocab import FACTUALITY, TREATY

ROOT = Path(__file__).parent.parent
HEADER = re.compile(r"\w*:(ID|LABEL|TYPE|START_ID|END_ID|string|long|double|boolean|date|string\[\])")
HOSTILE = (
    '"; DROP',
    "line\nfeed\r\ttab",
    "\\u0041 \\",
    "\x00\x1f\x7f\x85\u2028",
    "🚢 عهد \u202e",
    "`]) DETACH DELETE n //",
    "",
)


@cache
def example():
    dataset = dataset_of(EXTRACTION)
    return dataset | infer(dataset)


@cache
def graph():
    return to_property_graph(example())


def ties(type_, *, of=None):
    return [edge for edge in (of or graph()).edges if edge.type == type_]


def ends(edges):
    return {(edge.source.removeprefix(to_iri("")), edge.target.removeprefix(to_iri(""))) for edge in edges}


# There and back


@pytest.mark.parametrize("path", ["output/graph.trig", "output/graph.ttl", "tests/graphs/small.trig"])
def test_a_round_trip_loses_nothing(path):
    """With named graphs and without."""
    dataset = load_dataset(ROOT / path)
    assert to_dataset(to_property_graph(dataset)) == dataset


def test_a_round_trip_keeps_apart_what_articles_say():
    """Two articles that contradict one another about one event and one name."""
    later = dataclasses.replace(EVENTS[2], confidence=0.4, time=None)
    second = Extraction(dataclasses.replace(ARTICLE, id="second"), (), ENTITIES, Facts(events=(later,)))
    both = example() | dataset_of(second) | dataset_of(with_label("Anna Vuki"))
    assert to_dataset(to_property_graph(both)) == both


@pytest.mark.parametrize("label", HOSTILE)
def test_a_round_trip_keeps_hostile_words(label):
    """Quotes, control characters, escapes, commands."""
    dataset = dataset_of(with_label(label))
    assert to_dataset(to_property_graph(dataset)) == dataset


def test_our_own_datasets_need_no_leftovers():
    """Every predicate that treatykg writes has its property or edge."""
    for dataset in (example(), load_dataset(ROOT / "output/graph.trig")):
        assert not [edge for edge in to_property_graph(dataset).edges if "other" in edge.properties]


A, B, SIGNED_BY = (to_iri(name) for name in (FIJI, "event/e", "claim/c"))
IRIS = st.sampled_from(
    [A, B, SIGNED_BY, "urn:x", to_iri("state/TON"), graph_iri("a"), "https://data.example/article/1#char=0,4"]
)
PREDICATES = st.sampled_from(
    [
        *(rule.predicate for rule in load_mapping().properties),
        *(rule.predicate for rule in load_mapping().edges),
        str(RDF.type),
        str(RDFS.comment),
    ]
)
LITERALS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])).map(Literal),
    st.sampled_from(["en", "de-at"]).map(lambda tag: Literal("word", language=tag)),
    st.builds(
        lambda text, datatype: Literal(text, datatype=NamedNode(datatype)),
        st.sampled_from(
            ["7", "007", "-1", "0.50", "0.5", "true", "1", "2021-03-03", "2021-13-99", "99999999999999999999", "x"]
        ),
        st.sampled_from(
            [str(each) for each in (XSD.nonNegativeInteger, XSD.decimal, XSD.boolean, XSD.date, XSD.anyURI)]
        ),
    ),
)
CONCEPTS = st.sampled_from(
    [str(FACTUALITY.Actual), str(FACTUALITY.Planned), str(TREATY.Event), str(TREATY.State), str(TREATY.Signature)]
)
QUADS = st.builds(
    lambda subject, predicate, value, name: Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(name)),
    IRIS,
    PREDICATES,
    st.one_of(LITERALS, IRIS.map(NamedNode), CONCEPTS.map(NamedNode)),
    st.sampled_from([graph_iri("a"), graph_iri("b"), inferred_graph_iri()]),
)


@given(st.lists(QUADS, max_size=25))
@settings(max_examples=300, deadline=None)
def test_a_round_trip_loses_nothing_of_any_dataset(quads):
    """Wrong datatypes, several values where one is meant, things of no kind or two: what does not fit is kept as it is."""
    dataset = Dataset.of(quads)
    assert to_dataset(to_property_graph(dataset)) == dataset


def test_the_mapping_knows_the_whole_ontology():
    """Every class is a kind's, every property is a property or an edge but for those that data never holds."""
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "treaty.ttl")
    ours = str(TREATY)
    classes = {str(each) for each in ontology.subjects(RDF.type, OWL.Class) if str(each).startswith(ours)}
    assert len(classes) > 40
    assert classes <= set(load_mapping().kind_of_class)
    predicates = {
        str(each)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for each in ontology.subjects(RDF.type, kind)
        if str(each).startswith(ours)
    }
    assert len(predicates) > 40
    missing = predicates - set(load_mapping().property_of) - set(load_mapping().edge_of)
    assert missing == {str(TREATY.evidenceFor), str(TREATY.hasProvision)}  # inverses that are never written


# Nodes


def test_nodes_are_the_things_of_the_dataset():
    """Each once, with the kind of its class."""
    kinds = {node.iri: node.kind for node in graph().nodes}
    assert len(kinds) == len(graph().nodes)
    assert {iri for iri in kinds if iri.startswith(to_iri("event/"))} == {to_iri(event.id) for event in EVENTS}
    assert kinds[to_iri(REEF)] == "Entity"
    assert kinds[to_iri("claim/breach")] == "Claim"
    assert kinds[inferred_graph_iri()] == "Graph"
    assert set(graph().figures()) >= {"(Article)", "(Evidence)", "(Post)", "(Provision)", "(Participation)", "[SIGNED]"}


def test_a_node_has_plain_properties():
    """Concepts by local name, dates as dates, numbers as numbers, several names as a list."""
    nodes = {node.iri: node for node in graph().nodes}
    assert nodes[to_iri(FIJI)].properties["altLabel"] == ("Fijian",)
    assert (nodes[to_iri(REEF)].type, nodes[to_iri(REEF)].properties["status"]) == ("Treaty", "InForce")
    event = nodes[to_iri("event/reef-ratified-tonga")]
    assert event.properties["earliestDate"] == date(2021, 7, 1)
    assert (event.type, event.properties["factuality"], event.properties["confidence"]) == (
        "Ratification",
        "Actual",
        1.0,
    )
    assert nodes[to_iri("event/reef-approved")].properties["votesFor"] == 31


def test_a_node_shows_what_all_graphs_say():
    """The widest interval, the highest confidence, all names; whatever the order of the graphs."""
    narrow = EVENTS[2].time
    wide = dataclasses.replace(narrow, earliest=date(2021, 5, 1), edtf="2021-05/2021-06-09")
    second = dataclasses.replace(EVENTS[2], confidence=0.5, time=wide)
    article = dataclasses.replace(ARTICLE, id="a-second")
    both = example() | dataset_of(Extraction(article, (), ENTITIES, Facts(events=(second,))))
    (node,) = (each for each in to_property_graph(both).nodes if each.iri == to_iri(EVENTS[2].id))
    assert (node.properties["earliestDate"], node.properties["latestDate"]) == (date(2021, 5, 1), date(2021, 6, 9))
    assert node.properties["confidence"] == 1.0
    said = [edge for edge in ties("OCCURS_IN", of=to_property_graph(both)) if edge.source == node.iri]
    assert {edge.properties.get("earliestDate") for edge in said} >= {date(2021, 5, 1), date(2021, 6, 9)}


def test_what_is_only_named_has_a_node():
    """A state that only the background knows is an entity by its IRI."""
    quad = Quad(
        NamedNode(to_iri(VUKI)),
        NamedNode(TREATY.actsFor),
        NamedNode(to_iri("state/NRU")),
        NamedNode(background_graph_iri()),
    )
    (node,) = (
        each for each in to_property_graph(example() | Dataset.of([quad])).nodes if each.iri == to_iri("state/NRU")
    )
    assert (node.kind, node.type, node.properties) == ("Entity", "Entity", {})


# Direct edges


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("SIGNED", {(FIJI, REEF), (VUKI, REEF), (MOALA, REEF), (TONGA, REEF)}),
        ("RATIFIED", {(FIJI, REEF), (TONGA, REEF)}),
        ("ACT_NEGATED", {(SAMOA, "treaty/FJI-WSM-2020-lagoon-accord")}),
        ("ACT_ALLEGED", {(TONGA, REEF)}),
        ("VIOLATED", set()),
        ("ACCUSES", {(SAMOA, TONGA)}),
        ("ALLEGES", {(SAMOA, "event/breach")}),
        ("DENIES", {(TONGA, "event/breach"), (TONGA, "claim/breach")}),
        ("SUPPORTS", {("group/pacific-islands", REEF)}),
        ("DECLINES_TO_COMMENT_ON", {(VUKI, "event/boat")}),
        ("OBLIGES", {(REEF, FIJI), (REEF, TONGA)}),
        ("HOLDS_OFFICE_IN", {(VUKI, FIJI)}),
    ],
)
def test_facts_are_direct_edges(type_, expected):
    """What happened under its verb; what is alleged, planned or denied never under it."""
    found = {pair for pair in ends(ties(type_)) if "lagoon" not in pair[1] or type_ == "ACT_NEGATED"}
    assert found == expected


def test_a_direct_edge_carries_its_evidence():
    """The fact, its class and certainty, the interval, the words, the article and the graph."""
    (edge,) = (each for each in ties("RATIFIED") if each.source == to_iri(FIJI))
    assert edge.graph == graph_iri("reef-pact")
    assert edge.properties == {
        "iri": to_iri("event/reef-ratified-fiji"),
        "type": "Ratification",
        "factuality": "Actual",
        "date": "2021-06-09",
        "earliestDate": date(2021, 6, 9),
        "latestDate": date(2021, 6, 9),
        "confidence": 1.0,
        "quote": "Fiji ratified it | on 9 June 2021",
        "article": to_iri("article/reef-pact"),
    }
    (obliged,) = (each for each in ties("OBLIGES") if each.target == to_iri(FIJI))
    assert (obliged.properties["obligationType"], obliged.properties["articleNumber"]) == ("Consultation", "4")


def test_nobody_meets_whom_he_or_she_acts_for():
    """Of a meeting, ministers meet ministers and states meet states."""
    meeting = dataclasses.replace(EVENTS[0], id="event/meeting", type="Meeting", actors=(FIJI, TONGA, VUKI))
    found = ends(ties("MET", of=to_property_graph(dataset_of(with_events(meeting)))))
    assert found == {(VUKI, TONGA), (FIJI, TONGA)}


@pytest.mark.parametrize("factuality", ["Planned", "Conditional", "Alleged", "Denied", "Negated"])
def test_a_plain_question_for_facts_finds_facts(factuality):
    """No other factuality is a direct edge under the verb."""
    event = dataclasses.replace(EVENTS[2], factuality=factuality)
    found = to_property_graph(dataset_of(with_events(event)))
    assert not ties("RATIFIED", of=found)
    (edge,) = ties(f"ACT_{factuality.upper()}", of=found)
    assert edge.properties["type"] == "Ratification"


def test_every_edge_fits_its_table():
    """Ends and properties are those that engines with a schema are told of."""
    rules = load_mapping()
    for edge in graph().edges:
        assert edge.ends in edge_ends(edge.type, rules)
        assert {"graph", *edge.properties} <= {column.name for column in edge_columns(edge.type, rules)}
    for node in graph().nodes:
        assert {"iri", "type", *node.properties} <= {column.name for column in node_columns(node.kind, rules)}
    assert len(edge_types(rules)) == len(set(edge_types(rules))) > 80


# Files for loading in bulk


def test_csv_has_typed_headers_and_all_rows():
    """As `neo4j-admin database import` wants them; every file is in the arguments."""
    files = FORMATS["neo4j-csv"](example())
    arguments = files["import.args"].decode().splitlines()
    assert {line.partition("=")[2] for line in arguments if line.endswith(".csv")} == set(files) - {"import.args"}
    counts = {}
    for name, data in files.items():
        if name.endswith(".csv"):
            header, *rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
            assert all(HEADER.fullmatch(column) for column in header)
            assert {len(row) for row in rows} == {len(header)}
            kind, _, what = name.removesuffix(".csv").partition("-")
            counts[f"({what})" if kind == "nodes" else f"[{what}]"] = len(rows)
    assert counts == graph().figures()


def test_csv_tells_an_empty_text_from_none():
    """Quoted and empty, or not there."""
    row = FORMATS["neo4j-csv"](dataset_of(with_label('a "b"\n,c')))["nodes-Entity.csv"].decode()
    assert '"a ""b""\n,c"' in row
    assert f'"{to_iri(VUKI)}","Person","' in row


def test_parquet_has_the_same_rows():
    """Read back by pyarrow, with types."""
    pq = pytest.importorskip("pyarrow.parquet")
    files = {name: pq.read_table(io.BytesIO(data)) for name, data in FORMATS["parquet"](example()).items()}
    counts = {
        f"({name[6:-8]})" if name.startswith("nodes-") else f"[{name[6:-8]}]": table.num_rows
        for name, table in files.items()
    }
    assert counts == graph().figures()
    assert str(files["nodes-Event.parquet"].schema.field("earliestDate").type) == "date32[day]"
    (row,) = (each for each in files["nodes-Entity.parquet"].to_pylist() if each["iri"] == to_iri(FIJI))
    assert (row["label"], row["altLabel"], row["status"]) == ("Fiji", ["Fijian"], None)


@pytest.mark.parametrize("word", HOSTILE)
def test_literals_of_cypher_hold_any_text(word):
    """No text ends its quotes: what is between them has each quote and backslash escaped."""
    text = literal(word)
    inner = re.sub(r"\\(?:[\"\\bfnrt]|u[0-9a-f]{4})", "", text[1:-1])
    assert text[0] == text[-1] == '"'
    assert not set(inner) & {'"', "\\", "\n", "\r", "\x00"}


@pytest.mark.parametrize("name", FORMATS)
def test_equal_datasets_give_equal_bytes(name):
    """The order of the quads does not matter."""
    again = Dataset.of(reversed(example().quads))
    assert FORMATS[name](again) == FORMATS[name](example())


def test_nothing_gives_nothing():
    """An empty dataset has no nodes and no edges."""
    assert to_property_graph(Dataset()).figures() == {}
    assert to_dataset(to_property_graph(Dataset())) == Dataset()
