"""Coverage: the sentences that speak of a treaty and from which nothing was taken, and why. Nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatykg.facts.frames import event_frames
from treatykg.facts.reading import Reading
from treatykg.model import Facts, Gap, Sentence, Span


def find_gaps(reading: Reading, facts: Facts) -> tuple[Gap, ...]:
    """Return a gap for each sentence with a treaty cue and no evidence of a fact, in the order of the text."""
    said = [fact.evidence for kind in (facts.events, facts.claims, facts.provisions, facts.posts) for fact in kind]
    spans = sorted({e.span for evidence in said for e in evidence})
    silent = _without(reading.linked.document.sentences, spans)
    return tuple(gap for sentence in silent for gap in _gap(reading, sentence))


def _without(sentences: Sequence[Sentence], spans: Sequence[Span]) -> Iterator[Sentence]:
    """The sentences that none of the spans, sorted, reaches into; both are walked through once, side by side."""
    waiting = iter(spans)
    following = next(waiting, None)
    reached = 0  # how far the spans that begin before the end of the sentence go
    for sentence in sentences:
        while following is not None and following.start < sentence.span.end:
            reached = max(reached, following.end)
            following = next(waiting, None)
        if reached <= sentence.span.start:
            yield sentence


def _gap(reading: Reading, sentence: Sentence) -> Iterator[Gap]:
    tokens = range(sentence.first_token, sentence.end_token)
    treaties = reading.referents(tokens, ("Treaty",))
    evoking = [
        p for t in tokens if (p := reading.predicates.get(t)) is not None and (p.kind, p.lemma) in event_frames()
    ]
    if evoking and treaties:
        yield Gap(
            sentence,
            reading.doc[evoking[0].token].text,
            "a word of treaty law, but nobody or nothing it could be said of",
        )
    elif treaties:
        yield Gap(sentence, reading.entity(treaties[0]).label, "a treaty is named, but no frame of the lexicon fits")
