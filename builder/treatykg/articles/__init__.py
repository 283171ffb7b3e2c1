"""Reading files: text, Markdown, HTML, JSON and JSON Lines become articles."""

from __future__ import annotations

from treatykg.articles.draft import Draft, Refused
from treatykg.articles.metadata import is_known, parse_day
from treatykg.articles.reading import (
    FORMATS,
    ReadOptions,
    check_options,
    complete,
    read_articles,
    read_drafts,
    record_to_article,
    to_article,
)
from treatykg.articles.records import to_draft
from treatykg.articles.source import MEGABYTE, Held, Location, Source, read_lines

__all__ = [
    "FORMATS",
    "MEGABYTE",
    "Draft",
    "Held",
    "Location",
    "ReadOptions",
    "Refused",
    "Source",
    "check_options",
    "complete",
    "is_known",
    "parse_day",
    "read_articles",
    "read_drafts",
    "read_lines",
    "record_to_article",
    "to_article",
    "to_draft",
]
