"""What follows from events, and above all what does not."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from rdflib.namespace import RDF

from facts_example import (
    ARTICLE,
    ENTITIES,
    EXTRACTION,
    FIJI,
    ISLANDS,
    LAGOON,
    MOALA,
    PARLIAMENT,
    REEF,
    SAMOA,
    TONGA,
    VUKI,
    said,
    span,
    with_events,
)
from treatykg.identifiers import inferred_graph_iri, to_iri
from treatykg.inference import infer
from treatykg.inference.participations import RULES as PARTICIPATION_RULES
from treatykg.inference.treaties import RULES as TREATY_RULES
from treatykg.model import Event, Extraction, Facts, TimeInterval
from treatykg.triples import Dataset, Index, to_dataset
from treatykg.vocab import TREATY

NOT_ACTUAL = ("Planned", "Conditional", "Alleged", "Denied", "Negated")


def event(type_, *actors, day=None, factuality="Actual", effective=None, treaty=REEF):
    """An event on the reef treaty; `day` is ISO 8601, `effective` an EDTF literal."""
    exact = date.fromisoformat(day) if day else None
    time = TimeInterval(exact, exact, day, "Explicit", span("in July"), "r") if day else None
    later = TimeInterval(None, None, effective, "Explicit", span("in July"), "r") if effective else None
    name = f"event/{type_}-{len(actors)}-{day}-{factuality}".lower()
    return Event(name, type_, factuality, said("in July"), (treaty,), actors, time=time, effective=later)


def derive(*events):
    dataset = to_dataset(with_events(*events))
    return Index(infer(dataset))


def status_of(*events):
    return local(derive(*events).value(to_iri(REEF), TREATY.status))


def standing_of(state, *events):
    """The participation status of a state in the reef treaty."""
    index = derive(*events)
    nodes = [
        node for node in index.instances(TREATY.Participation) if index.value(node, TREATY.participant) == to_iri(state)
    ]
    assert len(nodes) <= 1
    return local(index.value(nodes[0], TREATY.participationStatus)) if nodes else None


def local(iri):
    return iri.rpartition("/")[2] if iri else None


SIGNED = event("Signature", FIJI, TONGA)
APPROVED = event("DomesticApproval", PARLIAMENT, FIJI)
RATIFIED = event("Ratification", FIJI, day="2021-06-09")
EXCHANGED = event("InstrumentExchange", FIJI, TONGA)
FORCE = event("EntryIntoForce", day="2021-09-01")
ENDED = event("Termination", day="2023-01-01")


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), None),
        ((event("Negotiation", FIJI),), "UnderNegotiation"),
        ((event("Adoption"),), "TextAdopted"),
        ((event("Negotiation"), SIGNED), "Signed"),
        ((SIGNED, APPROVED), "Signed"),
        ((SIGNED, APPROVED, RATIFIED, EXCHANGED), "Signed"),
        ((APPROVED,), None),
        ((RATIFIED,), None),
        ((FORCE,), "InForce"),
        ((SIGNED, FORCE), "InForce"),
        ((FORCE, ENDED), "Terminated"),
        ((event("EntryIntoForce"), ENDED), "Terminated"),
        ((event("EntryIntoForce", day="2024-01-01"), ENDED), "InForce"),
        ((FORCE, event("Suspension", FIJI, TONGA)), "Suspended"),
        ((FORCE, event("Suspension")), "Suspended"),
        ((FORCE, event("Suspension", FIJI)), "InForce"),
        ((FORCE, event("Withdrawal", FIJI)), "InForce"),
        ((FORCE, event("Violation", FIJI)), "InForce"),
    ],
)
def test_the_status_of_a_treaty(events, status):
    """A treaty is in force only because it entered into force, whatever was voted or exchanged."""
    assert status_of(*events) == status


@pytest.mark.parametrize("factuality", NOT_ACTUAL)
@pytest.mark.parametrize(
    "kind", ["Negotiation", "Adoption", "Signature", "EntryIntoForce", "Termination", "Suspension"]
)
def test_what_did_not_happen_changes_no_status(kind, factuality):
    """Plans, conditions, allegations and denials are not facts."""
    assert status_of(event(kind, FIJI, TONGA, factuality=factuality)) is None
    assert status_of(SIGNED, event(kind, FIJI, TONGA, factuality=factuality)) == "Signed"


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), None),
        ((event("Negotiation", FIJI),), "NegotiatingState"),
        ((SIGNED,), "Signatory"),
        ((SIGNED, APPROVED), "DomesticallyApproved"),
        ((APPROVED, FORCE), "DomesticallyApproved"),
        ((SIGNED, RATIFIED), "ContractingState"),
        ((event("Accession", FIJI),), "ContractingState"),
        ((event("InstrumentDeposit", FIJI),), "ContractingState"),
        ((SIGNED, RATIFIED, event("InstrumentExchange", FIJI, TONGA, factuality="Planned")), "DomesticallyApproved"),
        ((SIGNED, RATIFIED, event("InstrumentDeposit", FIJI, factuality="Conditional")), "DomesticallyApproved"),
        ((event("Signature", TONGA), event("Ratification", TONGA), FORCE), None),
        ((RATIFIED, FORCE), "Party"),
        ((RATIFIED, event("EntryIntoForce", FIJI)), "Party"),
        ((RATIFIED, event("EntryIntoForce", TONGA)), "ContractingState"),
        ((SIGNED, FORCE), "Signatory"),
        ((RATIFIED, FORCE, event("Suspension", FIJI)), "ParticipationSuspended"),
        ((RATIFIED, FORCE, event("Withdrawal", FIJI, day="2021-09-20")), "FormerParty"),
        ((RATIFIED, FORCE, event("Withdrawal", FIJI, effective="2022-09-20")), "Withdrawing"),
        ((RATIFIED, FORCE, event("Withdrawal", FIJI, effective="2021-10")), "Withdrawing"),
        ((RATIFIED, FORCE, event("Withdrawal", FIJI, effective="2021-10-02")), "FormerParty"),
        ((RATIFIED, FORCE, event("Withdrawal", FIJI, effective="2021-01/2021-09")), "FormerParty"),
        ((RATIFIED, FORCE, event("Withdrawal", FIJI, effective="2020-05/..")), "Withdrawing"),
        ((RATIFIED, event("Withdrawal", FIJI), event("Termination", factuality="Planned")), "Withdrawing"),
        ((FORCE, event("Withdrawal", FIJI, day="2020-01-01"), RATIFIED), "Party"),
        ((RATIFIED, FORCE, ENDED), "FormerParty"),
        ((SIGNED, ENDED), "Signatory"),
        ((event("DomesticRejection", PARLIAMENT, FIJI),), None),
    ],
)
def test_the_standing_of_a_state(events, status):
    """The furthest that the events allow; a parliament's vote never makes a party."""
    assert standing_of(FIJI, *events) == status


