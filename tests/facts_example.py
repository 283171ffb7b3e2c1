"""A hand-made extraction that the tests of the graph layer share: invented people and treaties between real states."""

from __future__ import annotations

import dataclasses
from datetime import date

from treatykg.model import (
    Article,
    Claim,
    Entity,
    Event,
    Evidence,
    Extraction,
    Facts,
    Post,
    Provision,
    Span,
    TimeInterval,
    Vote,
)

TEXT = (
    "Fiji’s Foreign Minister Ana Vuki and the Tongan envoy Tevita Moala signed the Reef Protection Treaty in Suva on "
    "3 March 2021. The Fijian parliament approved the treaty by 31 votes to 12, with two abstentions, and Fiji ratified it "
    "on 9 June 2021. Tonga ratified it in July. The treaty entered into force on 1 September 2021. "
    "It will be extended once the two states exchange notes. "
    "Article 4 obliges both states to consult “whenever a reef is threatened”, as the Fisheries Act provides. "
    "Samoa accused Tonga of breaching the treaty. Tonga denied the accusation. The Pacific islands welcomed the treaty. "
    "A second pact, the Lagoon Accord, was signed by Fiji and Samoa last year, but Samoa has not ratified it. "
    "Vuki would neither confirm nor deny that a patrol boat 🚢 had been sent."
)

REEF = "treaty/FJI-TON-2021-reef-protection-treaty"
LAGOON = "treaty/FJI-WSM-2020-lagoon-accord"
FIJI, TONGA, SAMOA = "state/FJI", "state/TON", "state/WSM"
VUKI, MOALA = "person/ana-vuki", "person/tevita-moala"
PARLIAMENT, ISLANDS, SUVA, ACT = "legislature/FJI", "group/pacific-islands", "place/suva", "instrument/fisheries-act"


