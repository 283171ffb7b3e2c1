"""Constraints in SPARQL (https://www.w3.org/TR/shacl/#sparql-constraints).

A query is asked of the triples of those properties alone that it names. `$this` is bound to one focus node at a time, as the
specification has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import SH

from treatykg.validation.quick.description import Description
from treatykg.validation.quick.graph import IndexedGraph
from treatykg.validation.quick.shape import Broken, Check, Constraint, Values
from treatykg.validation.quick.terms import Term
from treatykg.validation.quick.values import constraint


def compile_query(shape: Description) -> Iterator[Constraint]:
    """The constraints at `sh:sparql`.

    :raises KnowledgeError: if a query is none, or does not name its properties
    """
    from treatykg.validation.quick.algebra import find_properties  # not above: the parser costs a tenth of a second

    for each in shape.all(SH.sparql):
        described = shape.at(each)
        query = _with_prefixes(described)
        message = described.literal(SH.message).lexical
        yield constraint("SPARQL", _asking(query, find_properties(query), message))


def _with_prefixes(described: Description) -> str:
    declarations = described.at(described.one(SH.prefixes)).all(SH.declare)
    prefixes = (described.at(each) for each in declarations)
    head = [f"PREFIX {each.literal(SH.prefix).lexical}: <{each.literal(SH.namespace).lexical}>\n" for each in prefixes]
    return "".join([*sorted(head), described.literal(SH.select).lexical])


def _asking(query: str, properties: frozenset[str], message: str) -> Check:
    def check(graph: IndexedGraph, focus: Term, _: Values) -> Iterator[Broken]:
        for found in graph.extract(properties).select(query, focus):
            yield Broken(found.get("value", focus), message=_fill(message, found | {"this": focus}))

    return check


def _fill(message: str, found: dict[str, Term]) -> str:
    """The message with its variables filled in."""
    return re.sub(r"\{[?$](\w+)\}", lambda name: _plain(found.get(name[1], name[0])), message)


def _plain(term: Term) -> str:
    return term if isinstance(term, str) else term.lexical
