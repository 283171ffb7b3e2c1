"""The dataset as a property graph for Cypher, and back without loss; the mapping is data, in `mapping.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from treatykg.identifiers import BASE
from treatykg.propertygraph.conversion import to_dataset, to_property_graph
from treatykg.propertygraph.cypher import to_cypher
from treatykg.propertygraph.mapping import OCCURS_IN, Rules, load_mapping
from treatykg.propertygraph.merging import to_node
from treatykg.propertygraph.model import Edge, Node, Properties, PropertyGraph, Value
from treatykg.propertygraph.neo4j_csv import to_neo4j_csv
from treatykg.propertygraph.parquet import to_parquet
from treatykg.triples import Dataset

__all__ = [
    "FORMATS",
    "OCCURS_IN",
    "Edge",
    "Node",
    "Properties",
    "PropertyGraph",
    "Rules",
    "Value",
    "load_mapping",
    "to_cypher",
    "to_dataset",
    "to_neo4j_csv",
    "to_node",
    "to_parquet",
    "to_property_graph",
]


class FilesWriter(Protocol):
    """Writes a dataset into files whose names depend on what is in it; equal datasets give equal bytes."""

    def __call__(self, dataset: Dataset, *, base: str = ...) -> Mapping[str, bytes]:
        """The content of the files by name."""


def _script(dataset: Dataset, *, base: str = BASE) -> Mapping[str, bytes]:
    return {"graph.cypher": to_cypher(dataset, base=base)}


FORMATS: Mapping[str, FilesWriter] = MappingProxyType(
    {"cypher": _script, "neo4j-csv": to_neo4j_csv, "parquet": to_parquet}
)
"""The formats for loading in bulk and their writers."""
