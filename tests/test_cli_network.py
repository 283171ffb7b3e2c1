"""`treatykg network`: files, tables, pictures and dyad-years, and its errors."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from treatykg.cli import main
from treatykg.network import WRITERS

ROOT = Path(__file__).parent.parent
GRAPH = str(ROOT / "output")


def network(*arguments):
    return main(["network", GRAPH, *map(str, arguments)])


def test_help_needs_no_heavy_library():
    """It comes at once."""
    program = (
        "import sys\nfrom treatykg.cli import main\nmain(['network', '--help'])\n"
        "sys.exit(', '.join(sorted({'numpy', 'rdflib', 'pyoxigraph', 'networkx'} & set(sys.modules))) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("kind", WRITERS)
def test_the_suffix_names_the_format(tmp_path, kind):
    """`.net` is Pajek's."""
    named, asked = tmp_path / f"a.{'net' if kind == 'pajek' else kind}", tmp_path / "b.data"
    assert network("--out", named) == 0
    assert network("--out", asked, "--format", kind) == 0
    assert named.read_bytes() == asked.read_bytes() != b""


def test_without_a_file_the_network_is_printed(capfdbinary):
    """As GraphML, for pipes."""
    assert network("--projection", "treaties") == 0
    graph = nx.read_graphml(io.BytesIO(capfdbinary.readouterr().out))
    assert {data["relation"] for *_, data in graph.edges(data=True)} >= {"Signatory"}


def test_metrics_are_columns_and_a_table(tmp_path, capfd):
    """Both at once; the table can be pasted."""
    path = tmp_path / "entities.json"
    assert network("--metrics", "--table", "csv", "--out", path) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    nodes = {node["label"]: node for node in json.loads(path.read_text())["nodes"]}
    assert {row["node"]: row["pagerank"] for row in rows} == {name: str(n["pagerank"]) for name, n in nodes.items()}
    assert network("--metrics") == 0
    printed = capfd.readouterr().out
    assert printed.splitlines()[0].split()[:3] == ["node", "type", "degree"]
    assert printed.splitlines()[-1].startswith(f"nodes {len(nodes)}; ")
    assert network("--metrics", "--table", "markdown") == 0
    assert capfd.readouterr().out.startswith("| node | type | degree |")


def test_pictures_and_dyads_are_files(tmp_path, capfd):
    """Nothing is printed beside them."""
    svg, table = tmp_path / "a.svg", tmp_path / "dyads.csv"
    assert network("--draw", svg, "--dyads", table) == 0
    assert svg.read_bytes().startswith(b"<svg ")
    assert {row["isoA"] for row in csv.DictReader(io.StringIO(table.read_text()))} >= {"FRA", "TUR"}
    assert network("--dyads", table) == 0
    assert capfd.readouterr().out == ""


def test_only_some_facts(tmp_path):
    """Of a day, or sure enough; parallel edges as one."""
    whole, part, merged = (tmp_path / f"{name}.json" for name in ("whole", "part", "merged"))
    assert network("--out", whole) == network("--out", merged, "--merge") == 0
    assert network("--out", part, "--since", "2021-10-01", "--until", "2021-10-07") == 0
    sizes = [len(json.loads(path.read_text())["edges"]) for path in (whole, part, merged)]
    assert 0 < sizes[1] < sizes[0]
    assert 0 < sizes[2] < sizes[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "x.docx"], "no format ends in .docx"),
        (["--draw", "x.jpg"], "not a picture"),
        (["--since", "last year"], "not a day"),
        (["--since", "2022-01-01", "--until", "2021-01-01"], "is later than"),
    ],
)
def test_what_makes_no_sense_is_refused(capfd, arguments, words):
    """Before anything is loaded, with exit code 2."""
    assert network(*arguments) == 2
    assert words in capfd.readouterr().err


def test_a_missing_graph_is_an_error_of_the_command(capfd):
    """As for every other command."""
    assert main(["network", "no-such-folder"]) == 2
    assert "no-such-folder" in capfd.readouterr().err
