"""Reading from the shapes graph what a shape says, with errors that name the shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import rdflib
from rdflib import RDF, SH
from rdflib.collection import Collection
from rdflib.term import Node

from treatykg.errors import KnowledgeError
from treatykg.validation.quick.terms import Literal, Term, from_rdflib


@dataclass(frozen=True, slots=True)
class Description:
    """A node of the shapes graph: a shape, a list, a path or a query."""

    graph: rdflib.Graph
    node: Node

    def at(self, node: Node) -> Description:
        """Another node of the same graph."""
        return Description(self.graph, node)

    def parameters(self) -> set[str]:
        """The properties of the SHACL vocabulary that the node has."""
        return {str(each) for each in self.graph.predicates(self.node) if str(each).startswith(str(SH))}

    def all(self, parameter: Node) -> list[Node]:
        """The values of a parameter, sorted."""
        return sorted(self.graph.objects(self.node, parameter), key=str)

    def one(self, parameter: Node) -> Node:
        """The only value of a parameter."""
        values = self.all(parameter)
        if len(values) != 1:
            self.refuse(f"has {len(values)} values of {parameter}: give one")
        return values[0]

    def term(self, parameter: Node) -> Term:
        """The only value of a parameter, as the index holds it."""
        return from_rdflib(self.one(parameter))

    def iri(self, parameter: Node) -> str:
        """The only value of a parameter, an IRI."""
        value = self.one(parameter)
        return str(value) if isinstance(value, rdflib.URIRef) else self.refuse(f"needs an IRI at {parameter}")

    def literal(self, parameter: Node) -> Literal:
        """The only value of a parameter, a literal."""
        value = self.term(parameter)
        return value if isinstance(value, Literal) else self.refuse(f"needs a literal at {parameter}")

    def count(self, parameter: Node) -> int:
        """The only value of a parameter, a whole number."""
        digits = self.literal(parameter).lexical
        return int(digits) if digits.isdecimal() else self.refuse(f"needs a whole number at {parameter}")

    def is_true(self, parameter: Node) -> bool:
        """Whether the only value of a parameter is true."""
        return self.literal(parameter).lexical in ("true", "1")

    def has(self, parameter: Node) -> bool:
        """Whether the parameter has a value."""
        return (self.node, parameter, None) in self.graph

    def items(self, parameter: Node) -> Iterator[Description]:
        """The members of the list that is the only value of a parameter."""
        for each in Collection(self.graph, self.one(parameter)):
            yield self.at(each)

    def is_list(self) -> bool:
        """Whether the node is a list of RDF."""
        return (self.node, RDF.first, None) in self.graph

    def refuse(self, reason: str) -> NoReturn:
        """Say that this cannot be checked quickly.

        :raises KnowledgeError: always
        """
        raise KnowledgeError(f"shapes: {self._name()} {reason}, or check with treatykg.validation.validate")

    def _name(self) -> str:
        """The name of the shape, or of the one that it is a part of."""
        node: Node | None = self.node
        while isinstance(node, rdflib.BNode):
            node = next(iter(self.graph.subjects(None, node)), None)
        return str(node) if node is not None else "a shape without a name"
