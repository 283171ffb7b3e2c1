"""The copy of a graph that is validated: in memory, with the class hierarchy, and with queries parsed once."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from rdflib import Dataset, Graph
from rdflib.query import Result

from treatykg.errors import GraphError
from treatykg.validation.shapes import load_hierarchy

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query


class WorkingGraph(Graph):
    """A graph whose queries are parsed once: pySHACL asks the same text for every node, and parsing is most of the cost."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:  # any: as in rdflib
        """The result of a SPARQL query, as rdflib gives it."""
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **options)


def to_working_graph(graph: Graph) -> WorkingGraph:
    """The triples of `graph` and the `rdfs:subClassOf` triples of the ontology.

    A copy held in memory, because other stores of rdflib compare literals differently.

    :raises GraphError: if there are no triples, or `graph` is a dataset of several graphs
    """
    if isinstance(graph, Dataset):
        raise GraphError("a dataset cannot be validated graph by graph: give the union of its graphs as one graph")
    if len(graph) == 0:
        raise GraphError("the graph is empty, there is nothing to validate: is it the right file?")
    copy = WorkingGraph()
    copy.addN((s, p, o, copy) for s, p, o in chain(graph, load_hierarchy()))
    return copy


@cache
def _prepare(query: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery  # not above: it costs a tenth of a second

    return prepareQuery(query)