@pytest.mark.parametrize("factuality", NOT_ACTUAL)
@pytest.mark.parametrize(
    "kind", ["Signature", "DomesticApproval", "Ratification", "Accession", "InstrumentDeposit", "Withdrawal"]
)
def test_what_did_not_happen_gives_no_standing(kind, factuality):
    """Nor any signatory, approval, ratification or party."""
    index = derive(event(kind, FIJI, factuality=factuality), FORCE)
    assert not index.instances(TREATY.Participation)
    for predicate in (TREATY.signatory, TREATY.approvedBy, TREATY.ratifiedBy, TREATY.party):
        assert not index.values(to_iri(REEF), predicate)


def test_each_rule_can_be_reached():
    """No status of the tables is dead: the cases above derive them all."""
    marks = (test_the_status_of_a_treaty, test_the_standing_of_a_state)
    expected = {case[1] for test in marks for mark in test.pytestmark for case in mark.args[1]} - {None}
    assert expected == {local(str(rule.status)) for rule in (*TREATY_RULES, *PARTICIPATION_RULES)}


@pytest.mark.parametrize(
    ("kind", "predicate", "inverse"),
    [
        ("Signature", TREATY.signatory, TREATY.signatoryOf),
        ("DomesticApproval", TREATY.approvedBy, TREATY.hasApproved),
        ("Ratification", TREATY.ratifiedBy, TREATY.hasRatified),
    ],
)
def test_links_and_their_inverses(kind, predicate, inverse):
    """From the act to the state, and back."""
    index = derive(event(kind, FIJI))
    assert index.values(to_iri(REEF), predicate) == (to_iri(FIJI),)
    assert index.values(to_iri(FIJI), inverse) == (to_iri(REEF),)


def test_an_accession_is_no_ratification():
    """Wikidata lumps them, treatykg does not; both make contracting states."""
    assert not derive(event("Accession", FIJI)).values(to_iri(REEF), TREATY.ratifiedBy)


