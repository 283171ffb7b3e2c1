"""The fifth promise: a misspelt term is an error, not a new predicate. A class that no shape targets would go unseen by SHACL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, Graph, URIRef
from rdflib.namespace import DefinedNamespaceMeta
from rdflib.term import Node

from treatykg.validation.report import SHAPES, Finding
from treatykg.validation.terms import term_text
from treatykg.vocab import DATE_DERIVATION, FACTUALITY, OBLIGATION, STATUS, SUBJECT, TREATY

_Vocabularies: TypeAlias = Mapping[str, DefinedNamespaceMeta]

_OWN: Final[_Vocabularies] = {
    str(each): each for each in (TREATY, FACTUALITY, OBLIGATION, STATUS, DATE_DERIVATION, SUBJECT)
}
_ALL: Final[_Vocabularies] = {**_OWN, **{str(each): each for each in (RDF, RDFS, OWL, SKOS, ORG, PROV, SDO, DCTERMS)}}
_SHAPE: Final = f"{SHAPES}TermDeclared"
_COMPONENT: Final = f"{SHAPES}TermLookup"


def check_terms(graph: Graph) -> tuple[Finding, ...]:
    """One finding for each term in `graph` that its own vocabulary does not declare, sorted.

    Looked up are the terms of treatykg wherever they stand, and the properties and classes of the vocabularies it reuses.
    Terms of other vocabularies are the reader's own affair.
    """
    found = (finding for triple in graph.triples((None, None, None)) for finding in _misspelt(*triple))
    return tuple(sorted(found, key=lambda each: (each.focus, each.path or "", each.value or "", each.message)))


def _misspelt(subject: Node, predicate: Node, value: Node) -> Iterator[Finding]:
    vocabularies = _ALL if predicate == RDF.type else _OWN
    for term in (*_undeclared(predicate, _ALL), *_undeclared(value, vocabularies)):
        message = (
            f"{term} is not declared by its vocabulary: correct its spelling, or use a term of your own namespace."
        )
        focus, path, at = term_text(subject) or "", term_text(predicate), term_text(value)
        yield Finding("violation", focus, path, at, _SHAPE, message, _COMPONENT)


def _undeclared(term: Node, vocabularies: _Vocabularies) -> tuple[URIRef, ...]:
    """The term itself, if it is in the namespace of a vocabulary but not one of its terms."""
    if not isinstance(term, URIRef):
        return ()
    wrong = any(term.startswith(namespace) and term not in terms for namespace, terms in vocabularies.items())
    return (term,) if wrong else ()
