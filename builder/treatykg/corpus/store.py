"""The graph of a corpus in an embedded Oxigraph store: always written from the ledger, never the place where anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from treatykg import identifiers
from treatykg.errors import GraphError
from treatykg.vocab import TREATY

_PARTICIPATION_IN = NamedNode(TREATY.participationIn)


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store in a folder, to write to; it is made if it is not there.

    :raises GraphError: if it cannot be opened
    """
    try:
        store = Store(str(path))
    except OSError as error:
        raise GraphError(f"{path}: the store cannot be opened ({error}): is another treatykg using it?") from error
    yield store
    store.flush()


def load_lines(store: Store, lines: bytes) -> None:
    """Add N-Quads in one transaction; a second time adds nothing."""
    store.load(lines, RdfFormat.N_QUADS)


def bulk_load_lines(store: Store, lines: bytes) -> None:
    """Add N-Quads three times as fast; a store in which this was cut off is to be thrown away, for its indexes may differ."""
    store.bulk_load(lines, RdfFormat.N_QUADS)


def remove_graph(store: Store, graph: str) -> None:
    """Take a graph out."""
    store.remove_graph(NamedNode(graph))


def replace_graph(store: Store, graph: str, quads: Iterable[Quad]) -> None:
    """Make a graph hold these quads and no others, changing only what is different."""
    _replace(store, store.quads_for_pattern(None, None, None, NamedNode(graph)), quads)


def replace_derived(store: Store, treaty: str, quads: Iterable[Quad], *, base: str) -> None:
    """Make the graph of derived triples hold these of a treaty and its participations, and no others of them."""
    graph = NamedNode(identifiers.inferred_graph_iri(base=base))
    _replace(store, _derived_of(store, NamedNode(treaty), graph), quads)


def _replace(store: Store, found: Iterable[Quad], wanted: Iterable[Quad]) -> None:
    there, new = set(found), set(wanted)
    for quad in there - new:
        store.remove(quad)
    store.extend(new - there)


def _derived_of(store: Store, treaty: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    participations = [quad.subject for quad in store.quads_for_pattern(None, _PARTICIPATION_IN, treaty, graph)]
    for each in (treaty, *participations):
        if isinstance(each, NamedNode):
            yield from store.quads_for_pattern(each, None, None, graph)
            yield from store.quads_for_pattern(None, None, each, graph)
