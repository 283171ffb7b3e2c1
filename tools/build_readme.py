"""Run the commands that README.md and some of docs/ show and write what they print under them; with `--check` only compare.

    python tools/build_readme.py [--check]

A line `...` stands for lines that are left out: as many as were shown before and after it are shown again. Blank lines are left
out too. A block of Turtle describes the thing in its first line as output/graph.trig does. Exit codes: 0 written or equal, 1 not.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from treatykg.cli import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("engines", "networks")))
_HASH = re.compile(r"-[0-9a-f]{12}$")


def refresh(text: str) -> str:
    """The text with fresh output under each command and fresh triples."""
    text = re.sub(r"^```console\n(.*?)^```$", lambda block: _console(block[1]), text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^```turtle\n(.*?)^```$", lambda block: _turtle(block[1]), text, flags=re.DOTALL | re.MULTILINE)


def _console(block: str) -> str:
    lines = [line for command, shown in _sessions(block) for line in (f"$ {command}", *_fresh(command, shown))]
    return "\n".join(("```console", *lines, "```"))


def _sessions(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command with the lines under it."""
    for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = session.splitlines()
        yield command, shown


def _fresh(command: str, shown: Sequence[str]) -> Sequence[str]:
    if not command.startswith("treatykg "):
        return shown
    lines = [line.rstrip() for line in run(command).splitlines() if line.strip()]
    if "..." not in shown:
        return lines
    before, after = shown.index("..."), len(shown) - shown.index("...") - 1
    return [*lines[:before], "...", *(lines[-after:] if after else [])]


def run(command: str) -> str:
    """What a command of treatykg prints, run beside copies of examples/ and output/."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("examples", "output"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        with contextlib.redirect_stdout(printed), contextlib.chdir(folder):
            code = main(shlex.split(command)[1:])
    if code:
        raise SystemExit(f"{command}: exit code {code}")
    printed.flush()
    return printed.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]  # a BytesIO


def _turtle(block: str) -> str:
    """The first description in output/graph.trig of a thing called like the one in the first line, whatever its hash."""
    wanted = _HASH.sub("", block.split()[0])
    found: list[str] = []
    for line in (ROOT / "output" / "graph.trig").read_text(encoding="utf-8").splitlines():
        if found or (not line.startswith("\t\t") and _HASH.sub("", line.strip().split(" ")[0]) == wanted):
            found.append(line)
        if found and line.rstrip().endswith("."):
            break
    return "\n".join(("```turtle", *(line.removeprefix("\t").replace("\t", "    ") for line in found), "```"))


def _refresh_file(path: Path, *, check: bool) -> bool:
    """Write or compare one document; whether it was or is now fresh."""
    old = path.read_text(encoding="utf-8")
    new = refresh(old)
    if not check:
        path.write_text(new, encoding="utf-8")
    elif old != new:
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), path.name, "fresh"))
    return not check or old == new


if __name__ == "__main__":
    os.environ["TERM"] = "dumb"
    fresh = [_refresh_file(path, check="--check" in sys.argv[1:]) for path in DOCUMENTS]  # all, not up to the first
    sys.exit(0 if all(fresh) else 1)
