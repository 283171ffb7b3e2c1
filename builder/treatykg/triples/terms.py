"""Terms of RDF made from values of Python, and statements grouped by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import XSD

from treatykg import identifiers
from treatykg.model import Evidence
from treatykg.vocab import EDTF

Term: TypeAlias = NamedNode | Literal
Statement: TypeAlias = tuple[NamedNode, NamedNode, Term]
Values: TypeAlias = Mapping[str, Iterable[Term]]  # of one subject, by predicate


@lru_cache(maxsize=4096)  # a graph names few things often
def node(iri: str) -> NamedNode:
    """The node of an IRI, such as a term of the closed vocabularies."""
    return NamedNode(iri)


def nodes(*iris: str) -> tuple[NamedNode, ...]:
    """The nodes of several IRIs."""
    return tuple(map(node, iris))


def texts(*values: str | None) -> tuple[Literal, ...]:
    """Plain string literals of the values that are there."""
    return tuple(Literal(value) for value in values if value is not None)


def days(*values: date | None) -> tuple[Literal, ...]:
    """`xsd:date` literals of the days that are there."""
    return tuple(Literal(value.isoformat(), datatype=node(XSD.date)) for value in values if value is not None)


def edtf(value: str) -> Literal:
    """An Extended Date/Time Format literal (ISO 8601-2, https://www.loc.gov/standards/datetime/)."""
    return Literal(value, datatype=node(EDTF))


def counts(*values: int | None) -> tuple[Literal, ...]:
    """`xsd:nonNegativeInteger` literals of the numbers that are there."""
    datatype = node(XSD.nonNegativeInteger)
    return tuple(Literal(str(value), datatype=datatype) for value in values if value is not None)


def truths(*values: bool | None) -> tuple[Literal, ...]:
    """`xsd:boolean` literals of the values that are there."""
    return tuple(Literal(value) for value in values if value is not None)


def decimal(value: float) -> Literal:
    """An `xsd:decimal` literal with four places at most, always written the same way.

    >>> decimal(0.85).value, decimal(1).value
    ('0.85', '1.0')
    """
    whole, _, places = f"{value:.4f}".partition(".")
    return Literal(f"{whole}.{places.rstrip('0') or '0'}", datatype=node(XSD.decimal))


def describe(subject: NamedNode, values: Values) -> Iterator[Statement]:
    """The statements about one subject, from its predicates to their objects."""
    for predicate, objects in values.items():
        for value in objects:
            yield subject, node(predicate), value


def to_quads(statements: Iterable[Statement], graph: str) -> Iterator[Quad]:
    """The statements as quads in the graph of this name."""
    name = NamedNode(graph)
    for subject, predicate, value in statements:
        yield Quad(subject, predicate, value, name)


@dataclass(frozen=True, slots=True)
class Names:
    """How the things of one article are named: below which base IRI, in which article."""

    base: str
    article_id: str

    @property
    def article(self) -> NamedNode:
        """The article."""
        return NamedNode(identifiers.article_iri(self.article_id, base=self.base))

    def of(self, *ids: str | None) -> tuple[NamedNode, ...]:
        """The nodes of local identifiers."""
        return tuple(node(identifiers.to_iri(each, base=self.base)) for each in ids if each is not None)

    def evidence(self, passages: Iterable[Evidence]) -> tuple[NamedNode, ...]:
        """The nodes of passages of the article."""
        article = self.article.value
        return tuple(node(identifiers.evidence_iri(article, passage.span)) for passage in passages)
