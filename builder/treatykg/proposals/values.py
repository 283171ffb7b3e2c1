"""What extractors give, and what a language model proposes before it is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from treatykg.facts import Reading
from treatykg.model import Claim, Entity, Event, Facts, Post, Provision, Rejection

FactKind: TypeAlias = Literal["events", "claims", "provisions", "posts"]
Fact: TypeAlias = Event | Claim | Provision | Post
NOTHING: Final = Facts()


@dataclass(frozen=True, slots=True)
class Found:
    """What one extractor finds in an article.

    `entities` are those that linking had not found. `rejected` is None unless facts were only proposed: such facts must pass the
    shapes before they enter.
    """

    facts: Facts = NOTHING
    entities: tuple[Entity, ...] = ()
    rejected: tuple[Rejection, ...] | None = None


Extractor: TypeAlias = Callable[[Reading], Found]
"""A function from a read, linked document to facts."""


def each_fact(facts: Facts) -> tuple[Fact, ...]:
    """All facts of all kinds, one after the other."""
    return (*facts.events, *facts.claims, *facts.provisions, *facts.posts)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One fact as a language model words it: its kind, and the values of its fields by their names in the answer."""

    kind: FactKind
    values: Mapping[str, Any]

    @property
    def quote(self) -> str:
        """The words that are said to carry the fact."""
        return str(self.values["quote"])

    def rejected(self, reason: str) -> Rejection:
        """The line of the report that says why the proposal did not enter."""
        return Rejection(f"{self.kind.removesuffix('s')} {self.values.get('type', '')}".strip(), self.quote, reason)
