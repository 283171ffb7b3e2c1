"""Validation: what is wrong with a graph, by the SHACL shapes in `shapes/`, its quotes and its terms.

report = Report.of(validate(graph).findings, check_quotes(graph))
report.conforms, to_text(report)

`validate` runs pySHACL, the reference; `validate_quickly` and `check_quickly` find the same in quads, for corpora.
"""

from __future__ import annotations

from treatykg.validation.checking import check_graph, check_quickly
from treatykg.validation.engine import validate
from treatykg.validation.formats import to_json, to_text
from treatykg.validation.quick import validate_quickly
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
    "check_quickly",
    "check_quotes",
    "check_terms",
    "load_shapes",
    "to_json",
    "to_text",
    "to_turtle",
    "validate",
    "validate_quickly",
]
