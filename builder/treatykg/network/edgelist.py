"""A list of edges as CSV (RFC 4180), with the headers that Gephi's import knows."""

from __future__ import annotations

import csv
import io

import networkx as nx

from treatykg.network.columns import columns_of

_HEADERS = (
    "Source",
    "Target",
    "Type",
    "Id",
    "Label",
    "Weight",
    "source_label",
    "target_label",
    "source_type",
    "target_type",
)
_TAKEN = ("id", "label", "weight")


def to_edge_list(network: nx.MultiDiGraph) -> bytes:
    """One row for each edge: its ends by IRI, name and type, then all that it tells."""
    text = io.StringIO(newline="")
    columns = [name for name in columns_of(data for *_, data in network.edges(data=True)) if name not in _TAKEN]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_HEADERS, *columns))
    for source, target, data in network.edges(data=True):
        ends = [network.nodes[end][name] for name in ("label", "type") for end in (source, target)]
        own = (data["id"], data["label"], data["weight"])
        writer.writerow((source, target, "Directed", *own, *ends, *(data.get(name, "") for name in columns)))
    return text.getvalue().encode("utf-8", errors="replace")
