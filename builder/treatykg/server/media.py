"""The formats of answers, and which of them a client wants most (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pyoxigraph import QueryResultsFormat, RdfFormat

ROWS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
        "application/json": QueryResultsFormat.JSON,
        "application/xml": QueryResultsFormat.XML,
    }
)
"""For SELECT and ASK, the preferred first."""

TRIPLES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/trig": RdfFormat.TRIG,
        "application/n-quads": RdfFormat.N_QUADS,
        "text/n3": RdfFormat.N3,
        "application/json": RdfFormat.JSON_LD,
        "application/xml": RdfFormat.RDF_XML,
    }
)
"""For CONSTRUCT and DESCRIBE, the preferred first."""

_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def find_media(accept: str, offers: Iterable[str]) -> str | None:
    """The offer that the Accept header wants most, the first of equals; None if it takes none of them.

    >>> find_media("text/turtle;q=0.5, application/*", TRIPLES)
    'application/n-triples'
    """
    ranges = dict(map(_parse_range, filter(None, map(str.strip, accept.split(","))))) or {"*/*": 1.0}
    rated = {offer: _rate(offer, ranges) for offer in offers}
    best = max(rated, key=rated.__getitem__)
    return best if rated[best] > 0 else None


def content_type(media: str) -> str:
    """The header for an answer in UTF-8.

    >>> content_type("text/csv")
    'text/csv; charset=utf-8'
    """
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _parse_range(text: str) -> tuple[str, float]:
    quality = _QUALITY.search(text)
    return text.partition(";")[0].strip().lower(), float(quality[1]) if quality else 1.0


def _rate(media: str, ranges: Mapping[str, float]) -> float:
    """How much it is wanted: the narrowest range that it falls into decides."""
    wider = (media, f"{media.partition('/')[0]}/*", "*/*")
    return next((ranges[each] for each in wider if each in ranges), 0.0)
