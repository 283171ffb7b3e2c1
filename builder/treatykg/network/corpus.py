"""What a projection is made from: the dataset looked up as a whole and article by article, and the entities in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib.namespace import RDF

from treatykg.network.attributes import KINDS
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY

AGENTS = (
    TREATY.State,
    TREATY.InternationalOrganization,
    TREATY.StateGroup,
    TREATY.GovernmentBody,
    TREATY.Legislature,
    TREATY.Organization,
    TREATY.Person,
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The whole dataset, its graphs by name, and the IRIs of its entities."""

    whole: Index
    graphs: Mapping[str, Index]
    entities: frozenset[str]

    @classmethod
    def of(cls, dataset: Dataset) -> Corpus:
        """The corpus of a dataset; a dataset without named graphs is one graph."""
        graphs = {name: Index(graph) for name, graph in dataset.graphs()}
        whole = next(iter(graphs.values())) if len(graphs) == 1 else Index(dataset)
        return cls(whole, graphs, frozenset(each for index in graphs.values() for each in _find_entities(index)))

    def agents(self) -> frozenset[str]:
        """Those entities that can act: states, organizations, groups, bodies and people."""
        return self.entities.intersection(self.whole.instances(*AGENTS))


def _find_entities(index: Index) -> Iterator[str]:
    """What carries evidence, has a class of the ontology (offices have not) and is no fact."""
    for subject in index.subjects():
        types = index.values(subject, RDF.type)
        ours = any(each.startswith(str(TREATY)) for each in types) and not any(each in KINDS for each in types)
        if ours and index.values(subject, TREATY.evidence):
            yield subject
