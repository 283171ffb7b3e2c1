"""The coverage report: each sentence with a treaty cue from which nothing was taken, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from treatykg.model import Claim, Event, Extraction, Facts, Gap, Post, Provision, Sentence, Span

_WIDTH = 100
_EXPLANATION = "Sentences that speak of treaties, but from which no event, claim, provision or office was taken."


def to_text(extractions: Sequence[Extraction]) -> str:
    """The report on the articles, in their order; sentences are counted from 1, offsets are code points of the text."""
    blocks = [_EXPLANATION, *("\n".join(_lines(extraction)) for extraction in extractions)]
    return "\n\n".join(blocks) + "\n"


def covered_sentences(sentences: Sequence[Sentence], facts: Facts) -> frozenset[int]:
    """The indices of the sentences that hold words of an event, claim, provision or office."""
    found: tuple[Event | Claim | Provision | Post, ...] = (
        *facts.events,
        *facts.claims,
        *facts.provisions,
        *facts.posts,
    )
    spans = [evidence.span for fact in found for evidence in fact.evidence]
    return frozenset(s.index for s in sentences if any(_overlap(s.span, span) for span in spans))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _lines(extraction: Extraction) -> Iterator[str]:
    covered = len(covered_sentences(extraction.sentences, extraction.facts))
    total, gaps = len(extraction.sentences), len(extraction.gaps)
    yield f"{extraction.article.id}: {total} sentences, {covered} with facts, {gaps} with a cue but without a fact"
    for gap in extraction.gaps:
        yield from _gap_lines(gap, extraction.article.text)


def _gap_lines(gap: Gap, text: str) -> Iterator[str]:
    span = gap.sentence.span
    yield f"  sentence {gap.sentence.index + 1} [{span.start}, {span.end}), cue “{gap.cue}”: {gap.reason}"
    words = " ".join(span.of(text).split())
    yield from textwrap.wrap(words, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
