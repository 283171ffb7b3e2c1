"""Terms as the index holds them: IRIs and blank nodes are the strings of a finding, literals their three parts."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import pyoxigraph
import rdflib
from rdflib.term import Node

from treatykg.errors import GraphError
from treatykg.validation.terms import literal_text

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


class Literal(NamedTuple):
    """A literal by its parts; a plain string has neither datatype nor language."""

    lexical: str
    datatype: str | None = None
    language: str | None = None


Term: TypeAlias = str | Literal
"""An IRI as it is, a blank node as `_:` and its name, or a literal."""

Triple: TypeAlias = tuple[str, str, Term]


def is_iri(term: Term) -> bool:
    """Whether the term is an IRI.

    >>> is_iri("https://data.example/1"), is_iri("_:b0"), is_iri(Literal("x"))
    (True, False, False)
    """
    return isinstance(term, str) and not term.startswith("_:")


def to_text(term: Term | None) -> str | None:
    """The term as a finding holds it.

    >>> to_text(Literal("7", "http://www.w3.org/2001/XMLSchema#byte"))
    '"7"^^<http://www.w3.org/2001/XMLSchema#byte>'
    """
    if isinstance(term, Literal):
        return literal_text(term.lexical, datatype=term.datatype, language=term.language)
    return term


def from_pyoxigraph(term: object) -> Term:
    """The term of a quad of pyoxigraph.

    :raises GraphError: if it is a triple, which RDF 1.1 does not know
    """
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    if isinstance(term, pyoxigraph.Literal):
        language = term.language
        datatype = None if language else term.datatype.value
        return Literal(term.value, None if datatype == _STRING else datatype, language)
    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{term.value}"
    raise GraphError(f"{term}: a triple about a triple cannot be validated: state it with a node of its own")


def from_rdflib(term: Node) -> Term:
    """The term of a graph of rdflib."""
    if isinstance(term, rdflib.Literal):
        datatype = None if term.datatype is None else str(term.datatype)
        return Literal(str(term), datatype, term.language)
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def to_pyoxigraph(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """The term for a store of pyoxigraph."""
    if isinstance(term, Literal):
        if term.language:
            return pyoxigraph.Literal(term.lexical, language=term.language)
        datatype = pyoxigraph.NamedNode(term.datatype) if term.datatype else None
        return pyoxigraph.Literal(term.lexical, datatype=datatype)
    return to_node(term)


def to_node(term: str) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
    """The IRI or blank node for a store of pyoxigraph."""
    return pyoxigraph.NamedNode(term) if is_iri(term) else pyoxigraph.BlankNode(term.removeprefix("_:"))


def to_literal(literal: Literal) -> rdflib.Literal:
    """The literal for rdflib, in the form it has."""
    datatype = rdflib.URIRef(literal.datatype) if literal.datatype else None
    return rdflib.Literal(literal.lexical, lang=literal.language, datatype=datatype, normalize=False)


def to_rdflib(term: Term) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """The term for a graph of rdflib."""
    if isinstance(term, Literal):
        return to_literal(term)
    return rdflib.URIRef(term) if is_iri(term) else rdflib.BNode(term.removeprefix("_:"))
