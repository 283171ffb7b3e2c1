"""Constraints on values by themselves, and on how many there are (https://www.w3.org/TR/shacl/#core-components-value-type and on).

Results are those of the specification: a count is broken by the focus node, other constraints by each value that they exclude.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

from rdflib import RDF, RDFS, SH, URIRef
from rdflib.term import Node

from treatykg.validation.quick.description import Description
from treatykg.validation.quick.graph import TYPE, IndexedGraph
from treatykg.validation.quick.literals import has_datatype, is_at_least, is_at_most, is_less
from treatykg.validation.quick.shape import Broken, Check, Constraint, Values
from treatykg.validation.quick.terms import Literal, Term, from_rdflib, is_iri

Test: TypeAlias = Callable[[IndexedGraph, Term, Term], bool]
"""Whether a value at a focus node is as it should be."""

_ALONE: Final = (Broken(),)
_KINDS: Final[Mapping[Node, Callable[[Term], bool]]] = MappingProxyType(
    {SH.IRI: is_iri, SH.Literal: lambda term: isinstance(term, Literal)}
)


def each_value(test: Test) -> Check:
    """A check of every value by itself."""

    def check(graph: IndexedGraph, focus: Term, values: Values) -> list[Broken]:
        return [Broken(value) for value in values if not test(graph, focus, value)]

    return check


def whole(test: Callable[[Values], bool]) -> Check:
    """A check of all values together."""
    return lambda _graph, _focus, values: () if test(values) else _ALONE


def constraint(name: str, check: Check) -> Constraint:
    """A check under the name of its component, without the words that all of them end with."""
    return Constraint(f"{SH}{name}ConstraintComponent", check)


def _class(shape: Description) -> Iterator[Constraint]:
    for each in shape.all(SH["class"]):
        yield constraint("Class", each_value(partial(_is_instance, str(each))))


def _is_instance(of_class: str, graph: IndexedGraph, _: Term, value: Term) -> bool:
    return value in graph.instances(of_class)


def _datatype(shape: Description) -> Iterator[Constraint]:
    datatype = shape.iri(SH.datatype)
    if datatype in (str(RDF.langString), str(RDFS.Literal), str(RDFS.Datatype)):
        shape.refuse(f"asks for {datatype}: ask for a datatype with values of its own")
    yield constraint("Datatype", each_value(lambda _graph, _focus, value: has_datatype(value, datatype)))


def _node_kind(shape: Description) -> Iterator[Constraint]:
    kind = shape.one(SH.nodeKind)
    if kind not in _KINDS:
        shape.refuse(f"asks for {kind}: ask for sh:IRI or sh:Literal")
    test = _KINDS[kind]
    yield constraint("NodeKind", each_value(lambda _graph, _focus, value: test(value)))


def _min_count(shape: Description) -> Iterator[Constraint]:
    least = shape.count(SH.minCount)
    yield constraint("MinCount", whole(lambda values: len(values) >= least))


def _max_count(shape: Description) -> Iterator[Constraint]:
    most = shape.count(SH.maxCount)
    yield constraint("MaxCount", whole(lambda values: len(values) <= most))


def _min_inclusive(shape: Description) -> Iterator[Constraint]:
    bound = shape.literal(SH.minInclusive)
    yield constraint("MinInclusive", each_value(lambda _graph, _focus, value: is_at_least(value, bound)))


def _max_inclusive(shape: Description) -> Iterator[Constraint]:
    bound = shape.literal(SH.maxInclusive)
    yield constraint("MaxInclusive", each_value(lambda _graph, _focus, value: is_at_most(value, bound)))


def _pattern(shape: Description) -> Iterator[Constraint]:
    for each in shape.all(SH.pattern):
        try:
            search = re.compile(str(each)).search
        except re.error as error:
            shape.refuse(f"has a pattern that is none ({error}): mend it")
        yield constraint("Pattern", each_value(partial(_matches, search)))


def _matches(search: Callable[[str], object], _: IndexedGraph, __: Term, value: Term) -> bool:
    if isinstance(value, Literal):
        return search(value.lexical) is not None
    return is_iri(value) and search(value) is not None


def _in(shape: Description) -> Iterator[Constraint]:
    allowed = frozenset(from_rdflib(each.node) for each in shape.items(SH["in"]))
    yield constraint("In", each_value(lambda _graph, _focus, value: value in allowed))


def _has_value(shape: Description) -> Iterator[Constraint]:
    for each in shape.all(SH.hasValue):
        wanted = from_rdflib(each)
        yield constraint("HasValue", whole(partial(_contains, wanted)))


def _contains(wanted: Term, values: Values) -> bool:
    return wanted in values


def _less_than(shape: Description) -> Iterator[Constraint]:
    yield _before(shape, SH.lessThan, or_equal=False)


def _less_than_or_equals(shape: Description) -> Iterator[Constraint]:
    yield _before(shape, SH.lessThanOrEquals, or_equal=True)


def _before(shape: Description, parameter: URIRef, *, or_equal: bool) -> Constraint:
    other = shape.iri(parameter)

    def test(graph: IndexedGraph, focus: Term, value: Term) -> bool:
        return all(is_less(value, later, or_equal=or_equal) for later in graph.objects(focus, other))

    name = str(parameter).removeprefix(str(SH))
    return constraint(f"{name[0].upper()}{name[1:]}", each_value(test))


def _closed(shape: Description) -> Iterator[Constraint]:
    if not shape.is_true(SH.closed):
        return
    allowed = (
        {str(each.node) for each in shape.items(SH.ignoredProperties)} if shape.has(SH.ignoredProperties) else set()
    )
    allowed |= {str(shape.at(each).one(SH.path)) for each in shape.all(SH.property)}
    yield constraint("Closed", partial(_find_others, frozenset(allowed)))


def _find_others(allowed: frozenset[str], graph: IndexedGraph, _: Term, values: Values) -> Iterator[Broken]:
    for node in values:
        properties = graph.properties(node)
        for predicate in properties.keys() - allowed:
            for value in properties[predicate]:
                if (predicate, value) != (TYPE, str(RDFS.Resource)):
                    yield Broken(value, path=predicate)


COMPILERS: Final[Mapping[URIRef, Callable[[Description], Iterator[Constraint]]]] = MappingProxyType(
    {
        SH["class"]: _class,
        SH.datatype: _datatype,
        SH.nodeKind: _node_kind,
        SH.minCount: _min_count,
        SH.maxCount: _max_count,
        SH.minInclusive: _min_inclusive,
        SH.maxInclusive: _max_inclusive,
        SH.pattern: _pattern,
        SH["in"]: _in,
        SH.hasValue: _has_value,
        SH.lessThan: _less_than,
        SH.lessThanOrEquals: _less_than_or_equals,
        SH.closed: _closed,
    }
)
"""What compiles each parameter that is known."""
