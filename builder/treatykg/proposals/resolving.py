"""From proposals to facts: quotes become evidence, names entities, words of time intervals; what does not hold is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from treatykg.dates import resolve_time
from treatykg.dates.values import Tense
from treatykg.facts import Reading
from treatykg.facts.reading import AGENT_TYPES
from treatykg.model import (
    Claim,
    Entity,
    Event,
    Evidence,
    Facts,
    Post,
    Provision,
    Rejection,
    Span,
    TimeInterval,
    Vote,
)  # fmt: skip
from treatykg.proposals.names import Names
from treatykg.proposals.quotes import find_quote, find_words
from treatykg.proposals.values import Found, Proposal

_FITTING: Final[Mapping[str, frozenset[str]]] = {
    "treaties": frozenset(("Treaty",)),
    "places": frozenset(("Place", "State")),
    "cites": frozenset(("LegalInstrument",)),
    "holder": frozenset(("Person",)),
    "of": AGENT_TYPES - {"Person"},
    **dict.fromkeys(("actors", "speakers", "targets", "obligors"), AGENT_TYPES),
}


class Refused(Exception):  # noqa: N818  # no error: it ends the way of one proposal and never leaves this module
    """A proposal that the article does not bear out."""


def resolve_proposals(proposals: Iterable[Proposal], names: Names) -> Found:
    """The facts that the article bears out, with the entities that are new, and the reasons why other proposals do not hold.

    Ids of facts are left empty: they depend on the facts that these will stand beside.
    """
    facts: dict[str, list[Any]] = {"events": [], "claims": [], "provisions": [], "posts": []}
    entities: dict[str, Entity] = {}
    rejected: list[Rejection] = []
    for proposal in proposals:
        case = _Case(proposal, names, [], {})
        try:
            facts[proposal.kind].append(_RESOLVERS[proposal.kind](case))
        except Refused as refusal:
            rejected.append(proposal.rejected(str(refusal)))
            continue
        rejected.extend(proposal.rejected(reason) for reason in case.dropped)
        entities |= case.entities
    new = tuple(each for each in entities.values() if each.id not in names.reading.linked.entities)
    return Found(Facts(**{kind: tuple(found) for kind, found in facts.items()}), new, tuple(rejected))


@dataclass(frozen=True)
class _Case:
    """One proposal on its way; `dropped` collects what is left out of a fact that holds otherwise, `entities` what it names."""

    proposal: Proposal
    names: Names
    dropped: list[str]
    entities: dict[str, Entity]

    @property
    def reading(self) -> Reading:
        return self.names.reading

    @property
    def quote(self) -> Span:
        span = find_quote(self.reading.text, self.proposal.quote)
        if span is None:
            raise Refused("the quote is not in the text")
        return span

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (Evidence(self.quote, self.names.rule),)

    @property
    def sentences(self) -> Span:
        """The sentences that the quote touches."""
        spans = [s.span for s in self.reading.linked.document.sentences if _overlap(s.span, self.quote)]
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else self.quote

    def ids(self, field: str) -> tuple[str, ...]:
        """The entities that the names of a field mean, each once; all must resolve and fit."""
        value = self.proposal.values[field]
        named = [value] if isinstance(value, str) else value or []
        return tuple(dict.fromkeys(each for name in named for each in self._resolve(name, field)))

    def _resolve(self, name: str, field: str) -> tuple[str, ...]:
        found = self.names.find_entities(name, quote=self.quote)
        if not found:
            where = "its kind cannot be told" if find_words(self.reading.text, name) else "the text does not name it"
            raise Refused(f"{field}: {name}: {where}")
        for entity in found:
            if entity.type not in _FITTING[field]:
                raise Refused(f"{field}: {name} is of the type {entity.type}")
        self.entities.update((entity.id, entity) for entity in found)
        return tuple(entity.id for entity in found)

    def words(self, field: str) -> Span | None:
        """Where the words of a field stand: in the sentences of the quote, or else anywhere."""
        value = self.proposal.values[field]
        if value is None:
            return None
        text = self.reading.text
        span = find_words(text, value, within=self.sentences) or find_words(text, value)
        if span is None:
            self.dropped.append(f"left out: {field}: {value}: not in the text")
        return span

    def time(self, field: str, tense: Tense) -> TimeInterval | None:
        """What the words of a field mean as a date, by our own reading of them."""
        span = self.words(field)
        if span is None:
            return None
        found = (e for e in self.reading.times if e.kind == "date" and _overlap(e.span, span))
        intervals = (resolve_time(each, anchor=self.reading.anchor, tense=tense, narrative=None) for each in found)
        interval = next((each for each in intervals if each is not None), None)
        if interval is None:
            self.dropped.append(f"left out: {field}: {span.of(self.reading.text)}: not understood as a date")
        return interval

    def vote(self) -> Vote | None:
        """The result, if all its numbers stand in the sentences of the quote, or before them in the text."""
        value = self.proposal.values["vote"]
        if not value or not any(each is not None for each in value.values()):
            return None
        said = self.sentences.of(self.reading.text)
        numbers = [each for each in value.values() if isinstance(each, int) and not isinstance(each, bool)]
        if not all(re.search(rf"(?<!\d){each}(?!\d)", said) for each in numbers) or (
            value["unanimous"] and "unanim" not in said.lower()
        ):
            self.dropped.append("left out: vote: not in the sentence of the quote")
            return None
        return Vote(**value)


def _event(case: _Case) -> Event:
    values = case.proposal.values
    tense: Tense = "future" if values["factuality"] in ("Planned", "Conditional") else "past"
    return Event(
        "", values["type"], values["factuality"], case.evidence,
        treaties=case.ids("treaties"),
        actors=case.reading.with_principals(case.ids("actors")),
        places=case.ids("places"),
        time=case.time("time", tense),
        effective=case.time("effective", "future"),
        vote=case.vote(),
    )  # fmt: skip


def _claim(case: _Case) -> Claim:
    speakers = case.reading.with_principals(case.ids("speakers"))
    content = case.words("content")
    words = case.reading.doc.char_span(content.start, content.end, alignment_mode="expand") if content else None
    about = case.reading.referents(range(words.start, words.end), ("Treaty",)) if words is not None else ()
    return Claim("", case.proposal.values["type"], case.evidence, speakers, case.ids("targets"), about, content=content)


def _provision(case: _Case) -> Provision:
    document = case.reading.linked.document
    number = (case.proposal.values["article_number"] or "").removeprefix("Article ") or None
    if number is not None and not find_words(case.reading.text, number):
        case.dropped.append(f"left out: article_number: {number}: not in the text")
        number = None
    return Provision(
        "", case.proposal.values["type"], case.evidence,
        treaties=case.ids("treaties"),
        obligors=case.ids("obligors"),
        article_number=number,
        cites=case.ids("cites"),
        trigger=case.words("trigger"),
        quoted=any(q.start <= case.quote.start and case.quote.end <= q.end for q in document.quotations),
    )  # fmt: skip


def _post(case: _Case) -> Post:
    label, holders, of = case.proposal.values["label"], case.ids("holder"), case.ids("of")
    if len(holders) != 1:
        raise Refused(f"holder: {case.proposal.values['holder']}: means several persons")
    if not find_words(case.reading.text.lower(), label.lower()):
        raise Refused(f"label: {label}: not in the text")
    return Post("", label, holders[0], case.evidence, of[0] if of else None)


_RESOLVERS: Final = {"events": _event, "claims": _claim, "provisions": _provision, "posts": _post}


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
