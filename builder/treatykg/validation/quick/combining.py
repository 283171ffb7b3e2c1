"""Constraints that ask whether values conform to other shapes (https://www.w3.org/TR/shacl/#core-components-logical and -shape)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

from rdflib import SH, URIRef

from treatykg.validation.quick.description import Description
from treatykg.validation.quick.graph import IndexedGraph
from treatykg.validation.quick.shape import Broken, Constraint, Shape, Values
from treatykg.validation.quick.terms import Term
from treatykg.validation.quick.values import constraint, each_value

CompileShape: TypeAlias = Callable[[Description], Shape]


def _not(shape: Description, compile_shape: CompileShape) -> Iterator[Constraint]:
    for each in shape.all(SH["not"]):
        yield constraint("Not", each_value(partial(_conforms_not, compile_shape(shape.at(each)))))


def _conforms_not(shape: Shape, graph: IndexedGraph, _: Term, value: Term) -> bool:
    return not shape.conforms(graph, value)


def _or(shape: Description, compile_shape: CompileShape) -> Iterator[Constraint]:
    choices = tuple(compile_shape(each) for each in shape.items(SH["or"]))
    yield constraint("Or", each_value(partial(_conforms_to_any, choices)))


def _conforms_to_any(choices: tuple[Shape, ...], graph: IndexedGraph, _: Term, value: Term) -> bool:
    return any(each.conforms(graph, value) for each in choices)


def _property(shape: Description, compile_shape: CompileShape) -> Iterator[Constraint]:
    """The results of a property shape are its own; here it only decides whether the shape around it is kept."""
    for each in shape.all(SH.property):
        yield constraint("Property", each_value(partial(_conforms_to_any, (compile_shape(shape.at(each)),))))


def _qualified(shape: Description, compile_shape: CompileShape) -> Iterator[Constraint]:
    qualified = compile_shape(shape.at(shape.one(SH.qualifiedValueShape)))
    if shape.has(SH.qualifiedMinCount):
        least = shape.count(SH.qualifiedMinCount)
        yield constraint("QualifiedMinCount", partial(_count, qualified, lambda found: found >= least))
    if shape.has(SH.qualifiedMaxCount):
        most = shape.count(SH.qualifiedMaxCount)
        yield constraint("QualifiedMaxCount", partial(_count, qualified, lambda found: found <= most))


def _count(
    qualified: Shape, test: Callable[[int], bool], graph: IndexedGraph, _: Term, values: Values
) -> tuple[Broken, ...]:
    return () if test(sum(qualified.conforms(graph, value) for value in values)) else (Broken(),)


COMBINERS: Final[Mapping[URIRef, Callable[[Description, CompileShape], Iterator[Constraint]]]] = MappingProxyType(
    {
        SH["not"]: _not,
        SH["or"]: _or,
        SH.property: _property,
        SH.qualifiedValueShape: _qualified,
    }
)
"""What compiles each parameter that leads to other shapes."""
