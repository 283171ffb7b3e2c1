"""The fifth promise: a misspelt term is an error, not a new predicate. A class that no shape targets would go unseen by SHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, Graph, URIRef

from treatykg.validation.quick.graph import TYPE, IndexedGraph, to_indexed
from treatykg.validation.quick.terms import Term, Triple, to_text
from treatykg.validation.report import SHAPES, Finding
from treatykg.vocab import DATE_DERIVATION, FACTUALITY, OBLIGATION, STATUS, SUBJECT, TREATY

_OWN: Final = {str(each): each for each in (TREATY, FACTUALITY, OBLIGATION, STATUS, DATE_DERIVATION, SUBJECT)}
_ALL: Final = {**_OWN, **{str(each): each for each in (RDF, RDFS, OWL, SKOS, ORG, PROV, SDO, DCTERMS)}}
_OWN_NAMESPACES, _ALL_NAMESPACES = tuple(_OWN), tuple(_ALL)
_SHAPE: Final = f"{SHAPES}TermDeclared"
_COMPONENT: Final = f"{SHAPES}TermLookup"
# As many terms as all vocabularies have, and as many misspelt ones as anybody would read.
_KEPT: Final = 1 << 14


def check_terms(graph: Graph | IndexedGraph) -> tuple[Finding, ...]:
    """One finding for each term in `graph` that its own vocabulary does not declare, sorted.

    Looked up are the terms of treatykg wherever they stand, and the properties and classes of the vocabularies it reuses.
    Terms of other vocabularies are the reader's own affair.
    """
    triples: Iterable[Triple] = graph if isinstance(graph, IndexedGraph) else to_indexed(graph)
    found = (finding for triple in triples for finding in _misspelt(*triple))
    return tuple(sorted(found, key=lambda each: (each.focus, each.path or "", each.value or "", each.message)))


def _misspelt(subject: str, predicate: str, value: Term) -> Iterator[Finding]:
    namespaces = _ALL_NAMESPACES if predicate == TYPE else _OWN_NAMESPACES
    terms = (term for term, within in ((predicate, _ALL_NAMESPACES), (value, namespaces)) if _is_misspelt(term, within))
    for term in terms:
        message = (
            f"{term} is not declared by its vocabulary: correct its spelling, or use a term of your own namespace."
        )
        yield Finding("violation", subject, predicate, to_text(value), _SHAPE, message, _COMPONENT)


def _is_misspelt(term: Term, namespaces: tuple[str, ...]) -> bool:
    """Whether the term is in one of the namespaces, but not declared there; most terms of data are in none."""
    return isinstance(term, str) and term.startswith(namespaces) and not _is_declared(term)


@lru_cache(maxsize=_KEPT)
def _is_declared(term: str) -> bool:
    return all(URIRef(term) in terms for namespace, terms in _ALL.items() if term.startswith(namespace))
