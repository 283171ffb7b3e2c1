"""From what one article became to the profiles of its nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from treatykg.gazetteer import load_gazetteer
from treatykg.model import Entity, Event, Extraction, Span, TimeInterval
from treatykg.resolution.astray import without_stray_key
from treatykg.resolution.profile import Act, Name, NameForm, Profile
from treatykg.resolution.siblings import with_siblings
from treatykg.resolution.surroundings import (
    find_code,
    find_conclusion,
    find_home,
    find_number,
    find_proper_words,
    find_year_of_new,
)

_RESOLVED = frozenset(("Treaty", "LegalInstrument", "Person", "GovernmentBody", "Legislature", "Organization"))
_CODED = ("state/", "organization/", "group/")
_FORMS: Mapping[str, NameForm] = {
    "treaty:description": "description",
    "treaty:definite": "description",
    "instrument:ratifying": "description",
    "instrument:tied": "description",
    "body:legislature": "description",
}
_ANAPHORS = frozenset(("treaty:anaphor", "instrument:anaphor", "person:resident"))
_CIRCLE = 6  # states
_CONTEXT = 24  # words
_STORY = 40  # words
_BEHIND = 60  # characters
_LATER = frozenset(("DomesticApproval", "Ratification", "Accession", "EntryIntoForce", "Amendment", "Extension"))


def to_profiles(extraction: Extraction) -> tuple[Profile, ...]:
    """The profiles of an article's treaties, instruments, persons, bodies and events, in the order of the text.

    States, places, groups and organizations with a code are the same in all articles and need none.
    """
    circle = _circle(extraction)
    main = _main_treaty(extraction.entities)
    found = (_thing(each, extraction, circle) for each in extraction.entities if _is_resolved(each))
    things = (replace(each, story=_story(extraction)) if each.id == main else each for each in found)
    events = (_event(each, order, extraction) for order, each in enumerate(extraction.facts.events))
    checked = (without_stray_key(each) if each.type == "Treaty" else each for each in things)
    return (*with_siblings(tuple(checked)), *events)


def _is_resolved(entity: Entity) -> bool:
    return entity.type in _RESOLVED or (entity.type == "InternationalOrganization" and entity.key is None)


def _circle(extraction: Extraction) -> tuple[str, ...]:
    """The states that the article names most, also by their bodies and people, and the organizations with a code.

    The first is named most. Dateline, title and outlet count too: "the treaty with Chile" in a paper of Lima is one of Peru.
    """
    article = extraction.article
    named = Counter(find_home(article.text, article.title or "", article.publisher or ""))
    for entity in extraction.entities:
        if entity.id.startswith(_CODED[:2]) and entity.key:
            named[entity.id] += len(entity.evidence)
        elif entity.type in _RESOLVED:
            named.update(dict.fromkeys(_states_of(entity), 1))
    if not any(each.startswith("state/") for each in named):
        places = " / ".join(each.label for each in extraction.entities if each.type == "Place")
        named.update(find_home("", "", places))
    return tuple(sorted(named, key=lambda each: (-named[each], each))[:_CIRCLE])


def _states_of(entity: Entity) -> tuple[str, ...]:
    """The states that it acts for, as the article or the gazetteer says."""
    known = load_gazetteer().record(entity.key).acts_for if entity.key else ()
    return tuple(sorted({each for each in (*entity.acts_for, *known) if each.startswith("state/")}))


def _main_treaty(entities: Iterable[Entity]) -> str | None:
    """The treaty that is named most, the first of several; None where there is none."""
    treaties = [each for each in entities if each.type == "Treaty"]
    return max(treaties, key=lambda each: len(each.evidence)).id if treaties else None


def _story(extraction: Extraction) -> tuple[str, ...]:
    """The names in all sentences, the most frequent ones, in the order of the alphabet."""
    spans = [sentence.span for sentence in extraction.sentences]
    return _frequent(spans, extraction.article.text, most=_STORY)


def _frequent(spans: Iterable[Span], text: str, *, most: int) -> tuple[str, ...]:
    words = Counter(word for span in spans for word in find_proper_words(span.of(text)))
    return tuple(sorted(sorted(words, key=lambda word: (-words[word], word))[:most]))


def _thing(entity: Entity, extraction: Extraction, circle: tuple[str, ...]) -> Profile:
    facts, article = extraction.facts, extraction.article
    about = [each for each in facts.events if entity.id in each.treaties] if entity.type == "Treaty" else []
    return Profile(
        article.id, entity.id, entity.type, entity.label, article.published,
        names=_names(entity, article.text),
        key=entity.key,
        parties=entity.parties,
        states=_states_in(about, extraction.entities) if entity.type == "Treaty" else _represented(entity, extraction.entities),
        circle=circle,
        outlet=find_home(article.text, "", article.publisher or "") if entity.type == "Treaty" else (),
        offices=tuple(sorted({post.label.lower() for post in facts.posts if post.holder == entity.id})),
        acts=tuple(act for event in about for act in _acts(event)),
        places=tuple(sorted({*_sites(entity, extraction), *(place for e in about if e.type == "Signature" for place in e.places)})),
        context=_context(entity, about, extraction) if entity.type in {"Treaty", "Person"} else (),
        years=_years(entity, about, article.text) if entity.type == "Treaty" else (),
        obligations=tuple(sorted({each.type for each in facts.provisions if entity.id in each.treaties})),
    )  # fmt: skip


def _context(entity: Entity, about: Iterable[Event], extraction: Extraction) -> tuple[str, ...]:
    """The names in the sentences that tell of a treaty or person, the most frequent ones, in the order of the alphabet."""
    passages = (*entity.evidence, *(passage for event in about for passage in event.evidence))
    spans = [passage.span for passage in passages]
    told = (s.span for s in extraction.sentences if any(s.span.start < x.end and x.start < s.span.end for x in spans))
    kept = _frequent(told, extraction.article.text, most=_CONTEXT)
    return tuple(sorted({*kept} - {*find_proper_words(f"- {entity.label}")}))


def _years(entity: Entity, about: Iterable[Event], text: str) -> tuple[int, ...]:
    """The years right behind its names, in which it was concluded: "the treaty signed in Riga in 1923", "a protocol in 1923"."""
    told = {found[0] for _, words in _behind(entity, text) if (found := find_conclusion(words)) is not None}
    done = {day.year for event in about if event.type in _LATER for day in _days(event.time) if day is not None}
    new = {find_year_of_new(words) for span, words in _behind(entity, text) if _is_new(text, span)} - {None}
    return tuple(sorted(told | {year for year in new if year is not None and year not in done}))


def _is_new(text: str, span: Span) -> bool:
    """Whether the text brings in the agreement with "a" or "an"."""
    return text[: span.start].endswith((" a ", " an ", "A ", "An ")) or span.of(text).startswith(("a ", "an "))


def _behind(entity: Entity, text: str) -> Iterator[tuple[Span, str]]:
    """Where each of its names stands, and the words behind it."""
    for passage in entity.evidence:
        yield passage.span, text[passage.span.end : passage.span.end + _BEHIND]


def _sites(entity: Entity, extraction: Extraction) -> Iterator[str]:
    """The places in the words behind the names of a treaty that say when it was concluded."""
    if entity.type != "Treaty":
        return
    places = [
        (passage.span, each.id) for each in extraction.entities if each.type == "Place" for passage in each.evidence
    ]
    for span, words in _behind(entity, extraction.article.text):
        if (found := find_conclusion(words)) is not None:
            end = span.end + found[1]
            yield from (place for within, place in places if span.end <= within.start and within.end <= end)


def _names(entity: Entity, text: str) -> tuple[Name, ...]:
    """The names and descriptions by which the article calls it, each once; "the accord" and pronouns say nothing."""
    found: dict[str, NameForm] = {}
    for passage in entity.evidence:
        if passage.rule not in _ANAPHORS:
            number = find_number(text[passage.span.end : passage.span.end + _BEHIND]) if entity.type == "Treaty" else ""
            words = " ".join((passage.span.of(text) + number).split())
            found[words] = _form(words, passage.rule)
            if entity.type == "Treaty" and (code := find_code(text[: passage.span.start])):
                found[code] = "acronym"
    found.setdefault(entity.label, "name" if entity.key else "description")
    return tuple(Name(words, form) for words, form in sorted(found.items()))


def _form(words: str, rule: str) -> NameForm:
    if rule in _FORMS:
        return _FORMS[rule]
    return "acronym" if words.isupper() and len(words.split()) == 1 else "name"


def _states_in(events: Iterable[Event], entities: Iterable[Entity]) -> tuple[str, ...]:
    """The states and organizations that act in events, also through their bodies and people."""
    actors = {actor for event in events for actor in event.actors}
    behind = {state for each in entities if each.id in actors and each.type in _RESOLVED for state in _states_of(each)}
    return tuple(sorted({actor for actor in actors if actor.startswith(_CODED[:2])} | behind))


def _represented(entity: Entity, entities: Iterable[Entity]) -> tuple[str, ...]:
    """The states and coded organizations for which a person or body acts, also through the body it belongs to."""
    owners = {each.id: each.acts_for for each in entities}
    waiting, seen = [*entity.acts_for], set[str]()
    while waiting:
        owner = waiting.pop()
        if owner not in seen:
            seen.add(owner)
            waiting.extend(owners.get(owner, ()))
    return tuple(sorted({each for each in (*seen, *_states_of(entity)) if each.startswith("state/")})) or tuple(
        sorted(seen)
    )


def _acts(event: Event) -> Iterator[Act]:
    actors = tuple(sorted(actor for actor in event.actors if actor.startswith(_CODED)))
    yield Act(event.type, event.factuality, *_days(event.time), actors)
    if event.effective is not None:
        yield Act("EntryIntoForce", "Planned", *_days(event.effective))


def _days(time: TimeInterval | None) -> tuple[date | None, date | None]:
    return (time.earliest, time.latest) if time else (None, None)


def _event(event: Event, order: int, extraction: Extraction) -> Profile:
    earliest, latest = _days(event.time)
    return Profile(
        extraction.article.id, event.id, event.type, published=extraction.article.published,
        places=event.places, factuality=event.factuality, treaties=event.treaties, actors=event.actors,
        earliest=earliest, latest=latest, order=order,
    )  # fmt: skip
