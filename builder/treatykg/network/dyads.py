"""Dyad-years: what two states did to, with or about each other, in the codes of the data sets of international relations.

One row for each pair of states, fact and article, as CSV. Columns: see `HEADERS` and docs/networks.md.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from rdflib.namespace import RDF, RDFS

from treatykg.gazetteer import Gazetteer
from treatykg.network.attributes import Attributes, fact_attributes, sign_of, treaties_of
from treatykg.network.codes import Codes, load_codes
from treatykg.network.corpus import Corpus
from treatykg.network.window import Window
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY

HEADERS = (
    "stateA", "isoA", "cowA", "stateB", "isoB", "cowB", "directed", "year", "year_basis", "kind", "type", "plover", "cameo",
    "factuality", "sign",
)  # fmt: skip
LAST_HEADERS = ("treaty", "date", "earliest", "latest", "confidence", "article", "quote", "iri")


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two states, by IRI, in one fact of one article; `directed` if the first acts and the second is acted on."""

    first: str
    second: str
    fact: str
    directed: bool
    values: Attributes


@dataclass(frozen=True, slots=True)
class Coding:
    """What rows are written with: the names and codes of states, the codes of terms, what each treaty obliges to."""

    index: Index
    gazetteer: Gazetteer
    states: frozenset[str]
    codes: Codes
    obligations: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, index: Index, gazetteer: Gazetteer) -> Coding:
        """The coding of a dataset, looked up as a whole."""
        states = frozenset(gazetteer.keys("State"))
        return cls(index, gazetteer, states, load_codes(), _obligations_by_treaty(index))


def to_dyads(dataset: Dataset, gazetteer: Gazetteer, *, window: Window | None = None) -> bytes:
    """The dyad-years of a dataset as CSV, sorted by graph, kind and fact.

    A minister or parliament counts as the state acted for. Co-actors and states that oblige themselves are mutual pairs, in
    the order of their ISO codes; speaker and target, and an obligor and the other parties, are directed ones. The flags of
    ATOP are 1 where an article reports such a provision of the treaty in the row, 0 where none does.
    """
    corpus, kept = Corpus.of(dataset), window or Window()
    coding = Coding.of(corpus.whole, gazetteer)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*HEADERS, *coding.codes.atop.values(), *LAST_HEADERS))
    for index in corpus.graphs.values():
        writer.writerows(_row(dyad, coding) for dyad in _find_dyads(index, corpus.whole) if kept.holds(dyad.values))
    return text.getvalue().encode("utf-8", errors="replace")


def _find_dyads(index: Index, whole: Index) -> Iterator[Dyad]:
    """The dyads of the facts of one article; what actors act for may stand in another graph."""
    for event in index.instances(TREATY.Event):
        values = fact_attributes(event, index)
        for pair in combinations(_states(index.values(event, TREATY.actor), whole), 2):
            yield Dyad(*pair, event, False, values)
    for claim in index.instances(TREATY.Claim):
        values = fact_attributes(claim, index)
        speakers, targets = (_states(index.values(claim, role), whole) for role in (TREATY.speaker, TREATY.target))
        for first, second in product(speakers, targets):
            if first != second:
                yield Dyad(first, second, claim, True, values | {"sign": sign_of(claim, second, whole)})
    for provision in index.instances(TREATY.Provision):
        yield from _obligations(provision, index, whole)


def _obligations(provision: str, index: Index, whole: Index) -> Iterator[Dyad]:
    values = fact_attributes(provision, index, relation=TREATY.obligationType)
    obligors = _states(index.values(provision, TREATY.obligor), whole)
    for pair in combinations(obligors, 2):
        yield Dyad(*pair, provision, False, values)
    parties = _states(whole.follow(provision, TREATY.partOf, TREATY.namedParty), whole)
    for first, second in product(obligors, sorted(set(parties) - set(obligors))):
        yield Dyad(first, second, provision, True, values)


def _states(actors: tuple[str, ...], whole: Index) -> tuple[str, ...]:
    """The states among the actors and behind them, sorted."""
    behind = {state for actor in actors for state in (actor, *whole.values(actor, TREATY.actsFor))}
    return tuple(sorted(each for each in behind if str(TREATY.State) in whole.values(each, RDF.type)))


def _row(dyad: Dyad, coding: Coding) -> tuple[object, ...]:
    values, codes = dyad.values, coding.codes
    kind = str(values["relation"])
    year, basis = _year(values)
    return (
        *_state_columns(dyad.first, coding),
        *_state_columns(dyad.second, coding),
        int(dyad.directed),
        year,
        basis,
        values["kind"],
        kind,
        codes.plover.get(kind, ""),
        codes.cameo.get(kind, ""),
        values["factuality"],
        values["sign"],
        *_flags(dyad.fact, coding),
        *(values[name] for name in (*LAST_HEADERS[:-1], "fact")),
    )


def _state_columns(state: str, coding: Coding) -> tuple[str, str, str]:
    """Name, ISO 3166-1 alpha-3 code and number in the Correlates of War; empty where the gazetteer has none."""
    key = "state/" + state.rpartition("/")[2]
    label = coding.index.value(state, RDFS.label) or state
    if key not in coding.states:
        return label, "", ""
    row = coding.gazetteer.details(key)
    return label, row["alpha3"], row["cow"]


def _year(values: Attributes) -> tuple[str, str]:
    """The year and what it is the year of: the day of the event (`date`), or of the article where the fact has none.

    Empty for an event without a date, and for one that may lie in two years.
    """
    first, last = str(values["earliest"])[:4], str(values["latest"])[:4]
    if first or last:
        return (first, "date") if first == last else ("", "")
    published = str(values["published"])[:4]
    return (published, "published") if published and values["kind"] != "event" else ("", "")


def _flags(fact: str, coding: Coding) -> Iterator[int]:
    """For each code of ATOP: whether this provision, or a treaty that the fact is about, has such an obligation."""
    own = _obligations_in(coding.index.values(fact, TREATY.obligationType))
    treaties = (coding.obligations.get(each, frozenset()) for each in treaties_of(fact, coding.index))
    obliged = own.union(*treaties)
    return (int(name in obliged) for name in coding.codes.atop)


def _obligations_by_treaty(index: Index) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for provision in index.instances(TREATY.Provision):
        for treaty in index.values(provision, TREATY.partOf):
            found[treaty] |= _obligations_in(index.values(provision, TREATY.obligationType))
    return {treaty: frozenset(names) for treaty, names in found.items()}


def _obligations_in(iris: Iterable[str]) -> frozenset[str]:
    return frozenset(iri.rpartition("/")[2] for iri in iris)
