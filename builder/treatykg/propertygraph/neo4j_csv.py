"""CSV for `neo4j-admin database import`, with typed headers.

One file for each kind of node and each type of edge (https://neo4j.com/docs/operations-manual/current/import/). Texts are
quoted, and what is not there is not, so that an empty text stays one. Lists are parted by the unit separator U+001F, which
no list of ours holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from treatykg.identifiers import BASE
from treatykg.propertygraph.conversion import to_property_graph
from treatykg.propertygraph.mapping import load_mapping
from treatykg.propertygraph.model import Value
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

_TYPES = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "date": "date",
    "strings": "string[]",
}
_SEPARATOR = "\x1f"
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string")


def to_neo4j_csv(dataset: Dataset, *, base: str = BASE) -> Mapping[str, bytes]:
    """The files by name; `import.args` holds the options, for `neo4j-admin database import full neo4j @import.args`."""
    rules, graph = load_mapping(), to_property_graph(dataset)
    files: dict[str, bytes] = {}
    for kind, nodes in nodes_by_kind(graph.nodes):
        columns = node_columns(kind, rules)
        header = ["iri:ID", *map(_header, columns[1:]), ":LABEL"]
        rows = ([*_cells(node_row(node), columns), _quote(kind)] for node in nodes)
        files[f"nodes-{kind}.csv"] = _to_csv(header, rows)
    for type_, edges in edges_by_type(graph.edges):
        columns = edge_columns(type_, rules)
        header = [":START_ID", ":END_ID", *map(_header, columns), ":TYPE"]
        lines = ([_quote(e.source), _quote(e.target), *_cells(edge_row(e), columns), _quote(type_)] for e in edges)
        files[f"edges-{type_}.csv"] = _to_csv(header, lines)
    return files | {"import.args": _arguments(files)}


def _arguments(files: Iterable[str]) -> bytes:
    given = (f"--{'nodes' if name.startswith('nodes') else 'relationships'}={name}" for name in files)
    return "".join(f"{line}\n" for line in (*_OPTIONS, *given)).encode()


def _to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return "".join(",".join(cells) + "\n" for cells in (header, *rows)).encode("utf-8")


def _header(column: Column) -> str:
    return f"{column.name}:{_TYPES[column.type]}"


def _cells(row: Mapping[str, Value], columns: Iterable[Column]) -> list[str]:
    return [_cell(row.get(column.name)) for column in columns]


def _cell(value: Value | None) -> str:
    match value:
        case None | ():
            return ""
        case bool():
            return str(value).lower()
        case int() | float() | date():
            return str(value)
        case tuple():
            return _quote(_SEPARATOR.join(each.replace(_SEPARATOR, "\ufffd") for each in value))
        case str():
            return _quote(value)


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
