"""Events in sentences as newspapers write them: which are told, how surely, and which states act (tests/sentences/news.toml)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from treatykg.model import Article, Event, Extraction
from treatykg.pipeline import extract

CASES = tomllib.loads((Path(__file__).parent / "sentences" / "news.toml").read_text(encoding="utf-8"))["case"]
UNMET = [case for case in CASES if "fails" in case]
_STATES = ("State", "InternationalOrganization")


def told(extraction: Extraction, event: Event) -> str:
    """The event as the cases write it: "Signature Actual: Chile, Norway"."""
    entities = {entity.id: entity for entity in extraction.entities}
    states = sorted(entities[a].label for a in event.actors if entities[a].type in _STATES)
    return f"{event.type} {event.factuality}: {', '.join(states)}".rstrip()


def cases() -> list[object]:
    """The cases, those not met yet marked with their reason."""
    return [
        pytest.param(
            c, id=c["text"][:60], marks=[pytest.mark.xfail(reason=c["fails"], strict=True)] if "fails" in c else []
        )
        for c in CASES
    ]


def test_all_cases_are_read_and_few_are_unmet():
    """Cases that go missing, or are given up, would leave the test below green."""
    assert len(CASES) >= 155
    assert len(UNMET) <= len(CASES) // 10


@pytest.mark.parametrize("case", cases())
def test_events_of_news(case: dict[str, object]):
    """The sentence tells exactly these events."""
    extraction = extract(Article("case", str(case["text"]), published=date(2024, 11, 10)))
    assert sorted(told(extraction, event) for event in extraction.facts.events) == sorted(case["events"])  # type: ignore[call-overload]
