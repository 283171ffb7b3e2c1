"""Reading what graphs tell of treaties: from the graphs of articles and from that of a register in one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store
from rdflib import DCTERMS, PROV, RDF, RDFS, SDO, SKOS

from treatykg import identifiers
from treatykg.registry.accounts import Account, ToldAct
from treatykg.vocab import FACTUALITY, OBLIGATION, TREATY

_ANAPHORS = frozenset(("treaty:anaphor",))
_DESCRIPTIONS = frozenset(("treaty:description", "treaty:definite"))
_PROVISIONAL = re.compile(r"Provisionally applied from (\d{4}-\d\d-\d\d)")
_ENDS = re.compile(r"[.!?][\"'\u201d\u2019]?\s+|\n+")


def read_news(store: Store, *, base: str) -> tuple[Account, ...]:
    """What the articles of a store tell of each treaty, sorted by identifier."""
    return _read(store, identifiers.graph_iri("", base=base), base)


def read_entries(store: Store, register: str, *, base: str) -> tuple[Account, ...]:
    """What a register in a store tells of each treaty, sorted by identifier; empty if it is not there."""
    return _read(store, identifiers.register_graph_iri(register, base=base), base)


def _read(store: Store, prefix: str, base: str) -> tuple[Account, ...]:
    parts: dict[str, list[Account]] = defaultdict(list)
    graphs = sorted(
        (graph for graph in store.named_graphs() if isinstance(graph, NamedNode) and graph.value.startswith(prefix)),
        key=str,
    )
    for graph in graphs:
        for account in _Page(store, graph, base).accounts():
            parts[account.id].append(account)
    return tuple(_joined(parts[each]) for each in sorted(parts))


@dataclass(frozen=True, slots=True)
class _Page:
    """One graph of a store, asked by index."""

    store: Store
    graph: NamedNode
    base: str

    def accounts(self) -> Iterator[Account]:
        for quad in self.store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(TREATY.Treaty), self.graph):
            if isinstance(quad.subject, NamedNode):
                yield self._account(quad.subject)

    def _account(self, node: NamedNode) -> Account:
        label = min(self._texts(node, RDFS.label), default="")
        names, descriptions = self._names(node, label)
        rows = [value.rpartition("#")[2] for value in self._iris(node, PROV.wasDerivedFrom)]
        entry = " ".join((*self._texts(node, DCTERMS.identifier), *(f"({row.replace('=', ' ')})" for row in rows)))
        return Account(
            self._local(node.value), label, names, descriptions,
            tuple(map(self._local, self._iris(node, TREATY.namedParty))),
            tuple(
                each.removeprefix(str(OBLIGATION))
                for each in self._iris(node, DCTERMS.subject)
                if each.startswith(str(OBLIGATION))
            ),
            tuple(self._acts(node)), _provisional(self._texts(node, SKOS.note)), entry, (self._source(),),
        )  # fmt: skip

    def _names(self, node: NamedNode, label: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the treaty, and the words that describe it: an article's words say which, a register has names."""
        passages = self._iris(node, TREATY.evidence)
        if not passages:
            return (label, *self._texts(node, SKOS.altLabel)), ()
        names, descriptions = set[str](), set[str]()
        for passage in map(NamedNode, passages):
            rules = set(self._texts(passage, TREATY.rule))
            quotes = {" ".join(quote.split()) for quote in self._texts(passage, TREATY.quote)}
            if rules & _DESCRIPTIONS:
                descriptions |= quotes
            elif not rules <= _ANAPHORS:
                names |= quotes
        return tuple(sorted(names)), tuple(sorted(descriptions or ({label} if not names else ())))

    def _acts(self, treaty: NamedNode) -> Iterator[ToldAct]:
        quads = self.store.quads_for_pattern(None, NamedNode(TREATY.concerns), treaty, self.graph)
        for event in sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}):
            yield self._act(NamedNode(event))

    def _act(self, event: NamedNode) -> ToldAct:
        types = (each.removeprefix(str(TREATY)) for each in self._iris(event, RDF.type))
        return ToldAct(
            min((each for each in types if each != "Event"), default="Event"),
            min((each.removeprefix(str(FACTUALITY)) for each in self._iris(event, TREATY.factuality)), default=""),
            self._source(), self._words(event),
            min(self._texts(event, TREATY.date), default=""),
            _day(min(self._texts(event, TREATY.earliestDate), default="")),
            _day(max(self._texts(event, TREATY.latestDate), default="")),
            min(self._texts(event, TREATY.effectiveDate), default=""),
            tuple(map(self._local, self._iris(event, TREATY.actor))),
            tuple(map(self._local, self._iris(event, TREATY.place))),
        )  # fmt: skip

    def _words(self, event: NamedNode) -> str:
        """The fullest sentence that says it, or its words where the graph has no text; of a register the row."""
        passages = self._iris(event, TREATY.evidence)
        if not passages:
            rows = self._iris(event, PROV.wasDerivedFrom)
            return rows[0].rpartition("#")[2].replace("=", " ") if rows else ""
        return max(map(self._sentence, passages), key=len)

    def _sentence(self, passage: str) -> str:
        article, start, end = _offsets(passage)
        text = next(iter(self._texts(NamedNode(article), SDO.text)), "")
        return sentence_at(text, start, end) or next(iter(self._texts(NamedNode(passage), TREATY.quote)), "")

    def _source(self) -> str:
        return unquote(self.graph.value.rpartition("/")[2])

    def _local(self, iri: str) -> str:
        return unquote(iri.removeprefix(self.base))

    def _iris(self, node: NamedNode, predicate: str) -> list[str]:
        quads = self.store.quads_for_pattern(node, NamedNode(predicate), None, self.graph)
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))

    def _texts(self, node: NamedNode, predicate: str) -> list[str]:
        quads = self.store.quads_for_pattern(node, NamedNode(predicate), None, self.graph)
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal))


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence of `text` around the code points `[start, end)`, as plain punctuation tells; empty without a text.

    >>> sentence_at("It rained. Oslo signed the pact. It snowed.", 16, 22)
    'Oslo signed the pact.'
    """
    first = max((each.end() for each in _ENDS.finditer(text) if each.end() <= start), default=0)
    last = min((each.end() for each in _ENDS.finditer(text) if each.end() > end), default=len(text))
    return " ".join(text[first:last].split())


def _joined(parts: list[Account]) -> Account:
    """One account of several: the label is the longest name, then the first in order."""
    return Account(
        parts[0].id,
        max(sorted(part.label for part in parts), key=len),
        _each(name for part in parts for name in part.names),
        _each(name for part in parts for name in part.descriptions),
        _each(party for part in parts for party in part.parties),
        _each(each for part in parts for each in part.obligations),
        tuple(act for part in parts for act in part.acts),
        next((part.provisional for part in parts if part.provisional), None),
        next((part.entry for part in parts if part.entry), ""),
        _each(each for part in parts for each in part.sources),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _offsets(passage: str) -> tuple[str, int, int]:
    """The article of a passage, its start and end: `<article>#char=START,END`."""
    article, _, fragment = passage.partition("#char=")
    start, _, end = fragment.partition(",")
    return (article, int(start), int(end)) if start.isdecimal() and end.isdecimal() else (article, 0, 0)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _provisional(notes: Iterable[str]) -> date | None:
    return next((_day(found[1]) for note in notes if (found := _PROVISIONAL.match(note))), None)
