"""The part of a store that a page shows, found through its indexes: a corpus may hold far more than a page can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib.namespace import RDF, RDFS, SDO, SKOS

from treatykg import identifiers
from treatykg.dossiers import load_dossier
from treatykg.page.selection import newest_first
from treatykg.triples import Dataset

_Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph

_TYPE, _ARTICLE, _PUBLISHED = NamedNode(RDF.type), NamedNode(SDO.NewsArticle), NamedNode(SDO.datePublished)
_LABEL, _ALIAS = NamedNode(RDFS.label), NamedNode(SKOS.altLabel)


class Gathered(NamedTuple):
    """What some articles say and what is known of the things they name, and how many articles there were to choose from."""

    dataset: Dataset
    total: int


def gather(store: Store, *, base: str, limit: int, treaty: str | None = None) -> Gathered:
    """The newest `limit` articles of a store, or of those that tell of a treaty, an IRI.

    A thing of several articles bears the name that it has in the corpus; the other names stay beside it.

    :raises GraphError: if no article tells of the treaty
    """
    graphs = dict(_article_graphs(store))
    wanted = _telling(store, treaty, base) if treaty else graphs.keys()
    newest = newest_first(wanted, _days(store))[:limit]
    chosen = {graphs[each] for each in newest if each in graphs}
    said = [quad for graph in chosen for quad in store.quads_for_pattern(None, None, None, graph)]
    named = {quad.subject for quad in said if isinstance(quad.subject, NamedNode)}
    known = list(_known(store, named, base))
    return Gathered(Dataset.of((*_renamed(said, known), *known)), len(wanted))


def _article_graphs(store: Store) -> Iterator[tuple[str, _Graph]]:
    for quad in store.quads_for_pattern(None, _TYPE, _ARTICLE, None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value, quad.graph_name


def _telling(store: Store, treaty: str, base: str) -> frozenset[str]:
    return frozenset(each.iri for each in load_dossier(store, treaty, base=base, texts=False).sources)


def _days(store: Store) -> Mapping[str, str]:
    quads = store.quads_for_pattern(None, _PUBLISHED, None, None)
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def _known(store: Store, subjects: Iterable[NamedNode], base: str) -> Iterator[Quad]:
    """What the background, the rules and the resolution tell of these things."""
    names = (identifiers.background_graph_iri, identifiers.inferred_graph_iri, identifiers.resolution_graph_iri)
    graphs = [NamedNode(name(base=base)) for name in names]
    for subject in subjects:
        for graph in graphs:
            yield from store.quads_for_pattern(subject, None, None, graph)


def _renamed(said: Iterable[Quad], known: Iterable[Quad]) -> Iterator[Quad]:
    """With the names that articles give to a thing as other names, where the corpus has one for it."""
    names = {quad.subject: quad.object for quad in known if quad.predicate == _LABEL}
    for quad in said:
        if quad.predicate != _LABEL or names.get(quad.subject, quad.object) == quad.object:
            yield quad
        else:
            yield Quad(quad.subject, _ALIAS, quad.object, quad.graph_name)