def span(words: str) -> Span:
    """Where `words` first stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(*passages: str, rule: str = "example") -> tuple[Evidence, ...]:
    """Evidence: the first place of each passage."""
    return tuple(Evidence(span(words), rule) for words in passages)


def when(words: str, first: date | None, last: date | None, edtf: str) -> TimeInterval:
    """An explicit time said by `words`."""
    return TimeInterval(first, last, edtf, "Explicit", span(words), "date")


def day(words: str, year: int, month: int, of_month: int) -> TimeInterval:
    """One day said by `words`."""
    exact = date(year, month, of_month)
    return when(words, exact, exact, exact.isoformat())


ENTITIES = (
    Entity(FIJI, "State", "Fiji", ("Fijian",), said("Fiji", "Fijian"), "Q712", FIJI),
    Entity(TONGA, "State", "Tonga", ("Tongan",), said("Tongan"), "Q678", TONGA),
    Entity(SAMOA, "State", "Samoa", (), said("Samoa"), "Q683", SAMOA),
    Entity(VUKI, "Person", "Ana Vuki", ("Vuki",), said("Ana Vuki"), acts_for=(FIJI,)),
    Entity(MOALA, "Person", "Tevita Moala", (), said("Tevita Moala"), acts_for=(TONGA,)),
    Entity(PARLIAMENT, "Legislature", "Fijian parliament", (), said("Fijian parliament"), acts_for=(FIJI,)),
    Entity(ISLANDS, "StateGroup", "Pacific islands", (), said("Pacific islands")),
    Entity(SUVA, "Place", "Suva", (), said("Suva"), "Q38807"),
    Entity(REEF, "Treaty", "Reef Protection Treaty", (), said("Reef Protection Treaty"), parties=(FIJI, TONGA)),
    Entity(LAGOON, "Treaty", "Lagoon Accord", ("second pact",), said("Lagoon Accord"), parties=(FIJI, SAMOA)),
    Entity(ACT, "LegalInstrument", "Fisheries Act", (), said("Fisheries Act")),
)

EVENTS = (
    Event(
        "event/reef-signed", "Signature", "Actual", said("signed the Reef Protection Treaty"), (REEF,),
        (VUKI, FIJI, MOALA, TONGA), (SUVA,), day("on 3 March 2021", 2021, 3, 3),
    ),
    Event(
        "event/reef-approved", "DomesticApproval", "Actual", said("The Fijian parliament approved the treaty"), (REEF,),
        (PARLIAMENT, FIJI), vote=Vote(31, 12, 2),
    ),
    Event(
        "event/reef-ratified-fiji", "Ratification", "Actual", said("Fiji ratified it"), (REEF,), (FIJI,),
        time=day("on 9 June 2021", 2021, 6, 9),
    ),
    Event(
        "event/reef-ratified-tonga", "Ratification", "Actual", said("Tonga ratified it"), (REEF,), (TONGA,),
        time=when("in July", date(2021, 7, 1), date(2021, 7, 31), "2021-07"),
    ),
    Event(
        "event/reef-force", "EntryIntoForce", "Actual", said("The treaty entered into force"), (REEF,),
        time=day("on 1 September 2021", 2021, 9, 1),
    ),
    Event("event/notes", "InstrumentExchange", "Planned", said("exchange notes"), (), (FIJI, TONGA)),
    Event(
        "event/reef-extension", "Extension", "Conditional", said("It will be extended once"), (REEF,),
        conditional_on=("event/notes",), confidence=0.85,
    ),
    Event("event/breach", "Violation", "Alleged", said("breaching the treaty"), (REEF,), (TONGA,)),
    Event(
        "event/lagoon-signed", "Signature", "Actual", said("was signed by Fiji and Samoa"), (LAGOON,), (FIJI, SAMOA),
        time=TimeInterval(date(2020, 1, 1), date(2020, 12, 31), "2020", "RelativeToPublication", span("last year"), "date"),
    ),
    Event("event/lagoon-not-ratified", "Ratification", "Negated", said("Samoa has not ratified it"), (LAGOON,), (SAMOA,)),
    Event("event/boat", "MilitaryDeployment", "Alleged", said("a patrol boat 🚢 had been sent")),
)  # fmt: skip

CLAIMS = (
    Claim(
        "claim/breach", "Accusation", said("Samoa accused Tonga"), (SAMOA,), (TONGA,), ("event/breach",),
        content=span("breaching the treaty"),
    ),
    Claim(
        "claim/no-breach", "Denial", said("Tonga denied the accusation"), (TONGA,), (), ("event/breach",),
        responds_to=("claim/breach",),
    ),
    Claim("claim/welcome", "Support", said("The Pacific islands welcomed the treaty"), (ISLANDS,), (), (REEF,)),
    Claim("claim/boat", "NoComment", said("Vuki would neither confirm nor deny"), (VUKI,), (), ("event/boat",)),
)  # fmt: skip

PROVISIONS = (
    Provision(
        "provision/consult", "Consultation", said("obliges both states to consult"), (REEF,), (FIJI, TONGA),
        article_number="4", cites=(ACT,), trigger=span("whenever a reef is threatened"), quoted=True,
    ),
)  # fmt: skip

POSTS = (Post("post/minister", "Foreign Minister", VUKI, said("Fiji’s Foreign Minister Ana Vuki"), FIJI),)

ARTICLE = Article(
    "reef-pact", TEXT, "Reef pact takes effect", date(2021, 10, 2), "https://news.example/reef-pact", "Reef News"
)
EXTRACTION = Extraction(ARTICLE, (), ENTITIES, Facts(EVENTS, CLAIMS, PROVISIONS, POSTS))


def with_events(*events: Event) -> Extraction:
    """The example with other events and without claims."""
    return dataclasses.replace(EXTRACTION, facts=Facts(events=events))


def with_label(label: str, *, entity: str = VUKI) -> Extraction:
    """The example with another name for one entity."""
    entities = tuple(dataclasses.replace(each, label=label) if each.id == entity else each for each in ENTITIES)
    return dataclasses.replace(EXTRACTION, entities=entities)
