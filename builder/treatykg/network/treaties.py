"""Treaties: which state or organization stands where in which treaty, as a network of two kinds of node."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
from rdflib.namespace import RDFS

from treatykg.network.attributes import Attributes, entity_attributes, fact_attributes, joined
from treatykg.network.corpus import Corpus
from treatykg.network.ties import edge_id
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY

# From what a participation is derived its edge takes these: the words, where they stand, and when.
_FROM_EVENTS = ("quote", "article")
_NAMED_PARTY = "NamedParty"


def to_treaty_network(dataset: Dataset) -> nx.MultiDiGraph:
    """Participants (`bipartite` 0) and treaties (`bipartite` 1); an edge tells the standing of one in the other.

    The relation is the status that was derived from what happened, such as Signatory or Party; without one, `NamedParty`
    for those whom the treaty's name or description calls its parties.
    """
    corpus = Corpus.of(dataset)
    index = corpus.whole
    network = nx.MultiDiGraph(name="treaties")
    edges = sorted([*_participations(index), *_named_parties(index)], key=lambda edge: edge[:2])
    participants, treaties = {edge[0] for edge in edges}, {edge[1] for edge in edges}
    for side, nodes in enumerate((participants, treaties | set(index.instances(TREATY.Treaty)))):
        for node in sorted(nodes):
            network.add_node(node, **entity_attributes(node, index), bipartite=side)
    for participant, treaty, values in edges:
        key = edge_id(str(values["fact"]), participant, treaty)
        network.add_edge(participant, treaty, key=key, id=key, **values)
    return network


def _participations(index: Index) -> Iterator[tuple[str, str, Attributes]]:
    for node in index.instances(TREATY.Participation):
        for participant in index.values(node, TREATY.participant):
            for treaty in index.values(node, TREATY.participationIn):
                yield participant, treaty, _participation_attributes(node, index)


def _participation_attributes(node: str, index: Index) -> Attributes:
    values = fact_attributes(node, index, relation=TREATY.participationStatus)
    causes = [fact_attributes(event, index) for event in index.values(node, TREATY.derivedFrom)]
    values |= {name: joined(dict.fromkeys(str(each[name]) for each in causes if each[name])) for name in _FROM_EVENTS}
    days = [str(each[name]) for each in causes for name in ("earliest", "latest") if each[name]]
    confidence = min((float(each["confidence"]) for each in causes), default=1.0)
    return values | {
        "direction": "directed",
        "earliest": min(days, default=""),
        "latest": max(days, default=""),
        "published": min((str(each["published"]) for each in causes if each["published"]), default=""),
        "derivation": joined(index.values(node, TREATY.derivation)),
        "confidence": confidence,
        "weight": confidence,
    }


def _named_parties(index: Index) -> Iterator[tuple[str, str, Attributes]]:
    standing = {
        (participant, treaty)
        for node in index.instances(TREATY.Participation)
        for participant in index.values(node, TREATY.participant)
        for treaty in index.values(node, TREATY.participationIn)
    }
    for treaty in index.instances(TREATY.Treaty):
        for participant in index.values(treaty, TREATY.namedParty):
            if (participant, treaty) not in standing:
                yield participant, treaty, _named_party_attributes(treaty, index)


def _named_party_attributes(treaty: str, index: Index) -> Attributes:
    """The words are those that name the treaty."""
    values = fact_attributes(treaty, index)
    return values | {
        "label": _NAMED_PARTY,
        "relation": _NAMED_PARTY,
        "kind": "participation",
        "treaty": joined(index.values(treaty, RDFS.label)),
        "direction": "directed",
        "derivation": "",
    }
