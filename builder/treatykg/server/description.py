"""What the endpoint says about itself, in the vocabulary of https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple, serialize
from rdflib.namespace import RDF, VOID, XSD

from treatykg.server.media import TRIPLES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = tuple(
    f"http://www.w3.org/ns/formats/{name}"
    for name in (
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
        "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads", "N3",
    )
)  # fmt: skip


def to_description(endpoint: str, *, graphs: Sequence[str], triples: int, media: str) -> bytes:
    """The description of the endpoint at this address: language, formats, the graphs and how many triples they hold.

    :raises ValueError: if the address is no IRI
    """
    prefixes = {"sd": _SD, "void": str(VOID), "format": "http://www.w3.org/ns/formats/"}
    data = serialize(_describe(endpoint, graphs, triples), format=TRIPLES[media], prefixes=prefixes)
    return data or b""


def _describe(endpoint: str, graphs: Sequence[str], triples: int) -> Iterator[Triple]:
    service, dataset, union = (NamedNode(f"{endpoint}{end}") for end in ("", "#dataset", "#union"))
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for each in _FORMATS:
        yield Triple(service, _sd("resultFormat"), NamedNode(each))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), union)
    yield Triple(union, _TYPE, _sd("Graph"))
    yield Triple(union, NamedNode(VOID.triples), Literal(str(triples), datatype=NamedNode(XSD.integer)))
    for number, graph in enumerate(graphs, start=1):
        named = NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(graph))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


_TYPE = NamedNode(RDF.type)
