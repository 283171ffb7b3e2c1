"""Turtle and TriG as people like to read them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, serialize

from treatykg.export.prefixes import prefixes_for


def to_readable(quads: Iterable[Quad], syntax: RdfFormat, *, base: str) -> bytes:
    """Quads in Turtle or TriG with prefixes, grouped by subject, and a blank line after each subject."""
    document = serialize(quads, format=syntax, prefixes=prefixes_for(base)) or b""
    # The serialiser escapes line breaks inside literals, so that a line which ends in a full stop ends a subject.
    return re.sub(rb"(?m)^(?!@prefix )(.* \.|\})$", rb"\1\n", document).rstrip(b"\n") + b"\n"
