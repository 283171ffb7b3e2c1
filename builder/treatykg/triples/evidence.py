"""Evidence: every fact stands on exact words of the article, or the build fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rdflib.namespace import RDF

from treatykg.errors import EvidenceError
from treatykg.model import Article, Claim, Entity, Event, Evidence, Extraction, Post, Provision, Span
from treatykg.triples.terms import Names, Statement, Values, counts, describe, nodes, texts
from treatykg.vocab import TREATY

_Found: TypeAlias = Entity | Event | Claim | Provision | Post


def quote_of(article: Article, span: Span, *, rule: str) -> str:
    """The words of the article at `span`.

    :raises EvidenceError: if there are none, because the span is empty, outside the text or all white space
    """
    quote = span.of(article.text)
    if span.start < 0 or len(quote) != span.end - span.start or not quote.strip():
        raise EvidenceError(
            f"{article.id}: rule {rule}: no words at [{span.start}, {span.end}) of {len(article.text)} code points: "
            "please report this defect with the article"
        )
    return quote


def check_evidence(extraction: Extraction) -> None:
    """Check that everything found carries evidence, and that facts speak only of what the article names.

    :raises EvidenceError: naming the first entity or fact without evidence, or the first unknown reference
    """
    found = _found(extraction)
    for each in found:
        if not each.evidence:
            raise EvidenceError(f"{extraction.article.id}: {each.id} has no evidence: please report this defect")
    known = {each.id for each in found}
    for owner, references in _references(extraction):
        if unknown := sorted(set(references) - known):
            raise EvidenceError(
                f"{extraction.article.id}: {owner} refers to {', '.join(unknown)}, for which there is no evidence: "
                "please report this defect with the article"
            )


def evidence_statements(passages: Iterable[Evidence], article: Article, names: Names) -> Iterator[Statement]:
    """The nodes of passages: source, offsets, quote and rule.

    :raises EvidenceError: if a passage is not in the text
    """
    for passage in sorted(set(passages), key=lambda each: (each.span, each.rule)):
        (subject,) = names.evidence((passage,))
        values: Values = {
            RDF.type: nodes(TREATY.Evidence),
            TREATY.source: (names.article,),
            TREATY.start: counts(passage.span.start),
            TREATY.end: counts(passage.span.end),
            TREATY.quote: texts(quote_of(article, passage.span, rule=passage.rule)),
            TREATY.rule: texts(passage.rule),
        }
        yield from describe(subject, values)


def passages_of_event(event: Event) -> tuple[Evidence, ...]:
    """The passages that say an event, and those that say its times where they are not part of the former."""
    times = (Evidence(time.span, time.rule) for time in (event.time, event.effective) if time is not None)
    return (*event.evidence, *(each for each in times if not any(_covers(said, each) for said in event.evidence)))


def passages_of(extraction: Extraction) -> Iterator[Evidence]:
    """All passages that entities and facts stand on."""
    for found in _found(extraction):
        yield from passages_of_event(found) if isinstance(found, Event) else found.evidence


def extractors(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The kinds of extractor that found a fact, sorted; none when it was the lexicon alone, which goes without saying."""
    kinds = tuple(sorted({each.extractor for each in evidence}))
    return () if kinds == ("lexicon",) else kinds


def _found(extraction: Extraction) -> tuple[_Found, ...]:
    facts = extraction.facts
    return (*extraction.entities, *facts.events, *facts.claims, *facts.provisions, *facts.posts)


def _covers(one: Evidence, other: Evidence) -> bool:
    return one.span.start <= other.span.start and other.span.end <= one.span.end


def _references(extraction: Extraction) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The id of each fact and all the ids that it refers to."""
    facts = extraction.facts
    for event in facts.events:
        yield event.id, (*event.treaties, *event.actors, *event.places, *event.conditional_on)
    for claim in facts.claims:
        yield claim.id, (*claim.speakers, *claim.targets, *claim.about, *claim.responds_to)
    for provision in facts.provisions:
        yield provision.id, (*provision.treaties, *provision.obligors, *provision.cites)
    for post in facts.posts:
        yield post.id, (post.holder, post.of) if post.of is not None else (post.holder,)
