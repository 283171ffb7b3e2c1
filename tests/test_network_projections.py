"""The projections of a dataset, the parts that are selected, and each format read back by a second program's rules."""

from __future__ import annotations

import csv
import io
import json
import warnings
from datetime import date
from functools import cache

import networkx as nx
import pytest

from facts_example import (
    EXTRACTION,
    FIJI,
    ISLANDS,
    LAGOON,
    MOALA,
    PARLIAMENT,
    REEF,
    SAMOA,
    TONGA,
    VUKI,
    with_label,
)
from treatykg.cli.choices import NetworkFormat, Projection
from treatykg.identifiers import to_iri
from treatykg.inference import infer
from treatykg.network import PROJECTIONS, WRITERS, Window, merge_parallel, select, to_claim_network, to_cx2, to_pajek
from treatykg.triples import Dataset, to_dataset

CASES = [(projection, kind) for projection in PROJECTIONS for kind in WRITERS]
VALUE_TYPES = {"string": str, "integer": int, "double": float}


@cache
def example():
    dataset = to_dataset(EXTRACTION)
    return dataset | infer(dataset)


@cache
def network(projection):
    return PROJECTIONS[projection](example())


def edges_of(projection):
    """Source, target, relation and sign of each edge, by local identifier where there is one."""
    short = {each: each.removeprefix(to_iri("")) for each in network(projection)}
    return {
        (short[source], short[target], data["relation"], data["sign"])
        for source, target, data in network(projection).edges(data=True)
    }


def test_the_command_offers_what_there_is():
    """Names are listed twice, so that the command is quick to refuse a wrong one."""
    assert [each.value for each in Projection] == sorted(PROJECTIONS)
    assert [each.value for each in NetworkFormat] == sorted(WRITERS)


def test_actors_deal_with_actors():
    """Joint acts are mutual, claims go from speaker to target and are signed; no treaty, place or law is an actor."""
    assert set(network("actors")) == {to_iri(each) for each in (FIJI, TONGA, SAMOA, VUKI, MOALA, PARLIAMENT, ISLANDS)}
    assert (SAMOA, TONGA, "Accusation", -1) in edges_of("actors")
    assert (FIJI, TONGA, "Signature", 0) in edges_of("actors")
    directions = {data["relation"]: data["direction"] for *_, data in network("actors").edges(data=True)}
    assert (directions["Signature"], directions["Accusation"]) == ("mutual", "directed")


def test_treaties_tie_participants_by_standing():
    """Two kinds of node; the status that follows from the acts, with their words."""
    assert {(s, t, r) for s, t, r, _ in edges_of("treaties")} == {
        (FIJI, REEF, "Party"),
        (TONGA, REEF, "Party"),
        (FIJI, LAGOON, "Signatory"),
        (SAMOA, LAGOON, "Signatory"),
    }
    sides = nx.get_node_attributes(network("treaties"), "bipartite")
    assert {sides[s] for s, _ in network("treaties").edges()} == {0}
    assert {sides[t] for _, t in network("treaties").edges()} == {1}
    (edge,) = network("treaties").get_edge_data(to_iri(FIJI), to_iri(LAGOON)).values()
    assert edge["quote"] == "was signed by Fiji and Samoa | last year"
    assert (edge["earliest"], edge["latest"]) == ("2020-01-01", "2020-12-31")


def test_named_parties_stand_in_treaties_of_which_no_act_is_told():
    """Without the derived graph only the names tell."""
    plain = PROJECTIONS["treaties"](to_dataset(EXTRACTION))
    assert {data["relation"] for *_, data in plain.edges(data=True)} == {"NamedParty"}


def test_claims_are_nodes_between_speaker_and_target():
    """A denial reaches what it denies; only the edge to the target is signed."""
    found = edges_of("claims")
    assert (SAMOA, "claim/breach", "Accusation", 0) in found
    assert ("claim/breach", TONGA, "target", -1) in found
    assert ("claim/no-breach", "claim/breach", "responds to", 0) in found
    assert ("claim/welcome", REEF, "about", 0) in found
    assert network("claims").nodes[to_iri("claim/breach")]["label"] == "Accusation: breaching the treaty"


