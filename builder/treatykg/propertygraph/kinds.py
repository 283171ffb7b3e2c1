"""What kind of node each thing is: by its classes, else by its IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode
from rdflib.namespace import RDF

from treatykg.propertygraph.mapping import EVIDENCE, GRAPH, RESOURCE, Rules
from treatykg.triples import Dataset, triple_of
from treatykg.vocab import local_name

_TYPE = str(RDF.type)


def resolve_kinds(dataset: Dataset, rules: Rules) -> dict[str, str]:
    """The kind of each subject, of each object of a predicate that is an edge, and of each graph, by IRI."""
    classes: dict[str, set[str]] = defaultdict(set)
    for quad in dataset:
        subject, predicate, value = triple_of(quad)
        classes[subject.value].update([value.value] if predicate.value == _TYPE else [])
    kinds = {subject: _kind(subject, named, rules) for subject, named in classes.items()}
    kinds |= {each: _kind_of_iri(each, rules) for each in _objects(dataset, rules) if each not in kinds}
    return kinds | dict.fromkeys(dataset.graph_names(), GRAPH)


def resolve_type(types: Iterable[str], kind: str) -> str:
    """The most specific of the local names of a thing's classes: the first that is not the kind itself.

    >>> resolve_type(("Event", "Signature"), "Event"), resolve_type((), "Entity")
    ('Signature', 'Entity')
    """
    return next((each for each in sorted(types) if each != kind), kind)


def _kind(iri: str, classes: Iterable[str], rules: Rules) -> str:
    known = {rules.kind_of_class[each] for each in classes if each in rules.kind_of_class}
    # In the order of the mapping, should somebody give a thing classes of two kinds.
    return next((kind for kind in rules.kinds if kind in known), None) or _kind_of_iri(iri, rules)


def _kind_of_iri(iri: str, rules: Rules) -> str:
    """By the segment before the name, as `treatykg.identifiers` gives it; a passage of an article has a fragment."""
    parent, _, name = iri.rpartition("/")
    if "#char=" in name:
        return EVIDENCE
    return GRAPH if parent.endswith("/graph/article") else rules.kind_of_segment.get(local_name(parent), RESOURCE)


def _objects(dataset: Dataset, rules: Rules) -> Iterator[str]:
    for quad in dataset:
        if quad.predicate.value in rules.edge_of and isinstance(quad.object, NamedNode):
            yield quad.object.value
