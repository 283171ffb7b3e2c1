"""What the names of a register mean: parties, territories and places, through its own tables and the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from treatykg.gazetteer import Gazetteer, load_gazetteer
from treatykg.identifiers import entity_id
from treatykg.model import EntityType
from treatykg.registry.description import RegisterDescription

Origin: TypeAlias = Literal["gazetteer", "register", "none"]
_PARTIES: tuple[str, ...] = ("state/", "organization/")
_TYPES: dict[str, EntityType] = {
    "state": "State",
    "organization": "InternationalOrganization",
    "group": "StateGroup",
    "place": "Place",
}
_TODAY = 9999  # the year of what has none: names mean what they mean at last
_NAMES = frozenset({"name", "acronym", "former"})


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A state, organization, group or place that a register names, and who knows it: the gazetteer, its tables, nobody."""

    id: str
    label: str
    origin: Origin

    @property
    def type(self) -> EntityType:
        """Its class in the ontology."""
        return _TYPES[self.id.partition("/")[0]]


def is_party(name: str) -> bool:
    """Whether a name is that of a party: territories to which a treaty was extended are not all in capitals."""
    return name == name.upper()


def resolve_party(name: str, year: int | None, description: RegisterDescription) -> tuple[Thing, ...]:
    """The parties or territories that a name means in a treaty of that year; one for a name that nobody knows."""
    meanings = description.parties.get(name, ())
    at = _TODAY if year is None else year
    fitting = [each for each in meanings if each.since <= at <= each.until]
    if fitting:
        return tuple(_thing(each.key, each.label, "register") for each in fitting)
    return (
        _find(name, _PARTIES) or _find(name, ("place/",)) or _unknown(name, "State" if is_party(name) else "Place"),
    )


def resolve_places(cell: str, description: RegisterDescription) -> tuple[Thing, ...]:
    """The places that a cell names, in its order; none for "not known" and the like."""
    if cell in description.places:
        names = description.places[cell]
    else:
        parts = (part.strip(" .?") for part in description.place_separator.split(cell))
        names = tuple(name for part in parts if part for name in description.places.get(part, (part,)))
    return tuple(dict.fromkeys(_place(name) for name in names))


@lru_cache(maxsize=10_000)
def _place(name: str) -> Thing:
    return _find(name, ("place/",)) or _find(name, ("state/",)) or _unknown(name, "Place")


@lru_cache(maxsize=10_000)
def _find(name: str, kinds: tuple[str, ...]) -> Thing | None:
    """The one thing of these kinds that the gazetteer calls so."""
    hits = [hit for hit in load_gazetteer().find_names(name) if hit.span.of(name) == name]
    keys = {each.key for hit in hits for each in hit.namings if each.use in _NAMES and each.key.startswith(kinds)}
    return _thing(keys.pop(), "", "gazetteer") if len(keys) == 1 else None


def _thing(key: str, label: str, origin: Origin) -> Thing:
    """What has this key; a label stands in the register's table only for what the gazetteer does not know."""
    return Thing(key, label, origin) if label else Thing(key, _gazetteer().record(key).label, "gazetteer")


def _gazetteer() -> Gazetteer:
    return load_gazetteer()


def _unknown(name: str, type_: EntityType) -> Thing:
    label = name.title() if name.isupper() else name
    return Thing(entity_id(type_, label), label, "none")
