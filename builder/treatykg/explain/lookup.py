"""Looking things up in a store of any size, without reading it whole."""

from __future__ import annotations

import difflib

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple
from rdflib.namespace import RDF, SDO

from treatykg.errors import GraphError


def values(store: Store, subject: str, predicate: str) -> tuple[str, ...]:
    """The values, as plain strings, that `subject` has for `predicate` in any graph, sorted."""
    quads = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
    return tuple(sorted({text_of(quad.object) for quad in quads}))


def value(store: Store, subject: str, predicate: str) -> str | None:
    """The first of the values, None without any."""
    return next(iter(values(store, subject, predicate)), None)


def subjects(store: Store, predicate: str, obj: str) -> tuple[str, ...]:
    """The things that have the IRI `obj` as a value for `predicate`, sorted."""
    quads = store.quads_for_pattern(None, NamedNode(predicate), NamedNode(obj), None)
    return tuple(sorted({text_of(quad.subject) for quad in quads}))


def text_of(term: NamedNode | Literal | BlankNode | Triple | DefaultGraph) -> str:
    """The IRI of a node, the text of a literal; empty for the default graph."""
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else ""


def resolve_node(store: Store, iri: str) -> str:
    """The IRI of the thing that `iri` names, which may be shortened to its end if only one thing has that end.

    :raises GraphError: if the graph has no such thing, or several
    """
    if _is_subject(store, iri):
        return iri
    known = sorted({text_of(quad.subject) for quad in store})
    matching = [each for each in known if each.endswith(f"/{iri}")]
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise GraphError(f"{iri}: {matching[0]} and {matching[1]} both end so: give the whole IRI")
    ends = {_end(each): each for each in known}
    close = difflib.get_close_matches(_end(iri), ends, n=2, cutoff=0.5)
    hint = (
        f"is it {' or '.join(ends[each] for each in close)}?"
        if close
        else "ask the graph with treatykg query what is in it"
    )
    raise GraphError(f"{iri}: not in this graph: {hint}")


def _end(iri: str) -> str:
    """The last two parts of an IRI: `state/NOR`."""
    return "/".join(iri.split("/")[-2:])


def _is_subject(store: Store, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:  # not an absolute IRI
        return False
    return next(store.quads_for_pattern(node, None, None, None), None) is not None


def resolve_article(store: Store, article: str | None) -> str:
    """The IRI of the article with this IRI or id, or of the only article of the graph.

    :raises GraphError: if the graph has no such article, or several and none is named
    """
    articles = subjects(store, RDF.type, SDO.NewsArticle)
    matching = [iri for iri in articles if article is None or iri == article or iri.endswith(f"/{article}")]
    if len(matching) == 1:
        return matching[0]
    ids = ", ".join(iri.rpartition("/")[2] for iri in articles[:10]) or "none"
    raise GraphError(f"no single article is meant: name one with --article; this graph has {ids}")
