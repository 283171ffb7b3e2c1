"""The project holds together: the wheel, the layers, the pins, and checks that do check."""

from __future__ import annotations

import ast
import os
import re
import statistics
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import treatykg

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "builder" / "treatykg"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command: str | Path, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, timeout=300, **options
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_all_knowledge(wheel):
    """Ontology, gazetteer, questions, shapes and lexicon travel inside the package, whatever the checkout has."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("ontology", "shapes"):
        files = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert files
        assert {f"treatykg/{path.as_posix()}" for path in files} <= names
    kinds = (".py", ".toml", ".typed", ".html", ".css", ".js")
    sources = {
        path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.suffix in kinds or path.name == "LICENSE"
    }
    assert {f"treatykg/{path.as_posix()}" for path in sources} <= names
    assert not [name for name in names if name.startswith(("builder/", "tests/")) or name.endswith(".pyc")]


def test_the_wheel_works_away_from_the_checkout(wheel, tmp_path):
    """Unpacked elsewhere, it finds its own files."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = "from treatykg.cli import main; import treatykg; print(treatykg.__file__); main(['questions'])"
    ran = run(
        sys.executable, "-c", program, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path), "COLUMNS": "500"}
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(str(tmp_path))
    assert "is-in-force" in ran.stdout


def test_every_console_script_runs():
    """An entry point that names a missing module would only be found by a user."""
    scripts = PROJECT["project"]["scripts"]
    assert set(scripts) == {"treatykg"}
    for name in scripts:
        ran = run(Path(sys.executable).parent / name, "--version")
        assert (ran.returncode, ran.stdout) == (0, f"treatykg {treatykg.__version__}\n")


def test_the_layers_hold():
    """import-linter finds each module in a layer, and no import upwards."""
    ran = run(Path(sys.executable).parent / "lint-imports", "--no-cache", cwd=ROOT)
    assert "1 kept, 0 broken" in ran.stdout, ran.stdout
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    assert contract["exhaustive"] is True


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("print(1)", "T201"),
        ("def f(x):\n    return x", "ANN"),
        ("def public() -> None:\n    pass", "D103"),
        ("from pathlib import Path\nopen('x')", "PTH123"),
    ],
)
def test_ruff_reads_our_rules(code, rule):
    """A configuration in the wrong table would pass everything."""
    command = (sys.executable, "-m", "ruff", "check", "--no-cache", "--stdin-filename", "builder/treatykg/bad.py", "-")
    ran = run(*command, cwd=ROOT, input=f'"""A module."""\n{code}\n')
    assert ran.returncode == 1
    assert rule in ran.stdout


def test_mypy_is_strict_and_warnings_are_errors():
    """Both are set where the tools look."""
    assert PROJECT["tool"]["mypy"]["strict"] is True
    assert PROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]


def test_every_dependency_is_pinned():
    """`constraints.txt` has an exact version for each, so that two installations are equal."""
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    pinned = {normalize(line.partition("==")[0]) for line in lines if "==" in line}
    assert len(pinned) == len(lines)
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert len(wanted) > 10
    assert {normalize(re.split(r"[<>=\[; ]", each)[0]) for each in wanted} <= pinned


def test_the_changelog_knows_the_version():
    """A release is described, and the next one has its place."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text
    assert re.search(rf"^## \[{re.escape(treatykg.__version__)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE)


def test_ci_ends_with_the_tests():
    """Its last line is pytest's; it is executable and stops at the first failure."""
    script = ROOT / ".ci" / "run"
    lines = script.read_text().splitlines()
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in lines
    assert lines[-1].startswith("make test")


def test_knowledge_is_not_python():
    """Facts about the world and about English are data."""
    assert not [*(ROOT / "ontology").rglob("*.py"), *(ROOT / "shapes").rglob("*.py")]
    assert [path.name for path in (PACKAGE / "lexicon").rglob("*.py")] == ["__init__.py"]


def test_files_and_functions_stay_small():
    """The budgets: files of 130 lines in the median and 300 at most, functions of 8 and 40."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    assert len(sources) > 40
    lines = {str(path.relative_to(PACKAGE)): text.count("\n") for path, text in sources.items()}  # some share a name
    bodies = {
        f"{path.name}:{node.name}": body_lines(node)
        for path, text in sources.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }
    assert statistics.median(lines.values()) <= 130
    assert {name: count for name, count in lines.items() if count > 300} == {}
    assert statistics.median(bodies.values()) <= 8
    assert {name: count for name, count in bodies.items() if count > 40} == {}


def body_lines(function: ast.FunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
