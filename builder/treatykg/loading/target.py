"""What every target of a load is, and how it is compared with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from treatykg.triples import Dataset

Figures: TypeAlias = Mapping[str, int]
"""How much there is of each thing, by its name: triples of each graph, or nodes of each kind and edges of each type."""


class Target(Protocol):
    """A graph database that takes the place of what it held of each graph of a dataset; other graphs stay as they are.

    A context manager: leaving it gives the connection back.
    """

    def write(self, dataset: Dataset) -> Iterator[str]:
        """Write graph by graph; each comes out when it is safe. Stopped half-way, it can be done again from the start.

        :raises TargetError: if the database refuses it
        """

    def count(self, dataset: Dataset) -> tuple[Figures, Figures]:
        """The figures of the dataset, and those of the same graphs in the database."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in the source and in the target."""

    name: str
    source: int
    target: int

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.source == self.target


def compare(source: Figures, target: Figures) -> tuple[Row, ...]:
    """The figures side by side, sorted by name.

    >>> [row.agrees for row in compare({"(Event)": 2}, {"(Event)": 2, "(Claim)": 1})]
    [False, True]
    """
    return tuple(Row(name, source.get(name, 0), target.get(name, 0)) for name in sorted({*source, *target}))
