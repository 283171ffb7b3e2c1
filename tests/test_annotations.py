"""The evidence as Web Annotations: valid by the W3C's model, and word for word what the article says."""

from __future__ import annotations

import json
from functools import cache

import pytest

from facts_example import ARTICLE, ENTITIES, EXTRACTION, FIJI, TEXT, with_label
from treatykg.export import to_annotations
from treatykg.identifiers import to_iri
from treatykg.inference import infer
from treatykg.triples import Dataset, to_dataset

# https://www.w3.org/TR/annotation-model/#motivation-and-purpose
PURPOSES = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


@cache
def page():
    dataset = to_dataset(EXTRACTION)
    return json.loads(to_annotations(dataset | infer(dataset)))


def selectors(annotation):
    return {each["type"]: each for each in annotation["target"]["selector"]}


def test_the_page_is_one_of_annotations():
    """Sections 3.1 and 5.2 of the model: context, id, type and a list of items with ids of their own."""
    assert (page()["@context"], page()["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    ids = [each["id"] for each in page()["items"]]
    assert len(set(ids)) == len(ids) > 30
    assert all(each["type"] == "Annotation" and each["motivation"] in PURPOSES for each in page()["items"])


def test_each_quote_is_the_text_at_its_place():
    """In code points, behind an emoji too; what stands around it makes it findable after the text has moved."""
    for annotation in page()["items"]:
        quote, place = (selectors(annotation)[name] for name in ("TextQuoteSelector", "TextPositionSelector"))
        assert TEXT[place["start"] : place["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
        assert TEXT.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
        assert len(quote["prefix"]) <= 32 >= len(quote["suffix"])


def test_each_passage_of_each_thing_is_there():
    """As many annotations as pieces of evidence."""
    facts = EXTRACTION.facts
    found = (*ENTITIES, *facts.events, *facts.claims, *facts.provisions, *facts.posts)
    sources = {
        (body["source"]) for each in page()["items"] for body in each["body"] if body["type"] == "SpecificResource"
    }
    assert sources == {to_iri(each.id) for each in found}


@pytest.mark.parametrize(
    ("thing", "name", "motivation"),
    [
        (FIJI, "Fiji (State)", "identifying"),
        ("event/reef-signed", "Signature: Reef Protection Treaty (Actual)", "describing"),
        ("claim/breach", "Accusation: Tonga", "describing"),
        ("provision/consult", "Consultation: Reef Protection Treaty", "describing"),
        ("post/minister", "Foreign Minister (Post)", "describing"),
    ],
)
def test_bodies_are_the_iri_and_a_name(thing, name, motivation):
    """For programs and for people."""
    items = [each for each in page()["items"] if each["body"][0]["source"] == to_iri(thing)]
    assert items
    for each in items:
        assert each["motivation"] == motivation
        assert each["body"][1]["value"] == name
        assert {body["purpose"] for body in each["body"]} <= PURPOSES


def test_the_target_is_the_article():
    """By its IRI, with its address as scope."""
    target = page()["items"][0]["target"]
    assert target["source"] == "https://w3id.org/treatykg/id/article/reef-pact"
    assert target["scope"] == ARTICLE.url


def test_without_the_text_the_words_alone_remain():
    """For texts that may not be passed on."""
    items = json.loads(to_annotations(to_dataset(EXTRACTION, include_text=False)))["items"]
    assert len(items) == len(page()["items"])
    assert not {"prefix", "suffix"}.intersection(*(selectors(each)["TextQuoteSelector"] for each in items))


def test_equal_datasets_give_equal_bytes():
    """Sorted by article and place; nothing gives an empty page."""
    dataset = to_dataset(with_label('<b>"\\\u2028 🚢'))
    assert to_annotations(dataset) == to_annotations(Dataset.of(reversed(dataset.quads)))
    assert json.loads(to_annotations(Dataset()))["items"] == []
