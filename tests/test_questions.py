"""Competency questions are found, asked with parameters, and answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QuerySolutions

from treatykg.cli import main
from treatykg.errors import KnowledgeError, OptionError
from treatykg.questions import (
    Parameter,
    Question,
    add_ontology,
    answer,
    load_questions,
    parse_question,
    resolve_parameter,
    resolve_question,
    to_term,
)
from treatykg.store import load_store

CONTRACT = Path(__file__).parent / "questions" / "contract.trig"
QUESTIONS = load_questions()
PARAMETERS = [(question, parameter) for question in QUESTIONS for parameter in question.parameters]
SAMPLES = {"date": "2031-07-02", "number": "0.9", "text": "x", "IRI": "https://w3id.org/treatykg/id/none"}


@pytest.fixture(scope="module")
def store():
    store = load_store(CONTRACT)
    add_ontology(store)
    return store


def rows(answered) -> list[tuple[str, ...]]:
    names = [variable.value for variable in answered.variables]
    return [tuple("" if row[name] is None else row[name].value for name in names) for row in answered]


def test_there_are_enough_questions():
    """At least 25, sorted, each asked in a sentence, with a query."""
    assert len(QUESTIONS) >= 25
    assert [question.name for question in QUESTIONS] == sorted({question.name for question in QUESTIONS})
    assert all(len(question.text) > 15 and "SELECT" in question.sparql for question in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_question_is_answered(store, question):
    """Without parameters it has answers in the graph made for it, the same twice."""
    found = rows(answer(store, question))
    assert found
    assert found == rows(answer(store, question))


def test_there_are_parameters():
    """The next test has something to test."""
    assert len(PARAMETERS) >= 10


@pytest.mark.parametrize(
    ("question", "parameter"), PARAMETERS, ids=[f"{question.name}-{each.name}" for question, each in PARAMETERS]
)
def test_every_parameter_narrows_the_answer(store, question, parameter):
    """A value binds it: of something that is not in the graph nothing is known."""
    everything = rows(answer(store, question))
    term = to_term(SAMPLES[parameter.type], parameter)
    chosen = answer(store, question, {parameter.name: term})
    assert isinstance(chosen, QuerySolutions)
    if parameter.type == "IRI":
        assert len(rows(chosen)) < len(everything)


def test_a_date_chooses_events(store):
    """Events that cannot have happened from a day on are left out."""
    question = resolve_question("events-in-a-period")
    day = to_term("2031-07-02", resolve_parameter(question, "from"))
    found = answer(store, question, {"from": day})
    latest = {row["latest"].value for row in found if row["latest"] is not None}
    assert latest
    assert min(latest) >= "2031-07-02"


def test_an_iri_chooses_a_thing(store):
    """Only the treaty that is asked for answers."""
    treaty = NamedNode("https://w3id.org/treatykg/id/treaty/old")
    found = answer(store, resolve_question("is-in-force"), {"treaty": treaty})
    assert {row["treaty"] for row in found} == {treaty}


def test_a_question_is_parsed():
    """The first comment asks, further ones declare parameters with their types."""
    source = "# Who signed?\n# param from: date of the first day\n\n# a comment\nSELECT * WHERE { ?s ?p ?o }\n"
    assert parse_question("who", source, place="who.rq") == Question(
        "who", "Who signed?", source, (Parameter("from", "date", "date of the first day"),)
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "q.rq:1: is no question"),
        ("SELECT * WHERE { ?s ?p ?o }", "q.rq:1: is no question"),
        ("# Who?\n# param who\n", "q.rq:2: write `# param NAME: TYPE"),
        ("# Who?\n#\n# param who: person\n", "q.rq:3: write .* one of IRI, date, number, text"),
    ],
)
def test_a_badly_written_question(source, message):
    """The file and line are named."""
    with pytest.raises(KnowledgeError, match=message):
        parse_question("q", source, place="q.rq")


def test_an_unknown_question_or_parameter():
    """The nearest question and the existing parameters are told."""
    with pytest.raises(OptionError, match="is it is-in-force"):
        resolve_question("is-in-forc")
    with pytest.raises(OptionError, match="`treatykg questions` lists all"):
        resolve_question("§")
    with pytest.raises(OptionError, match="the question is-in-force has treaty"):
        resolve_parameter(resolve_question("is-in-force"), "state")


@pytest.mark.parametrize(("kind", "value"), [("IRI", "no iri"), ("date", "8 October"), ("number", "many")])
def test_a_value_of_the_wrong_type(kind, value):
    """It is refused before the query is asked."""
    with pytest.raises(OptionError, match=f"x={value}: not a value of the type {kind}"):
        to_term(value, Parameter("x", kind, ""))


def test_a_text_value_cannot_leave_its_place():
    """What looks like SPARQL stays a string."""
    term = to_term('") } DROP ALL #', Parameter("x", "text", ""))
    assert str(term) == '"\\") } DROP ALL #"'


ANSWERS = Path(__file__).parent / "questions" / "france-greece"


def test_the_sample_article_has_answers_to_compare():
    """One file for each question, none left over."""
    assert {path.stem for path in ANSWERS.glob("*.csv")} == {question.name for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_sample_article_answers(capsys, question):
    """What output/ answers is what was read and found right; `make answers` writes it anew."""
    output = Path(__file__).parent.parent / "output"
    assert main(["query", str(output), "--question", question.name, "--output", "csv"]) == 0
    expected = (ANSWERS / f"{question.name}.csv").read_bytes().decode("utf-8")
    assert capsys.readouterr().out == expected
