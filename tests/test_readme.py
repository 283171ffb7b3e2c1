"""The README says what is so: its commands are run, its output and triples are compared."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from treatykg.cli.app import app

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = TEXT.splitlines()


def test_readme_is_short_and_begins_with_the_idea():
    """A sentence, its triples and a question by line 25; the two first commands soon after."""
    assert len(LINES) <= 145
    start = "\n".join(LINES[:25])
    assert "\n> " in start
    assert "```turtle" in start
    assert "$ treatykg query" in start
    assert [line for line in LINES if line.startswith("$ make")] == ["$ make run", "$ make test"]


def test_each_command_is_shown():
    """No command goes without an example, in the README or in the documents that it links."""
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert {"build", "validate", "query", "questions", "explain"} <= commands
    linked = [ROOT / target for target in re.findall(r"\]\((docs/[^)#]+\.md)\)", TEXT)]
    shown = "\n".join((TEXT, *(path.read_text(encoding="utf-8") for path in linked)))
    assert commands <= set(re.findall(r"^\$ treatykg (\w+)", shown, re.MULTILINE))


def test_each_command_prints_what_is_shown():
    """All of them are run beside the sample article and output/; triples are those of output/graph.trig."""
    command = [sys.executable, ROOT / "tools" / "build_readme.py", "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, f"run `make fresh` and commit README.md\n{ran.stdout}{ran.stderr}"


def test_the_sentences_are_in_the_sample():
    """What is quoted as an example stands in the sample article."""
    quotes = re.findall(r"(?:^> .*\n)+", TEXT, re.MULTILINE)
    assert quotes
    sample = (ROOT / "examples" / "france-greece.txt").read_text(encoding="utf-8")
    for quote in quotes:
        assert re.sub(r"\n?> ", " ", quote).strip() in sample


def test_files_that_are_named_exist():
    """No link leads nowhere."""
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


def test_make_targets_that_are_named_exist():
    """`make NAME` in the documents is a target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    documents = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    targets = set(re.findall(r"(?:^|`|\$ )\s*make ([a-z-]+)", documents, re.MULTILINE))
    assert {"run", "test"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
