"""N-Quads: one statement a line, sorted, for tools that stream, compare or load (https://www.w3.org/TR/n-quads/)."""

from __future__ import annotations

from pyoxigraph import RdfFormat, serialize

from treatykg.identifiers import BASE
from treatykg.triples import Dataset


def to_nquads(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The statements of the dataset in the order of their lines as code points, as `LC_ALL=C sort` gives them."""
    document = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(document.splitlines(keepends=True)))
