"""A report as text for people, as JSON for programs and as Turtle in the SHACL vocabulary; the same bytes for equal reports."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import Final

from treatykg.validation.report import SEVERITIES, SHAPES, Finding, Report
from treatykg.vocab import PREFIXES

_PREFIXES: Final = {**PREFIXES, "shape": SHAPES}
_WIDTH: Final = 110


def to_text(report: Report) -> str:
    r"""The report for people: a summary, then each message once with the nodes that it is about.

    >>> to_text(Report())
    'Conforms: no findings.\n'
    """
    lines = [_summary(report)]
    for (severity, shape, message), findings in groupby(report.findings, key=_heading):
        lines += ["", f"{severity.capitalize()}: {message}", f"    {_short(shape)}"]
        lines += [f"    - {_line(finding)}" for finding in findings]
    return "\n".join(lines) + "\n"


def to_json(report: Report) -> str:
    """The report as JSON: `conforms`, `counts` by severity, and `findings` in the report's order."""
    content = {
        "conforms": report.conforms,
        "counts": {severity: report.count(severity) for severity in SEVERITIES},
        "findings": [asdict(finding) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _heading(finding: Finding) -> tuple[str, str, str]:
    return finding.severity, finding.shape, finding.message


def _summary(report: Report) -> str:
    counts = [(report.count(severity), severity) for severity in SEVERITIES]
    found = ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for count, severity in counts if count)
    return f"{'Conforms' if report.conforms else 'Does not conform'}: {found or 'no findings'}."


def _line(finding: Finding) -> str:
    parts = (finding.focus, finding.path, finding.value if finding.value != finding.focus else None)
    return "  ".join(_short(part) for part in parts if part is not None)


def _short(term: str) -> str:
    """A term for reading: a known namespace as its prefix, control characters escaped, long literals cut."""
    if term.startswith('"'):
        return _cut(term)
    for prefix, namespace in _PREFIXES.items():
        head, found, local = term.partition(namespace)
        if found and head in ("", "^") and local.isidentifier():
            return f"{head}{prefix}:{local}"
    return term


def _cut(literal: str) -> str:
    return literal if len(literal) <= _WIDTH else f"{literal[: _WIDTH - 1]}…"
