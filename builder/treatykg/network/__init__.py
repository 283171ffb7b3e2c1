"""The dataset as a network for graph analysis: who is tied to whom, by which fact, with which words.

A projection makes a network from a dataset, a writer makes a file from a network; `measure` and `to_scene` look at one.
`FORMATS` are the files of a build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import networkx as nx

from treatykg.identifiers import BASE
from treatykg.network.actors import to_actor_network
from treatykg.network.claims import to_claim_network
from treatykg.network.cx2 import to_cx2
from treatykg.network.cytoscape import to_cyjs
from treatykg.network.drawing import to_scene
from treatykg.network.dyads import to_dyads
from treatykg.network.edgelist import to_edge_list
from treatykg.network.entities import to_network
from treatykg.network.gexf import to_gexf
from treatykg.network.graphml import to_graphml
from treatykg.network.merging import merge_parallel
from treatykg.network.metrics import TABLES, Measures, measure, table_rows, with_measures
from treatykg.network.nodelink import to_node_link
from treatykg.network.pajek import to_pajek
from treatykg.network.pictures import PICTURES
from treatykg.network.timeline import to_timeline
from treatykg.network.treaties import to_treaty_network
from treatykg.network.window import Window, select
from treatykg.triples import Dataset, Files, Writer

__all__ = [
    "FORMATS",
    "PICTURES",
    "PROJECTIONS",
    "TABLES",
    "WRITERS",
    "Measures",
    "Window",
    "measure",
    "merge_parallel",
    "select",
    "table_rows",
    "to_actor_network",
    "to_claim_network",
    "to_cx2",
    "to_cyjs",
    "to_dyads",
    "to_edge_list",
    "to_gexf",
    "to_graphml",
    "to_network",
    "to_node_link",
    "to_pajek",
    "to_scene",
    "to_timeline",
    "to_treaty_network",
    "with_measures",
]

Projection: TypeAlias = Callable[[Dataset], nx.MultiDiGraph]
NetworkWriter: TypeAlias = Callable[[nx.MultiDiGraph], bytes]

PROJECTIONS: Mapping[str, Projection] = MappingProxyType(
    {
        "actors": to_actor_network,
        "claims": to_claim_network,
        "entities": to_network,
        "timeline": to_timeline,
        "treaties": to_treaty_network,
    }
)
WRITERS: Mapping[str, NetworkWriter] = MappingProxyType(
    {
        "csv": to_edge_list,
        "cx2": to_cx2,
        "cyjs": to_cyjs,
        "gexf": to_gexf,
        "graphml": to_graphml,
        "json": to_node_link,
        "pajek": to_pajek,
    }
)


def _of_entities(write: NetworkWriter) -> Writer:
    """A writer of datasets, for the network of entities."""

    def write_dataset(dataset: Dataset, *, base: str = BASE) -> bytes:
        return write(to_network(dataset))

    return write_dataset


FORMATS: Mapping[str, Files] = MappingProxyType(
    {
        "gexf": {"network.gexf": _of_entities(to_gexf)},
        "graphml": {"network.graphml": _of_entities(to_graphml)},
    }
)
