"""A compiled shape: where it applies, which values it looks at, and what it asks of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from treatykg.validation.quick.graph import IndexedGraph
from treatykg.validation.quick.terms import Term
from treatykg.validation.report import Severity

Values: TypeAlias = Collection[Term]
Follow: TypeAlias = Callable[[IndexedGraph, Term], Values]
"""From a node to the values at the end of a path."""


class Broken(NamedTuple):
    """How a constraint is broken, as far as the shape does not tell it: the value, another path, another message."""

    value: Term | None = None
    path: str | None = None
    message: str | None = None


Check: TypeAlias = Callable[[IndexedGraph, Term, Values], Iterable[Broken]]
"""What is broken at a focus node with these values; nothing if they keep the constraint."""


class Constraint(NamedTuple):
    """A check and the IRI of its constraint component."""

    component: str
    check: Check


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape, named or not. `path` is None for a node shape, `path_text` how a finding names it."""

    name: str
    path: Follow | None
    path_text: str | None
    constraints: tuple[Constraint, ...]

    def values(self, graph: IndexedGraph, focus: Term) -> Values:
        """The value nodes of a focus node (https://www.w3.org/TR/shacl/#value-nodes)."""
        return (focus,) if self.path is None else self.path(graph, focus)

    def conforms(self, graph: IndexedGraph, focus: Term) -> bool:
        """Whether a node keeps all constraints."""
        values = self.values(graph, focus)
        return not any(True for _, check in self.constraints for _ in check(graph, focus, values))


@dataclass(frozen=True, slots=True)
class TargetedShape:
    """A shape that finds its nodes itself, and so reports them; `of_several`: what one source alone tells cannot break it."""

    shape: Shape
    severity: Severity
    message: str
    targets: tuple[Callable[[IndexedGraph], Collection[Term]], ...]
    of_several: bool = False

    def focus_nodes(self, graph: IndexedGraph) -> Collection[Term]:
        """The nodes that the shape applies to, each once."""
        if len(self.targets) == 1:
            return self.targets[0](graph)
        return dict.fromkeys(node for target in self.targets for node in target(graph))
