"""The small register of tests/registry/mini.csv, imported once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from treatykg.errors import RegisterError
from treatykg.registry import Register, import_register

MINI = Path(__file__).parent / "registry" / "mini.csv"


@cache
def load_mini() -> Register:
    """The register of `MINI`; the test is skipped where Morph-KGC is not installed."""
    try:
        return import_register(MINI)
    except RegisterError as error:
        if "has no Morph-KGC" not in str(error):
            raise
        pytest.skip(str(error))
