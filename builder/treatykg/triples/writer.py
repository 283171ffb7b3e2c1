"""What every writer of a format is: a function from a dataset to bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from treatykg.triples.dataset import Dataset


class Writer(Protocol):
    """Writes a dataset in one format; equal datasets give equal bytes. `base` is the IRI below which its things are named."""

    def __call__(self, dataset: Dataset, *, base: str = ...) -> bytes:
        """The bytes of one file."""


Files: TypeAlias = Mapping[str, Writer]
"""The files that make up a format: their names and writers."""