def test_support_of_a_treaty_is_signed_and_accusing_somebody_of_breaking_it_is_not():
    """Who blames a state for a breach is not against the treaty."""
    found = {(s, t, r): sign for s, t, r, sign in edges_of("entities")}
    assert found[ISLANDS, REEF, "Support"] == 1
    assert found[SAMOA, REEF, "Accusation"] == 0
    assert found[SAMOA, TONGA, "Accusation"] == -1


def test_the_timeline_orders_what_is_surely_ordered():
    """Events have their days; an undated one has none, and no place in the order."""
    found = {(s, t) for s, t, r, _ in edges_of("timeline") if r == "precedes"}
    assert ("event/reef-signed", "event/reef-ratified-fiji") in found
    assert ("event/reef-ratified-tonga", "event/reef-force") in found
    assert not any("event/reef-approved" in pair for pair in found)
    nodes = network("timeline").nodes
    assert nodes[to_iri("event/reef-ratified-tonga")]["latest"] == "2021-07-31"
    assert nodes[to_iri("event/reef-approved")]["earliest"] == ""
    assert ("event/reef-extension", "event/notes", "waits for", 0) in edges_of("timeline")


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_each_edge_is_unique_flat_and_shows_its_words(projection):
    """The evidence survives: words and article on every edge that is not a mere name."""
    edges = list(network(projection).edges(keys=True, data=True))
    assert len({key for *_, key, _ in edges}) == len(edges) > 0
    assert {type(value) for *_, data in edges for value in data.values()} <= {str, int, float}
    assert all(data["quote"] and data["article"] for *_, data in edges)


@pytest.mark.parametrize(
    ("window", "kept", "dropped"),
    [
        (Window(since=date(2021, 7, 10)), ["event/reef-ratified-tonga", "event/reef-force"], ["event/reef-signed"]),
        (Window(until=date(2020, 6, 1)), ["event/lagoon-signed"], ["event/reef-signed", "event/breach"]),
        (Window(since=date(2021, 1, 1)), ["claim/breach"], ["event/lagoon-signed", "event/notes"]),
        (Window(until=date(2021, 10, 1)), ["event/reef-signed"], ["claim/breach"]),
        (Window(min_confidence=0.9), ["event/notes"], ["event/reef-extension"]),
        (Window(), ["event/notes", "claim/breach"], []),
    ],
)
def test_a_window_keeps_what_may_have_happened_in_it(window, kept, dropped):
    """Any possible day counts; claims count on the day they are reported, undated events on none."""
    whole = nx.compose(network("entities"), network("timeline"))
    facts = {data["fact"].removeprefix(to_iri("")) for *_, data in select(whole, window).edges(data=True)}
    assert set(kept) <= facts
    assert not facts.intersection(dropped)


def test_merged_edges_sum_up():
    """One edge for a pair, its weight the sum, its sign that of the sum, its words all words."""
    merged = merge_parallel(network("entities"))
    (edge,) = merged.get_edge_data(to_iri(FIJI), to_iri(TONGA)).values()
    assert edge["count"] == network("entities").number_of_edges(to_iri(FIJI), to_iri(TONGA)) > 1
    assert edge["weight"] == edge["count"]
    assert edge["relation"] == "Consultation | InstrumentExchange | Signature"
    (edge,) = merged.get_edge_data(to_iri(SAMOA), to_iri(TONGA)).values()
    assert (edge["sign"], edge["direction"]) == (-1, "directed")


def read(kind, content):
    """The network that a file holds, by networkx or, for JSON formats, by their own rules."""
    match kind:
        case "graphml":
            return nx.read_graphml(io.BytesIO(content), force_multigraph=True)
        case "gexf":
            return nx.read_gexf(io.BytesIO(content))
        case "pajek":
            return nx.read_pajek(io.BytesIO(content))
        case "json":
            return nx.node_link_graph(json.loads(content), edges="edges")
        case "cyjs":
            return read_cyjs(json.loads(content))
        case "cx2":
            return read_cx2(json.loads(content))
        case _:
            return read_edge_list(content.decode("utf-8"))


