"""Write `docs/ontology.html`, the documentation of the treaty ontology, with pyLODE; with `--check` only compare.

    python tools/build_ontology_docs.py [--check]

Some habits of pyLODE are mended here. The classes of a union and the nodes of the JSON-LD summary come in another order each
time; here they are sorted. Anchors come from labels; here they are the local names, so that the IRI of a term leads to its place
on the page. Blank nodes get their canonical names (RDFC-1.0), for pyLODE sorts by them. Exit codes: 0 written or equal, 1 not equal.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pyoxigraph
from pylode import utils
from pylode.profiles.ontpub import OntPub
from rdflib import RDFS, SKOS, BNode, Graph, Literal, URIRef

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology" / "treaty.ttl"
PAGE = ROOT / "docs" / "ontology.html"
_SUMMARY = re.compile(r"(<script[^>]*application/ld\+json[^>]*>)(.*?)(</script>)", re.S)
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class _InOrder(list[object]):
    """What pyLODE takes for a set, in the order in which it was filled."""

    add = list.append


def build_page() -> str:
    """The page; the same bytes for the same ontology."""
    utils.set = _InOrder
    graph = _join_descriptions(_load(ONTOLOGY))
    documentation = OntPub(ontology=graph)
    documentation.fids.update({str(term): str(term).partition("#")[2] for term in graph.subjects() if "#" in term})
    page = _SUMMARY.sub(_sort_summary, documentation.make_html())
    return "\n".join(line.rstrip() for line in page.splitlines()) + "\n"


def _sort_summary(match: re.Match[str]) -> str:
    nodes = sorted(json.loads(match[2]), key=lambda node: str(node["@id"]))
    return match[1] + json.dumps(nodes, indent=2, sort_keys=True) + match[3]


def _load(path: Path) -> Graph:
    """The triples of a Turtle file, sorted, with canonical names of blank nodes."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    graph = Graph()
    for quad in sorted(dataset, key=str):
        graph.add((_term(quad.subject), URIRef(quad.predicate.value), _term(quad.object)))
    return graph


def _term(term: object) -> URIRef | BNode | Literal:
    match term:
        case pyoxigraph.NamedNode(value=value):
            return URIRef(value)
        case pyoxigraph.BlankNode(value=value):
            return BNode(value)
        case pyoxigraph.Literal(value=value, language=None, datatype=datatype):
            return Literal(value, datatype=None if datatype.value == _STRING else URIRef(datatype.value))
        case pyoxigraph.Literal(value=value, language=language):
            return Literal(value, lang=language)
    raise TypeError(f"{term!r} is no term of RDF 1.1")


def _join_descriptions(graph: Graph) -> Graph:
    """One description a term, definition first: pyLODE would print definition and comment in any order."""
    for term, definition in list(graph.subject_objects(SKOS.definition)):
        comment = graph.value(term, RDFS.comment)
        graph.remove((term, SKOS.definition, None))
        graph.set((term, RDFS.comment, Literal(f"{definition} {comment}", lang="en")))
    return graph


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    page = build_page()
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    sys.stderr.write(f"{PAGE} is not what {ONTOLOGY} gives: run python {Path(__file__).name}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
