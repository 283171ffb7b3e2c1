"""All checks together: by the shapes, by the quotes and by the terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad
from rdflib import Graph

from treatykg.validation.engine import validate
from treatykg.validation.quick import IndexedGraph, find_broken, load_compiled, to_indexed, to_working_index
from treatykg.validation.quotes import check_quotes
from treatykg.validation.report import Finding, Report
from treatykg.validation.vocabulary import check_terms


def check_graph(graph: Graph, *, texts: Mapping[str, str] | None = None) -> Report:
    """Everything that is wrong with `graph`: by the shapes, by its quotes and by the terms it uses; pySHACL runs the shapes.

    `texts` are the texts of articles by their IRI, for graphs that leave them out.

    :raises GraphError: if the graph is empty
    :raises KnowledgeError: if the shapes or the ontology are broken
    """
    return _join(validate(graph).findings, to_indexed(graph), texts)


def check_quickly(quads: Iterable[Quad], *, texts: Mapping[str, str] | None = None) -> Report:
    """What `check_graph` finds in the union of all graphs of `quads`, by the compiled shapes: for corpora of many articles.

    :param quads: all that belongs to one article, derived and background triples included
    :raises GraphError: if there are no quads
    :raises KnowledgeError: if the shapes or the ontology are broken, or a shape says something that cannot be checked quickly
    """
    index = to_working_index(quads)
    return _join(tuple(find_broken(index, load_compiled())), index, texts)


def _join(by_shapes: Iterable[Finding], index: IndexedGraph, texts: Mapping[str, str] | None) -> Report:
    # What a shape already found at a triple is not said twice.
    known = {(finding.focus, finding.path, finding.value) for finding in by_shapes}
    terms = (each for each in check_terms(index) if (each.focus, each.path, each.value) not in known)
    return Report.of(by_shapes, check_quotes(index, texts=texts), terms)
