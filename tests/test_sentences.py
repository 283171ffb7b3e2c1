"""Where sentences begin: titles, datelines, paragraphs, and lines wrapped by hand."""

from __future__ import annotations

import pytest

from treatykg.model import Article
from treatykg.sentences import read_document

CASES = {
    "a title stands alone": (
        "Oslo hosts talks\n\nMinisters met on Monday. They left.",
        ["Oslo hosts talks", "Ministers met on Monday.", "They left."],
    ),
    "a dateline is no part of the first sentence": (
        "GENEVA, March 3 (Agency) - Norway signed the pact.",
        ["GENEVA, March 3 (Agency) -", "Norway signed the pact."],
    ),
    "a dateline in mixed letters with a numeric day": (
        "Bern, 27.03.2025 - Norway signed the pact.",
        ["Bern, 27.03.2025 -", "Norway signed the pact."],
    ),
    "a line wrapped by hand goes on": (
        "Norway and Sweden signed a treaty on the border in the far\nnorth of both countries. They will meet again.",
        [
            "Norway and Sweden signed a treaty on the border in the far\nnorth of both countries.",
            "They will meet again.",
        ],
    ),
    "a wrapped line goes on with a capital": (
        "The treaty on the border in the far north was signed by\nNorway and Sweden. They will meet again.",
        ["The treaty on the border in the far north was signed by\nNorway and Sweden.", "They will meet again."],
    ),
    "a paragraph may end with one line break": (
        "Norway signed the pact.\nSweden did not.",
        ["Norway signed the pact.", "Sweden did not."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sentence_boundaries(name):
    text, sentences = CASES[name]
    document = read_document(Article("case", text))
    assert [s.span.of(text).strip() for s in document.sentences] == sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He called it “a great step” today.", "“a great step”"),
        ('He called it "a great step" today.', '"a great step"'),
        ("Ein Текст 🕊 “мир” “Frieden für alle” hier.", "“мир”"),
    ],
)
def test_quotations_are_exact(text, words):
    """Offsets are code points of the article's own text, curly quotes and emoji included."""
    assert words in [q.of(text) for q in read_document(Article("case", text)).quotations]


def test_white_space_only_has_no_facts_to_trip_over():
    assert read_document(Article("case", " \n ")).quotations == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Norway signed the treaty with Sweden. The President spoke.", []),
        (
            "Norway signed. Jane Castlemore, 🕊 “la ministre”, met Otto Brandvik in Oslo. They left.",
            ["Jane Castlemore", "Otto Brandvik"],
        ),
        (
            "Jane Castlemore met the King. It rained. Otto Brandvik met Jane Castlemore.",
            ["Jane Castlemore", "Otto Brandvik", "Jane Castlemore"],
        ),
        (" \n ", []),
    ],
)
def test_unknown_people_are_named(text, named):
    """The model is asked only where a name is unknown; its answers stand at their own places in the article."""
    persons = [entity for entity in read_document(Article("case", text)).doc.ents if entity.label_ == "PERSON"]
    assert [text[entity.start_char : entity.end_char] for entity in persons] == named
