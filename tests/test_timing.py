"""When and where it happened: one text and one word of it a case (tests/sentences/timing.toml)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from treatykg.facts import Reading
from treatykg.facts.announcing import find_announced
from treatykg.facts.places import find_places
from treatykg.facts.timing import find_effective, find_time
from treatykg.model import Article, TimeInterval
from treatykg.pipeline import understand
from treatykg.predicates import Predicate

CASES = tomllib.loads((Path(__file__).parent / "sentences" / "timing.toml").read_text(encoding="utf-8"))["case"]
TODAY = date(2024, 11, 10)


@cache
def read(text: str) -> Reading:
    return understand(Article("case", text, published=TODAY)).reading


def predicate_of(reading: Reading, word: str) -> Predicate:
    return next(reading.predicates[t.i] for t in reading.doc if t.text == word)


def written(time: TimeInterval | None) -> str:
    """The interval as the cases write it: a day, "first/last", or an open end."""
    if time is None:
        return ""
    first, last = time.earliest or "", time.latest or ""
    return str(first) if first == last else f"{first}/{last}"


def cases_with(key: str) -> list[pytest.param]:
    return [pytest.param(case, id=case["behaviour"]) for case in CASES if key in case]


def test_all_cases_are_read():
    assert len(CASES) == 135
    assert (len(cases_with("time")), len(cases_with("place")), len(cases_with("effective"))) >= (75, 24, 3)
    assert len(cases_with("announced")) >= 9


@pytest.mark.parametrize("case", cases_with("time"))
def test_time(case):
    reading = read(case["text"])
    event = case.get("event", "Signature")
    assert written(find_time(reading, predicate_of(reading, case["word"]), None, event)) == case["time"]


@pytest.mark.parametrize("case", cases_with("announced"))
def test_announced(case):
    reading = read(case["text"])
    time, _ = find_announced(reading, predicate_of(reading, case["word"]), case.get("event", "Signature"))
    assert written(time) == case["announced"]


@pytest.mark.parametrize("case", cases_with("place"))
def test_place(case):
    reading = read(case["text"])
    places = find_places(reading, predicate_of(reading, case["word"]), event=case.get("event"))
    assert [reading.entity(place).label for place in places] == ([case["place"]] if case["place"] else [])


@pytest.mark.parametrize("case", cases_with("effective"))
def test_effective(case):
    reading = read(case["text"])
    event = case.get("event", "Signature")
    assert written(find_effective(reading, predicate_of(reading, case["word"]), event)) == case["effective"]


OCCASIONS = {
    "Fiji and Tonga signed a reef treaty in Suva on Monday. Chile waits. An accord on ferries was also signed.": [
        "2024-11-04"
    ]
    * 2,
    "Fiji signed a reef treaty in Suva on Monday. Peru has also signed a tuna accord with Chile.": ["2024-11-04", ""],
}


@pytest.mark.parametrize("text", OCCASIONS)
def test_what_was_also_done_was_done_on_that_occasion(text: str) -> None:
    """Without a doer, "also" points to the event of its kind told before; with one, it only compares."""
    events = understand(Article("case", text, published=TODAY)).extraction.facts.events
    assert [written(e.time) for e in events if e.type == "Signature"] == OCCASIONS[text]
