"""TriG: the named graphs in one file (https://www.w3.org/TR/trig/)."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from treatykg.export.layout import to_readable
from treatykg.identifiers import BASE
from treatykg.triples import Dataset


def to_trig(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The graphs of the dataset, each grouped by subject."""
    return to_readable(dataset, RdfFormat.TRIG, base=base)
