"""Entities: whatever an article names, tied by whatever fact names two of them."""

from __future__ import annotations

import networkx as nx

from treatykg.network.corpus import Corpus
from treatykg.network.ties import CO_ACTORS, POST, SPEAKER_TO_TARGET, Rule, tie_network
from treatykg.triples import Dataset
from treatykg.vocab import TREATY

RULES = (
    CO_ACTORS,
    Rule(TREATY.Event, TREATY.actor, (TREATY.concerns,)),
    Rule(TREATY.Event, TREATY.actor, (TREATY.place,)),
    SPEAKER_TO_TARGET,
    Rule(TREATY.Claim, TREATY.speaker, (TREATY.about,), signed=True),
    Rule(TREATY.Claim, TREATY.speaker, (TREATY.about, TREATY.concerns)),
    Rule(TREATY.Provision, TREATY.obligor, type=TREATY.obligationType),
    Rule(TREATY.Provision, TREATY.obligor, (TREATY.partOf,), type=TREATY.obligationType),
    POST,
)


def to_network(dataset: Dataset) -> nx.MultiDiGraph:
    """Entities as nodes, named by their IRIs; one edge for each fact in each article that ties two of them.

    Edges have the unique key and attribute `id`, and tell type, factuality, sign and dates of the fact, the treaty, the
    words, the article and the confidence. All attributes are strings or numbers, empty where nothing is known.
    """
    corpus = Corpus.of(dataset)
    return tie_network("entities", corpus, corpus.entities, RULES)
