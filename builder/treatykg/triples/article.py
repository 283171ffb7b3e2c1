"""The article itself as triples, and which version of treatykg read it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import PROV, RDF, RDFS, SDO, XSD

from treatykg import __version__, identifiers
from treatykg.model import Article
from treatykg.triples.terms import Names, Statement, Values, days, describe, node, nodes, texts
from treatykg.vocab import TREATY


def article_statements(article: Article, names: Names, *, include_text: bool) -> Iterator[Statement]:
    """What is known of the article; its text only if `include_text`, its hash always."""
    url = [Literal(article.url, datatype=NamedNode(XSD.anyURI))] if article.url else []
    values: Values = {
        RDF.type: nodes(SDO.NewsArticle),
        SDO.headline: texts(article.title),
        SDO.datePublished: days(article.published),
        SDO.url: url,
        SDO.publisher: texts(article.publisher),
        SDO.text: texts(article.text) if include_text else (),
        TREATY.sha256: texts(article.sha256),
    }
    return describe(names.article, values)


def provenance_statements(article: Article, names: Names) -> Iterator[Statement]:
    """The making of the article's graph: from what, and by which version of which software. No times, no machine."""
    graph = node(identifiers.graph_iri(article.id, base=names.base))
    software, activity = names.of(
        f"software/treatykg-{__version__}", f"activity/{identifiers.fingerprint(article.sha256, __version__)}"
    )
    yield from describe(graph, {PROV.wasDerivedFrom: [names.article], PROV.wasGeneratedBy: [activity]})
    yield from describe(
        activity,
        {RDF.type: nodes(PROV.Activity), PROV.used: [names.article], PROV.wasAssociatedWith: [software]},
    )
    yield from describe(software, {RDF.type: nodes(PROV.SoftwareAgent), RDFS.label: texts(f"treatykg {__version__}")})
