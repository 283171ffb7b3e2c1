"""Offices as facts: who held which post of what."""

from __future__ import annotations

from datetime import date

import pytest

from treatykg.entities import link_entities
from treatykg.facts.posts import find_posts
from treatykg.gazetteer import load_gazetteer
from treatykg.mentions import find_mentions
from treatykg.model import Article, Post
from treatykg.sentences import read_document


def posts_of(text: str) -> tuple[Post, ...]:
    document = read_document(Article("sample", text, published=date(2024, 9, 1)))
    return find_posts(link_entities(document, find_mentions(document, load_gazetteer()), load_gazetteer()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru's president, Ana Quispe, signed.", [("person/ana-quispe", "president", "state/PER")]),
        (
            "Ana Quispe, the then foreign minister of Peru, signed.",
            [("person/ana-quispe", "foreign minister", "state/PER")],
        ),
        ("Former Peruvian Prime Minister Ana Quispe signed.", [("person/ana-quispe", "Prime Minister", "state/PER")]),
        ("Ana Quispe spoke as defence minister of Peru.", [("person/ana-quispe", "defence minister", "state/PER")]),
        ("Ana Quispe is the ambassador of Peru.", [("person/ana-quispe", "ambassador", "state/PER")]),
        ("Peru's Ana Quispe, a lawyer, signed.", []),
        ("Ana Quispe met a Peruvian minister.", []),
    ],
)
def test_posts(text, expected):
    """Titles lose country, article and time; what is no office is no post."""
    assert [(post.holder, post.label, post.of) for post in posts_of(text)] == expected


def test_post_is_named_by_content_and_has_exact_evidence():
    """Two articles about one office give one id; the evidence is the words that say it."""
    text = "Peru's president, Ana Quispe, signed."
    (post,) = posts_of(text)
    (again,) = posts_of("It is raining. " + text)
    assert post.id == again.id
    assert post.evidence[0].span.of(text) == "Peru's president, Ana Quispe"
