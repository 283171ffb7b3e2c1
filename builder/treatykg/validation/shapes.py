"""The SHACL shapes and the class hierarchy they rely on, read once from `shapes/` and `ontology/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeAlias

import pyoxigraph
from rdflib import RDFS, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from treatykg.errors import KnowledgeError
from treatykg.resources import folder
from treatykg.vocab import TREATY

Triple: TypeAlias = tuple[Node, Node, Node]


@cache
def load_shapes() -> Graph:
    """All shapes of `shapes/*.ttl` in one graph. It is read once and shared: do not change it.

    :raises KnowledgeError: if a file cannot be read, with its name and line
    """
    graph = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        for triple in read_turtle(path):
            graph.add(triple)
    if not graph:
        raise KnowledgeError(f"{folder('shapes')}: no shapes (*.ttl) in it: reinstall treatykg")
    return graph


@cache
def load_hierarchy() -> frozenset[Triple]:
    """The `rdfs:subClassOf` triples of the ontology: SHACL looks for them in the data graph.

    https://www.w3.org/TR/shacl/#dfn-shacl-instance

    :raises KnowledgeError: if the ontology cannot be read, with the file's name and the line
    """
    triples = read_turtle(folder("ontology") / "treaty.ttl")
    return frozenset(
        triple for triple in triples if triple[1] == RDFS.subClassOf and str(triple[2]).startswith(str(TREATY))
    )


def read_turtle(path: Path) -> tuple[Triple, ...]:
    """The triples of a Turtle file, in its order, as terms of rdflib.

    pyoxigraph reads it: ten times as fast as rdflib, and its errors name the line.

    :raises KnowledgeError: if the file is missing or is no Turtle
    """
    try:
        quads = tuple(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True))
    except SyntaxError as error:
        raise KnowledgeError(f"{path}:{error.lineno}: not valid Turtle ({error.msg}): mend the line") from error
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}): reinstall treatykg") from error
    return tuple((_term(q.subject), _term(q.predicate), _term(q.object)) for q in quads)


def _term(term: object) -> Node:
    match term:
        case pyoxigraph.NamedNode(value=value):
            return URIRef(value)
        case pyoxigraph.BlankNode(value=value):
            return BNode(value)
        case pyoxigraph.Literal(value=value, language=None, datatype=datatype):
            kind = URIRef(datatype.value) if datatype.value != _STRING else None
            return Literal(value, datatype=kind, normalize=False)  # "2024-06-01Z" stays what it is
        case pyoxigraph.Literal(value=value, language=language):
            return Literal(value, lang=language)
    raise TypeError(f"{term!r} is no term of RDF 1.1")


# rdflib takes "a" and "a"^^xsd:string for two literals; the short form is the one its own parser gives.
_STRING = "http://www.w3.org/2001/XMLSchema#string"
