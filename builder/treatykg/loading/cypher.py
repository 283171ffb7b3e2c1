"""How a property graph gets into an engine that speaks Cypher: part by part, each in one transaction.

Writing a part takes out what its graphs held before, writes what they hold now, and sees to the nodes that other graphs
speak of too: they show what all graphs say together, and go only when no graph speaks of them any more.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from types import TracebackType
from typing import Any, Protocol, Self, TypeAlias

from treatykg.loading.parts import Part, Source, to_parts
from treatykg.loading.target import Figures
from treatykg.propertygraph import (
    OCCURS_IN,
    Edge,
    Node,
    Properties,
    PropertyGraph,
    Rules,
    load_mapping,
    to_node,
    to_property_graph,
)
from treatykg.triples import Dataset

_BATCH = 5_000  # IRIs of one query
_Rows: TypeAlias = list[dict[str, Any]]


class Session(Protocol):
    """An open transaction of an engine, and what engines do in their own ways."""

    def rows(self, query: str, **parameters: object) -> _Rows:
        """The rows of a query; an edge comes as the properties that it has."""

    def put_nodes(self, kind: str, nodes: Sequence[Node]) -> None:
        """Make these nodes of one kind, or give them these properties and no others."""

    def put_edges(self, type_: str, ends: tuple[str, str], edges: Sequence[Edge]) -> None:
        """Make these edges of one type between nodes of these kinds."""


class Engine(Protocol):
    """An engine that speaks Cypher."""

    type_function: str
    """The function that tells the type of an edge: `type` in openCypher, `label` in LadybugDB."""

    edges_at_once: int
    """About how many edges it takes in one transaction."""

    def prepare(self) -> None:
        """Make the constraints, indexes or tables that are not there."""

    def kinds(self) -> frozenset[str]:
        """The kinds of nodes that may be there."""

    def transact(self, work: Callable[[Session], None]) -> None:
        """Do the work in one transaction: all of it, or nothing."""


def write_graph(engine: Engine, graph: PropertyGraph) -> Iterator[str]:
    """Write the graph part by part; the names of the graphs come out when they are safe."""
    engine.prepare()
    source = Source.of(graph)
    for part in to_parts(graph, edges=engine.edges_at_once):
        engine.transact(_Writer(engine, source, part))
        yield from part.graphs


def count_graph(engine: Engine, graphs: Iterable[str]) -> Figures:
    """How many nodes of each kind occur in these graphs, and how many edges of each type belong to them."""
    names = list(graphs)
    figures: dict[str, int] = {}

    def count(session: Session) -> None:
        query = f"MATCH ()-[r]->() WHERE r.graph IN $graphs RETURN {engine.type_function}(r) AS type, count(*) AS n"
        figures.update({f"[{row['type']}]": row["n"] for row in session.rows(query, graphs=names)})
        for kind in engine.kinds():
            query = f"MATCH (n:{kind})-[r:{OCCURS_IN}]->() WHERE r.graph IN $graphs RETURN count(DISTINCT n) AS n"
            figures[f"({kind})"] = sum(row["n"] for row in session.rows(query, graphs=names))

    engine.transact(count)
    return {name: number for name, number in sorted(figures.items()) if number}


class CypherTarget(ABC):
    """A target that holds a property graph and speaks Cypher: a `Target` made of what each engine does in its own way."""

    type_function: str
    edges_at_once: int

    def __init__(self) -> None:
        self._last: tuple[Dataset, PropertyGraph] | None = None

    @abstractmethod
    def prepare(self) -> None:
        """Make the constraints, indexes or tables; see `Engine.prepare`."""

    @abstractmethod
    def kinds(self) -> frozenset[str]:
        """The kinds of nodes that may be there; see `Engine.kinds`."""

    @abstractmethod
    def transact(self, work: Callable[[Session], None]) -> None:
        """Do the work in one transaction; see `Engine.transact`."""

    @abstractmethod
    def told(self) -> AbstractContextManager[None]:
        """Within it, what the engine raises becomes a TargetError."""

    @abstractmethod
    def close(self) -> None:
        """Give the connection back."""

    def write(self, dataset: Dataset) -> Iterator[str]:
        """Replace each graph; see `Target.write`."""
        with self.told():
            yield from write_graph(self, self._convert(dataset))

    def count(self, dataset: Dataset) -> tuple[Figures, Figures]:
        """Nodes by kind and edges by type; see `Target.count`."""
        graph = self._convert(dataset)
        with self.told():
            return graph.figures(), count_graph(self, graph.graphs())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _convert(self, dataset: Dataset) -> PropertyGraph:
        """The property graph of the dataset; the last one is kept, because what is written is then counted."""
        if self._last is None or self._last[0] is not dataset:
            self._last = dataset, to_property_graph(dataset)
        return self._last[1]


class _Writer:
    """Writes one part; a value to call, so that an engine can do it again when it has to."""

    def __init__(self, engine: Engine, source: Source, part: Part) -> None:
        self._engine, self._source, self._part = engine, source, part
        self._rules: Rules = load_mapping()

    def __call__(self, session: Session) -> None:
        held = self._take_out(session)
        self._put_nodes(session)
        for type_, ends, edges in _by_type(self._part.edges):
            session.put_edges(type_, ends, edges)
        self._see_to(session, {iri: kind for iri, kind in held.items() if iri not in self._source.nodes})

    def _take_out(self, session: Session) -> dict[str, str]:
        """Take out all edges of the part's graphs; the nodes that occurred in them, with their kinds, come back."""
        held = {
            row["iri"]: kind
            for kind in self._engine.kinds()
            for row in session.rows(
                f"MATCH (n:{kind})-[r:{OCCURS_IN}]->() WHERE r.graph IN $graphs RETURN DISTINCT n.iri AS iri",
                graphs=self._part.graphs,
            )
        }
        for kind, iris in _batches(held):
            query = f"UNWIND $iris AS iri MATCH (n:{kind} {{iri: iri}})-[r]->() WHERE r.graph IN $graphs DELETE r"
            session.rows(query, iris=iris, graphs=self._part.graphs)
        return held

    def _put_nodes(self, session: Session) -> None:
        occurring = self._part.occurring()
        elsewhere = self._said(session, occurring, "WHERE NOT r.graph IN $graphs", sorted(self._source.graphs))
        nodes: dict[str, list[Node]] = defaultdict(list)
        for iri, kind in occurring.items():
            node = self._source.nodes[iri]
            if iri in elsewhere:
                node = to_node(iri, kind, [*self._source.said[iri], *elsewhere[iri]], self._rules)
            nodes[kind].append(node)
        for kind, found in sorted(nodes.items()):
            session.put_nodes(kind, found)

    def _see_to(self, session: Session, left: Mapping[str, str]) -> None:
        """Nodes that the source does not have: those of other graphs show what is left, the others go."""
        said = self._said(session, left, "", [])
        for kind, iris in _batches(left):
            kept = [to_node(iri, kind, said[iri], self._rules) for iri in iris if iri in said]
            gone = [iri for iri in iris if iri not in said]
            session.put_nodes(kind, kept)
            session.rows(f"UNWIND $iris AS iri MATCH (n:{kind} {{iri: iri}}) DETACH DELETE n", iris=gone)

    def _said(
        self, session: Session, kinds: Mapping[str, str], condition: str, graphs: Sequence[str]
    ) -> Mapping[str, list[Properties]]:
        """What graphs say of nodes, by IRI."""
        said: dict[str, list[Properties]] = defaultdict(list)
        for kind, iris in _batches(kinds):
            query = f"UNWIND $iris AS iri MATCH (n:{kind} {{iri: iri}})-[r:{OCCURS_IN}]->() {condition} RETURN iri, r"
            parameters = {"iris": iris, "graphs": graphs} if condition else {"iris": iris}
            for row in session.rows(query, **parameters):
                said[row["iri"]].append(row["r"])
        return said


def _batches(kinds: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """IRIs of one kind, not too many at once."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for iri, kind in kinds.items():
        by_kind[kind].append(iri)
    for kind, iris in sorted(by_kind.items()):
        for first in range(0, len(iris), _BATCH):
            yield kind, iris[first : first + _BATCH]


def _by_type(edges: Iterable[Edge]) -> Iterator[tuple[str, tuple[str, str], list[Edge]]]:
    def key(edge: Edge) -> tuple[str, tuple[str, str]]:
        return edge.type, edge.ends

    for (type_, ends), found in groupby(sorted(edges, key=key), key=key):
        yield type_, ends, list(found)
