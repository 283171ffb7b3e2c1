"""One fact for what two extractors found: the first one's, with the evidence of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from treatykg import identifiers
from treatykg.facts.drafts import Draft
from treatykg.facts.merging import same_happening
from treatykg.model import Claim, Event, Facts, Post, Provision, Sentence, Span

FactT = TypeVar("FactT", Event, Claim, Provision, Post)
ItemT = TypeVar("ItemT")


def merge_facts(known: Facts, found: Facts, sentences: Sequence[Sentence], *, scope: str) -> Facts:
    """All facts in the order of the text. Known ones keep their ids, so that a further extractor does not rename them.

    :param scope: the SHA-256 of the article, part of the ids of new facts
    """
    events = _merged(known.events, found.events, lambda a, b: _merge_events(a, b, sentences))
    return Facts(
        _in_order(_with_event_ids(events, scope)),
        _in_order(
            _identified(
                _merged(known.claims, found.claims, _merge_claims), lambda c: identifiers.claim_id(c, scope=scope)
            )
        ),
        _in_order(
            _identified(
                _merged(known.provisions, found.provisions, _merge_provisions),
                lambda p: identifiers.provision_id(p, scope=scope),
            )
        ),
        _in_order(
            _merged(
                _identified(known.posts, identifiers.post_id),
                _identified(found.posts, identifiers.post_id),
                _merge_posts,
            )
        ),
    )


def _merged(
    known: Iterable[FactT], found: Iterable[FactT], merge: Callable[[FactT, FactT], FactT | None]
) -> tuple[FactT, ...]:
    """The known facts and the found ones, each of these merged into the first that says the same."""
    facts = list(known)
    for fact in found:
        tried = ((index, merge(each, fact)) for index, each in enumerate(facts))
        index, both = next(((i, both) for i, both in tried if both is not None), (len(facts), fact))
        facts[index : index + 1] = [both]
    return tuple(facts)


def _merge_events(first: Event, second: Event, sentences: Sequence[Sentence]) -> Event | None:
    one, other = _to_draft(first, sentences), _to_draft(second, sentences)
    if not same_happening(one, other):
        return None
    both = one.joined(other)
    return replace(
        first,
        evidence=both.evidence,
        treaties=both.treaties,
        actors=both.actors,
        places=both.places,
        time=both.time,
        effective=first.effective or second.effective,
        vote=both.vote,
    )


def _to_draft(event: Event, sentences: Sequence[Sentence]) -> Draft:
    """The event as a mention in its first sentence, in the form that facts/merging compares."""
    rule, span = event.evidence[0].rule, event.evidence[0].span
    sentence = next((s.index for s in sentences if _overlap(s.span, span)), 0)
    return Draft(
        event.type, span.start, rule, event.factuality, event.evidence, sentence, event.treaties, event.actors, event.places,
        event.time, event.effective, event.vote,
    )  # fmt: skip


def _merge_claims(first: Claim, second: Claim) -> Claim | None:
    """One claim, if the same is said by one of the same speakers in the same words."""
    speakers = set(first.speakers) & set(second.speakers) or not (first.speakers and second.speakers)
    if first.type != second.type or not speakers or not _same_words(first, second):
        return None
    return replace(
        first,
        evidence=_union(first.evidence, second.evidence),
        speakers=_union(first.speakers, second.speakers),
        targets=_union(first.targets, second.targets),
        about=_union(first.about, second.about),
        content=first.content or second.content,
    )


def _merge_provisions(first: Provision, second: Provision) -> Provision | None:
    """One provision, if the same kind of obligation is taken from the same words."""
    if first.type != second.type or not _same_words(first, second):
        return None
    return replace(
        first,
        evidence=_union(first.evidence, second.evidence),
        treaties=_union(first.treaties, second.treaties),
        obligors=_union(first.obligors, second.obligors),
        article_number=first.article_number or second.article_number,
        cites=_union(first.cites, second.cites),
        trigger=first.trigger or second.trigger,
    )


def _merge_posts(first: Post, second: Post) -> Post | None:
    return replace(first, evidence=_union(first.evidence, second.evidence)) if first.id == second.id else None


def _with_event_ids(events: Sequence[Event], scope: str) -> tuple[Event, ...]:
    """New events get ids that no event before them has."""
    ids = identifiers.event_ids(events, scope=scope)
    return tuple(each if each.id else replace(each, id=id_) for each, id_ in zip(events, ids, strict=True))


def _identified(facts: Iterable[FactT], identify: Callable[[FactT], str]) -> tuple[FactT, ...]:
    """The facts, those without an id named; of two of one name the first."""
    named: dict[str, FactT] = {}
    for fact in facts:
        each = fact if fact.id else replace(fact, id=identify(fact))
        named.setdefault(each.id, each)
    return tuple(named.values())


def _same_words(first: Claim | Provision, second: Claim | Provision) -> bool:
    return any(_overlap(a.span, b.span) for a in first.evidence for b in second.evidence)


def _in_order(facts: Iterable[FactT]) -> tuple[FactT, ...]:
    return tuple(sorted(facts, key=lambda fact: min(each.span for each in fact.evidence)))


def _union(first: tuple[ItemT, ...], second: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
