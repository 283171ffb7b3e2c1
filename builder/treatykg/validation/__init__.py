"""Validation: what is wrong with a graph, by the SHACL shapes in `shapes/`, its quotes and its terms.

report = Report.of(validate(graph).findings, check_quotes(graph))
report.conforms, to_text(report)
"""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import Graph

from treatykg.validation.engine import validate
from treatykg.validation.formats import to_json, to_text
from treatykg.validation.quotes import check_quotes
from treatykg.validation.rdf import to_turtle
from treatykg.validation.report import SEVERITIES, Finding, Report, Severity
from treatykg.validation.shapes import load_shapes
from treatykg.validation.vocabulary import check_terms

__all__ = [
    "SEVERITIES",
    "Finding",
    "Report",
    "Severity",
    "check_graph",
    "check_quotes",
    "check_terms",
    "load_shapes",
    "to_json",
    "to_text",
    "to_turtle",
    "validate",
]


def check_graph(graph: Graph, *, texts: Mapping[str, str] | None = None) -> Report:
    """Everything that is wrong with `graph`: by the shapes, by its quotes and by the terms it uses.

    `texts` are the texts of articles by their IRI, for graphs that leave them out.

    :raises GraphError: if the graph is empty
    :raises KnowledgeError: if the shapes or the ontology are broken
    """
    report = validate(graph)
    # What a shape already found at a triple is not said twice.
    known = {(finding.focus, finding.path, finding.value) for finding in report.findings}
    terms = (each for each in check_terms(graph) if (each.focus, each.path, each.value) not in known)
    return Report.of(report.findings, check_quotes(graph, texts=texts), terms)
