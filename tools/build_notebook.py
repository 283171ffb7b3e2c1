"""Run the cells of docs/notebook.ipynb and store what they show; with `--check` only compare.

    python tools/build_notebook.py [--check]

Runs them in this process, without Jupyter: what a cell prints, and the value of its last expression as text, HTML or SVG. Exit
codes: 0 written or equal, 1 not.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"
_SHOWN = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}


def refresh(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with the output of each code cell, run one after the other in one namespace."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    count = 0
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            cell = {**cell, "execution_count": count, "outputs": run("".join(cell["source"]), namespace, count=count)}
        cells.append(cell)
    return {**notebook, "cells": cells}


def run(source: str, namespace: dict[str, Any], *, count: int) -> list[dict[str, Any]]:
    """The outputs of a cell, in the format of Jupyter (nbformat 4.5)."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), namespace)  # noqa: S102  # our own notebook
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)  # noqa: S307
    stream = {"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())}
    result = {"data": _data(value), "execution_count": count, "metadata": {}, "output_type": "execute_result"}
    return [*([stream] if printed.getvalue() else []), *([result] if value is not None else [])]


def _data(value: object) -> dict[str, list[str]]:
    shown = {kind: getattr(value, method)() for kind, method in sorted(_SHOWN.items()) if hasattr(value, method)}
    return {kind: _lines(text) for kind, text in {**shown, "text/plain": repr(value)}.items()}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> int:
    """Write or compare; the exit code."""
    os.environ.update(COLUMNS="80", LINES="24")  # pandas looks how wide the terminal is
    old = NOTEBOOK.read_text(encoding="utf-8")
    new = json.dumps(refresh(json.loads(old)), ensure_ascii=False, indent=1) + "\n"
    if "--check" not in sys.argv[1:]:
        NOTEBOOK.write_text(new, encoding="utf-8")
        return 0
    if old != new:
        print("docs/notebook.ipynb is stale: run tools/build_notebook.py")  # noqa: T201
    return int(old != new)


if __name__ == "__main__":
    sys.exit(main())
