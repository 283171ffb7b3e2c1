"""N-Quads: one statement a line, sorted, for tools that stream, compare or load (https://www.w3.org/TR/n-quads/)."""

from __future__ import annotations

from treatykg.identifiers import BASE
from treatykg.triples import Dataset, to_sorted_lines


def to_nquads(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The statements of the dataset in the order of their lines as code points, as `LC_ALL=C sort` gives them."""
    return to_sorted_lines(dataset)
