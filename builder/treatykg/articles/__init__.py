"""Reading files: text, Markdown, HTML, JSON and JSON Lines become articles."""

from __future__ import annotations

from treatykg.articles.metadata import parse_day
from treatykg.articles.reading import ReadOptions, read_articles, record_to_article, to_article
from treatykg.articles.source import MEGABYTE, Location

__all__ = ["MEGABYTE", "Location", "ReadOptions", "parse_day", "read_articles", "record_to_article", "to_article"]
