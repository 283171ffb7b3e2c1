"""What follows for a treaty from all that articles say of its course."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, parse

from treatykg.inference import infer
from treatykg.triples import Dataset


def derive(treaty: str, courses: Iterable[bytes], *, base: str) -> Dataset:
    """The derived triples of a treaty, an IRI.

    :param courses: what each article says of it, as `find_courses` gives it; their order does not matter
    """
    said = Dataset.of(parse(b"".join(courses), RdfFormat.N_QUADS))
    return infer(said, base=base, treaty=treaty)
