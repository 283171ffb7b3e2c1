"""Checking a dataset, and the report in all its formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from treatykg import validation
from treatykg.triples import Dataset, to_rdflib
from treatykg.validation import Report

REPORT_WRITERS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": validation.to_text,
        "json": validation.to_json,
        "turtle": validation.to_turtle,
    }
)


def check_dataset(dataset: Dataset) -> Report:
    """What the shapes find, and where a quote is not the text at its offsets."""
    graph = to_rdflib(dataset)
    return Report.of(validation.validate(graph).findings, validation.check_quotes(graph))
