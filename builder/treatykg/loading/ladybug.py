"""LadybugDB, an embedded property graph with Cypher in one file; it wants its tables declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from treatykg.errors import OptionError, TargetError
from treatykg.loading.cypher import CypherTarget, Session
from treatykg.propertygraph import Edge, Node, load_mapping
from treatykg.propertygraph.parquet import to_table
from treatykg.propertygraph.tables import (
    Column,
    edge_columns,
    edge_ends,
    edge_row,
    edge_types,
    node_columns,
    node_row,
)

_TYPES = {
    "string": "STRING",
    "integer": "INT64",
    "float": "DOUBLE",
    "boolean": "BOOL",
    "date": "DATE",
    "strings": "STRING[]",
}


class LadybugTarget(CypherTarget):
    """A database in a file, which is made if it is not there.

    :raises OptionError: if ladybug is not installed
    :raises TargetError: if the file is no database, or another process has it open
    """

    type_function = "label"
    edges_at_once = 1_000_000_000  # all of them: it is its commits that take time, ten times as long in four parts

    def __init__(self, path: Path) -> None:
        ladybug = _load_ladybug()
        self._path = path
        super().__init__()
        with self.told():
            self._database = ladybug.Database(str(path))
            self._connection = ladybug.Connection(self._database)

    def prepare(self) -> None:
        """Make the tables of all kinds and types; see `Engine.prepare`."""
        for statement in schema():
            self._connection.execute(statement)

    def kinds(self) -> frozenset[str]:
        """The kinds that have a table; see `Engine.kinds`."""
        names = {row["name"] for row in _rows(self._connection, "CALL show_tables() RETURN name")}
        return frozenset(names & load_mapping().kinds.keys())

    def transact(self, work: Callable[[Session], None]) -> None:
        """Do the work in one transaction; see `Engine.transact`."""
        self._connection.execute("BEGIN TRANSACTION")
        try:
            work(_LadybugSession(self._connection))
        except BaseException:
            with suppress(RuntimeError):  # where the failure has ended the transaction
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Give the connection back; see `CypherTarget.close`."""
        self._connection.close()
        self._database.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """What the engine raises, which has one class for everything, becomes a TargetError."""
        try:
            yield
        except RuntimeError as error:
            raise TargetError(
                f"ladybug:{self._path}: {error}: close the program that has it open, or load into a new file"
            ) from error


class _LadybugSession:
    """One transaction of LadybugDB. Rows go in as tables of Arrow, whose columns have types even where all is null."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        return _rows(self._connection, query, parameters)

    def put_nodes(self, kind: str, nodes: Sequence[Node]) -> None:
        columns = node_columns(kind, load_mapping())
        set_ = ", ".join(f"n.`{column.name}` = `{_given(column)}`" for column in columns[1:])
        query = f"LOAD FROM $rows MERGE (n:{kind} {{iri: `{_given(columns[0])}`}}) SET {set_}"
        self._write(query, [node_row(node) for node in nodes], columns)

    def put_edges(self, type_: str, ends: tuple[str, str], edges: Sequence[Edge]) -> None:
        # MATCH and CREATE would multiply all nodes of one kind with all of the other before looking at the rows.
        columns = (Column("source", "string"), Column("target", "string"), *edge_columns(type_, load_mapping()))
        rows = [{"source": each.source, "target": each.target, **edge_row(each)} for each in edges]
        self._write(f"COPY {type_} FROM $rows (from='{ends[0]}', to='{ends[1]}')", rows, columns)

    def _write(self, query: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
        if rows:
            table = to_table(rows, columns).rename_columns([_given(column) for column in columns])
            self._connection.execute(query, {"rows": table})


def schema() -> Iterator[str]:
    """The statements that make the tables where they are not there: all, for who asks about a missing one gets an error."""
    rules = load_mapping()
    for kind in rules.kinds:
        columns = ", ".join(f"`{each.name}` {_TYPES[each.type]}" for each in node_columns(kind, rules))
        yield f"CREATE NODE TABLE IF NOT EXISTS {kind}({columns}, PRIMARY KEY(iri))"
    for type_ in edge_types(rules):
        ends = ", ".join(f"FROM {source} TO {target}" for source, target in edge_ends(type_, rules))
        columns = ", ".join(f"`{each.name}` {_TYPES[each.type]}" for each in edge_columns(type_, rules))
        yield f"CREATE REL TABLE IF NOT EXISTS {type_}({ends}, {columns})"


def _given(column: Column) -> str:
    """The name of a column of what is loaded, which must not be that of a variable or a property."""
    return f"given_{column.name}"


def _rows(connection: Any, query: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
    found = connection.execute(query, dict(parameters or {}))
    return [{name: _to_value(value) for name, value in row.items()} for row in found.rows_as_dict()]


def _to_value(value: Any) -> Any:
    """A value of ours: tuples, and an edge as the properties that it has."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {name: _to_value(each) for name, each in value.items() if each is not None and not name.startswith("_")}
    return value


def _load_ladybug() -> ModuleType:
    try:
        import ladybug
    except ModuleNotFoundError as error:
        raise OptionError("ladybug is not installed: pip install 'treatykg[load]'") from error
    module: ModuleType = ladybug
    return module
