"""What follows from the events of all articles: who signed, approved, ratified and is party, and where each treaty stands.

Only events with the factuality Actual count, and only what articles say: background knowledge is not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode
from rdflib.namespace import RDF, SDO

from treatykg import identifiers
from treatykg.inference.acts import Act, find_acts
from treatykg.inference.participations import Case, is_party, resolve_participation
from treatykg.inference.treaties import happened, resolve_status
from treatykg.triples import Dataset, Index, graph_name, triple_of
from treatykg.triples.terms import Statement, Values, describe, nodes, texts, to_quads
from treatykg.vocab import TREATY

__all__ = ["infer"]

# A property of treaties, and the class of events whose participants it has.
_LINKS: Mapping[str, str] = {
    TREATY.signatory: TREATY.Signature,
    TREATY.approvedBy: TREATY.DomesticApproval,
    TREATY.ratifiedBy: TREATY.Ratification,
}
# As the ontology declares them; its other inverse, evidenceFor, would double the graph.
_INVERSES: Mapping[str, str] = {
    str(TREATY.namedParty): TREATY.namedPartyIn,
    str(TREATY.signatory): TREATY.signatoryOf,
    str(TREATY.approvedBy): TREATY.hasApproved,
    str(TREATY.ratifiedBy): TREATY.hasRatified,
    str(TREATY.party): TREATY.partyTo,
    str(TREATY.participationIn): TREATY.hasParticipation,
}


def infer(dataset: Dataset, *, base: str = identifiers.BASE, treaty: str | None = None) -> Dataset:
    """The graph of triples derived from all articles of the dataset, which `|` joins to it. A second time adds nothing.

    :param treaty: derive only what concerns this treaty, an IRI
    """
    graph = identifiers.inferred_graph_iri(base=base)
    apart = {graph, identifiers.background_graph_iri(base=base)}
    said = [quad for quad in dataset if graph_name(quad) not in apart]
    derived = tuple(_derived(Index(said), base, only=treaty))
    stated = (each for each in map(triple_of, said) if treaty is None or each[0].value == treaty)
    return Dataset.of(to_quads((*derived, *_inverted((*stated, *derived))), graph))


def _derived(index: Index, base: str, *, only: str | None) -> Iterator[Statement]:
    as_of = max(index.all_values(SDO.NewsArticle, SDO.datePublished), default=None)
    for treaty, acts in _acts_by_treaty(index).items():
        if only is not None and treaty != only:
            continue
        yield from _treaty_statements(treaty, acts, frozenset(index.values(treaty, TREATY.namedParty)))
        for participant in sorted({each for act in acts for each in act.participants}):
            own = [act for act in acts if participant in act.participants]
            yield from _participation_statements(treaty, Case(acts, own, participant, as_of), base)


def _acts_by_treaty(index: Index) -> Mapping[str, Sequence[Act]]:
    acts: dict[str, list[Act]] = defaultdict(list)
    for act in find_acts(index):
        for treaty in act.treaties:
            acts[treaty].append(act)
    return acts


def _treaty_statements(treaty: str, acts: Sequence[Act], named_parties: frozenset[str]) -> Iterator[Statement]:
    for predicate, cause in _LINKS.items():
        participants = {each for act in happened(acts, cause) for each in act.participants}
        yield from describe(NamedNode(treaty), {predicate: nodes(*participants)})
    if standing := resolve_status(acts, named_parties):
        values: Values = {TREATY.status: nodes(standing.status), TREATY.derivation: texts(standing.derivation)}
        yield from describe(NamedNode(treaty), values)


def _participation_statements(treaty: str, case: Case, base: str) -> Iterator[Statement]:
    if is_party(case):
        yield from describe(NamedNode(treaty), {TREATY.party: nodes(case.participant)})
    if standing := resolve_participation(case):
        values: Values = {
            RDF.type: nodes(TREATY.Participation),
            TREATY.participant: nodes(case.participant),
            TREATY.participationIn: nodes(treaty),
            TREATY.participationStatus: nodes(standing.status),
            TREATY.derivedFrom: nodes(*standing.events),
            TREATY.derivation: texts(standing.derivation),
        }
        yield from describe(_participation_node(treaty, case.participant, base), values)


def _participation_node(treaty: str, participant: str, base: str) -> NamedNode:
    local = "-in-".join(iri.removeprefix(base).replace("/", "-") for iri in (participant, treaty))
    return NamedNode(identifiers.to_iri(f"participation/{local}", base=base))


def _inverted(statements: Iterable[Statement]) -> Iterator[Statement]:
    for subject, predicate, value in statements:
        if (inverse := _INVERSES.get(predicate.value)) and isinstance(value, NamedNode):
            yield value, NamedNode(inverse), subject
