"""The index that a graph is validated in: what stands at a node, which nodes lead to it, and of which classes it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final, TypeAlias

from pyoxigraph import Quad
from rdflib import RDF, RDFS, Graph

from treatykg.errors import GraphError
from treatykg.validation.quick.extract import Extract
from treatykg.validation.quick.terms import Term, Triple, from_pyoxigraph, from_rdflib
from treatykg.validation.shapes import load_hierarchy

TYPE: Final = str(RDF.type)
_SUBCLASS: Final = str(RDFS.subClassOf)

# Sets that keep an order: an article's triples come sorted, and so do its findings' causes.
_Ordered: TypeAlias = dict[Term, None]
_EMPTY: Final[Mapping[Term, None]] = MappingProxyType({})
_NO_PROPERTIES: Final[Mapping[str, _Ordered]] = MappingProxyType({})


class IndexedGraph:
    """Triples, each once, by subject and property; the way back and the classes are worked out when first asked for."""

    __slots__ = ("_extracts", "_instances", "_objects", "_subjects")

    def __init__(self, triples: Iterable[Triple]) -> None:
        objects: dict[Term, dict[str, _Ordered]] = {}
        for subject, predicate, value in triples:
            objects.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        self._objects = objects
        self._subjects: dict[str, dict[Term, _Ordered]] = {}
        self._instances: dict[str, _Ordered] | None = None
        self._extracts: dict[frozenset[str], Extract] = {}

    def __iter__(self) -> Iterator[Triple]:
        for subject, properties in self._objects.items():
            for predicate, values in properties.items():
                for value in values:
                    yield str(subject), predicate, value

    def objects(self, subject: Term, predicate: str) -> Collection[Term]:
        """The values of a property at a node."""
        return self._objects.get(subject, _NO_PROPERTIES).get(predicate, _EMPTY)

    def subjects(self, predicate: str, value: Term) -> Collection[Term]:
        """The nodes that have this value of a property."""
        return self._backwards(predicate).get(value, _EMPTY)

    def properties(self, subject: Term) -> Mapping[str, Collection[Term]]:
        """All properties of a node with their values."""
        return self._objects.get(subject, _NO_PROPERTIES)

    def subjects_of(self, predicate: str) -> Collection[Term]:
        """The nodes that have the property."""
        return [subject for subject, properties in self._objects.items() if predicate in properties]

    def objects_of(self, predicate: str) -> Collection[Term]:
        """All values of the property, each once."""
        return self._backwards(predicate)

    def typed(self, of_class: str) -> Collection[Term]:
        """The nodes that are said to be of the class itself."""
        return self.subjects(TYPE, of_class)

    def instances(self, of_class: str) -> Collection[Term]:
        """The nodes of a class or of one below it (https://www.w3.org/TR/shacl/#dfn-shacl-instance)."""
        if self._instances is None:
            self._instances = self._find_instances()
        return self._instances.get(of_class, _EMPTY)

    def extract(self, predicates: frozenset[str]) -> Extract:
        """The triples of these properties alone, for SPARQL."""
        if predicates not in self._extracts:
            self._extracts[predicates] = Extract(tuple(self._triples_of(predicates)))
        return self._extracts[predicates]

    def _triples_of(self, predicates: frozenset[str]) -> Iterator[Triple]:
        for subject, properties in self._objects.items():
            for predicate in properties.keys() & predicates:
                for value in properties[predicate]:
                    yield str(subject), predicate, value

    def _backwards(self, predicate: str) -> dict[Term, _Ordered]:
        found = self._subjects.get(predicate)
        if found is None:
            found = self._subjects[predicate] = {}
            for subject, properties in self._objects.items():
                for value in properties.get(predicate, ()):
                    found.setdefault(value, {})[subject] = None
        return found

    def _find_instances(self) -> dict[str, _Ordered]:
        found: dict[str, _Ordered] = {}
        for kind, nodes in self._backwards(TYPE).items():
            for of_class in self._superclasses(kind):
                found.setdefault(of_class, {}).update(nodes)
        return found

    def _superclasses(self, kind: Term) -> list[str]:
        """The class itself and all above it."""
        found: dict[Term, None] = {kind: None}
        queue = [kind]
        while queue:
            above = self.objects(queue.pop(), _SUBCLASS)
            new = [each for each in above if each not in found]
            found.update(dict.fromkeys(new))
            queue += new
        return [each for each in found if isinstance(each, str)]


def to_indexed(graph: Graph | Iterable[Quad]) -> IndexedGraph:
    """The index of all triples of a graph of rdflib, or of quads whatever graph they are in.

    :raises GraphError: if a quad says something about a triple
    """
    if isinstance(graph, Graph):
        return IndexedGraph((str(from_rdflib(s)), str(p), from_rdflib(o)) for s, p, o in graph)
    return IndexedGraph(_triples(graph))


def to_working_index(quads: Iterable[Quad]) -> IndexedGraph:
    """The index of `quads` together with the `rdfs:subClassOf` triples of the ontology.

    :raises GraphError: if there are no quads, for then nothing would be checked
    """
    given = tuple(_triples(quads))
    if not given:
        raise GraphError("the graph is empty, there is nothing to validate: is it the right file?")
    return IndexedGraph(chain(given, _hierarchy()))


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    for quad in quads:
        subject = quad.subject
        yield (
            str(from_pyoxigraph(subject)),
            quad.predicate.value,
            from_pyoxigraph(quad.object),
        )


@cache
def _hierarchy() -> tuple[Triple, ...]:
    return tuple(sorted((str(s), str(p), str(o)) for s, p, o in load_hierarchy()))
