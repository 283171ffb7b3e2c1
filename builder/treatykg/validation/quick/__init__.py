"""Validation of many articles: the shapes compiled to checks over an index, with the findings of `treatykg.validation.validate`.

pySHACL stays the reference; `tests/test_fast_validation.py` and `benchmarks/validation.py` hold this engine to it. What a
shape says in a way that is not known here is refused with an error, never passed over.
"""

from __future__ import annotations

from treatykg.validation.quick.engine import find_broken, validate_quickly
from treatykg.validation.quick.graph import IndexedGraph, to_indexed, to_working_index
from treatykg.validation.quick.reading import compile_shapes, load_compiled

__all__ = [
    "IndexedGraph",
    "compile_shapes",
    "find_broken",
    "load_compiled",
    "to_indexed",
    "to_working_index",
    "validate_quickly",
]
