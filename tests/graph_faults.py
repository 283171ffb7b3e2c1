"""Faults put into sound graphs, from `shapes/faults.toml`, to compare engines of validation."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import RDF, Graph

from treatykg.validation.quick.terms import from_pyoxigraph, to_rdflib
from treatykg.vocab import PREFIXES

FAULTS = Path(__file__).parent / "shapes" / "faults.toml"
Fault: TypeAlias = dict[str, str]
_HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


@cache
def load_faults() -> tuple[Fault, ...]:
    """All faults; each has a name of its own."""
    faults: list[Fault] = tomllib.loads(FAULTS.read_text(encoding="utf-8"))["fault"]
    assert len({fault["name"] for fault in faults}) == len(faults)
    return tuple(faults)


def inject(quads: Sequence[Quad], fault: Fault, *, site: int = 0) -> tuple[Quad, ...] | None:
    """The graph with the fault, or None if it has no place for it; `site` chooses among the places."""
    if "at" in fault:
        return _add(quads, fault, site)
    if "as_blank" in fault:
        return _without_name(quads, _term(fault["as_blank"]), site)
    (kind,) = fault.keys() & {"drop", "set", "also"}
    predicate = _term(fault[kind])
    at = _choose([number for number, quad in enumerate(quads) if quad.predicate == predicate], site)
    if at is None:
        return None
    old = quads[at]
    value = None if kind == "drop" else _value(quads, fault, site)
    if kind != "drop" and value is None:
        return None
    new = () if value is None else (Quad(old.subject, old.predicate, value, old.graph_name),)
    kept = (old,) if kind == "also" else ()
    return (*quads[:at], *kept, *new, *quads[at + 1 :])


def to_graph(quads: Sequence[Quad]) -> Graph:
    """The union of all graphs for pySHACL, literals and blank nodes as they are."""
    graph = Graph()
    for quad in quads:
        subject, predicate, value = map(from_pyoxigraph, (quad.subject, quad.predicate, quad.object))
        graph.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value)))
    return graph


def _add(quads: Sequence[Quad], fault: Fault, site: int) -> tuple[Quad, ...] | None:
    node = _choose(_instances(quads, fault["at"]), site)
    if node is None:
        return None
    return (*quads, *_parse(fault["add"].replace("?x", str(node))))


def _without_name(quads: Sequence[Quad], predicate: NamedNode, site: int) -> tuple[Quad, ...] | None:
    name = _choose([quad.object for quad in quads if quad.predicate == predicate], site)
    if name is None:
        return None

    def rename(term: Any) -> Any:
        return BlankNode("nameless") if term == name else term

    return tuple(Quad(rename(q.subject), q.predicate, rename(q.object), q.graph_name) for q in quads)


def _value(quads: Sequence[Quad], fault: Fault, site: int) -> NamedNode | Literal | None:
    return _choose(_instances(quads, fault["to_a"]), site) if "to_a" in fault else _term(fault["to"])


def _instances(quads: Sequence[Quad], kind: str) -> list[Any]:
    of_class = _term(kind)
    return [quad.subject for quad in quads if quad.predicate.value == str(RDF.type) and quad.object == of_class]


def _choose(sites: Sequence[Any], site: int) -> Any:
    return sites[site % len(sites)] if sites else None


@cache
def _term(text: str) -> Any:
    (quad,) = _parse(f"<urn:s> <urn:p> {text} .")
    return quad.object


def _parse(turtle: str) -> list[Quad]:
    return list(parse(_HEAD + turtle, format=RdfFormat.TURTLE))
