"""Which properties a SPARQL query names, found in its algebra as rdflib parses it."""

from __future__ import annotations

from collections.abc import Iterator

from pyparsing import ParseException
from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from treatykg.errors import KnowledgeError


def find_properties(query: str) -> frozenset[str]:
    """The IRIs of all properties in the patterns of a query: triples of other properties cannot change its answer.

    :raises KnowledgeError: if it is no SELECT of SPARQL, or one of its patterns leaves the property open
    """
    try:
        algebra = prepareQuery(query).algebra
    except ParseException as error:
        raise KnowledgeError(f"shapes: a query is not SPARQL ({error}): mend it") from error
    if algebra.name != "SelectQuery":
        raise KnowledgeError(f"shapes: a query is no SELECT but {algebra.name}: write a SELECT")
    return frozenset(iri for predicate in _predicates(algebra) for iri in _named(predicate))


def _predicates(part: object) -> Iterator[object]:
    """The predicates of all triple patterns, in groups, filters and subqueries alike."""
    if isinstance(part, CompValue):
        for key, inner in part.items():
            if key == "triples":
                yield from (predicate for triples in inner for predicate in triples[1::3])  # flat within EXISTS
            else:
                yield from _predicates(inner)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _predicates(each)


def _named(predicate: object) -> Iterator[str]:
    match predicate:
        case URIRef():
            yield str(predicate)
        case InvPath(arg=path) | MulPath(path=path):
            yield from _named(path)
        case SequencePath(args=paths) | AlternativePath(args=paths):
            for each in paths:
                yield from _named(each)
        case _:
            kind = "path" if isinstance(predicate, Path) else "variable"
            raise KnowledgeError(f"shapes: a query leaves a property open by a {kind} ({predicate}): name the property")
