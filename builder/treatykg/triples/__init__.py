"""From what one article became to an RDF dataset: what it says, and apart from it, what is known anyway.

Each article has its own named graph, background knowledge has another; derived triples come later (`treatykg.inference`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from treatykg import identifiers
from treatykg.gazetteer import Gazetteer
from treatykg.model import Extraction
from treatykg.triples.article import article_statements, provenance_statements
from treatykg.triples.dataset import Dataset, graph_name, to_rdflib, to_sorted_lines, to_store, triple_of
from treatykg.triples.entities import background_statements, entity_statements
from treatykg.triples.evidence import check_evidence, evidence_statements, passages_of
from treatykg.triples.facts import claim_statements, event_statements, post_statements, provision_statements
from treatykg.triples.index import Index
from treatykg.triples.terms import Names, Statement, to_quads
from treatykg.triples.writer import Files, Writer

__all__ = [
    "Dataset",
    "Files",
    "Index",
    "Writer",
    "graph_name",
    "to_dataset",
    "to_graphs",
    "to_rdflib",
    "to_sorted_lines",
    "to_store",
    "triple_of",
]


def to_dataset(
    extraction: Extraction,
    *,
    base: str = identifiers.BASE,
    include_text: bool = True,
    background: Gazetteer | None = None,
) -> Dataset:
    """The dataset of one article: its named graph and the background graph; see `to_graphs`.

    Datasets of several articles are joined with `Dataset.join`.
    """
    said, known = to_graphs(extraction, base=base, include_text=include_text, background=background)
    return Dataset.of(said | known)


def to_graphs(
    extraction: Extraction, *, base: str, include_text: bool, background: Gazetteer | None
) -> tuple[frozenset[Quad], frozenset[Quad]]:
    """What an article says, in its named graph, and what is known of the things it names, in the background graph.

    With `include_text=False` the article's text stays out, for texts that may not be passed on; quotes and the hash of the text
    remain.

    :raises EvidenceError: if a fact has no evidence, or its words are not in the text at its offsets
    :raises OptionError: if nothing can be named below `base`
    """
    names = Names(identifiers.check_base(base), extraction.article.id)
    check_evidence(extraction)
    said = _said(extraction, names, include_text=include_text)
    known = background_statements(extraction.entities, names, gazetteer=background)
    article_graph = identifiers.graph_iri(extraction.article.id, base=base)
    background_graph = identifiers.background_graph_iri(base=base)
    return frozenset(to_quads(said, article_graph)), frozenset(to_quads(known, background_graph))


def _said(extraction: Extraction, names: Names, *, include_text: bool) -> Iterator[Statement]:
    """All that goes into the article's own graph."""
    article, facts = extraction.article, extraction.facts
    named = frozenset(entity.id for entity in extraction.entities)
    yield from article_statements(article, names, include_text=include_text)
    yield from provenance_statements(article, names)
    yield from evidence_statements(passages_of(extraction), article, names)
    for entity in extraction.entities:
        yield from entity_statements(entity, names, named=named)
    for event in facts.events:
        yield from event_statements(event, names)
    for claim in facts.claims:
        yield from claim_statements(claim, names, article)
    for provision in facts.provisions:
        yield from provision_statements(provision, names, article)
    for post in facts.posts:
        yield from post_statements(post, names)
