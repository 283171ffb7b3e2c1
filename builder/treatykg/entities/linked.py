"""What linking gives: a document whose mentions are tied to entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.model import Entity, Evidence, Mention

if TYPE_CHECKING:
    from treatykg.sentences import Document


@dataclass(frozen=True, slots=True)
class Affiliation:
    """That a person holds or held an office: the title without the country, what it is of (an entity id, or None), the words."""

    person: str
    title: str
    of: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class LinkedDocument:
    """A document with its mentions, its entities, and what every phrase in it refers to.

    `entities` are in the order of their first mention. `referents` has the syntactic head token of each referring phrase,
    pronouns and definite descriptions included; a phrase such as "both sides" refers to several entities.
    """

    document: Document
    mentions: tuple[Mention, ...]
    entities: Mapping[str, Entity]
    referents: Mapping[int, tuple[str, ...]]
    affiliations: tuple[Affiliation, ...]

    def refer(self, token: int) -> tuple[str, ...]:
        """The ids of what the phrase with this head token refers to; empty when that is nothing known."""
        return self.referents.get(token, ())

    def principals(self, entity: str) -> tuple[str, ...]:
        """The states and bodies that the entity acts for, the nearest first: a spokeswoman's ministry, then its state."""
        found: dict[str, None] = {}
        waiting = list(self.entities[entity].acts_for) if entity in self.entities else []
        while waiting:
            principal = waiting.pop(0)
            if principal not in found and principal != entity:
                found[principal] = None
                waiting.extend(self.entities[principal].acts_for if principal in self.entities else ())
        return tuple(found)
