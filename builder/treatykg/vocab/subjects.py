"""The subjects of treaties in `ontology/vocabularies/subjects.ttl`, in its order; a test holds them equal."""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class SUBJECT(DefinedNamespace):
    """What a treaty is about: the topics of the World Treaty Index."""

    # Diplomacy
    Diplomacy: URIRef
    Alliance: URIRef
    Amity: URIRef
    ArmsControl: URIRef
    UnitedNationsMembership: URIRef
    DisputeSettlement: URIRef
    OrganizationEstablishment: URIRef
    OrganizationHeadquarters: URIRef
    MilitaryOccupation: URIRef
    CourtJurisdiction: URIRef
    Peace: URIRef
    Recognition: URIRef
    Reparations: URIRef
    StatusOfForces: URIRef
    TerritorialLimits: URIRef
    Trusteeship: URIRef
    # Welfare
    Welfare: URIRef
    GeneralWelfare: URIRef
    HumanitarianRelief: URIRef
    Labor: URIRef
    Narcotics: URIRef
    Refugees: URIRef
    Sanitation: URIRef
    SocialSecurity: URIRef
    Women: URIRef
    # Economy
    Economy: URIRef
    Claims: URIRef
    Commodities: URIRef
    Customs: URIRef
    EconomicCooperation: URIRef
    Industry: URIRef
    Investment: URIRef
    MostFavoredNation: URIRef
    Patents: URIRef
    Payments: URIRef
    Taxation: URIRef
    Tourism: URIRef
    Trade: URIRef
    TradeAndPayments: URIRef
    # Aid
    Aid: URIRef
    AgriculturalAid: URIRef
    GeneralAid: URIRef
    AtomicEnergy: URIRef
    EducationalAid: URIRef
    Loans: URIRef
    MedicalAid: URIRef
    MilitaryAid: URIRef
    ResourcesAid: URIRef
    TechnicalAssistance: URIRef
    # Transport
    Transport: URIRef
    AirTransport: URIRef
    LandTransport: URIRef
    GeneralTransport: URIRef
    WaterTransport: URIRef
    # Communications
    Communications: URIRef
    GeneralCommunications: URIRef
    Media: URIRef
    Post: URIRef
    Telecommunications: URIRef
    # Culture
    Culture: URIRef
    CulturalRelations: URIRef
    Education: URIRef
    Religion: URIRef
    Science: URIRef
    OuterSpace: URIRef
    # Resources
    Resources: URIRef
    Agriculture: URIRef
    Livestock: URIRef
    Energy: URIRef
    Environment: URIRef
    Fisheries: URIRef
    Minerals: URIRef
    Water: URIRef
    Forestry: URIRef
    # Administration
    Administration: URIRef
    GeneralAdministration: URIRef
    Boundaries: URIRef
    Citizenship: URIRef
    ConsularRelations: URIRef
    LegalMatters: URIRef
    MilitaryAdministration: URIRef
    Privileges: URIRef
    Visas: URIRef
    Extradition: URIRef

    _NS = Namespace("https://w3id.org/treatykg/subject/")
    _fail = True
