"""Who did what to whom, and how certainly: one sentence a case (tests/sentences/predicates.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from treatykg.model import Article
from treatykg.predicates import read_predicates
from treatykg.sentences import read_document

CASES = tomllib.loads((Path(__file__).parent / "sentences" / "predicates.toml").read_text(encoding="utf-8"))["case"]


def test_all_cases_are_read():
    assert len(CASES) == 154


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["behaviour"])
def test_predicate(case):
    document = read_document(Article("case", case["sentence"]))
    token = next(t for t in document.doc if t.text == case["word"])
    predicate = read_predicates(document)[token.i]
    for role in ("subject", "object"):
        if role in case:
            assert [document.doc[t].text for t in predicate.fillers(role)] == case[role]
    for attribute in ("factuality", "tense", "lemma"):
        if attribute in case:
            assert getattr(predicate, attribute) == case[attribute]
