"""Neo4j, Memgraph, ArcadeDB and whatever else speaks Bolt, through the official driver of Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from treatykg.errors import OptionError, TargetError
from treatykg.loading.cypher import CypherTarget, Session
from treatykg.propertygraph import Edge, Node, load_mapping
from treatykg.propertygraph.tables import edge_row, node_row

if TYPE_CHECKING:
    import neo4j

    from treatykg.loading.products import Credentials

_ROWS = 2_000  # of one UNWIND
_INDEXED = (("Entity", "label"), ("Entity", "type"), ("Event", "type"), ("Event", "earliestDate"), ("Claim", "type"))


class BoltTarget(CypherTarget):
    """A database behind Bolt; `database` is its name, where the server has several.

    :raises OptionError: if the driver is not installed
    :raises TargetError: if nothing answers there, or the user is not let in
    """

    type_function = "type"
    edges_at_once = 20_000

    def __init__(self, url: str, credentials: Credentials | None, *, database: str | None, timeout: float) -> None:
        driver = _load_driver()
        self._url, self._database = url, database
        super().__init__()
        auth = (credentials.user, credentials.password) if credentials else None
        with self.told(), ExitStack() as opened:
            connection = driver.GraphDatabase.driver(url, auth=auth, connection_timeout=timeout)
            self._driver: neo4j.Driver = opened.enter_context(connection)
            self._agent = str(self._driver.get_server_info().agent)
            opened.pop_all()  # it stays open, now that somebody answers

    def prepare(self) -> None:
        """Make constraints and indexes; see `Engine.prepare`."""
        with self._driver.session(database=self._database) as session:
            for statement in schema(memgraph="memgraph" in self._agent.casefold()):
                session.run(cast("Any", statement)).consume()

    def kinds(self) -> frozenset[str]:
        """All kinds; see `Engine.kinds`."""
        return frozenset(load_mapping().kinds)

    def transact(self, work: Callable[[Session], None]) -> None:
        """Do the work in one transaction, and once more when the server asks for it; see `Engine.transact`."""
        with self._driver.session(database=self._database) as session:
            session.execute_write(lambda transaction: work(_BoltSession(transaction)))

    def close(self) -> None:
        """Give the connection back; see `CypherTarget.close`."""
        self._driver.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """What the driver raises becomes a TargetError; its messages hold no password."""
        errors = _load_driver().exceptions
        try:
            yield
        except errors.AuthError as error:
            raise TargetError(f"{self._url}: the user is not let in: check --user and the password") from error
        except (errors.Neo4jError, errors.DriverError, ValueError, OSError) as error:
            raise TargetError(f"{self._url}: {error}: is the database running, and the URL right?") from error


class _BoltSession:
    """One transaction of Bolt."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def rows(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        found = self._transaction.run(cast("Any", query), cast("Any", parameters))
        return [{name: _to_value(record[name]) for name in record.keys()} for record in found]  # noqa: SIM118  # a record is no dict

    def put_nodes(self, kind: str, nodes: Sequence[Node]) -> None:
        query = f"UNWIND $rows AS row MERGE (n:{kind} {{iri: row.iri}}) SET n = row.p"
        self._write(query, [{"iri": node.iri, "p": _listed(node_row(node))} for node in nodes])

    def put_edges(self, type_: str, ends: tuple[str, str], edges: Sequence[Edge]) -> None:
        query = (
            f"UNWIND $rows AS row MATCH (a:{ends[0]} {{iri: row.s}}) MATCH (b:{ends[1]} {{iri: row.t}}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = row.p"
        )
        self._write(query, [{"s": each.source, "t": each.target, "p": _listed(edge_row(each))} for each in edges])

    def _write(self, query: str, rows: Sequence[Mapping[str, object]]) -> None:
        for first in range(0, len(rows), _ROWS):
            self._transaction.run(cast("Any", query), {"rows": rows[first : first + _ROWS]}).consume()


def schema(*, memgraph: bool) -> Iterator[str]:
    """The statements that make constraints and indexes where they are not there; Memgraph has its own words for them."""
    for kind in load_mapping().kinds:
        if memgraph:
            yield f"CREATE CONSTRAINT ON (n:{kind}) ASSERT n.iri IS UNIQUE"
            yield f"CREATE INDEX ON :{kind}(iri)"
        else:
            yield f"CREATE CONSTRAINT treatykg_{kind}_iri IF NOT EXISTS FOR (n:{kind}) REQUIRE n.iri IS UNIQUE"
    for kind, name in _INDEXED:
        if memgraph:
            yield f"CREATE INDEX ON :{kind}({name})"
        else:
            yield f"CREATE INDEX treatykg_{kind}_{name} IF NOT EXISTS FOR (n:{kind}) ON (n.{name})"


def _load_driver() -> ModuleType:
    try:
        import neo4j
    except ModuleNotFoundError as error:
        raise OptionError("the driver neo4j is not installed: pip install 'treatykg[load]'") from error
    return neo4j


def _listed(values: Mapping[str, object]) -> dict[str, object]:
    """The values with lists in place of tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _to_value(value: Any) -> Any:
    """A value of ours: dates of Python, tuples, and an edge as its properties."""
    if hasattr(value, "to_native"):
        return value.to_native()
    if isinstance(value, list):
        return tuple(value)
    if not hasattr(value, "start_node"):
        return value
    return {name: _to_value(value[name]) for name in value.keys()}  # noqa: SIM118  # going through an edge gives no names
