"""The network of entities, and the files it is written to."""

from __future__ import annotations

import dataclasses
import io
from functools import cache
from xml.etree import ElementTree

import networkx as nx
import pytest

from facts_example import (
    ARTICLE,
    ENTITIES,
    EVENTS,
    EXTRACTION,
    FIJI,
    MOALA,
    PARLIAMENT,
    REEF,
    SAMOA,
    SUVA,
    TONGA,
    VUKI,
    with_events,
    with_label,
)
from treatykg.identifiers import to_iri
from treatykg.inference import infer
from treatykg.model import Extraction, Facts
from treatykg.network import FORMATS, PROJECTIONS, to_gexf, to_network
from treatykg.triples import Dataset, to_dataset

READERS = {"network.graphml": nx.read_graphml, "network.gexf": nx.read_gexf}
WRITERS = {name: write for files in FORMATS.values() for name, write in files.items()}
GEXF = "{http://gexf.net/1.3}"


@cache
def example():
    dataset = to_dataset(EXTRACTION)
    return dataset | infer(dataset)


@cache
def network():
    return to_network(example())


def relations(graph, source, target):
    """The relations of the edges from one entity to another, sorted."""
    edges = graph.get_edge_data(to_iri(source), to_iri(target)) or {}
    return sorted(data["relation"] for data in edges.values())


def test_each_entity_is_a_node():
    """With its name, type, link and, for treaties, the derived status; offices and facts are none."""
    assert set(network()) == {to_iri(entity.id) for entity in ENTITIES}
    assert network().nodes[to_iri(FIJI)] == {
        "label": "Fiji", "type": "State", "same_as": "http://www.wikidata.org/entity/Q712", "status": "", "mentions": 2,
    }  # fmt: skip
    assert network().nodes[to_iri(REEF)]["status"] == "InForce"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (FIJI, TONGA, ["Consultation", "InstrumentExchange", "Signature"]),
        (FIJI, REEF, ["Consultation", "DomesticApproval", "Ratification", "Signature"]),
        (VUKI, MOALA, ["Signature"]),
        (VUKI, FIJI, ["Foreign Minister"]),
        (VUKI, TONGA, []),
        (VUKI, SUVA, ["Signature"]),
        (SAMOA, TONGA, ["Accusation"]),
        (TONGA, REEF, ["Consultation", "Denial", "Ratification", "Signature", "Violation"]),
        (PARLIAMENT, FIJI, []),
    ],
)
def test_shared_facts_are_edges(source, target, expected):
    """States to states, people to people, all to treaties and places; nobody to the state that he or she acts as."""
    assert relations(network(), source, target) == expected


def test_an_edge_tells_its_fact():
    """Type, treaty, date, factuality, words and weight, each a string or a number."""
    (edge,) = network().get_edge_data(to_iri(VUKI), to_iri(MOALA)).values()
    assert {key: edge[key] for key in edge if key not in {"id", "fact"}} == {
        "label": "Signature",
        "relation": "Signature",
        "kind": "event",
        "treaty": "Reef Protection Treaty",
        "factuality": "Actual",
        "sign": 0,
        "direction": "mutual",
        "date": "2021-03-03",
        "earliest": "2021-03-03",
        "latest": "2021-03-03",
        "quote": "on 3 March 2021 | signed the Reef Protection Treaty",
        "article": "https://w3id.org/treatykg/id/article/reef-pact",
        "published": "2021-10-02",
        "confidence": 1.0,
        "weight": 1.0,
    }
    assert edge["fact"] == to_iri("event/reef-signed")


def test_what_is_only_claimed_is_marked():
    """The breach is alleged, so that it can be filtered out."""
    edges = network().get_edge_data(to_iri(TONGA), to_iri(REEF)).values()
    assert {edge["factuality"] for edge in edges if edge["relation"] == "Violation"} == {"Alleged"}


def test_confidence_is_the_weight():
    """Of a fact that the extractor is less sure of."""
    event = dataclasses.replace(EVENTS[5], confidence=0.5)
    (edge,) = to_network(to_dataset(with_events(event))).get_edge_data(to_iri(FIJI), to_iri(TONGA)).values()
    assert edge["weight"] == 0.5


def test_ids_are_unique_and_flat():
    """Readers refuse repeated edge ids, lists and nothing."""
    edges = list(network().edges(keys=True, data=True))
    assert len({key for *_, key, _ in edges}) == len(edges)
    assert all(key == data["id"] for *_, key, data in edges)
    values = [value for *_, data in edges for value in data.values()]
    values += [value for _, data in network().nodes(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str, int, float}


def test_two_articles_give_two_edges():
    """Conflicting reports of one event stand side by side."""
    second = Extraction(dataclasses.replace(ARTICLE, id="second"), (), ENTITIES, Facts(events=EVENTS[2:3]))
    both = to_network(to_dataset(with_events(EVENTS[2])) | to_dataset(second))
    assert relations(both, FIJI, REEF) == ["Ratification", "Ratification"]
    assert len(both) == len(ENTITIES)


@pytest.mark.parametrize("name", WRITERS)
def test_networkx_reads_back_nodes_and_edges(name):
    """As many as were written, with their names and words."""
    graph = READERS[name](io.BytesIO(WRITERS[name](example())))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network()), network().number_of_edges())
    assert graph.nodes[to_iri(FIJI)]["label"] == "Fiji"
    written = sorted(data["quote"] for *_, data in network().edges(data=True))
    assert sorted(data["quote"] for *_, data in graph.edges(data=True)) == written


