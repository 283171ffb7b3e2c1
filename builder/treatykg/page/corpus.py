"""What a page shows of a dataset: its articles, things and facts, each with the number by which the page refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib.namespace import ORG, RDF, SDO

from treatykg.page.passages import Passage, read_passages
from treatykg.page.selection import select_articles
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY

KINDS: Mapping[str, str] = {
    str(TREATY.Event): "event",
    str(TREATY.Claim): "claim",
    str(TREATY.Provision): "provision",
    str(ORG.Post): "post",
}
"""The classes of facts, and what the page calls them."""

_BESIDE = frozenset(map(str, (SDO.NewsArticle, TREATY.Evidence, TREATY.Participation)))


@dataclass(frozen=True)
class Corpus:
    """A dataset as the page sees it, without the graphs of articles that it does not show.

    `articles` are the IRIs of those shown, newest first; `total` counts all. Things and facts are those with evidence in the
    articles shown, sorted by IRI. One sequence of numbers runs through both: things first.
    """

    dataset: Dataset
    index: Index
    base: str
    articles: tuple[str, ...]
    total: int

    @classmethod
    def of(cls, dataset: Dataset, *, base: str, limit: int, total: int | None = None) -> Corpus:
        """The newest `limit` articles of the dataset, and what they say; `total`, if it was taken from more articles."""
        selected, articles, found = select_articles(dataset, limit=limit)
        return cls(selected, Index(selected), base, articles, total or found)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """The passages of the articles shown, by IRI."""
        return read_passages(self.index, self.articles)

    @cached_property
    def last_published(self) -> str | None:
        """The day of the newest article, if any has one."""
        return max(self.index.all_values(SDO.NewsArticle, SDO.datePublished), default=None)

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules that found them, sorted."""
        return tuple(sorted({rule for passage in self.passages.values() for rule in passage.rules}))

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """What is said in the articles shown, by IRI: `thing` or the kind of fact."""
        return dict(self._find_kinds())

    @cached_property
    def things(self) -> tuple[str, ...]:
        """Entities."""
        return tuple(iri for iri, kind in self.kinds.items() if kind == "thing")

    @cached_property
    def treaties(self) -> tuple[str, ...]:
        """Treaties among the entities."""
        return tuple(iri for iri in self.index.instances(TREATY.Treaty) if iri in self.numbers)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Events, claims, provisions and posts."""
        return tuple(iri for iri, kind in self.kinds.items() if kind != "thing")

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each thing and fact."""
        return {iri: number for number, iri in enumerate((*self.things, *self.facts))}

    @cached_property
    def _article_numbers(self) -> Mapping[str, int]:
        return {iri: number for number, iri in enumerate(self.articles)}

    @cached_property
    def _rule_numbers(self) -> Mapping[str, int]:
        return {rule: number for number, rule in enumerate(self.rules)}

    def local(self, iri: str) -> str:
        """The IRI without the base."""
        return iri.removeprefix(self.base)

    def refs(self, subject: str, predicate: str) -> list[int]:
        """The numbers of the values that the page shows too."""
        return sorted(self.numbers[each] for each in self.index.values(subject, predicate) if each in self.numbers)

    def said(self, subject: str) -> list[list[object]]:
        """Where something is said: number of the article, start, end, numbers of the rules; the words if there is no text."""
        passages = sorted(
            (self._article_numbers[passage.article], passage)
            for node in self.index.values(subject, TREATY.evidence)
            if (passage := self.passages.get(node))
        )
        return [self._place(number, passage) for number, passage in passages]

    def _place(self, number: int, passage: Passage) -> list[object]:
        words = [] if self.index.value(passage.article, SDO.text) else [passage.quote]
        rules = [self._rule_numbers[rule] for rule in passage.rules]
        return [number, passage.span.start, passage.span.end, rules, *words]

    def _find_kinds(self) -> Iterator[tuple[str, str]]:
        for subject in self.index.subjects():
            types = self.index.values(subject, RDF.type)
            if not types or _BESIDE.intersection(types):
                continue
            if any(node in self.passages for node in self.index.values(subject, TREATY.evidence)):
                yield subject, next((KINDS[each] for each in types if each in KINDS), "thing")
