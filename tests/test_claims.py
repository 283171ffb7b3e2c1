"""Claims: who says what kind of thing at whom, from short texts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from treatykg.model import Article, Claim, Extraction
from treatykg.pipeline import extract

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "sentences" / "claims.toml").read_text(encoding="utf-8")
)["case"]


def test_cases_are_all_read():
    """A file of cases that shrinks unseen would leave the tests below green."""
    assert len(CASES) >= 160


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["behaviour"])
def test_claims_of_a_short_text(case: dict[str, Any]):
    """The text holds exactly these claims, with these speakers and targets."""
    extraction = extract(Article("case", case["text"]))
    found = [told(extraction, claim) for claim in extraction.facts.claims]
    assert sorted(map(sorted_parts, case["claims"])) == sorted(map(sorted_parts, found))


def told(extraction: Extraction, claim: Claim) -> str:
    labels = {e.id: e.label for e in extraction.entities}
    named = [", ".join(labels[e] for e in ids) for ids in (claim.speakers, claim.targets)]
    return f"{claim.type}: {named[0]} -> {named[1]}"


def sorted_parts(claim: str) -> tuple[str, list[str], list[str]]:
    kind, _, rest = claim.partition(":")
    speakers, _, targets = rest.partition("->")
    return kind, sorted(split(speakers)), sorted(split(targets))


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
