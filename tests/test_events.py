"""Which events a sentence tells, with whom and about what: one or two sentences a case (tests/sentences/events.toml)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from treatykg.facts.drafts import Draft
from treatykg.facts.merging import merge_drafts, times_agree
from treatykg.facts.votes import read_vote
from treatykg.model import Article, Extraction, Span, TimeInterval, Vote
from treatykg.pipeline import extract

CASES = tomllib.loads((Path(__file__).parent / "sentences" / "events.toml").read_text(encoding="utf-8"))["case"]


def events_of(extraction: Extraction) -> list[dict[str, Any]]:
    """The events as the cases write them."""
    labels = {entity.id: entity.label for entity in extraction.entities}
    return [
        {
            "type": event.type,
            "actors": [labels[actor] for actor in event.actors],
            "treaty": labels[event.treaties[0]] if event.treaties else "",
            "factuality": event.factuality,
        }
        for event in extraction.facts.events
    ]


def test_all_cases_are_read():
    """Cases that go missing would leave the test below green."""
    assert len(CASES) >= 199


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["behaviour"])
def test_events_of_a_sentence(case):
    """The sentence tells exactly these events."""
    found = events_of(extract(Article("case", case["text"], published=date(2024, 11, 10))))
    assert found == case["events"]


def draft(**fields: Any) -> Draft:
    """A signing of one treaty, with what the test cares about changed."""
    told: dict[str, Any] = {
        "type": "Signature",
        "token": 0,
        "frame": "signature.sign",
        "factuality": "Actual",
        "evidence": (),
        "sentence": 0,
        "treaties": ("t",),
    }
    return Draft(**(told | fields))


def on(day: int) -> TimeInterval:
    """One day of May 2024."""
    when = date(2024, 5, day)
    return TimeInterval(when, when, when.isoformat(), "Explicit", Span(0, 0), "test")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (draft(actors=("a", "b")), draft(), True),
        (draft(actors=("a",)), draft(actors=("a", "b")), True),
        (draft(actors=("a",)), draft(actors=("b",)), True),
        (draft(actors=("a",)), draft(actors=("b",), sentence=1), False),
        (draft(actors=("a",)), draft(actors=("a",), treaties=("u",)), False),
        (draft(actors=("a",)), draft(actors=("a",), factuality="Negated"), False),
        (draft(actors=("a",), in_title=True), draft(actors=("a",), factuality="Planned", sentence=1), True),
        (draft(type="DomesticApproval", actors=("a",)), draft(type="DomesticApproval", actors=("b",)), False),
        (draft(actors=("a",), time=on(1)), draft(actors=("a",), time=on(2)), False),
    ],
    ids=[
        "without actors",
        "further actors",
        "together in one sentence",
        "others in another sentence",
        "another treaty",
        "did and did not",
        "a headline's certainty",
        "two chambers",
        "two days",
    ],
)
def test_mentions_of_one_happening_are_joined(first: Draft, second: Draft, joined: bool):
    """What contradicts stays apart; everything else is one event."""
    assert (len(merge_drafts([first, second])) == 1) is joined


def test_the_certainty_of_the_body_wins_over_the_headline():
    """ "Norway signs treaty" above "Norway will sign the treaty on Friday" is planned."""
    headline, body = draft(actors=("a",), in_title=True), draft(actors=("a",), factuality="Planned", sentence=1)
    (event,) = merge_drafts([headline, body])
    assert event.factuality == "Planned"


def test_an_unknown_time_agrees_with_every_time():
    """Only two known times can contradict each other."""
    assert times_agree(None, on(1))
    assert times_agree(on(1), on(1))
    assert not times_agree(on(1), on(2))


@pytest.mark.parametrize(
    ("words", "vote"),
    [
        ("It passed by 385 votes to 41.", Vote(385, 41, None, None)),
        ("It passed 69-27.", Vote(69, 27, None, None)),
        ("The house adopted it unanimously.", Vote(None, None, None, True)),
        ("It passed by 120 to 30, with two abstentions.", Vote(120, 30, 2, None)),
        ("287 deputies voted for, 55 against.", Vote(287, 55, None, None)),
        ("It was signed on 5-6 May.", None),
        ("It binds 10 to 12 states.", None),
    ],
)
def test_results_of_votes_are_read(words: str, vote: Vote | None):
    """Numbers count only where the words say what they count."""
    assert read_vote(words) == vote
