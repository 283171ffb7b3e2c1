"""Validation of a graph against the shapes, with pySHACL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rdflib import RDF, SH, BNode, Graph
from rdflib.term import Node

from treatykg.errors import GraphError, KnowledgeError
from treatykg.validation.report import Finding, Report, Severity, once_per_mistake
from treatykg.validation.shapes import load_shapes
from treatykg.validation.terms import term_text
from treatykg.validation.working_graph import to_working_graph

SEVERITY: Final[Mapping[Node | None, Severity]] = MappingProxyType(
    {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
)
"""The severities of SHACL."""


def validate(graph: Graph, *, shapes: Graph | None = None) -> Report:
    """What the shapes find in `graph`: all that belongs to one article, derived and background triples included.

    `graph` is not changed. `shapes` are used instead of those of treatykg.

    :raises GraphError: if the graph is empty, for then nothing would have been checked, is a dataset, or has literals that rdflib
        cannot compare
    :raises KnowledgeError: if the shapes or the ontology are broken
    """
    results = _run(to_working_graph(graph), load_shapes() if shapes is None else shapes)
    found = results.subjects(RDF.type, SH.ValidationResult)
    return Report.of(once_per_mistake(_finding(results, result) for result in found))


def _run(data: Graph, shapes: Graph) -> Graph:
    # Imported here: it costs a tenth of a second, which the commands that do not validate need not pay.
    from pyparsing import ParseException
    from pyshacl import validate as run_pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, results, text = run_pyshacl(data, shacl_graph=shapes, inference="none", inplace=True)
    except (ReportableRuntimeError, ParseException, re.error) as error:
        raise KnowledgeError(f"shapes: pySHACL refuses a shape, a query or a pattern ({error}): mend it") from error
    except TypeError as error:  # of rdflib, where a literal is none of its datatype
        reason = f"pySHACL cannot compare two values of the graph ({error})"
        raise GraphError(f"{reason}: mend its literals, or find them with treatykg.validation.check_quickly") from error
    if not isinstance(results, Graph):
        raise KnowledgeError(f"shapes: pySHACL could not finish ({text}): mend the shape it names")
    return results


def _finding(results: Graph, result: Node) -> Finding:
    return Finding(
        severity=SEVERITY.get(results.value(result, SH.resultSeverity), "violation"),
        focus=term_text(results.value(result, SH.focusNode)) or "",
        path=_path(results, results.value(result, SH.resultPath)),
        value=term_text(results.value(result, SH.value)),
        shape=str(results.value(result, SH.sourceShape)),
        message=" ".join(sorted(str(message) for message in results.objects(result, SH.resultMessage))),
        component=str(results.value(result, SH.sourceConstraintComponent)),
    )


def _path(results: Graph, path: Node | None) -> str | None:
    """A property path as a finding holds it; our shapes use properties and inverse properties only."""
    inverse = results.value(path, SH.inversePath) if isinstance(path, BNode) else None
    return f"^{inverse}" if inverse is not None else term_text(path)
