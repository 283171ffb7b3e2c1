"""Terms of RDF as a finding holds them: plain strings that are read back without loss."""

from __future__ import annotations

from rdflib import BNode, Literal
from rdflib.term import Node


def term_text(term: Node | None) -> str | None:
    """An IRI as it is, a literal or blank node in N-Triples form.

    >>> from rdflib import URIRef, XSD
    >>> term_text(URIRef("https://data.example/1")), term_text(Literal("7", datatype=XSD.byte))
    ('https://data.example/1', '"7"^^<http://www.w3.org/2001/XMLSchema#byte>')
    """
    match term:
        case None:
            return None
        case Literal():
            return literal_text(str(term), datatype=term.datatype, language=term.language)
        case BNode():
            return f"_:{term}"
        case _:
            return str(term)


def literal_text(lexical: str, *, datatype: str | None, language: str | None) -> str:
    """A literal in N-Triples form; without datatype it is a plain string."""
    suffix = f"@{language}" if language else f"^^<{datatype}>" if datatype else ""
    return f'"{_escaped(lexical)}"{suffix}'


def _escaped(text: str) -> str:
    """`text` within the quotation marks of N-Triples (https://www.w3.org/TR/n-triples/#grammar-production-STRING_LITERAL_QUOTE)."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
