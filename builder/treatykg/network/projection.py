"""The projection of a dataset onto its entities, as a networkx graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import networkx as nx
from rdflib.namespace import OWL, RDF, RDFS

from treatykg.network.ties import Tie, find_ties, tie_id
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY

Attributes: TypeAlias = dict[str, str | float]

_FACTS = frozenset(map(str, (TREATY.Event, TREATY.Claim, TREATY.Provision)))


def to_network(dataset: Dataset) -> nx.MultiDiGraph:
    """Entities as nodes, named by their IRIs; one edge for each fact in each article that ties two of them.

    Edges have the unique key and attribute `id`, the type and factuality of the fact, the treaty, the dates, the words and
    the confidence as `weight`. All attributes are strings or numbers, empty where nothing is known.
    """
    network = nx.MultiDiGraph(name="entities")
    everywhere = Index(dataset)
    articles = {name: Index(graph) for name, graph in dataset.graphs()}
    entities = frozenset(entity for index in articles.values() for entity in _find_entities(index))
    for entity in sorted(entities):
        network.add_node(entity, **_node_attributes(entity, everywhere))
    for graph, index in articles.items():
        for tie in find_ties(index, entities):
            key = tie_id(tie, graph)
            network.add_edge(tie.source, tie.target, key=key, id=key, **_edge_attributes(tie, index))
    return network


def _find_entities(index: Index) -> Iterator[str]:
    """What carries evidence, has a class of the ontology (offices have not) and is no fact."""
    for subject in index.subjects():
        types = index.values(subject, RDF.type)
        ours = any(each.startswith(str(TREATY)) for each in types) and not _FACTS.intersection(types)
        if ours and index.values(subject, TREATY.evidence):
            yield subject


def _node_attributes(entity: str, index: Index) -> Attributes:
    return {
        "label": index.value(entity, RDFS.label) or entity,
        "type": _local_names(index.values(entity, RDF.type)),
        "same_as": _joined(index.values(entity, OWL.sameAs)),
        "status": _local_names(index.values(entity, TREATY.status)),
        "mentions": len(index.values(entity, TREATY.evidence)),
    }


def _edge_attributes(tie: Tie, index: Index) -> Attributes:
    fact, rule = tie.fact, tie.rule
    relation = _local_names(each for each in index.values(fact, rule.type) if each not in _FACTS)
    treaties = {treaty for path in rule.treaties for treaty in index.follow(fact, *path)}
    return {
        "label": relation,
        "relation": relation,
        "fact": fact,
        "treaty": _joined(label for treaty in sorted(treaties) for label in index.values(treaty, RDFS.label)),
        "factuality": _local_names(index.values(fact, TREATY.factuality)),
        "date": index.value(fact, TREATY.date) or "",
        "earliest": index.value(fact, TREATY.earliestDate) or "",
        "latest": index.value(fact, TREATY.latestDate) or "",
        "quote": _joined(index.follow(fact, TREATY.evidence, TREATY.quote)),
        "weight": float(index.value(fact, TREATY.confidence) or 1),
    }


def _local_names(iris: Iterable[str]) -> str:
    """The local names of terms, joined; a name that is no IRI stays as it is."""
    return _joined(re.split("[#/]", iri)[-1] if "://" in iri else iri for iri in iris)


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)
