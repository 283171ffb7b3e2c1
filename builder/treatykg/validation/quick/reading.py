"""Compiling a graph of shapes: each shape once, and only those that find their own nodes are run by themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from typing import Final

import rdflib
from rdflib import RDF, RDFS, SH, URIRef

from treatykg.validation.engine import SEVERITY
from treatykg.validation.quick.combining import COMBINERS
from treatykg.validation.quick.description import Description
from treatykg.validation.quick.graph import IndexedGraph
from treatykg.validation.quick.paths import compile_path, path_text
from treatykg.validation.quick.queries import compile_query
from treatykg.validation.quick.shape import Constraint, Shape, TargetedShape
from treatykg.validation.quick.terms import Term, from_rdflib
from treatykg.validation.quick.values import COMPILERS
from treatykg.validation.report import SHAPES
from treatykg.validation.shapes import load_shapes

_Find = Callable[[IndexedGraph], Collection[Term]]

_TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
# What describes a shape, or belongs to the parameter beside it.
_SILENT: Final = {
    *(SH.name, SH.description, SH.message, SH.severity, SH.group, SH.order, SH.path, SH.ignoredProperties),
    *(SH.qualifiedMinCount, SH.qualifiedMaxCount),
}
_OF_SEVERAL: Final = f"{SHAPES}CorpusGroup"
_KNOWN: Final = frozenset(map(str, {*_TARGETS, *_SILENT, *COMPILERS, *COMBINERS, SH.sparql}))


@cache
def load_compiled() -> tuple[TargetedShape, ...]:
    """The shapes of `shapes/`, compiled once.

    :raises KnowledgeError: if a shape is broken, or says something that is not known here
    """
    return compile_shapes(load_shapes())


def compile_shapes(graph: rdflib.Graph) -> tuple[TargetedShape, ...]:
    """The shapes of `graph` that have targets, by their names.

    :raises KnowledgeError: if a shape is broken, or says something that is not known here; nothing is passed over
    """
    targeted = sorted({shape for target in _TARGETS for shape in graph.subjects(target)}, key=str)
    return tuple(_compile_targeted(Description(graph, shape)) for shape in targeted)


def _compile_targeted(shape: Description) -> TargetedShape:
    if not isinstance(shape.node, URIRef):
        shape.refuse("has a target but no name, by which findings could name it: name it")
    if shape.has(SH.property):
        shape.refuse("has a target and property shapes within: give each property shape the target")
    compiled = _compile(shape)
    if compiled.path is not None and compiled.path_text is None:
        shape.refuse("has a path that findings cannot name: put it into a constraint")
    severity = SEVERITY.get(shape.one(SH.severity)) or shape.refuse("has a severity that SHACL does not know")
    message = shape.literal(SH.message).lexical if shape.has(SH.message) else ""
    if not message and not shape.has(SH.sparql):
        shape.refuse("has no message: say what is wrong and what to do")
    of_several = shape.has(SH.group) and shape.iri(SH.group) == _OF_SEVERAL
    return TargetedShape(compiled, severity, message, tuple(_targets(shape)), of_several=of_several)


def _compile(shape: Description) -> Shape:
    unknown = shape.parameters() - _KNOWN
    if unknown or (shape.node, RDF.type, RDFS.Class) in shape.graph:
        shape.refuse(
            f"uses what cannot be checked quickly ({', '.join(sorted(unknown)) or 'a class as target'}): add it"
        )
    path = shape.at(shape.one(SH.path)) if shape.has(SH.path) else None
    return Shape(
        name=str(shape.node),
        path=compile_path(path) if path else None,
        path_text=path_text(path) if path else None,
        constraints=tuple(_constraints(shape)),
    )


def _constraints(shape: Description) -> Iterator[Constraint]:
    for parameter, compile_values in COMPILERS.items():
        if shape.has(parameter):
            yield from compile_values(shape)
    for parameter, combine in COMBINERS.items():
        if shape.has(parameter):
            yield from combine(shape, _compile)
    if shape.has(SH.sparql):
        yield from compile_query(shape)


def _targets(shape: Description) -> Iterator[_Find]:
    for each in shape.all(SH.targetClass):
        yield partial(_instances, str(each))
    for each in shape.all(SH.targetSubjectsOf):
        yield partial(_subjects, str(each))
    for each in shape.all(SH.targetObjectsOf):
        yield partial(_objects, str(each))
    nodes = tuple(from_rdflib(each) for each in shape.all(SH.targetNode))
    if nodes:
        yield lambda _: nodes


def _instances(of_class: str, graph: IndexedGraph) -> Collection[Term]:
    return graph.instances(of_class)


def _subjects(predicate: str, graph: IndexedGraph) -> Collection[Term]:
    return graph.subjects_of(predicate)


def _objects(predicate: str, graph: IndexedGraph) -> Collection[Term]:
    return graph.objects_of(predicate)