@pytest.mark.parametrize("name", WRITERS)
def test_a_second_reader_counts_the_same(name):
    """Plain XML: elements with unique ids, whose ends are nodes."""
    elements = list(ElementTree.fromstring(WRITERS[name](example())).iter())  # noqa: S314  # our own document
    nodes = {each.get("id") for each in elements if each.tag.endswith("}node")}
    edges = [each for each in elements if each.tag.endswith("}edge")]
    assert len(nodes) == len(network())
    assert len({edge.get("id") for edge in edges}) == len(edges) == network().number_of_edges()
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("\x00\x08\x0b\x1f\ufffe", "\ufffd" * 5),
        ("<script>\"&'</script>", "<script>\"&'</script>"),
        ("Договор 🚢 \u202e عهد", "Договор 🚢 \u202e عهد"),
        ("]]> <!-- -->", "]]> <!-- -->"),
    ],
)
def test_hostile_names_make_valid_xml(name, label, expected):
    """What XML cannot hold becomes the replacement character, everything else survives."""
    graph = READERS[name](io.BytesIO(WRITERS[name](to_dataset(with_label(label)))))
    assert graph.nodes[to_iri(VUKI)]["label"] == expected


def test_gexf_has_no_clock_and_keeps_to_the_schema():
    """networkx writes the day, its version, a name and namespaces that the schema of GEXF 1.3 does not know."""
    document = ElementTree.fromstring(to_gexf(network()))  # noqa: S314  # our own document
    meta, graph = document
    assert dict(meta.attrib) == {}
    assert meta.find(f"{GEXF}creator").text == "treatykg"
    assert dict(graph.attrib) == {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    assert document.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation").split()[0] == GEXF.strip("{}")
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]


# https://gexf.net/schema.html, version 1.3: what each element that we write may bear.
GEXF_ATTRIBUTES = {
    "gexf": {"version", "variant", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"},
    "meta": {"lastmodifieddate"},
    "creator": set(),
    "description": set(),
    "graph": {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation", "timestamp", "start", "end"},
    "attributes": {"class", "mode", "start", "end"},
    "attribute": {"id", "title", "type"},
    "nodes": {"count"},
    "edges": {"count"},
    "node": {"id", "label", "pid", "start", "end"},
    "edge": {"id", "type", "label", "source", "target", "weight", "kind", "start", "end"},
    "attvalues": set(),
    "attvalue": {"for", "value", "start", "end"},
    "spells": set(),
    "spell": {"timestamp", "start", "end"},
}


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_gexf_knows_no_element_and_no_attribute_of_its_own(projection):
    """Each value is declared, each end a node."""
    document = ElementTree.fromstring(to_gexf(PROJECTIONS[projection](example())))  # noqa: S314  # our own document
    for element in document.iter():
        assert set(element.attrib) <= GEXF_ATTRIBUTES[element.tag.removeprefix(GEXF)]
    declared = {each.get("id") for each in document.iter(f"{GEXF}attribute")}
    assert {each.get("for") for each in document.iter(f"{GEXF}attvalue")} <= declared
    nodes = {each.get("id") for each in document.iter(f"{GEXF}node")}
    assert {each.get(end) for each in document.iter(f"{GEXF}edge") for end in ("source", "target")} <= nodes


def test_gexf_holds_intervals_as_spells():
    """A month is as wide as it is, a year that is only guessed too; what has no date is always there."""
    document = ElementTree.fromstring(to_gexf(network()))  # noqa: S314  # our own document
    spells = {(spell.get("start"), spell.get("end")) for spell in document.iter(f"{GEXF}spell")}
    assert {("2021-03-03", "2021-03-03"), ("2021-07-01", "2021-07-31"), ("2020-01-01", "2020-12-31")} <= spells
    assert any(edge.find(f"{GEXF}spells") is None for edge in document.iter(f"{GEXF}edge"))


def test_an_empty_dataset_is_an_empty_network():
    """Of nothing, valid files of nothing."""
    for name, write in WRITERS.items():
        assert READERS[name](io.BytesIO(write(Dataset()))).number_of_nodes() == 0


@pytest.mark.parametrize("name", WRITERS)
def test_equal_datasets_give_equal_bytes(name):
    """Nodes and edges are sorted; the runs of test_export compare seeds."""
    again = Dataset.of(reversed(example().quads))
    assert WRITERS[name](again) == WRITERS[name](example())
