"""Ties between entities: the pairs that share a fact, and what the fact says of their tie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

import networkx as nx
from rdflib.namespace import ORG, RDF, RDFS

from treatykg.identifiers import fingerprint
from treatykg.network.attributes import entity_attributes, fact_attributes, sign_of
from treatykg.network.corpus import Corpus
from treatykg.triples import Index
from treatykg.vocab import TREATY


@dataclass(frozen=True, slots=True)
class Rule:
    """How facts of one class tie entities: each value of `source` to each value of `target`, a path of predicates.

    Without a target the values of `source` are tied to one another, in alphabetical order: such a tie is mutual. `type`
    tells the kind of tie; `signed` says whether the fact may be for or against the target.
    """

    fact: str
    source: str
    target: tuple[str, ...] = ()
    type: str = str(RDF.type)
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities that a fact ties together, by their IRIs."""

    source: str
    target: str
    fact: str
    rule: Rule


CO_ACTORS = Rule(TREATY.Event, TREATY.actor)
SPEAKER_TO_TARGET = Rule(TREATY.Claim, TREATY.speaker, (TREATY.target,), signed=True)


def tie_network(name: str, corpus: Corpus, nodes: Iterable[str], rules: Iterable[Rule]) -> nx.MultiDiGraph:
    """The network of `nodes`, with an edge for each fact in each article that ties two of them by one of the rules."""
    network = nx.MultiDiGraph(name=name)
    kept = frozenset(nodes)
    for node in sorted(kept):
        network.add_node(node, **entity_attributes(node, corpus.whole))
    for graph, index in corpus.graphs.items():
        for tie in find_ties(index, kept, rules):
            key = tie_id(tie, graph)
            network.add_edge(tie.source, tie.target, key=key, id=key, **_tie_attributes(tie, index))
    return network


def find_ties(index: Index, entities: frozenset[str], rules: Iterable[Rule]) -> Iterator[Tie]:
    """The ties of one article's facts between `entities`."""
    for rule in rules:
        for fact in index.instances(rule.fact):
            for source, target in _pairs(index, fact, rule):
                if source in entities and target in entities:
                    yield Tie(source, target, fact, rule)


def tie_id(tie: Tie, graph: str) -> str:
    """An identifier of the tie that is unique in the network and the same in every run."""
    return edge_id(graph, tie.fact, tie.source, tie.target)


def edge_id(*parts: str) -> str:
    """An identifier of an edge, from what makes it the edge it is."""
    return "tie-" + fingerprint(*parts)


def _tie_attributes(tie: Tie, index: Index) -> dict[str, str | int | float]:
    values = fact_attributes(tie.fact, index, relation=tie.rule.type)
    if tie.rule.signed:
        values["sign"] = sign_of(tie.fact, tie.target, index)
    values["direction"] = "directed" if tie.rule.target else "mutual"
    return values


def _pairs(index: Index, fact: str, rule: Rule) -> Iterator[tuple[str, str]]:
    sources = index.values(fact, rule.source)
    if rule.target:
        return product(sources, index.follow(fact, *rule.target))
    # A minister and her state act as one: she is tied to the other side's minister, her state to the other side's state.
    acts_for_other = {each for each in sources if set(sources).intersection(index.values(each, TREATY.actsFor))}
    return (pair for pair in combinations(sources, 2) if len(acts_for_other.intersection(pair)) != 1)


POST = Rule(ORG.Post, ORG.heldBy, (ORG.postIn,), type=RDFS.label)
