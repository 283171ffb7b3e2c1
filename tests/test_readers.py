"""A second reader, graphology, opens the network files and counts the same nodes and edges as networkx.

It needs Node.js and `npm ci --prefix tests/readers`; without them the tests are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pytest

READERS = Path(__file__).parent / "readers"
OUTPUT = Path(__file__).parents[1] / "output"
pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (READERS / "node_modules").is_dir()),
    reason="graphology is not installed: npm ci --prefix tests/readers",
)


@pytest.mark.parametrize(("file", "read"), [("network.gexf", nx.read_gexf), ("network.graphml", nx.read_graphml)])
def test_graphology_reads_what_networkx_reads(file, read):
    """Both readers find the same number of nodes and of edges, and there are some."""
    network = read(OUTPUT / file)
    done = subprocess.run(
        ["node", READERS / "count.js", OUTPUT / file], capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == {"nodes": network.number_of_nodes(), "edges": network.number_of_edges()}
    assert network.number_of_nodes() > 10
    assert network.number_of_edges() > 10
