"""Second readers, graphology and cytoscape.js, open the network files and count the same nodes and edges as networkx.

It needs Node.js and `npm ci --prefix tests/readers`; without them the tests are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pytest

from treatykg.network import PROJECTIONS, WRITERS, measure, with_measures
from treatykg.store import load_dataset

READERS = Path(__file__).parent / "readers"
OUTPUT = Path(__file__).parents[1] / "output"
pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (READERS / "node_modules" / "cytoscape").is_dir()),
    reason="graphology or cytoscape.js is not installed: npm ci --prefix tests/readers",
)


def count(*files):
    done = subprocess.run(
        ["node", READERS / "count.js", *files], capture_output=True, text=True, check=True, timeout=120
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("file", "read"), [("network.gexf", nx.read_gexf), ("network.graphml", nx.read_graphml)])
def test_graphology_reads_what_networkx_reads(file, read):
    """Both readers find the same number of nodes and of edges, and there are some."""
    network = read(OUTPUT / file)
    assert count(OUTPUT / file) == [{"nodes": network.number_of_nodes(), "edges": network.number_of_edges()}]
    assert network.number_of_nodes() > 10
    assert network.number_of_edges() > 10


def test_every_projection_opens_in_graphology_and_cytoscape(tmp_path):
    """Each of the three formats, of networks with parallel edges, dates and measures."""
    dataset = load_dataset(OUTPUT)
    networks = {name: project(dataset) for name, project in PROJECTIONS.items()}
    files = [(tmp_path / f"{name}.{kind}", networks[name]) for name in networks for kind in ("gexf", "graphml", "cyjs")]
    for path, network in files:
        path.write_bytes(WRITERS[path.suffix[1:]](with_measures(network, measure(network))))
    expected = [{"nodes": len(network), "edges": network.number_of_edges()} for _, network in files]
    assert count(*(path for path, _ in files)) == expected
    assert len(files) == 15
