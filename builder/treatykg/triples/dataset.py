"""The dataset: quads of RDF in one fixed order, so that equal content is equal bytes in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral

from treatykg.errors import GraphError

_FIRST = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "\0",
    "http://www.w3.org/2000/01/rdf-schema#label": "\1",
    "http://www.w3.org/2004/02/skos/core#altLabel": "\2",
}
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Quads, each once, sorted by graph, subject, predicate (type and names first) and object."""

    quads: tuple[Quad, ...] = ()

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Dataset:
        """The dataset of `quads` in any order, with repetitions.

        :raises GraphError: if there is a blank node, which would get another name in every run
        """
        return cls(tuple(sorted(set(quads), key=_order)))

    @classmethod
    def join(cls, datasets: Iterable[Dataset]) -> Dataset:
        """All quads of all datasets; faster than `|` one by one."""
        return cls.of(chain.from_iterable(datasets))

    def __or__(self, other: Dataset) -> Dataset:
        return Dataset.join((self, other))

    def __len__(self) -> int:
        return len(self.quads)

    def __iter__(self) -> Iterator[Quad]:
        return iter(self.quads)

    def graph(self, name: str) -> Dataset:
        """The part of the dataset in the graph of this name."""
        return Dataset(tuple(quad for quad in self.quads if graph_name(quad) == name))

    def graphs(self) -> Iterator[tuple[str, Dataset]]:
        """The graphs with their names, sorted; the empty name is the default graph."""
        for name, quads in groupby(self.quads, key=graph_name):
            yield name, Dataset(tuple(quads))

    def graph_names(self) -> tuple[str, ...]:
        """The names of the graphs, sorted; the empty name is the default graph."""
        return tuple(dict.fromkeys(graph_name(quad) for quad in self.quads))

    def union(self) -> Dataset:
        """All triples of all graphs in the default graph."""
        return Dataset.of(Quad(quad.subject, quad.predicate, quad.object) for quad in self.quads)


def graph_name(quad: Quad) -> str:
    """The IRI of the graph that a quad is in, empty for the default graph.

    :raises GraphError: if the graph is named by a blank node
    """
    name = quad.graph_name
    if isinstance(name, BlankNode):
        raise GraphError(f"{name}: a graph without a name: name it with an IRI")
    return "" if isinstance(name, DefaultGraph) else name.value


def triple_of(quad: Quad) -> tuple[NamedNode, NamedNode, NamedNode | Literal]:
    """Subject, predicate and object of a quad; in a dataset no other terms occur than these.

    :raises GraphError: if the quad has a blank node or a quoted triple
    """
    subject, value = quad.subject, quad.object
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise GraphError(f"{quad}: blank nodes and quoted triples have no place here: name every node with an IRI")
    return subject, quad.predicate, value


def to_sorted_lines(quads: Iterable[Quad]) -> bytes:
    """N-Quads, a line for each of the quads, in the order of the lines as code points, as `LC_ALL=C sort` gives them."""
    document = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(document.splitlines(keepends=True)))


def to_store(dataset: Dataset) -> Store:
    """An in-memory store for SPARQL with the quads of `dataset`."""
    store = Store()
    store.bulk_extend(dataset.quads)
    return store


def to_rdflib(dataset: Dataset) -> Graph:
    """The triples of all graphs as one plain rdflib graph, for pySHACL."""
    graph = Graph()
    for quad in dataset:
        subject, predicate, value = triple_of(quad)
        graph.add((_to_rdflib(subject), _to_rdflib(predicate), _to_rdflib(value)))
    return graph


def _order(quad: Quad) -> tuple[str, str, str, str]:
    subject, predicate, value = triple_of(quad)
    return graph_name(quad), subject.value, _FIRST.get(predicate.value, predicate.value), str(value)


def _to_rdflib(term: NamedNode | Literal) -> URIRef | RdflibLiteral:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    datatype = None if term.language or term.datatype.value == _STRING else URIRef(term.datatype.value)
    return RdflibLiteral(term.value, lang=term.language, datatype=datatype, normalize=False)
