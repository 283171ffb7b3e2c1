"""JSON-LD 1.1, compacted: prefixes and the types of values stand in the context (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDF, XSD

from treatykg.export.prefixes import prefixes_for
from treatykg.identifiers import BASE
from treatykg.triples import Dataset, graph_name, triple_of

Json: TypeAlias = "str | float | Sequence[Json] | Mapping[str, Json]"
_ID = "@id"


class _Compactor:
    """Writes IRIs with prefixes, and values without the type that the context gives to their predicate."""

    def __init__(self, prefixes: Mapping[str, str], types: Mapping[str, str]) -> None:
        self._namespaces = sorted(((ns, prefix) for prefix, ns in prefixes.items()), key=lambda item: -len(item[0]))
        self._types = types

    def iri(self, iri: str) -> str:
        """`iri` with the longest prefix that fits, unless what remains would be read as another IRI."""
        for namespace, prefix in self._namespaces:
            local = iri.removeprefix(namespace)
            if local not in {iri, ""} and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri

    def term_definitions(self) -> dict[str, Json]:
        """The types of predicates, for the context; plain strings and classes need none."""
        return {
            self.iri(predicate): {"@type": kind if kind == _ID else self.iri(kind)}
            for predicate, kind in sorted(self._types.items())
            if kind != str(XSD.string) and predicate != str(RDF.type)
        }

    def nodes(self, quads: Iterable[Quad]) -> list[Json]:
        """The node objects of quads that are sorted by subject and predicate."""
        return [self._node(subject, tuple(group)) for subject, group in groupby(quads, key=_subject)]

    def _node(self, subject: str, quads: Sequence[Quad]) -> Json:
        node: dict[str, Json] = {_ID: self.iri(subject)}
        for predicate, group in groupby(quads, key=lambda quad: quad.predicate.value):
            terms = [triple_of(quad)[2] for quad in group]
            if predicate == str(RDF.type):
                node["@type"] = _one_or_all([self.iri(term.value) for term in terms])
            else:
                node[self.iri(predicate)] = _one_or_all([self._value(term, predicate) for term in terms])
        return node

    def _value(self, term: NamedNode | Literal, predicate: str) -> Json:
        plain = self.iri(term.value) if isinstance(term, NamedNode) else term.value
        if _kind(term) == self._types.get(predicate, str(XSD.string)):
            return plain
        if isinstance(term, NamedNode):
            return {_ID: plain}
        if term.language:
            return {"@language": term.language, "@value": plain}
        return {"@type": self.iri(term.datatype.value), "@value": plain}


def to_jsonld(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The graphs of the dataset as named graph objects, those of the default graph as plain nodes."""
    prefixes = {**prefixes_for(base), "articles": f"{base}article/", "graphs": f"{base}graph/"}
    compactor = _Compactor(prefixes, _types_of_values(dataset))
    content: list[Json] = []
    for name, quads in groupby(dataset, key=graph_name):
        nodes = compactor.nodes(quads)
        content += [{_ID: compactor.iri(name), "@graph": nodes}] if name else nodes
    context = {"@version": 1.1, **dict(sorted(prefixes.items())), **compactor.term_definitions()}
    return (json.dumps({"@context": context, "@graph": content}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _types_of_values(dataset: Dataset) -> Mapping[str, str]:
    """For each predicate whose values are all of one kind: that kind."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for _, predicate, value in map(triple_of, dataset):
        kinds[predicate.value].add(_kind(value))
    return {predicate: min(found) for predicate, found in kinds.items() if len(found) == 1 and "" not in found}


def _kind(term: NamedNode | Literal) -> str:
    """`@id` for an IRI, the datatype of a literal, nothing for a literal in a language."""
    if isinstance(term, NamedNode):
        return _ID
    return "" if term.language else term.datatype.value


def _subject(quad: Quad) -> str:
    return triple_of(quad)[0].value


def _one_or_all(values: Sequence[Json]) -> Json:
    return values[0] if len(values) == 1 else values
