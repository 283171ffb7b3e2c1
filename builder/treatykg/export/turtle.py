"""Turtle: the union of all graphs as one file (https://www.w3.org/TR/turtle/)."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from treatykg.export.layout import to_readable
from treatykg.identifiers import BASE
from treatykg.triples import Dataset


def to_turtle(dataset: Dataset, *, base: str = BASE) -> bytes:
    """All triples of the dataset without the names of their graphs, grouped by subject."""
    return to_readable(dataset.union(), RdfFormat.TURTLE, base=base)
