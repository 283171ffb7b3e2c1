"""Checking the graph of a register: by the shapes, with rows of a register in the place of words of an article."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Quad
from rdflib import Graph, URIRef

from treatykg.registry.importing import Register
from treatykg.resources import folder
from treatykg.validation import Report, check_terms, load_shapes, validate_quickly
from treatykg.validation.quick import to_indexed
from treatykg.validation.report import SHAPES
from treatykg.validation.shapes import read_turtle

_FOR_ARTICLES = URIRef(f"{SHAPES}NodeEvidence")


@cache
def load_register_shapes() -> Graph:
    """The shapes for the graph of a register. They are read once and shared: do not change them.

    :raises KnowledgeError: if a file cannot be read, with its name and line
    """
    graph = Graph()
    triples = (triple for triple in load_shapes() if triple[0] != _FOR_ARTICLES)
    for triple in (*triples, *read_turtle(folder("shapes") / "registers" / "register.ttl")):
        graph.add(triple)
    return graph


def check_register(register: Register) -> Report:
    """What is wrong with the graph of a register, by the shapes and by the terms it uses; background is taken into account."""
    quads: tuple[Quad, ...] = (*register.graph, *register.background)
    return Report.of(
        validate_quickly(quads, shapes=load_register_shapes()).findings, check_terms(to_indexed(register.graph))
    )
