"""The newest articles of a dataset: a page of all articles of a large graph would take minutes to make and to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad
from rdflib.namespace import RDF, SDO

from treatykg.triples import Dataset, graph_name, triple_of

_ARTICLE = str(SDO.NewsArticle)


def select_articles(dataset: Dataset, *, limit: int) -> tuple[Dataset, tuple[str, ...], int]:
    """The dataset without the graphs of older articles, the IRIs of the newest `limit`, newest first, and the number of all."""
    articles = {subject: graph_name(quad) for quad, subject, kind in _find(dataset, RDF.type) if kind == _ARTICLE}
    days = {subject: day for _, subject, day in _find(dataset, SDO.datePublished)}
    order = newest_first(articles, days)
    newest = tuple(order[:limit])
    return _without(dataset, articles, order[limit:], newest), newest, len(order)


def newest_first(articles: Iterable[str], days: Mapping[str, str]) -> list[str]:
    """The articles by their days of publication, the latest first; those of one day by IRI."""
    return sorted(sorted(articles), key=lambda each: days.get(each, ""), reverse=True)


def _find(dataset: Dataset, predicate: str) -> Iterator[tuple[Quad, str, str]]:
    """The quads with a predicate, their subjects and values."""
    wanted = str(predicate)
    for quad in dataset:
        if quad.predicate.value == wanted:
            subject, _, value = triple_of(quad)
            yield quad, subject.value, value.value


def _without(dataset: Dataset, graphs: Mapping[str, str], old: list[str], kept: tuple[str, ...]) -> Dataset:
    """Without the graphs that hold old articles only."""
    dropped = {graphs[each] for each in old} - {graphs[each] for each in kept} - {""}
    return Dataset(tuple(quad for quad in dataset if graph_name(quad) not in dropped)) if dropped else dataset
