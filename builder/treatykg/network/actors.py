"""Actors: who deals with whom. States, organizations, bodies and people that act together, or speak to one another."""

from __future__ import annotations

import networkx as nx

from treatykg.network.corpus import Corpus
from treatykg.network.ties import CO_ACTORS, SPEAKER_TO_TARGET, tie_network
from treatykg.triples import Dataset


def to_actor_network(dataset: Dataset) -> nx.MultiDiGraph:
    """Agents as nodes; an edge for each event in which two act (mutual), and from each speaker to each target of a claim.

    Claims are signed: support is for its target; accusation, opposition and threat are against it.
    """
    corpus = Corpus.of(dataset)
    return tie_network("actors", corpus, corpus.agents(), (CO_ACTORS, SPEAKER_TO_TARGET))
