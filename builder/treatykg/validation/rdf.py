"""A report as RDF, in the vocabulary of SHACL (https://www.w3.org/TR/shacl/#validation-report)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import RDF, SH

from treatykg.validation.report import SHAPES, Finding, Report, Severity
from treatykg.vocab import PREFIXES

_REPORTS: Final = "https://w3id.org/treatykg/report/"
_SEVERITY: Final[dict[Severity, str]] = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}
_PREFIXES: Final = {**{prefix: PREFIXES[prefix] for prefix in ("treaty", "xsd")}, "sh": str(SH), "shape": SHAPES}


def to_turtle(report: Report) -> str:
    """The report in Turtle. Its nodes are named by a hash of their content, so that equal reports are equal bytes."""
    data = serialize(_triples(report), format=RdfFormat.TURTLE, prefixes=_PREFIXES)
    return data.decode("utf-8") if data else ""


def _triples(report: Report) -> Iterator[Triple]:
    node = _name("report", *(_content(finding) for finding in report.findings))
    yield _statement(node, RDF.type, NamedNode(SH.ValidationReport))
    yield _statement(node, SH.conforms, Literal(report.conforms))
    for finding in report.findings:
        yield _statement(node, SH.result, _name("result", _content(finding)))
    for finding in report.findings:
        yield from _result(finding)


def _result(finding: Finding) -> Iterator[Triple]:
    node = _name("result", _content(finding))
    yield _statement(node, RDF.type, NamedNode(SH.ValidationResult))
    yield _statement(node, SH.focusNode, _term(finding.focus))
    if finding.path is not None:
        yield from _path(node, finding.path)
    if finding.value is not None:
        yield _statement(node, SH.value, _term(finding.value))
    yield _statement(node, SH.resultSeverity, NamedNode(_SEVERITY[finding.severity]))
    yield _statement(node, SH.sourceShape, NamedNode(finding.shape))
    yield _statement(node, SH.sourceConstraintComponent, NamedNode(finding.component))
    yield _statement(node, SH.resultMessage, Literal(finding.message, language="en"))


def _path(result: NamedNode, path: str) -> Iterator[Triple]:
    """The path of a result; one that is followed backwards is a node of its own (https://www.w3.org/TR/shacl/#property-path-inverse)."""
    inverse = path.removeprefix("^")
    node = NamedNode(path) if inverse == path else _name("path", path)
    yield _statement(result, SH.resultPath, node)
    if inverse != path:
        yield _statement(node, SH.inversePath, NamedNode(inverse))


def _term(text: str) -> NamedNode | Literal:
    """The term that a finding holds as text; a blank node, which has no lasting name, as a named one."""
    if text.startswith('"'):
        (quad,) = parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES)
        literal: Literal = quad.object
        return literal
    return _name("node", text) if text.startswith("_:") else NamedNode(text)


def _statement(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)


def _name(kind: str, *content: str) -> NamedNode:
    digest = hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()[:16]
    return NamedNode(f"{_REPORTS}{kind}/{digest}")


def _content(finding: Finding) -> str:
    return json.dumps(astuple(finding))
