"""Runs a mapping in RML with Morph-KGC, in a process of its own.

Morph-KGC (https://github.com/morph-kgc/morph-kgc, Apache-2.0) asks for older versions of pyoxigraph, rdflib and pandas than
treatykg, so that pip cannot install both by their own accounts; it runs with ours, and as a process it may have an
environment of its own (`TREATYKG_MORPH_KGC`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

from treatykg.errors import KnowledgeError, RegisterError
from treatykg.identifiers import BASE
from treatykg.registry.tables import CleanTables

MORPH_KGC: Final = "2.10.0"
"""The version of Morph-KGC whose results are tested."""

_INTERPRETER = "TREATYKG_MORPH_KGC"
_ASK_VERSION = "import importlib.metadata; print(importlib.metadata.version('morph-kgc'))"
_WAY_OUT = (
    f"install it with `pip install 'treatykg[registry]'` and `pip install --no-deps morph-kgc=={MORPH_KGC}`, or set"
    f" {_INTERPRETER} to a Python that has it"
)
_SETTINGS = """[CONFIGURATION]
output_file = graph.nq
output_format = N-QUADS
logging_level = WARNING
number_of_processes = 1
safe_percent_encoding = /
na_values =

[treatykg]
mappings = mapping.ttl
"""
_SECONDS = 600


def apply_mapping(mapping: str, tables: CleanTables, *, base: str = BASE) -> tuple[Quad, ...]:
    """The quads that a mapping makes of clean tables, in no particular order.

    :param mapping: RML in Turtle, with things named below `treatykg.identifiers.BASE`; `base` is put in its place
    :raises RegisterError: if Morph-KGC is not installed, is another version than the one tested, or fails
    :raises KnowledgeError: if what the mapping makes is no RDF
    """
    python = _find_interpreter()
    with tempfile.TemporaryDirectory(prefix="treatykg-") as folder:
        where = Path(folder)
        tables.write(where)
        (where / "mapping.ttl").write_text(mapping.replace(BASE, base), encoding="utf-8")
        (where / "settings.ini").write_text(_SETTINGS, encoding="utf-8")
        _run([python, "-m", "morph_kgc", "settings.ini"], where)
        return _read(where / "graph.nq")


def _find_interpreter() -> str:
    """A Python with the right Morph-KGC."""
    python = os.environ.get(_INTERPRETER) or sys.executable
    try:
        asked = subprocess.run([python, "-c", _ASK_VERSION], capture_output=True, text=True, check=False)
    except OSError as error:
        raise RegisterError(f"{_INTERPRETER}={python}: cannot be run ({error.strerror}): {_WAY_OUT}") from error
    version = asked.stdout.strip()
    if asked.returncode:
        raise RegisterError(f"{python} has no Morph-KGC, which maps registers to the graph: {_WAY_OUT}")
    if version != MORPH_KGC:
        raise RegisterError(f"{python} has Morph-KGC {version}, and {MORPH_KGC} is what is tested: {_WAY_OUT}")
    return python


def _run(command: list[str], where: Path) -> None:
    try:
        done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise RegisterError(f"Morph-KGC did not finish in {_SECONDS} s: give it a smaller table") from error
    if done.returncode or not (where / "graph.nq").is_file():
        last = (done.stderr.strip().splitlines() or ["it wrote nothing"])[-1]
        raise RegisterError(f"Morph-KGC failed ({last}): check the mapping of the register")


def _read(path: Path) -> tuple[Quad, ...]:
    try:
        return tuple(parse(path=path, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise KnowledgeError(
            f"mapping.ttl: what it makes is no RDF, line {error.lineno} ({error.msg}): mend it"
        ) from error
