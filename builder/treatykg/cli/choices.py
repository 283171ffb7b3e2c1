"""The values that options choose from."""

from __future__ import annotations

from enum import StrEnum


class Output(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class ReportFormat(StrEnum):
    """How a report is printed."""

    text = "text"
    json = "json"
    turtle = "turtle"
