"""Checking a dataset, and the report in all its formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from treatykg import validation
from treatykg.cli.choices import ReportFormat
from treatykg.triples import Dataset, to_rdflib
from treatykg.validation import Report

REPORT_WRITERS: Mapping[ReportFormat, Callable[[Report], str]] = MappingProxyType(
    {
        ReportFormat.text: validation.to_text,
        ReportFormat.json: validation.to_json,
        ReportFormat.turtle: validation.to_turtle,
    }
)


def check_dataset(dataset: Dataset) -> Report:
    """What the shapes find, and where a quote is not the text at its offsets."""
    graph = to_rdflib(dataset)
    return Report.of(validation.validate(graph).findings, validation.check_quotes(graph))
