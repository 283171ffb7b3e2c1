"""Everything in a graph can be followed to the words that say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatykg.errors import GraphError
from treatykg.explain import Context, Fact, Passage, explain_node, explain_sentence
from treatykg.model import Span
from treatykg.store import load_store

ID = "https://w3id.org/treatykg/id/"
ONTOLOGY = "https://w3id.org/treatykg/ontology#"
PACT = f"{ID}article/pact"
FIRST = Context(2, Span(18, 46), "Norway signed the Oslo Pact.")
THIRD = Context(4, Span(58, 74), "Norway likes it.")


@pytest.fixture(scope="module")
def store():
    return load_store(Path(__file__).parent / "graphs" / "small.trig")


@pytest.mark.parametrize("name", [f"{ID}state/NOR", "state/NOR", "NOR"])
def test_a_thing_has_its_words_in_their_sentences(store, name):
    """The end of an IRI is enough; the passages come in the order of the text, with rule and sentence."""
    explanation = explain_node(store, name)
    assert (explanation.iri, explanation.label, explanation.types) == (
        f"{ID}state/NOR",
        "Norway",
        (f"{ONTOLOGY}State",),
    )
    assert explanation.passages == (
        (Passage(PACT, Span(18, 24), "Norway", ("mention.state",)), FIRST),
        (Passage(PACT, Span(58, 64), "Norway", ("mention.state",)), THIRD),
    )
    assert explanation.facts == (
        Fact("http://www.w3.org/2004/02/skos/core#notation", "NOR", None, f"{ID}graph/background"),
    )


def test_facts_have_labels_and_graphs(store):
    """What was derived is told from what an article says."""
    explanation = explain_node(store, "treaty/oslo")
    assert explanation.facts == (
        Fact(f"{ONTOLOGY}status", "https://w3id.org/treatykg/status/Signed", None, f"{ID}graph/inferred"),
    )
    facts = {fact.predicate.removeprefix(ONTOLOGY): fact.label for fact in explain_node(store, "signature-1").facts}
    assert facts == {"actor": "Norway", "concerns": "Oslo Pact", "factuality": None}


def test_a_passage_explains_itself(store):
    """Its own words are its evidence."""
    ((passage, context),) = explain_node(store, f"{PACT}#char=36,45").passages
    assert (passage.quote, context) == ("Oslo Pact", FIRST)


def test_without_the_text_there_is_no_sentence(store):
    """The quote remains."""
    ((passage, context),) = explain_node(store, "state/SWE").passages
    assert (passage.span, context) == (Span(0, 6), None)


def test_a_sentence_has_all_that_was_taken_from_it(store):
    """In the order of the words; passages in other sentences are left out."""
    explanation = explain_sentence(store, 2, article="pact")
    assert explanation.sentence == FIRST
    assert [each.iri.removeprefix(ID) for each in explanation.found] == [
        "state/NOR",
        "event/signature-1",
        "treaty/oslo",
    ]
    assert [[passage.quote for passage, _ in each.passages] for each in explanation.found] == [
        ["Norway"],
        ["Norway signed the Oslo Pact"],
        ["Oslo Pact"],
    ]
    assert explain_sentence(store, 3, article=PACT).found == ()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("state/NOX", "state/NOX: not in this graph: is it https://w3id.org/treatykg/id/state/NOR"),
        ("§§§", "ask the graph with treatykg query"),
    ],
)
def test_an_unknown_thing(store, name, message):
    """The nearest names are told."""
    with pytest.raises(GraphError, match=message):
        explain_node(store, name)


def test_an_end_that_several_things_have(tmp_path):
    """The whole IRI is asked for."""
    path = tmp_path / "a.ttl"
    path.write_text('<https://a.example/x/1> <a:p> "1" . <https://a.example/y/1> <a:p> "1" .')
    with pytest.raises(GraphError, match="both end so: give the whole IRI"):
        explain_node(load_store(path), "1")


@pytest.mark.parametrize(
    ("number", "article", "message"),
    [
        (5, "pact", "no sentence 5: choose one from 1 to 4"),
        (1, None, "name one with --article; this graph has bare, pact"),
        (1, "none", "this graph has bare, pact"),
        (1, "bare", "built with --no-text"),
    ],
)
def test_a_sentence_that_cannot_be_explained(store, number, article, message):
    """The way out is told."""
    with pytest.raises(GraphError, match=message):
        explain_sentence(store, number, article=article)


def test_a_broken_passage_is_a_fault_of_the_graph(tmp_path):
    """It is named, and so is the command that says more."""
    path = tmp_path / "a.ttl"
    path.write_text(f'<a:x> <{ONTOLOGY}evidence> <a:y> . <a:y> <{ONTOLOGY}quote> "q" .')
    with pytest.raises(GraphError, match="a:y: lacks its source, quote or offsets"):
        explain_node(load_store(path), "a:x")