@pytest.mark.parametrize(
    ("actors", "signatories"),
    [
        ((VUKI,), (FIJI,)),
        ((VUKI, MOALA), (FIJI, TONGA)),
        ((VUKI, FIJI, TONGA), (FIJI, TONGA)),
        ((ISLANDS,), ()),
        ((), ()),
    ],
)
def test_the_state_behind_a_person_is_the_signatory(actors, signatories):
    """People sign for states; a group of states that is no organization signs nothing."""
    index = derive(event("Signature", *actors))
    assert index.values(to_iri(REEF), TREATY.signatory) == tuple(map(to_iri, signatories))


def test_a_parliament_approves_for_its_state():
    """The approval is the state's, not the chamber's."""
    assert derive(event("DomesticApproval", PARLIAMENT)).values(to_iri(REEF), TREATY.approvedBy) == (to_iri(FIJI),)


def test_party_needs_consent_and_force():
    """Each alone is not enough, and leaving ends it while giving notice does not."""
    treaty = to_iri(REEF)
    assert derive(RATIFIED, FORCE).values(treaty, TREATY.party) == (to_iri(FIJI),)
    assert not derive(RATIFIED).values(treaty, TREATY.party)
    assert not derive(SIGNED, APPROVED, FORCE).values(treaty, TREATY.party)
    assert not derive(RATIFIED, FORCE, event("Withdrawal", FIJI)).values(treaty, TREATY.party)
    assert not derive(RATIFIED, FORCE, ENDED).values(treaty, TREATY.party)
    assert derive(RATIFIED, FORCE, event("Withdrawal", FIJI, effective="2030")).values(treaty, TREATY.party)


def test_the_example_as_a_whole():
    """One treaty in force with two parties, one signed and not ratified."""
    index = Index(infer(to_dataset(EXTRACTION)))
    assert local(index.value(to_iri(REEF), TREATY.status)) == "InForce"
    assert index.values(to_iri(REEF), TREATY.party) == (to_iri(FIJI), to_iri(TONGA))
    assert local(index.value(to_iri(LAGOON), TREATY.status)) == "Signed"
    assert index.values(to_iri(LAGOON), TREATY.signatory) == (to_iri(FIJI), to_iri(SAMOA))
    assert not index.values(to_iri(LAGOON), TREATY.ratifiedBy)
    assert index.values(to_iri(SAMOA), TREATY.namedPartyIn) == (to_iri(LAGOON),)


def test_a_standing_leads_back_to_its_events_and_rule():
    """Whoever doubts it finds the evidence."""
    index = derive(RATIFIED, FORCE)
    (node,) = index.instances(TREATY.Participation)
    assert index.values(node, TREATY.derivedFrom) == tuple(sorted((to_iri(RATIFIED.id), to_iri(FORCE.id))))
    assert index.values(node, TREATY.derivation) == ("consent to be bound, and entry into force",)
    assert index.value(to_iri(REEF), TREATY.derivation) == "entry into force without later termination"
    assert index.values(to_iri(REEF), TREATY.hasParticipation) == (node,)
    assert index.values(node, RDF.type) == (str(TREATY.Participation),)


def test_articles_that_disagree_derive_nothing():
    """An event that one article reports and another denies under one name has not safely happened."""
    second = dataclasses.replace(ARTICLE, id="second")
    denial = dataclasses.replace(SIGNED, factuality="Denied")
    datasets = [to_dataset(with_events(SIGNED)), to_dataset(Extraction(second, (), ENTITIES, Facts(events=(denial,))))]
    assert not Index(infer(datasets[0] | datasets[1])).values(to_iri(REEF), TREATY.signatory)


def test_two_articles_together_tell_more_than_each():
    """Consent in one, entry into force in the other: a party."""
    second = Extraction(dataclasses.replace(ARTICLE, id="second"), (), ENTITIES, Facts(events=(FORCE,)))
    both = to_dataset(with_events(RATIFIED)) | to_dataset(second)
    assert Index(infer(both)).values(to_iri(REEF), TREATY.party) == (to_iri(FIJI),)


def test_inferring_again_adds_nothing():
    """Derived triples have their own graph and are not inferred from."""
    dataset = to_dataset(EXTRACTION)
    derived = infer(dataset)
    assert derived.graph_names() == (inferred_graph_iri(),)
    assert infer(dataset | derived) == derived
    assert infer(Dataset()) == Dataset()


def test_another_base_names_participations_below_it():
    """And keeps the background of that base apart."""
    base = "https://data.example/"
    derived = infer(to_dataset(EXTRACTION, base=base), base=base)
    assert derived.graph_names() == (inferred_graph_iri(base=base),)
    assert all(
        node.startswith(f"{base}participation/state-") for node in Index(derived).instances(TREATY.Participation)
    )
