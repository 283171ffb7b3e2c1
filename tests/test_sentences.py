"""Where sentences begin: titles, datelines, paragraphs, and lines wrapped by hand."""

from __future__ import annotations

import numpy as np
import pytest

from treatykg.model import Article
from treatykg.sentences import load_model, load_parser, read_document, read_documents

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


TEXTS = [
    "",
    "Let's not pretend: there is no treaty, and we ain't gonna sign one. Y'all got ta wait, c'mon.",
    "They've been told that it's his, hers or theirs; he'd signed, she wo n't. There were two drafts.",
    "NORWAY SIGNS\n\nOslo, 3 May (Agency) - But for the vote, which no one saw, it did what it had to do.",
    " \n ",
    "«La ministre» Jane Castlemore 🕊 met Otto Brandvik in 1998, as the one who has the pen does.",
    *(text for text, _ in CASES.values()),
]


def described(doc):
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


def test_articles_read_together_are_read_as_alone():
    """Nothing of a parse depends on the articles beside it: graphs stay the same bytes however a corpus is built."""
    articles = [Article(str(number), text) for number, text in enumerate(TEXTS)]
    together = [described(document.doc) for document in read_documents(articles)]
    assert together == [described(read_document(article).doc) for article in articles]


def test_the_quick_vectors_are_those_of_the_model():
    """Another library multiplies them; only the last digits may differ."""
    for text in TEXTS:
        quick, plain = load_parser()(text), load_model()(text)
        assert quick.tensor.shape == plain.tensor.shape
        assert np.allclose(quick.tensor, plain.tensor, atol=1e-4)


def test_remembered_attributes_are_those_of_the_model():
    """A word in a role gets what spaCy's attribute ruler says, each time it is asked."""
    ruler = load_model().get_pipe("attribute_ruler")
    for text in TEXTS * 2:
        document = read_document(Article("case", text))
        plain = document.doc.copy()
        for token in plain:
            token.pos_, token.lemma_ = "", ""
            token.set_morph("")
        found = [(t.pos_, str(t.morph), t.dep_, t.tag_) for t in ruler(plain)]
        assert found == [(t.pos_, str(t.morph), t.dep_, t.tag_) for t in document.doc]
        irregular = [(t.lemma_, own.lemma_) for t, own in zip(plain, document.doc, strict=True) if t.lemma_]
        assert all(lemma == own for lemma, own in irregular)
