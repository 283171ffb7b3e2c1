"""docs/notebook.ipynb runs, and shows what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def test_its_cells_run_and_give_the_stored_output():
    """A new run gives the same file, byte for byte."""
    pytest.importorskip("pandas")
    command = [sys.executable, ROOT / "tools" / "build_notebook.py", "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_it_is_small_and_a_notebook():
    """Format 4.5, each cell with an id of its own, each code cell with an output."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(code) >= 6
    assert all(cell["outputs"] for cell in code)
    assert NOTEBOOK.stat().st_size < 60_000
