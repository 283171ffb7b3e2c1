"""Who is named and who is the same: the sentences of tests/sentences/entities.toml, and what must hold for any text."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from treatykg.entities import LinkedDocument, link_entities
from treatykg.gazetteer import load_gazetteer
from treatykg.mentions import find_mentions
from treatykg.model import Article
from treatykg.sentences import read_document

CASES = tomllib.loads((Path(__file__).parent / "sentences" / "entities.toml").read_text(encoding="utf-8"))["case"]
KEYS = {"name", "text", "entities", "not", "posts", "refers", "parties", "count", "types"}


def link(text: str, published: date | None = date(2024, 9, 1)) -> LinkedDocument:
    document = read_document(Article("sample", text, published=published))
    return link_entities(document, find_mentions(document, load_gazetteer()), load_gazetteer())


def token_of(linked: LinkedDocument, word: str) -> int:
    """The index of a word: "it", or "treaty#2" for its second occurrence."""
    text, _, number = word.partition("#")
    return [token.i for token in linked.document.doc if token.text == text][int(number or 1) - 1]


def test_sentences_are_collected():
    """A suite that reads its cases from a file says how many there are, and knows all their keys."""
    assert len(CASES) == 117
    assert all(set(case) <= KEYS for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_sentence(case):
    """Each sample names just what its case says."""
    linked = link(case["text"])
    labels = {entity.id: entity.label for entity in linked.entities.values()}
    typed = {f"{entity.type}: {entity.label}" for entity in linked.entities.values()}
    counts = Counter(entity.type for entity in linked.entities.values())
    assert set(case.get("entities", ())) <= typed
    assert not {*case.get("not", ())} & {*typed, *labels.values()}
    assert Counter(case.get("types", ())) - counts == Counter()
    assert {kind: counts[kind] for kind in case.get("count", {})} == case.get("count", {})
    posts = {f"{labels[held.person]} | {held.title} | {labels.get(held.of)}" for held in linked.affiliations}
    assert set(case.get("posts", ())) <= posts
    for word, meant in case.get("refers", {}).items():
        assert [labels[each] for each in linked.refer(token_of(linked, word))] == meant, word
    parties = {labels[party] for entity in linked.entities.values() for party in entity.parties}
    assert set(case.get("parties", ())) <= parties


TEXTS = [case["text"] for case in CASES]


@pytest.mark.parametrize("text", TEXTS, ids=[case["name"] for case in CASES])
def test_evidence_is_exact_and_complete(text):
    """Every entity has evidence within the text; every alias is words of the text; ids point to entities."""
    linked = link(text)
    for entity in linked.entities.values():
        assert entity.evidence
        assert all(0 <= each.span.start < each.span.end <= len(text) and each.rule for each in entity.evidence)
        assert all(name in " ".join(text.split()) for name in entity.aliases)
        assert {*entity.acts_for, *entity.parties} <= set(linked.entities)
    assert all(set(found) <= set(linked.entities) for found in linked.referents.values())


def test_same_text_gives_same_entities():
    """Nothing depends on the order of sets or on what was read before."""
    text = " ".join(TEXTS)
    first, second = link(text), link(text)
    assert list(first.entities.values()) == list(second.entities.values())
    assert first.referents == second.referents
    assert first.affiliations == second.affiliations


def test_principals_follow_who_acts_for_whom():
    """A spokeswoman of a ministry speaks for the ministry and its state."""
    linked = link("Baiba Kalna, spokeswoman of the Latvian Ministry of Finance, told Riga's critics to wait.")
    person = next(entity.id for entity in linked.entities.values() if entity.type == "Person")
    labels = [linked.entities[each].label for each in linked.principals(person)]
    assert labels == ["Latvian Ministry of Finance", "Latvia"]


@pytest.mark.parametrize("text", ["", " \n\n ", "?!", "it", "The the the of of.", "«»", "President", "of the treaty"])
def test_odd_prose_never_raises(text):
    """Texts without sense give fewer facts, not errors."""
    assert link(text).entities is not None


def test_leader_in_office_is_known_by_surname():
    """A surname with its title is the known holder at the time of the article, not at another."""
    now = link("President Macron welcomed the treaty.", date(2024, 9, 1))
    then = link("President Macron welcomed the treaty.", date(1950, 9, 1))
    assert [e.wikidata for e in now.entities.values() if e.type == "Person"] == ["Q3052772"]
    assert [e.wikidata for e in then.entities.values() if e.type == "Person"] == [None]
