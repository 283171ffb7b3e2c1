"""Claims: who says what of whom, and who answers. The claims are nodes, so that denials meet what they deny."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from treatykg.network.attributes import Attributes, entity_attributes, fact_attributes, joined, kind_of, sign_of
from treatykg.network.corpus import Corpus
from treatykg.network.ties import edge_id
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY

_LONGEST_LABEL = 80
# From a claim, by these predicates, to other nodes; the name of each tie.
_LINKS = ((TREATY.target, "target"), (TREATY.about, "about"), (TREATY.respondsTo, "responds to"))


def to_claim_network(dataset: Dataset) -> nx.MultiDiGraph:
    """Claims, their speakers and targets, and what they are about, as nodes; edges run from speaker to claim to target.

    A claim's node bears its words as label, its edge to a target the sign: for (1), against (-1) or neither (0).
    """
    index = Corpus.of(dataset).whole
    network = nx.MultiDiGraph(name="claims")
    claims = index.instances(TREATY.Claim)
    edges = [edge for claim in claims for edge in _edges(claim, index)]
    for node in sorted({*claims, *(end for source, target, _ in edges for end in (source, target))}):
        network.add_node(node, **_node_attributes(node, index))
    for source, target, values in edges:
        key = edge_id(str(values["fact"]), source, target, str(values["relation"]))
        network.add_edge(source, target, key=key, id=key, **values)
    return network


def _edges(claim: str, index: Index) -> Iterator[tuple[str, str, Attributes]]:
    said = fact_attributes(claim, index) | {"direction": "directed"}
    for speaker in index.values(claim, TREATY.speaker):
        yield speaker, claim, said
    for predicate, name in _LINKS:
        for target in index.values(claim, predicate):
            sign = sign_of(claim, target, index) if predicate == TREATY.target else 0
            yield claim, target, said | {"label": name, "relation": name, "sign": sign}


def _node_attributes(node: str, index: Index) -> Attributes:
    """The same for entities and facts, so that each column of a table holds one thing."""
    values = entity_attributes(node, index) | {"factuality": "", "quote": "", "article": ""}
    if not kind_of(node, index):
        return values
    fact = fact_attributes(node, index)
    words = joined(index.values(node, TREATY.content)) or str(fact["quote"])
    values |= {name: fact[name] for name in ("factuality", "quote", "article")}
    return values | {"type": fact["relation"], "label": f"{fact['relation']}: {shortened(words)}"}


def shortened(words: str) -> str:
    """The words on one line, cut where a label would grow too long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1].rstrip() + "…"
