"""The concepts of the SKOS schemes in `ontology/vocabularies/`, in their order; a test holds them equal."""

# ruff: noqa: N801 - classes and terms bear the names that the vocabularies give them

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class OBLIGATION(DefinedNamespace):
    """What a provision obliges its obligors to do."""

    Defense: URIRef
    Nonaggression: URIRef
    Neutrality: URIRef
    Consultation: URIRef
    NonAlignment: URIRef
    MilitaryCooperation: URIRef
    IntelligenceSharing: URIRef
    ArmsControl: URIRef
    NuclearCooperation: URIRef
    NoSanctions: URIRef
    EconomicCooperation: URIRef
    TradeLiberalization: URIRef
    InvestmentProtection: URIRef
    Taxation: URIRef
    FinancialAid: URIRef
    TechnicalCooperation: URIRef
    EnvironmentalProtection: URIRef
    ResourceSharing: URIRef
    TerritorialSettlement: URIRef
    Ceasefire: URIRef
    PrisonerExchange: URIRef
    Recognition: URIRef
    LegalAssistance: URIRef
    HumanRights: URIRef
    FreeMovement: URIRef
    DisputeSettlement: URIRef
    PeaceAndSecurity: URIRef
    Other: URIRef

    _NS = Namespace("https://w3id.org/treatykg/obligation/")
    _fail = True


class FACTUALITY(DefinedNamespace):
    """Whether an event happened, as far as the text says."""

    Actual: URIRef
    Planned: URIRef
    Conditional: URIRef
    Alleged: URIRef
    Denied: URIRef
    Negated: URIRef

    _NS = Namespace("https://w3id.org/treatykg/factuality/")
    _fail = True


class STATUS(DefinedNamespace):
    """Where a treaty stands, and where a state or organization stands in it (Vienna Convention, article 2(1))."""

    # Of a treaty
    Proposed: URIRef
    UnderNegotiation: URIRef
    TextAdopted: URIRef
    Signed: URIRef
    ProvisionallyApplied: URIRef
    InForce: URIRef
    Suspended: URIRef
    Terminated: URIRef
    Expired: URIRef
    Superseded: URIRef
    Abandoned: URIRef
    # Of a state or organization in a treaty
    NegotiatingState: URIRef
    Signatory: URIRef
    DomesticallyApproved: URIRef
    ContractingState: URIRef
    Party: URIRef
    ParticipationSuspended: URIRef
    Withdrawing: URIRef
    FormerParty: URIRef

    _NS = Namespace("https://w3id.org/treatykg/status/")
    _fail = True


class DATE_DERIVATION(DefinedNamespace):
    """How the interval of an event was found."""

    Explicit: URIRef
    RelativeToPublication: URIRef
    RelativeToEvent: URIRef
    InferredWindow: URIRef

    _NS = Namespace("https://w3id.org/treatykg/dateDerivation/")
    _fail = True
