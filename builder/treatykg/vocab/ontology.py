"""The terms of `ontology/treaty.ttl`, in its order; a test holds the two equal."""

# ruff: noqa: N815 - classes and terms bear the names that the vocabularies give them

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class TREATY(DefinedNamespace):
    """Terms of the treaty ontology; any other name raises AttributeError."""

    # Agents, places and documents
    Agent: URIRef
    State: URIRef
    InternationalOrganization: URIRef
    StateGroup: URIRef
    GovernmentBody: URIRef
    Legislature: URIRef
    Organization: URIRef
    Person: URIRef
    Place: URIRef
    Document: URIRef
    Treaty: URIRef
    LegalInstrument: URIRef
    # Facts
    Fact: URIRef
    Event: URIRef
    TreatyAction: URIRef
    ContextEvent: URIRef
    Claim: URIRef
    Provision: URIRef
    Participation: URIRef
    Evidence: URIRef
    # Kinds of treaty action
    Negotiation: URIRef
    Adoption: URIRef
    Signature: URIRef
    DomesticApproval: URIRef
    DomesticRejection: URIRef
    Ratification: URIRef
    Accession: URIRef
    InstrumentExchange: URIRef
    InstrumentDeposit: URIRef
    EntryIntoForce: URIRef
    Amendment: URIRef
    Extension: URIRef
    Reservation: URIRef
    Suspension: URIRef
    Withdrawal: URIRef
    Termination: URIRef
    Violation: URIRef
    # Kinds of context event
    Visit: URIRef
    Meeting: URIRef
    ArmedConflict: URIRef
    MilitaryDeployment: URIRef
    Attack: URIRef
    Sanction: URIRef
    Aid: URIRef
    # Kinds of claim
    Statement: URIRef
    Accusation: URIRef
    Denial: URIRef
    Pledge: URIRef
    Support: URIRef
    Opposition: URIRef
    Concern: URIRef
    Demand: URIRef
    Threat: URIRef
    NoComment: URIRef
    # Properties of evidence, of articles and of all facts
    evidence: URIRef
    evidenceFor: URIRef
    source: URIRef
    start: URIRef
    end: URIRef
    quote: URIRef
    rule: URIRef
    metonymFor: URIRef
    offsetUnit: URIRef
    sha256: URIRef
    confidence: URIRef
    extractor: URIRef
    actsFor: URIRef
    # Properties of events
    concerns: URIRef
    actor: URIRef
    place: URIRef
    date: URIRef
    earliestDate: URIRef
    latestDate: URIRef
    dateDerivation: URIRef
    effectiveDate: URIRef
    factuality: URIRef
    conditionalOn: URIRef
    votesFor: URIRef
    votesAgainst: URIRef
    abstentions: URIRef
    unanimous: URIRef
    # Properties of claims
    speaker: URIRef
    unnamedSource: URIRef
    target: URIRef
    about: URIRef
    respondsTo: URIRef
    content: URIRef
    # Properties of provisions
    partOf: URIRef
    hasProvision: URIRef
    obligationType: URIRef
    obligor: URIRef
    articleNumber: URIRef
    cites: URIRef
    trigger: URIRef
    quoted: URIRef
    # Properties of treaties and participations
    namedParty: URIRef
    namedPartyIn: URIRef
    signatory: URIRef
    signatoryOf: URIRef
    approvedBy: URIRef
    hasApproved: URIRef
    ratifiedBy: URIRef
    hasRatified: URIRef
    party: URIRef
    partyTo: URIRef
    depositary: URIRef
    status: URIRef
    participant: URIRef
    participationIn: URIRef
    hasParticipation: URIRef
    participationStatus: URIRef
    derivedFrom: URIRef
    derivation: URIRef
    # Datatypes of codes
    atopCode: URIRef
    cameoCode: URIRef
    ploverCode: URIRef
    wtiCode: URIRef

    _NS = Namespace("https://w3id.org/treatykg/ontology#")
    _fail = True
