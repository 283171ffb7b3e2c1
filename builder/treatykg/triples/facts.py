"""Events, claims, provisions and offices as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import ORG, RDF, RDFS

from treatykg.model import Article, Claim, Event, Post, Provision, Span, TimeInterval, Vote
from treatykg.triples.evidence import extractors, passages_of_event, quote_of
from treatykg.triples.terms import (
    Names,
    Statement,
    Term,
    Values,
    counts,
    days,
    decimal,
    describe,
    edtf,
    nodes,
    texts,
    truths,
)
from treatykg.vocab import DATE_DERIVATION, FACTUALITY, OBLIGATION, TREATY


def event_statements(event: Event, names: Names) -> Iterator[Statement]:
    """What the article says of one event."""
    (subject,) = names.of(event.id)
    values: dict[str, Iterable[Term]] = {
        RDF.type: nodes(TREATY[event.type], TREATY.Event),
        TREATY.concerns: names.of(*event.treaties),
        TREATY.actor: names.of(*event.actors),
        TREATY.place: names.of(*event.places),
        TREATY.factuality: nodes(FACTUALITY[event.factuality]),
        TREATY.conditionalOn: names.of(*event.conditional_on),
        TREATY.confidence: (decimal(event.confidence),),
        TREATY.extractor: texts(*extractors(event.evidence)),
        TREATY.evidence: names.evidence(passages_of_event(event)),
        **_time_values(event.time),
        **_vote_values(event.vote or Vote()),
    }
    if event.effective is not None:
        values[TREATY.effectiveDate] = (edtf(event.effective.edtf),)
    return describe(subject, values)


def claim_statements(claim: Claim, names: Names, article: Article) -> Iterator[Statement]:
    """What the article says of one claim."""
    (subject,) = names.of(claim.id)
    values: Values = {
        RDF.type: nodes(TREATY[claim.type], TREATY.Claim),
        TREATY.speaker: names.of(*claim.speakers),
        TREATY.unnamedSource: () if claim.speakers else truths(True),
        TREATY.target: names.of(*claim.targets),
        TREATY.about: names.of(*claim.about),
        TREATY.respondsTo: names.of(*claim.responds_to),
        TREATY.content: _words(claim.content, article),
        TREATY.confidence: (decimal(claim.confidence),),
        TREATY.extractor: texts(*extractors(claim.evidence)),
        TREATY.evidence: names.evidence(claim.evidence),
    }
    return describe(subject, values)


def provision_statements(provision: Provision, names: Names, article: Article) -> Iterator[Statement]:
    """What the article says of one provision."""
    (subject,) = names.of(provision.id)
    values: Values = {
        RDF.type: nodes(TREATY.Provision),
        TREATY.partOf: names.of(*provision.treaties),
        TREATY.obligationType: nodes(OBLIGATION[provision.type]),
        TREATY.obligor: names.of(*provision.obligors),
        TREATY.articleNumber: texts(provision.article_number),
        TREATY.cites: names.of(*provision.cites),
        TREATY.trigger: _words(provision.trigger, article),
        TREATY.quoted: truths(provision.quoted),
        TREATY.confidence: (decimal(provision.confidence),),
        TREATY.extractor: texts(*extractors(provision.evidence)),
        TREATY.evidence: names.evidence(provision.evidence),
    }
    return describe(subject, values)


def post_statements(post: Post, names: Names) -> Iterator[Statement]:
    """What the article says of one office."""
    (subject,) = names.of(post.id)
    values: Values = {
        RDF.type: nodes(ORG.Post),
        RDFS.label: texts(post.label),
        ORG.heldBy: names.of(post.holder),
        ORG.postIn: names.of(post.of),
        TREATY.evidence: names.evidence(post.evidence),
    }
    return describe(subject, values)


def _time_values(time: TimeInterval | None) -> Values:
    """The interval of an event; of an open one only the bound that is known."""
    if time is None:
        return {}
    return {
        TREATY.date: (edtf(time.edtf),),
        TREATY.earliestDate: days(time.earliest),
        TREATY.latestDate: days(time.latest),
        TREATY.dateDerivation: nodes(DATE_DERIVATION[time.derivation]),
    }


def _vote_values(vote: Vote) -> Values:
    return {
        TREATY.votesFor: counts(vote.votes_for),
        TREATY.votesAgainst: counts(vote.votes_against),
        TREATY.abstentions: counts(vote.abstentions),
        TREATY.unanimous: truths(vote.unanimous),
    }


def _words(span: Span | None, article: Article) -> tuple[Term, ...]:
    return texts(quote_of(article, span, rule="content or trigger")) if span is not None else ()
