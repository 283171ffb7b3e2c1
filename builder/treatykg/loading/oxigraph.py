"""The embedded store of Oxigraph: a folder that pyoxigraph and `oxigraph serve` open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad, Store

from treatykg.errors import TargetError
from treatykg.loading.target import Figures
from treatykg.triples import Dataset, to_store


class OxigraphTarget:
    """A store in a folder, which is made if it is not there. Each graph is replaced in one transaction, if it differs.

    :raises TargetError: if the folder is no store, or another process has it open
    """

    def __init__(self, path: Path) -> None:
        try:
            self._store = Store(path)
        except OSError as error:
            raise TargetError(
                f"oxigraph:{path}: {error}: close the program that has it open, or take another folder"
            ) from error

    def write(self, dataset: Dataset) -> Iterator[str]:
        """Replace each graph that differs; see `Target.write`."""
        for name, graph in dataset.graphs():
            # The store knows numbers by their value only: compare with what a store makes of the source.
            wanted = frozenset(to_store(graph))
            held = frozenset(self._quads(name))
            if wanted != held:
                self._replace(name, graph, empty=not held)
            yield name
        self._store.flush()

    def count(self, dataset: Dataset) -> tuple[Figures, Figures]:
        """Triples by graph; see `Target.count`."""
        source = {name: len(graph) for name, graph in dataset.graphs()}
        return source, {name: sum(1 for _ in self._quads(name)) for name in source}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del self._store  # which closes it

    def _quads(self, graph: str) -> Iterator[Quad]:
        return self._store.quads_for_pattern(None, None, None, NamedNode(graph))

    def _replace(self, name: str, graph: Dataset, *, empty: bool) -> None:
        if empty:
            self._store.extend(graph)  # all or nothing
        else:
            triples = "\n".join(f"{quad.triple} ." for quad in graph)
            self._store.update(f"DROP GRAPH <{name}>; INSERT DATA {{ GRAPH <{name}> {{\n{triples}\n}} }}")
