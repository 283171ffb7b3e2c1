"""Which treaty is meant: by its IRI, its local identifier, or words of its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store
from rdflib.namespace import RDF, RDFS, SDO, SKOS

from treatykg import identifiers
from treatykg.dossiers.excerpt import is_said
from treatykg.errors import GraphError
from treatykg.vocab import TREATY

_TYPE, _TREATY, _ARTICLE = NamedNode(RDF.type), NamedNode(TREATY.Treaty), NamedNode(SDO.NewsArticle)
_LABEL, _ALIAS, _CONCERNS = NamedNode(RDFS.label), NamedNode(SKOS.altLabel), NamedNode(TREATY.concerns)
_MOST_CANDIDATES = 12


def find_base(store: Store) -> str:
    """The IRI below which the things of a store are named, as its articles show; the usual one if there are none."""
    quad = next(store.quads_for_pattern(None, _TYPE, _ARTICLE, None), None)
    before, article, _ = (
        quad.subject.value.rpartition("article/") if quad and isinstance(quad.subject, NamedNode) else ("",) * 3
    )
    return before if article else identifiers.BASE


def find_treaties(store: Store, *, base: str) -> tuple[str, ...]:
    """The IRIs of the treaties that articles tell of, sorted."""
    quads = store.quads_for_pattern(None, _TYPE, _TREATY, None)
    return tuple(
        sorted(
            {
                quad.subject.value
                for quad in quads
                if isinstance(quad.subject, NamedNode) and is_said(quad.graph_name, base)
            }
        )
    )


def resolve_treaty(store: Store, words: str, *, base: str) -> str:
    """The IRI of the treaty that is meant: by IRI, by local identifier with or without `treaty/`, or by words of its name.

    Of several treaties with these words in their names, one that has them for a whole name is meant.

    :raises GraphError: if there is none, or several; the message lists them
    """
    known = (words, f"{base}{words}", f"{base}treaty/{words}")
    if found := next((each for each in known if _is_treaty(store, each)), None):
        return found
    candidates = _candidates(store, words, base)
    if len(candidates) == 1:
        return next(iter(candidates))
    if not candidates:
        raise GraphError(f"{words}: no treaty of this graph is called so: `treatykg status STORE` lists the treaties")
    listed = [f"  {iri.removeprefix(base)}  {label}" for iri, label in sorted(candidates.items())]
    more = [f"  and {len(listed) - _MOST_CANDIDATES} more"] if len(listed) > _MOST_CANDIDATES else []
    raise GraphError(
        "\n".join(
            [f"{words}: {len(listed)} treaties are called so: name one by its id:", *listed[:_MOST_CANDIDATES], *more]
        )
    )


def _candidates(store: Store, words: str, base: str) -> dict[str, str]:
    """The treaties, by IRI, with these words in one of their names, and that name; those with no other words, if any."""
    wanted = _words(words)
    found: dict[str, str] = {}
    exact: dict[str, str] = {}
    for iri in find_treaties(store, base=base):
        for name in sorted(_names(store, iri)):
            if wanted and wanted <= _words(name):
                found.setdefault(iri, name)
            if wanted == _words(name):
                exact.setdefault(iri, name)
    return exact or found


def _names(store: Store, iri: str) -> Iterator[str]:
    for predicate in (_LABEL, _ALIAS):
        for quad in store.quads_for_pattern(NamedNode(iri), predicate, None, None):
            if isinstance(quad.object, Literal):
                yield quad.object.value


def _words(text: str) -> frozenset[str]:
    """The words of a name, however they are written; small words do not tell names apart."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return (
        frozenset(re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)))) - _SMALL
    )


_SMALL = frozenset(("a", "an", "the", "of", "on", "and", "between", "for", "to", "in"))


def _is_treaty(store: Store, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:  # not an absolute IRI
        return False
    return next(store.quads_for_pattern(node, _TYPE, _TREATY, None), None) is not None
