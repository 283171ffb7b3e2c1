"""The mapping between RDF and property graph, read from `mapping.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from treatykg.errors import KnowledgeError
from treatykg.vocab import PREFIXES, local_name

Datatype: TypeAlias = Literal["string", "integer", "decimal", "boolean", "date", "edtf", "anyURI", "iri", "concept"]
Merge: TypeAlias = Literal["first", "smallest", "largest"]

OCCURS_IN = "OCCURS_IN"
"""The type of the edge from a node to the graph that speaks of it; it carries what that graph says."""

GRAPH = "Graph"
EVENT = "Event"
EVIDENCE = "Evidence"
RESOURCE = "Resource"
_FILE = Path(__file__).parent / "mapping.toml"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a node is, by its classes (IRIs) or the segments of its IRI."""

    name: str
    classes: tuple[str, ...]
    segments: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class Property:
    """A predicate whose values are properties of nodes of some kinds."""

    name: str
    predicate: str
    datatype: Datatype
    kinds: frozenset[str]
    namespace: str = ""
    many: bool = False
    merge: Merge = "first"


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """A predicate that is an edge between nodes of some kinds."""

    type: str
    predicate: str
    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class TieRule:
    """A direct edge: facts of this class tie what one edge leads to with what another leads to."""

    type: str
    kind: str
    of_class: str
    path: tuple[str, str]


@dataclass(frozen=True)
class Rules:
    """All rules; what is derived from them is computed once."""

    kinds: Mapping[str, Kind]
    properties: tuple[Property, ...]
    edges: tuple[EdgeRule, ...]
    ties: tuple[TieRule, ...]
    tie_properties: tuple[Property, ...]
    not_actual: Mapping[str, str]

    @cached_property
    def kind_of_class(self) -> Mapping[str, str]:
        """From the IRI of a class to the name of the kind."""
        return {each: kind.name for kind in self.kinds.values() for each in kind.classes}

    @cached_property
    def kind_of_segment(self) -> Mapping[str, str]:
        """From a segment of IRIs to the name of the kind."""
        return {each: kind.name for kind in self.kinds.values() for each in kind.segments}

    @cached_property
    def class_of_name(self) -> Mapping[str, str]:
        """From the local name of a class to its IRI."""
        return {local_name(each): each for each in self.kind_of_class}

    @cached_property
    def property_of(self) -> Mapping[str, Property]:
        """From the IRI of a predicate to its property."""
        return {each.predicate: each for each in self.properties}

    @cached_property
    def property_of_name(self) -> Mapping[str, Property]:
        """From the name of a property to the property."""
        return {each.name: each for each in self.properties}

    @cached_property
    def edge_of(self) -> Mapping[str, EdgeRule]:
        """From the IRI of a predicate to its edge."""
        return {each.predicate: each for each in self.edges}

    @cached_property
    def edge_of_type(self) -> Mapping[str, EdgeRule]:
        """From the type of an edge to its rule."""
        return {each.type: each for each in self.edges}

    @cached_property
    def ties_of(self) -> Mapping[str, tuple[TieRule, ...]]:
        """From the local name of a class to its ties."""
        return {each.of_class: tuple(t for t in self.ties if t.of_class == each.of_class) for each in self.ties}


@cache
def load_mapping() -> Rules:
    """The mapping that travels with treatykg.

    :raises KnowledgeError: if the file is missing, broken or contradicts itself
    """
    try:
        data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        mapping = _to_mapping(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{_FILE}: {error!r}: restore the file from the package, or correct it") from error
    if repeated := sorted(_repeated(mapping)):
        raise KnowledgeError(f"{_FILE}: {repeated[0]} is mapped twice: keep one")
    return mapping


def expand(name: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _to_mapping(data: Mapping[str, Any]) -> Rules:
    properties = tuple(map(_to_property, data["property"]))
    by_name = {each.name: each for each in properties}
    ties = data["ties"]
    return Rules(
        kinds=MappingProxyType({name: _to_kind(name, each) for name, each in data["kinds"].items()}),
        properties=properties,
        edges=tuple(map(_to_edge, data["edge"])),
        ties=tuple(_to_ties(ties, {name: each["classes"] for name, each in data["kinds"].items()})),
        tie_properties=tuple(by_name[name] for name in ties["properties"]),
        not_actual=MappingProxyType(ties["not_actual"]),
    )


def _to_kind(name: str, entry: Mapping[str, Any]) -> Kind:
    return Kind(name, tuple(map(expand, entry["classes"])), tuple(entry["segments"]), entry["definition"])


def _to_property(entry: Mapping[str, Any]) -> Property:
    given = {**entry, "predicate": expand(entry["predicate"]), "kinds": frozenset(entry["kinds"])}
    if "namespace" in given:
        given["namespace"] = PREFIXES[given["namespace"]]
    return Property(**given)


def _to_edge(entry: Mapping[str, Any]) -> EdgeRule:
    return EdgeRule(entry["type"], expand(entry["predicate"]), frozenset(entry["from"]), frozenset(entry["to"]))


def _to_ties(ties: Mapping[str, Any], classes: Mapping[str, list[str]]) -> Iterator[TieRule]:
    kind_of = {each.partition(":")[2]: kind for kind, names in classes.items() for each in names}
    for of_class, types in ties["types"].items():
        kind = kind_of[of_class]
        for path, type_ in types.items():
            source, target = ties["paths"][kind][path]
            yield TieRule(type_, kind, of_class, (source, target))


def _repeated(mapping: Rules) -> Iterator[str]:
    """Names and predicates that two rules claim; a type of edge must tell whether it is a tie."""
    edges = [each.type for each in mapping.edges]
    own = [*edges, *{each.type for each in mapping.ties}, *mapping.not_actual.values(), OCCURS_IN]
    own += [name.upper() for name in mapping.kinds]  # engines tell names of nodes and edges apart only by that
    names = [each.name for each in mapping.properties]
    predicates = [*(each.predicate for each in mapping.properties), *(each.predicate for each in mapping.edges)]
    classes = [each for kind in mapping.kinds.values() for each in kind.classes]
    for words in (own, names, predicates, classes, [local_name(each) for each in classes]):
        yield from (word for word in words if words.count(word) > 1)
