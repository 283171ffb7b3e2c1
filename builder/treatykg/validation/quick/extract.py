"""The triples of a few properties, to be asked with SPARQL.

A tenth of an article is enough for our queries, and loading a store is most of their cost. pyoxigraph answers, but for literals
that no engine orders as another does, such as a day beside a time or one that no calendar has: there rdflib answers, as it does
for pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeAlias, cast

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Variable

from treatykg.validation.quick.literals import has_datatype
from treatykg.validation.quick.terms import (
    Literal,
    Term,
    Triple,
    from_pyoxigraph,
    from_rdflib,
    to_node,
    to_pyoxigraph,
    to_rdflib,
)
from treatykg.validation.working_graph import WorkingGraph

Solution: TypeAlias = dict[str, Term]

_THIS = Variable("this")


class Extract:
    """Some triples of a graph, each once."""

    def __init__(self, triples: Sequence[Triple]) -> None:
        self._triples = triples

    def select(self, query: str, this: Term) -> Iterator[Solution]:
        """The solutions of a SELECT in which `$this` is a node, with the variables that are bound."""
        return self._select_exactly(query, this) if self._has_odd_literals else self._select(query, this)

    def _select(self, query: str, this: Term) -> Iterator[Solution]:
        answer = self._store.query(query, substitutions={_THIS: to_pyoxigraph(this)})
        solutions = cast("QuerySolutions", answer)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: from_pyoxigraph(value) for name in names if (value := solution[name]) is not None}

    def _select_exactly(self, query: str, this: Term) -> Iterator[Solution]:
        for bound in self._graph.query(query, initBindings={"this": to_rdflib(this)}).bindings:
            yield {str(name): from_rdflib(value) for name, value in bound.items()}

    @cached_property
    def _has_odd_literals(self) -> bool:
        """Whether there are literals of several datatypes, or such that are none of their datatype."""
        literals = [value for _, _, value in self._triples if isinstance(value, Literal)]
        kinds = {(each.datatype, each.language) for each in literals}
        return len(kinds) > 1 or not all(each.datatype and has_datatype(each, each.datatype) for each in literals)

    @cached_property
    def _store(self) -> Store:
        store = Store()
        store.extend(Quad(to_node(s), NamedNode(p), to_pyoxigraph(o)) for s, p, o in self._triples)
        return store

    @cached_property
    def _graph(self) -> WorkingGraph:
        graph = WorkingGraph()
        graph.addN((to_rdflib(s), to_rdflib(p), to_rdflib(o), graph) for s, p, o in self._triples)
        return graph
