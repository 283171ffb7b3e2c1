"""What a validation found: findings, and a report of them in a fixed order.

The terms follow the validation report of SHACL (https://www.w3.org/TR/shacl/#validation-report), with one difference: warnings
and infos do not break conformance, because news may be wrong or incomplete without the graph being broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

Severity: TypeAlias = Literal["violation", "warning", "info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("violation", "warning", "info")
"""Worst first."""

SHAPES: Final = "https://w3id.org/treatykg/shapes/"
"""The namespace of the names of shapes, and of the checks that SHACL cannot express."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing, at one node.

    `focus` is the IRI of the node and `shape` the IRI of what it does not fulfil. `path` is the IRI of the property, with `^`
    before it when it is followed backwards, or None when the node as a whole is meant. `value` is an IRI, or a literal in
    N-Triples form, which always begins with a quotation mark. `message` says in English what is wrong and what to do.
    `component` is the IRI of the kind of constraint: the first when one value breaks several of the same shape.
    """

    severity: Severity
    focus: str
    path: str | None
    value: str | None
    shape: str
    message: str
    component: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a validation: the worst first, then by shape, node, path and value. Build it with `Report.of`."""

    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, *groups: Iterable[Finding]) -> Report:
        """The report of all `groups` of findings together, sorted, each finding once."""
        return cls(tuple(sorted({finding for group in groups for finding in group}, key=_order)))

    @property
    def conforms(self) -> bool:
        """Whether there is no violation.

        >>> Report().conforms
        True
        """
        return self.count("violation") == 0

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)


def once_per_mistake(findings: Iterable[Finding]) -> Iterable[Finding]:
    """One finding for several that differ only in the kind of constraint: one mistake made them."""
    found: dict[Finding, Finding] = {}
    for finding in findings:
        same = replace(finding, component="")
        found[same] = min(found.get(same, finding), finding, key=lambda each: each.component)
    return found.values()


def _order(finding: Finding) -> tuple[int, str, str, str, str, str]:
    rank = SEVERITIES.index(finding.severity)
    return rank, finding.shape, finding.focus, finding.path or "", finding.value or "", finding.message
