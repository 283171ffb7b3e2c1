"""The values that travel through treatykg: frozen, typed, without behaviour beyond what they are.

Seven nouns mean one thing everywhere: article, sentence, mention, entity, fact, dataset, report. Offsets are Unicode code
points of `Article.text`, half-open. Type names (`EntityType`, `EventType` ...) are the local names of the ontology's terms.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

EntityType: TypeAlias = Literal[
    "State", "InternationalOrganization", "StateGroup", "Legislature", "GovernmentBody", "Organization", "Person",
    "Treaty", "LegalInstrument", "Place",
]  # fmt: skip
EventType: TypeAlias = Literal[
    "Negotiation", "Adoption", "Signature", "DomesticApproval", "DomesticRejection", "Ratification", "Accession",
    "InstrumentExchange", "InstrumentDeposit", "EntryIntoForce", "Amendment", "Extension", "Reservation", "Suspension",
    "Withdrawal", "Termination", "Violation",
    "Visit", "Meeting", "ArmedConflict", "MilitaryDeployment", "Attack", "Sanction", "Aid",
]  # fmt: skip
ClaimType: TypeAlias = Literal[
    "Statement", "Accusation", "Denial", "Pledge", "Support", "Opposition", "Concern", "Demand", "Threat", "NoComment",
]  # fmt: skip
ObligationType: TypeAlias = Literal[
    "Defense", "Nonaggression", "Neutrality", "Consultation", "NonAlignment", "MilitaryCooperation",
    "IntelligenceSharing", "ArmsControl", "NuclearCooperation", "NoSanctions", "EconomicCooperation",
    "TradeLiberalization", "InvestmentProtection", "Taxation", "FinancialAid", "TechnicalCooperation",
    "EnvironmentalProtection", "ResourceSharing", "TerritorialSettlement", "Ceasefire", "PrisonerExchange",
    "Recognition", "LegalAssistance", "HumanRights", "FreeMovement", "DisputeSettlement", "PeaceAndSecurity", "Other",
]  # fmt: skip
Factuality: TypeAlias = Literal["Actual", "Planned", "Conditional", "Alleged", "Denied", "Negated"]
DateDerivation: TypeAlias = Literal["Explicit", "RelativeToPublication", "RelativeToEvent", "InferredWindow"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval `[start, end)` of code points of an article's text.

    >>> Span(0, 6).of("Geneva, Monday")
    'Geneva'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` at this span."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Article:
    """One article: the stored text, to which every offset refers, and what is known about its publication."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    publisher: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that should have given an article, and did not: its id, file and line, or address; what is wrong and can be done."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the article and, half-open, its tokens in the parsed document."""

    index: int
    span: Span
    first_token: int
    end_token: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that say a fact, and the id of the rule that found it there."""

    span: Span
    rule: str

    @property
    def extractor(self) -> Literal["lexicon", "llm"]:
        """Whose rule it is: that of a language model, which only proposes, begins with `llm.`."""
        return "llm" if self.rule.startswith("llm.") else "lexicon"


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """When something happened, never more exact than the words: first and last possible day, both included.

    `earliest` or `latest` is None where the interval is open ("since 2022", "by 2030"). `edtf` is an EDTF level 1 literal.
    """

    earliest: date | None
    latest: date | None
    edtf: str
    derivation: DateDerivation
    span: Span
    rule: str


MentionForm: TypeAlias = Literal["name", "acronym", "demonym", "metonym", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe something: its span, its tokens (half-open) and its syntactic head token.

    `type` is what the words alone tell, `key` the gazetteer's key when they name something known there.
    """

    span: Span
    first_token: int
    end_token: int
    head: int
    form: MentionForm
    type: EntityType
    rule: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing that the article names. `id` is its local identifier, such as `state/RUS` or `person/kim-jong-un`.

    `acts_for` holds the ids of the states or bodies it acts for (a minister, a chamber, a ministry: the state).
    `parties` of a treaty are the states that its name or description names as parties.
    """

    id: str
    type: EntityType
    label: str
    aliases: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    wikidata: str | None = None
    key: str | None = None
    acts_for: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """The result of a vote; None where the text does not say."""

    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    unanimous: bool | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, will, might, or is said to have. The tuples hold entity ids, `conditional_on` event ids."""

    id: str
    type: EventType
    factuality: Factuality
    evidence: tuple[Evidence, ...]
    treaties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    time: TimeInterval | None = None
    effective: TimeInterval | None = None
    conditional_on: tuple[str, ...] = ()
    vote: Vote | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody asserts, denies, promises or demands. `about` holds ids of events, treaties or claims."""

    id: str
    type: ClaimType
    evidence: tuple[Evidence, ...]
    speakers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    responds_to: tuple[str, ...] = ()
    content: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Provision:
    """What a treaty obliges whom to do; `quoted` when the text gives the treaty's own words."""

    id: str
    type: ObligationType
    evidence: tuple[Evidence, ...]
    treaties: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    article_number: str | None = None
    cites: tuple[str, ...] = ()
    trigger: Span | None = None
    quoted: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Post:
    """An office (`label`, without the country) that `holder` holds in `of`, a state or body; ids of entities."""

    id: str
    label: str
    holder: str
    evidence: tuple[Evidence, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in one article, each tuple in the order of the text."""

    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    provisions: tuple[Provision, ...] = ()
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence with a treaty cue from which no fact was taken, and why: a line of the coverage report."""

    sentence: Sentence
    cue: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was only proposed and did not enter: what it was meant to be, the words given for it, and why not."""

    kind: str
    words: str
    reason: str


@dataclass(frozen=True)
class Extraction:
    """What one article became, before it is a graph: the article, its sentences, entities, facts and gaps.

    `rejected` is None unless an extractor that only proposes was asked.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    facts: Facts
    gaps: tuple[Gap, ...] = field(default=())
    rejected: tuple[Rejection, ...] | None = None
