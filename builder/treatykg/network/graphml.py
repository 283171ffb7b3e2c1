"""GraphML, for Gephi, Cytoscape, igraph and yEd (http://graphml.graphdrawing.org/)."""

from __future__ import annotations

import io

import networkx as nx

from treatykg.identifiers import BASE
from treatykg.network.markup import for_xml
from treatykg.network.projection import to_network
from treatykg.triples import Dataset


def to_graphml(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The network of the dataset as GraphML; edges have ids of their own, which networkx repeats unless told."""
    document = io.BytesIO()
    # The lxml writer is chosen when lxml is there, and orders things differently: name the one that always is.
    nx.write_graphml_xml(for_xml(to_network(dataset)), document, named_key_ids=False, edge_id_from_attribute="id")
    return document.getvalue() + b"\n"
