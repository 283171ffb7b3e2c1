"""Every entry of the lexicon finds its example and passes over what only looks like it."""

from __future__ import annotations

import pytest

from treatykg.facts.frames import ClaimFrame, Frame, claim_frames, event_frames
from treatykg.model import Article, Facts
from treatykg.pipeline import extract

EVENTS = sorted({f.id: f for frames in event_frames().values() for f in frames}.values(), key=lambda f: f.id)
CLAIMS = sorted({f.id: f for frames in claim_frames().values() for f in frames}.values(), key=lambda f: f.id)


def facts_of(text: str) -> Facts:
    return extract(Article("example", text)).facts


def rules_of(text: str) -> set[str]:
    facts = facts_of(text)
    return {evidence.rule for fact in (*facts.events, *facts.claims) for evidence in fact.evidence}


def test_lexicon_is_as_large_as_we_think():
    """A lexicon that shrinks unseen would leave the tests below green."""
    assert len(EVENTS) >= 348
    assert len(CLAIMS) >= 30


@pytest.mark.parametrize("frame", EVENTS, ids=lambda f: f.id)
def test_event_frame_finds_its_example(frame: Frame):
    """The example becomes an event of the frame's type, found by the frame."""
    events = facts_of(frame.example).events
    assert frame.id in {evidence.rule for event in events for evidence in event.evidence}
    assert frame.event in {event.type for event in events}


@pytest.mark.parametrize("frame", EVENTS, ids=lambda f: f.id)
def test_event_frame_passes_over_what_only_looks_like_it(frame: Frame):
    """The counterexample is not found by the frame."""
    assert frame.id not in rules_of(frame.silent_on)


@pytest.mark.parametrize("frame", CLAIMS, ids=lambda f: f.id)
def test_claim_frame_finds_its_example(frame: ClaimFrame):
    """The example becomes a claim, found by the frame."""
    assert frame.id in rules_of(frame.example)


@pytest.mark.parametrize("frame", CLAIMS, ids=lambda f: f.id)
def test_claim_frame_passes_over_what_only_looks_like_it(frame: ClaimFrame):
    """The counterexample is not found by the frame."""
    assert frame.id not in rules_of(frame.silent_on)
