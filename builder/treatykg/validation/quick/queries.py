"""Constraints in SPARQL (https://www.w3.org/TR/shacl/#sparql-constraints), asked of a small store in memory.

The store holds the triples of those properties alone that the query names: a tenth of an article, and loading is most of the
cost. `$this` is bound to one focus node at a time, as the specification has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pyoxigraph
from rdflib import SH

from treatykg.validation.quick.description import Description
from treatykg.validation.quick.graph import IndexedGraph
from treatykg.validation.quick.shape import Broken, Check, Constraint, Values
from treatykg.validation.quick.terms import Term, from_pyoxigraph, to_pyoxigraph
from treatykg.validation.quick.values import constraint

_THIS = pyoxigraph.Variable("this")


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
        this = to_pyoxigraph(focus)
        answer = graph.store(properties).query(query, substitutions={_THIS: this})
        solutions = cast("pyoxigraph.QuerySolutions", answer)  # find_properties has let only SELECT pass
        names = [each.value for each in solutions.variables]
        for solution in solutions:
            found = {name: from_pyoxigraph(solution[name]) for name in names if solution[name] is not None}
            yield Broken(found.get("value", focus), message=_fill(message, found | {"this": focus}))

    return check


def _fill(message: str, found: dict[str, Term]) -> str:
    """The message with its variables filled in."""
    return re.sub(r"\{[?$](\w+)\}", lambda name: _plain(found.get(name[1], name[0])), message)


def _plain(term: Term) -> str:
    return term if isinstance(term, str) else term.lexical
