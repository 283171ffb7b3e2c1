"""From a graph to the dossier of a treaty: what every article tells, article by article, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.namespace import RDF, RDFS, SKOS

from treatykg import identifiers
from treatykg.dossiers.excerpt import read_excerpt, without_articles
from treatykg.dossiers.passages import Reader
from treatykg.dossiers.values import Dossier, Report, Statement, Step, Thing
from treatykg.errors import GraphError
from treatykg.inference.acts import Act, find_acts
from treatykg.model import Vote
from treatykg.triples import Index, graph_name
from treatykg.vocab import TREATY, local_name

_KINDS = frozenset(map(str, (TREATY.Event, TREATY.Claim, TREATY.Provision, TREATY.TreatyAction, TREATY.ContextEvent)))
_LAST = "9999"  # after all days


def load_dossier(store: Store, treaty: str, *, base: str = identifiers.BASE, texts: bool = True) -> Dossier:
    """All that the articles of a store tell of a treaty, an IRI.

    :param texts: with the sentence around each passage, where the graph has the texts
    :raises GraphError: if no article tells of it
    """
    quads = read_excerpt(store, treaty, base=base, texts=texts)
    if not quads:
        raise GraphError(f"{treaty}: no article of this graph tells of it: check the IRI")
    label = _resolved_label(store, treaty, base)
    return to_dossier(quads, treaty, base=base, label=label)


def to_dossier(
    quads: Iterable[Quad], treaty: str, *, base: str = identifiers.BASE, label: str | None = None
) -> Dossier:
    """The dossier of a treaty from the quads that concern it, as `read_excerpt` finds them.

    :param label: what to call it; by default the name that most articles use
    """
    return _Excerpt(tuple(quads), treaty, base).dossier(label)


def known_by(dossier: Dossier, day: str) -> Dossier:
    """The dossier as the articles that had appeared by a day (ISO 8601) tell it; those whose day is not known are kept."""
    later = {each.iri for each in dossier.sources if each.published is not None and each.published > day}
    quads = without_articles(dossier.quads, later)
    return to_dossier(quads, dossier.treaty.iri, base=dossier.base, label=dossier.treaty.label)


class _Excerpt:
    """The quads of a dossier, indexed as a whole and by graph."""

    def __init__(self, quads: tuple[Quad, ...], treaty: str, base: str) -> None:
        self.quads, self.treaty, self.base = quads, treaty, base
        self.whole = Index(quads)
        self.reader = Reader(self.whole)

    @cached_property
    def pages(self) -> Mapping[str, Index]:
        """What each article says; one index for all of them in a file without named graphs."""
        return {graph: Index(found) for graph, found in self._by_graph.items()}

    @cached_property
    def _by_graph(self) -> Mapping[str, Sequence[Quad]]:
        by_graph: dict[str, list[Quad]] = defaultdict(list)
        for quad in self.quads:
            by_graph[graph_name(quad)].append(quad)
        return dict(sorted(by_graph.items()))

    def dossier(self, label: str | None) -> Dossier:
        names = self._names()
        chosen = label or (names[0] if names else self.treaty.removeprefix(self.base))
        acts = (act for act in find_acts(self.whole) if self.treaty in act.treaties)
        return Dossier(
            treaty=Thing(self.treaty, chosen, "Treaty"),
            aliases=tuple(sorted(each for each in names if each != chosen)),
            parties=self._things(self.whole.values(self.treaty, TREATY.namedParty)),
            parties_by_source=self._parties_by_source(),
            sources=self.reader.sources,
            namings=self.reader.passages(self.whole.values(self.treaty, TREATY.evidence)),
            steps=tuple(sorted(map(self._step, acts), key=_place)),
            claims=self._statements(TREATY.Claim, RDF.type, TREATY.speaker, TREATY.content),
            provisions=self._statements(TREATY.Provision, TREATY.obligationType, TREATY.obligor, TREATY.trigger),
            base=self.base,
            quads=self.quads,
        )

    def _names(self) -> Sequence[str]:
        """All names of the treaty, those that most articles use first; then the longer one."""
        counts: dict[str, int] = defaultdict(int)
        for page in self.pages.values():
            for weight, predicate in ((len(self.quads), RDFS.label), (1, SKOS.altLabel)):
                for name in page.values(self.treaty, predicate):
                    counts[name] += weight
        return sorted(counts, key=lambda name: (-counts[name], -len(name), name))

    def _parties_by_source(self) -> Mapping[str, frozenset[str]]:
        return {
            source: frozenset(parties)
            for page in self.pages.values()
            if (parties := page.values(self.treaty, TREATY.namedParty))
            for source in page.follow(self.treaty, TREATY.evidence, TREATY.source)
        }

    def _things(self, iris: Iterable[str]) -> tuple[Thing, ...]:
        return tuple(sorted(map(self._thing, iris), key=lambda each: (each.label, each.iri)))

    def _thing(self, iri: str) -> Thing:
        label = self.whole.value(iri, RDFS.label) or iri.removeprefix(self.base)
        return Thing(iri, label, local_name(self.whole.value(iri, RDF.type) or ""))

    def _step(self, act: Act) -> Step:
        values = self.whole.values
        reports = [report for graph in self.pages for report in self._reports(act.iri, graph)]
        return Step(
            act=act,
            type=self._kind(act.iri, RDF.type),
            factuality=local_name(self.whole.value(act.iri, TREATY.factuality) or ""),
            actors=self._things(values(act.iri, TREATY.actor)),
            participants=self._things(act.participants),
            places=self._things(values(act.iri, TREATY.place)),
            conditional_on=values(act.iri, TREATY.conditionalOn),
            reports=tuple(sorted(reports, key=lambda each: (each.source.published or _LAST, each.source.iri))),
        )

    def _reports(self, event: str, graph: str) -> Iterable[Report]:
        page, act = self.pages[graph], self._acts[graph].get(event)
        if act is None:
            return
        passages = self.reader.passages(page.values(event, TREATY.evidence))
        for source in sorted({each.source for each in passages}, key=lambda each: each.iri):
            yield Report(
                source=source,
                passages=tuple(each for each in passages if each.source == source),
                dates=page.values(event, TREATY.date),
                earliest=act.earliest,
                latest=act.latest,
                effective=act.effective,
                derivations=tuple(map(local_name, page.values(event, TREATY.dateDerivation))),
                actors=frozenset(page.values(event, TREATY.actor)),
                participants=act.participants,
                vote=_vote(event, page),
            )

    @cached_property
    def _acts(self) -> Mapping[str, Mapping[str, Act]]:
        """The events as each article tells them; which treaty they concern may be told by another."""
        concerns = [quad for quad in self.quads if quad.predicate.value == str(TREATY.concerns)]
        return {
            graph: {
                act.iri: act
                for act in find_acts(Index((*quads, *concerns)))
                if self.pages[graph].values(act.iri, RDF.type)
            }
            for graph, quads in self._by_graph.items()
        }

    def _statements(self, of_class: str, kind: str, agents: str, words: str) -> tuple[Statement, ...]:
        index = self.whole
        return tuple(
            Statement(
                iri=iri,
                type=self._kind(iri, kind),
                agents=self._things(index.values(iri, agents)),
                words=index.value(iri, words),
                passages=self.reader.passages(index.values(iri, TREATY.evidence)),
            )
            for iri in index.instances(of_class)
        )

    def _kind(self, iri: str, predicate: str) -> str:
        """The local name of the class, or of the type of obligation, apart from what every fact of its kind has."""
        return next((local_name(each) for each in self.whole.values(iri, predicate) if each not in _KINDS), "")


def _place(step: Step) -> tuple[str, str, str]:
    """Where a step stands in time: by its first possible day, else by the first report."""
    day = step.act.earliest or step.act.latest or step.first_report or _LAST
    return day, step.act.latest or step.first_report or _LAST, step.iri


def _vote(event: str, page: Index) -> Vote:
    def count(predicate: str) -> int | None:
        value = page.value(event, predicate)
        return None if value is None else int(value)

    unanimous = page.value(event, TREATY.unanimous) == "true" or None
    return Vote(count(TREATY.votesFor), count(TREATY.votesAgainst), count(TREATY.abstentions), unanimous)


def _resolved_label(store: Store, treaty: str, base: str) -> str | None:
    """What the treaty is called in the corpus as a whole."""
    graph = NamedNode(identifiers.resolution_graph_iri(base=base))
    quads = store.quads_for_pattern(NamedNode(treaty), NamedNode(RDFS.label), None, graph)
    return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default=None)
