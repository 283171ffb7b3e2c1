"""The articles of the benchmark keep the shapes: news as it is written, not as we make it up for a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatykg.articles import read_articles
from treatykg.gazetteer import load_gazetteer
from treatykg.model import Article
from treatykg.pipeline import extract
from treatykg.triples import to_dataset
from treatykg.validation import check_quickly

FOLDER = Path(__file__).parent.parent / "benchmarks" / "treatynews"
PARTS = ("articles", "own", "third", "fourth", "newsroom")
FILES = sorted(path for part in PARTS for path in (FOLDER / part).rglob("*.txt"))
PROVINCE = (
    "The Ganges treaty was signed in 1996. West Bengal objects. "
    '"We were not asked," its chief minister, Mira Sen, said on Monday.'
)


def violations(article: Article) -> list[str]:
    dataset = to_dataset(extract(article), background=load_gazetteer())
    return [finding.message for finding in check_quickly(dataset).findings if finding.severity == "violation"]


def test_the_articles_are_all_there():
    """None goes unseen."""
    assert len(FILES) == 290


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_articles_of_the_benchmark_conform(path):
    """Whatever is found in them, it is said in the terms of the contract."""
    (article,) = read_articles(path)
    assert violations(article) == []


def test_a_province_is_no_agent():
    """Its chief minister speaks, and holds an office; of what, the contract has no word for."""
    article = Article("province", PROVINCE)
    facts = extract(article).facts
    assert violations(article) == []
    assert [(post.label, post.of) for post in facts.posts] == [("chief minister", None)]
    assert not any(speaker.startswith("place/") for claim in facts.claims for speaker in claim.speakers)
