"""The README says what is so: its commands are run, its output is compared, its triples are in output/."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from treatykg.cli import main
from treatykg.cli.app import app

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = TEXT.splitlines()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def sessions() -> list[tuple[str, list[str]]]:
    """Each command of the console blocks with the lines shown under it."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(blocks("console")).splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


SESSIONS = [session for session in sessions() if session[0].startswith("treatykg ")]


def to_pattern(lines: list[str]) -> str:
    """Lines as they are shown; `...` stands for any lines, white space at the ends and blank lines do not count."""
    return "".join("(?:.*\n)*" if line.strip() == "..." else re.escape(line.rstrip()) + "\n" for line in lines if line)


def test_readme_is_short_and_begins_with_the_idea():
    """A sentence, its triples and a question by line 25; the two first commands soon after."""
    assert len(LINES) <= 120
    start = "\n".join(LINES[:25])
    assert "\n> " in start
    assert "```turtle" in start
    assert "$ treatykg query" in start
    assert [line for line in LINES if line.startswith(("make", "$ make"))][:2] == ["make run", "make test"]


def test_there_are_sessions():
    """The next test has something to test: each command is shown."""
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert commands == {"build", "validate", "query", "questions", "explain"}
    assert commands <= {command.split()[1] for command, _ in SESSIONS}


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_each_command_prints_what_is_shown(tmp_path, monkeypatch, capsys, command, shown):
    """Run where the README says, beside the sample article and output/."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for path in (ROOT / "output").iterdir():
        (tmp_path / "output").mkdir(exist_ok=True)
        (tmp_path / "output" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(command)[1:]) == 0
    printed = "".join(f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines() if line.strip())
    assert re.fullmatch(to_pattern(shown), printed), printed


def test_the_triples_are_in_the_output():
    """Each line of Turtle stands in output/graph.trig."""
    written = {line.strip() for line in (ROOT / "output" / "graph.trig").read_text(encoding="utf-8").splitlines()}
    shown = [line.strip() for block in blocks("turtle") for line in block.splitlines()]
    assert len(shown) >= 5
    assert [line for line in shown if line not in written] == []


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
