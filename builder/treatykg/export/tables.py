"""The tables events.csv, claims.csv, provisions.csv and entities.csv.

One row for each fact in each article, so that conflicting reports of one event stand side by side: `graph` is the graph of
the article, the next column the IRI of the thing. Several values of a cell are separated by ` | `. Things are IRIs, their
names stand in the column with `_labels`; types, factualities and the like are local names of the ontology's terms.
`quotes` are the words of the article, `evidence` their places in it, `rules` what found them.
"""

from __future__ import annotations

from rdflib.namespace import OWL, RDF, RDFS, SKOS

from treatykg.export.table import Column, Table, to_table
from treatykg.identifiers import BASE
from treatykg.triples import Dataset
from treatykg.vocab import TREATY


def _values(header: str, *path: str) -> Column:
    return Column(header, path)


def _terms(header: str, predicate: str, *, anywhere: bool = False) -> Column:
    return Column(header, (predicate,), term=True, anywhere=anywhere)


def _things(header: str, predicate: str) -> tuple[Column, Column]:
    """Two columns for things: their IRIs and their names."""
    return Column(header, (predicate,)), Column(f"{header}_labels", (predicate, RDFS.label))


_TYPE = _terms("type", RDF.type)
_WORDS = (
    _values("quotes", TREATY.evidence, TREATY.quote),
    _values("evidence", TREATY.evidence),
    _values("rules", TREATY.evidence, TREATY.rule),
)
_CONFIDENCE = _values("confidence", TREATY.confidence)

_EVENTS = Table(
    (TREATY.Event,),
    "event",
    (
        _TYPE,
        _terms("factuality", TREATY.factuality),
        *_things("treaties", TREATY.concerns),
        *_things("actors", TREATY.actor),
        *_things("places", TREATY.place),
        _values("date", TREATY.date),
        _values("earliest_date", TREATY.earliestDate),
        _values("latest_date", TREATY.latestDate),
        _terms("date_derivation", TREATY.dateDerivation),
        _values("effective_date", TREATY.effectiveDate),
        _values("conditional_on", TREATY.conditionalOn),
        _values("votes_for", TREATY.votesFor),
        _values("votes_against", TREATY.votesAgainst),
        _values("abstentions", TREATY.abstentions),
        _values("unanimous", TREATY.unanimous),
        _CONFIDENCE,
        *_WORDS,
    ),
)
_CLAIMS = Table(
    (TREATY.Claim,),
    "claim",
    (
        _TYPE,
        *_things("speakers", TREATY.speaker),
        _values("unnamed_source", TREATY.unnamedSource),
        *_things("targets", TREATY.target),
        *_things("about", TREATY.about),
        _values("responds_to", TREATY.respondsTo),
        _values("content", TREATY.content),
        _CONFIDENCE,
        *_WORDS,
    ),
)
_PROVISIONS = Table(
    (TREATY.Provision,),
    "provision",
    (
        _terms("obligation_type", TREATY.obligationType),
        *_things("treaties", TREATY.partOf),
        *_things("obligors", TREATY.obligor),
        _values("article_number", TREATY.articleNumber),
        *_things("cites", TREATY.cites),
        _values("trigger", TREATY.trigger),
        _values("quoted", TREATY.quoted),
        _CONFIDENCE,
        *_WORDS,
    ),
)
_ENTITIES = Table(
    (
        TREATY.State,
        TREATY.InternationalOrganization,
        TREATY.StateGroup,
        TREATY.Legislature,
        TREATY.GovernmentBody,
        TREATY.Organization,
        TREATY.Person,
        TREATY.Treaty,
        TREATY.LegalInstrument,
        TREATY.Place,
    ),
    "entity",
    (
        _TYPE,
        _values("label", RDFS.label),
        _values("other_names", SKOS.altLabel),
        Column("same_as", (OWL.sameAs,), anywhere=True),
        *_things("acts_for", TREATY.actsFor),
        *_things("named_parties", TREATY.namedParty),
        _terms("status", TREATY.status, anywhere=True),
        *_WORDS,
    ),
)


def to_events_table(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The events as CSV; offices are in none of the tables, they are in the graph."""
    return to_table(dataset, _EVENTS)


def to_claims_table(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The claims as CSV."""
    return to_table(dataset, _CLAIMS)


def to_provisions_table(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The provisions as CSV."""
    return to_table(dataset, _PROVISIONS)


def to_entities_table(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The entities as CSV, with the derived status of treaties and links to Wikidata."""
    return to_table(dataset, _ENTITIES)
