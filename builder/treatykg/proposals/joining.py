"""Joining what several extractors found: one fact for what two of them say, and no proposal that breaks a shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import partial, reduce

from treatykg.facts import Reading, rate
from treatykg.model import Entity, Facts, Rejection
from treatykg.proposals.merging import merge_facts
from treatykg.proposals.shapes import find_violations
from treatykg.proposals.values import Fact, Found, each_fact


def join_all(reading: Reading, found: Sequence[Found]) -> Found:
    """What all extractors found together, rated.

    Facts of extractors that do not only propose come in as they are. A proposed fact enters when the graph of the article breaks no
    shape with it that it does not break without it.
    """
    sure = [each for each in found if each.rejected is None]
    joined = reduce(partial(_joined, reading), sure) if sure else Found()
    for each in (each for each in found if each.rejected is not None):
        joined = _admitted(reading, joined, each)
    return replace(joined, facts=rate(joined.facts))


def _joined(reading: Reading, known: Found, found: Found) -> Found:
    scope = reading.linked.document.article.sha256
    facts = merge_facts(known.facts, found.facts, reading.linked.document.sentences, scope=scope)
    entities = {each.id: each for each in (*found.entities, *known.entities)}
    rejected = (*(known.rejected or ()), *found.rejected) if found.rejected is not None else known.rejected
    return Found(facts, tuple(entities.values()), rejected)


def _admitted(reading: Reading, known: Found, found: Found) -> Found:
    """All proposals at once, if that breaks nothing; else one by one, so that the one to blame is known."""
    before = find_violations(reading, known)
    together = _joined(reading, known, found)
    if find_violations(reading, together).keys() <= before.keys():
        return together
    joined = _joined(reading, known, Found(rejected=found.rejected))
    for single in _singles(found):
        tried = _joined(reading, joined, single)
        broken = {key: told for key, told in find_violations(reading, tried).items() if key not in before}
        joined = tried if not broken else _refuse(reading, joined, single, broken.values())
    return joined


def _singles(found: Found) -> Iterable[Found]:
    """Each fact alone, with the new entities that it names."""
    facts = found.facts
    alone = (
        *(Facts(events=(each,)) for each in facts.events),
        *(Facts(claims=(each,)) for each in facts.claims),
        *(Facts(provisions=(each,)) for each in facts.provisions),
        *(Facts(posts=(each,)) for each in facts.posts),
    )
    for single, fact in zip(alone, each_fact(facts), strict=True):
        yield Found(single, tuple(each for each in found.entities if _names(fact, each)), ())


def _names(fact: Fact, entity: Entity) -> bool:
    values = (getattr(fact, field.name) for field in fields(fact))
    return any(entity.id in value if isinstance(value, tuple) else value == entity.id for value in values)


def _refuse(reading: Reading, joined: Found, single: Found, told: Iterable[str]) -> Found:
    (fact,) = each_fact(single.facts)
    kind = f"{type(fact).__name__.lower()} {getattr(fact, 'type', '')}".strip()
    words = fact.evidence[0].span.of(reading.text)
    rejection = Rejection(kind, words, f"breaks a shape: {' '.join(sorted(set(told)))}")
    return replace(joined, rejected=(*(joined.rejected or ()), rejection))
