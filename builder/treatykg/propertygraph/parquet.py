"""Parquet, one file for each kind of node and each type of edge, for whatever reads columns; needs pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from treatykg.errors import OptionError
from treatykg.identifiers import BASE
from treatykg.propertygraph.conversion import to_property_graph
from treatykg.propertygraph.mapping import load_mapping
from treatykg.propertygraph.model import Edge, Value
from treatykg.propertygraph.tables import (
    Column,
    edge_columns,
    edge_row,
    edges_by_type,
    node_columns,
    node_row,
    nodes_by_kind,
)
from treatykg.triples import Dataset

if TYPE_CHECKING:
    import pyarrow as pa

ENDS = tuple(Column(name, "string") for name in ("source", "target", "source_kind", "target_kind"))
"""The columns that tell the ends of an edge."""


def to_parquet(dataset: Dataset, *, base: str = BASE) -> Mapping[str, bytes]:
    """The files by name.

    :raises OptionError: if pyarrow is not installed
    """
    rules, graph = load_mapping(), to_property_graph(dataset)
    files: dict[str, bytes] = {}
    for kind, nodes in nodes_by_kind(graph.nodes):
        files[f"nodes-{kind}.parquet"] = _to_bytes(
            to_table([node_row(each) for each in nodes], node_columns(kind, rules))
        )
    for type_, edges in edges_by_type(graph.edges):
        columns = (*ENDS, *edge_columns(type_, rules))
        files[f"edges-{type_}.parquet"] = _to_bytes(to_table([row_with_ends(each) for each in edges], columns))
    return files


def row_with_ends(edge: Edge) -> dict[str, Value]:
    """The values of an edge by column, with its ends."""
    ends = dict(zip((each.name for each in ENDS), (edge.source, edge.target, *edge.ends), strict=True))
    return {**ends, **edge_row(edge)}


def to_table(rows: Sequence[Mapping[str, Value]], columns: Iterable[Column]) -> pa.Table:
    """The rows as a table of Arrow with these columns; what is not there is null.

    :raises OptionError: if pyarrow is not installed
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise OptionError("pyarrow is not installed: pip install 'treatykg[parquet]'") from error
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "float": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "strings": pa.list_(pa.string()),
    }
    columns = tuple(columns)
    arrays = [pa.array([row.get(column.name) for row in rows], types[column.type]) for column in columns]
    return pa.table(dict(zip((column.name for column in columns), arrays, strict=True)))


def _to_bytes(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()
