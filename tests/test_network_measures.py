"""Measures of networks, and dyad-years."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
from datetime import date

import networkx as nx
import pytest

from facts_example import CLAIMS, EVENTS, EXTRACTION, FIJI, TONGA
from treatykg.gazetteer import load_gazetteer
from treatykg.identifiers import to_iri
from treatykg.inference import infer
from treatykg.model import Facts, Provision
from treatykg.network import PROJECTIONS, TABLES, Window, measure, table_rows, to_dyads, with_measures
from treatykg.network.codes import load_codes
from treatykg.network.ties import edge_id
from treatykg.triples import to_dataset
from treatykg.vocab import OBLIGATION


def made(*ties, mutual=False):
    """A network of (source, target, sign) with the attributes that measures look at."""
    network = nx.MultiDiGraph(name="made")
    for number, (source, target, sign) in enumerate(ties):
        for node in (source, target):
            network.add_node(node, label=node, type="State")
        key = edge_id(str(number))
        network.add_edge(
            source, target, key=key, id=key, weight=1.0, sign=sign, confidence=1.0, relation="Support", earliest="",
            latest="", published="", direction="mutual" if mutual else "directed",
        )  # fmt: skip
    return network


def test_balance_of_the_four_triangles():
    """Three friends, and two friends with one foe, are balanced; one foe tie, and three foes, are not."""
    for signs in itertools.product((1, -1), repeat=3):
        ties = zip(("AB", "BC", "CA"), signs, strict=True)
        measures = measure(made(*((pair[0], pair[1], sign) for pair, sign in ties)))
        share = 1.0 if signs.count(-1) % 2 == 0 else 0.0
        assert measures.nodes["A"]["balance"] == measures.whole["balanced"] == share
        assert measures.whole["signed triangles"] == 1


def test_without_signs_nothing_is_balanced_or_not():
    """Neither a share nor a triangle."""
    measures = measure(made(("A", "B", 0), ("B", "C", 1), ("C", "A", 1)))
    assert (measures.nodes["A"]["balance"], measures.nodes["A"]["triangles"]) == ("", 0)


def test_measures_of_a_star():
    """The middle is between all, has all neighbours and the highest rank."""
    measures = measure(made(*((leaf, "hub", 0) for leaf in "abcd")))
    assert measures.nodes["hub"]["degree"] == measures.nodes["hub"]["in_degree"] == 4
    assert (measures.nodes["hub"]["betweenness"], measures.nodes["a"]["betweenness"]) == (1.0, 0.0)
    assert measures.nodes["hub"]["pagerank"] > measures.nodes["a"]["pagerank"]
    assert measures.nodes["a"]["out_degree"] == 1


def test_pagerank_is_that_of_networkx():
    """Its own plain implementation, which needs no SciPy but is not public, gives the same figures."""
    ties = [("A", "B", 0), ("B", "C", 0), ("C", "A", 0), ("A", "C", 0), ("D", "C", 0), ("C", "E", 0), ("A", "C", 0)]
    graph = nx.DiGraph()
    for source, target, _ in ties:
        graph.add_edge(source, target, weight=graph.get_edge_data(source, target, {"weight": 0})["weight"] + 1)
    expected = nx.algorithms.link_analysis.pagerank_alg._pagerank_python(graph, tol=1e-12, max_iter=500)
    found = measure(made(*ties)).nodes
    assert {node: row["pagerank"] for node, row in found.items()} == {n: round(v, 4) for n, v in expected.items()}


def test_communities_are_numbered_from_the_largest():
    """A group of four and one of three, with one tie between them."""
    groups = ("abcd", "xyz")
    ties = [(one, other, 0) for group in groups for one, other in itertools.combinations(group, 2)]
    found = measure(made(*ties, ("a", "x", 0), mutual=True)).nodes
    assert [{found[node]["community"] for node in group} for group in groups] == [{1}, {2}]


def test_nothing_can_be_measured():
    """An empty network has no rows."""
    assert measure(made()).nodes == {}


def test_measures_become_columns_and_tables():
    """The nodes bear them; a table is pasted as CSV or Markdown, the highest rank first."""
    network = PROJECTIONS["actors"](to_dataset(EXTRACTION))
    measures = measure(network)
    node = with_measures(network, measures).nodes[to_iri(TONGA)]
    assert (node["label"], node["degree"]) == ("Tonga", 2)
    assert "degree" not in network.nodes[to_iri(TONGA)]
    rows = table_rows(network, measures)
    assert rows[0][:3] == ("node", "type", "degree")
    ranks = [float(row[rows[0].index("pagerank")]) for row in rows[1:]]
    assert ranks == sorted(ranks, reverse=True)
    assert list(csv.reader(io.StringIO(TABLES["csv"](rows)))) == [list(row) for row in rows]
    assert TABLES["markdown"](rows).splitlines()[1].startswith("| --- | --- | --: |")
    assert TABLES["markdown"]([("node",), ("a|b\nc",)]).splitlines()[2] == "| a\\|b c |"


def dyads(extraction=EXTRACTION, **options):
    dataset = to_dataset(extraction, background=load_gazetteer())
    content = to_dyads(dataset | infer(dataset), load_gazetteer(), **options)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def row_of(name, rows):
    return [row for row in rows if row["iri"] == to_iri(name)]


def test_a_joint_act_is_a_mutual_dyad():
    """With the codes of ISO, the Correlates of War, PLOVER and CAMEO, and the year of the day."""
    (row,) = row_of("event/reef-signed", dyads())
    expected = {
        "stateA": "Fiji", "isoA": "FJI", "cowA": "950", "stateB": "Tonga", "isoB": "TON", "cowB": "955", "directed": "0",
        "year": "2021", "year_basis": "date", "kind": "event", "type": "Signature", "plover": "COOPERATE", "cameo": "057",
        "factuality": "Actual", "sign": "0", "treaty": "Reef Protection Treaty",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["article"] == "https://w3id.org/treatykg/id/article/reef-pact"


def test_flags_are_named_as_in_atop_and_tell_of_the_treaty():
    """The treaty obliges to consult: so say the rows of its provision and of its signature, not those of the other pact."""
    rows = dyads()
    flags = list(load_codes().atop.values())
    assert flags == ["DEFENSE", "NONAGG", "NEUTRAL", "CONSUL", "NOOTHALL", "ARMRED", "ECAID"]
    assert set(flags) <= set(rows[0])
    for name, raised in (
        ("provision/consult", ["CONSUL"]),
        ("event/reef-signed", ["CONSUL"]),
        ("event/lagoon-signed", []),
    ):
        (row,) = row_of(name, rows)
        assert [flag for flag in flags if row[flag] == "1"] == raised


def test_the_codes_are_those_of_terms_that_there_are():
    """Each obligation with a code is one of the scheme."""
    assert set(load_codes().atop) <= set(OBLIGATION.__annotations__)
    assert len(load_codes().plover) > 10


def test_an_accusation_is_a_directed_dyad_against():
    """From speaker to target, in the year of the article, because claims have no date."""
    (row,) = row_of("claim/breach", dyads())
    assert (row["isoA"], row["isoB"], row["directed"], row["sign"]) == ("WSM", "TON", "1", "-1")
    assert (row["year"], row["year_basis"]) == ("2021", "published")


def test_who_acts_for_a_state_is_the_state():
    """A minister who supports another state speaks for her own."""
    claim = dataclasses.replace(CLAIMS[0], id="claim/praise", type="Support", speakers=("person/ana-vuki",))
    rows = dyads(dataclasses.replace(EXTRACTION, facts=Facts(EVENTS, (claim,))))
    assert [(row["isoA"], row["isoB"], row["sign"]) for row in row_of("claim/praise", rows)] == [("FJI", "TON", "1")]


def test_an_obligor_owes_it_to_the_other_parties():
    """One-sided obligations are directed."""
    one_sided = Provision("provision/aid", "Other", EVENTS[0].evidence, EVENTS[0].treaties, (FIJI,))
    rows = dyads(dataclasses.replace(EXTRACTION, facts=Facts(EVENTS, (), (one_sided,))))
    assert [(row["isoA"], row["isoB"], row["directed"]) for row in row_of("provision/aid", rows)] == [
        ("FJI", "TON", "1")
    ]


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [("2020-01-01", "2020-12-31", "2020"), ("2020-11-01", "2021-02-01", ""), (None, None, "")],
)
def test_the_year_is_never_guessed(first, last, year):
    """An interval across the new year has none, and an undated event has not that of the article."""
    time = EVENTS[8].time
    if first is None:
        event = dataclasses.replace(EVENTS[8], time=None)
    else:
        time = dataclasses.replace(time, earliest=date.fromisoformat(first), latest=date.fromisoformat(last))
        event = dataclasses.replace(EVENTS[8], time=time)
    (row,) = row_of(event.id, dyads(dataclasses.replace(EXTRACTION, facts=Facts((event,)))))
    assert row["year"] == year


def test_dyads_keep_to_the_window():
    """Like the networks."""
    assert {row["isoB"] for row in dyads(window=Window(min_confidence=1.0))} >= {"TON"}
    assert {row["iri"] for row in dyads(window=Window(until=date(2020, 12, 31)))} == {to_iri("event/lagoon-signed")}