def read_cyjs(document):
    """As cytoscape.js does: ids are strings and unique among nodes and edges, ends are nodes."""
    assert document["format_version"] == "1.0"
    graph = nx.MultiDiGraph()
    for node in document["elements"]["nodes"]:
        graph.add_node(node["data"]["id"], **node["data"])
    for edge in document["elements"]["edges"]:
        assert {edge["data"]["source"], edge["data"]["target"]} <= set(graph)
        graph.add_edge(edge["data"]["source"], edge["data"]["target"], key=edge["data"]["id"])
    ids = [each["data"]["id"] for kind in ("nodes", "edges") for each in document["elements"][kind]]
    assert len(set(ids)) == len(ids)
    return graph


def read_cx2(document):
    """By the specification: descriptor first, status last, counts and types of attributes as declared."""
    assert document[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert document[-1] == {"status": [{"success": True, "error": ""}]}
    aspects = {name: values for part in document[2:-1] for name, values in part.items()}
    assert {each["name"]: each["elementCount"] for each in document[1]["metaData"]} == {
        name: len(values) for name, values in aspects.items()
    }
    (declared,) = aspects["attributeDeclarations"]
    for kind in ("nodes", "edges"):
        for element in aspects[kind]:
            for name, value in element["v"].items():
                assert isinstance(value, VALUE_TYPES[declared[kind][name]["d"]]), name
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(node["id"] for node in aspects["nodes"])
    for edge in aspects["edges"]:
        assert {edge["s"], edge["t"]} <= set(graph)
        graph.add_edge(edge["s"], edge["t"], key=edge["id"])
    return graph


def read_edge_list(text):
    """Gephi's import makes a node of each end."""
    graph = nx.MultiDiGraph()
    for row in csv.DictReader(io.StringIO(text)):
        graph.add_edge(row["Source"], row["Target"], key=row["Id"], weight=float(row["Weight"]))
    return graph


@pytest.mark.parametrize(("projection", "kind"), CASES)
def test_each_file_is_read_back_whole(projection, kind):
    """As many nodes and edges as were written; a list of edges has no nodes without any."""
    made = network(projection)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = read(kind, WRITERS[kind](made))
    nodes = len(made) if kind != "csv" else sum(1 for node in made if made.degree(node))
    assert (len(found), found.number_of_edges()) == (nodes, made.number_of_edges())
    assert made.number_of_edges() > 0


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "label", ["\x00\x08\x1b", "<script>\"&'</script>", "a\\\"b'\n c", "Договор 🚢 \u202e عهد", '=1+1,"x"']
)
def test_hostile_names_do_not_break_a_file(kind, label):
    """Quotes, backslashes, line breaks and control characters are data."""
    made = PROJECTIONS["actors"](to_dataset(with_label(label)))
    found = read(kind, WRITERS[kind](made))
    assert found.number_of_edges() == made.number_of_edges()


@pytest.mark.parametrize(("projection", "kind"), CASES)
def test_nothing_becomes_an_empty_file(projection, kind):
    """A dataset without facts is a network without nodes."""
    assert len(read(kind, WRITERS[kind](PROJECTIONS[projection](Dataset())))) == 0


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_equal_datasets_give_equal_networks(projection):
    """Whatever the order of the quads."""
    again = PROJECTIONS[projection](Dataset.of(reversed(example().quads)))
    assert to_cx2(again) == to_cx2(network(projection))


def test_pajek_tells_the_sign_and_keeps_names_apart():
    """Arcs against somebody are below zero; two nodes of one name stay two."""
    text = to_pajek(network("actors")).decode("utf-8")
    assert '-1 l "Accusation"' in text
    twice = PROJECTIONS["actors"](to_dataset(with_label("Fiji")))
    vertices = [line.split(" ", 1)[1] for line in to_pajek(twice).decode("utf-8").splitlines() if line[:1].isdigit()]
    assert len(set(vertices[: len(twice)])) == len(twice)


def test_long_words_are_cut_in_labels():
    """The whole words stay in `quote`."""
    labels = [data["label"] for _, data in to_claim_network(example()).nodes(data=True)]
    assert max(map(len, labels)) <= 100
