"""The competency questions: well formed, in declared terms, with answers, and the same ones in two engines."""

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD

from treatykg import vocab

ROOT = Path(__file__).parent.parent
QUESTIONS = sorted((ROOT / "ontology" / "questions").glob("*.rq"))
KNOWLEDGE = sorted((ROOT / "ontology").glob("*.ttl")) + sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl"))
WORLD = ROOT / "tests" / "questions" / "contract.trig"
CLOSED = [
    *(getattr(vocab, name) for name in ("TREATY", "OBLIGATION", "FACTUALITY", "STATUS", "DATE_DERIVATION", "SUBJECT")),
    *(DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD),
]
PARAMETER = re.compile(r"^# param (\w+): (\w+)\b", re.M)
VALUES = {
    "IRI": pyoxigraph.NamedNode("https://nowhere.example/nothing"),
    "date": pyoxigraph.Literal("1900-01-01", datatype=pyoxigraph.NamedNode(XSD.date)),
    "number": pyoxigraph.Literal("0.75", datatype=pyoxigraph.NamedNode(XSD.decimal)),
    "text": pyoxigraph.Literal("nothing"),
}
each_question = pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)


@cache
def oxigraph_world():
    store = pyoxigraph.Store()
    store.load(path=WORLD, format=pyoxigraph.RdfFormat.TRIG)
    for path in KNOWLEDGE:
        store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=pyoxigraph.NamedNode("urn:ontology"))
    return store


@cache
def rdflib_world():
    triples = {quad.triple for quad in oxigraph_world()}
    return rdflib.Graph().parse(data=pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")


def answers(path, **parameters):
    substitutions = {pyoxigraph.Variable(name): value for name, value in parameters.items()}
    rows = oxigraph_world().query(path.read_text(), use_default_graph_as_union=True, substitutions=substitutions)
    return sorted((tuple(None if cell is None else cell.value for cell in row) for row in rows), key=str)


def test_there_are_enough_questions():
    assert len(QUESTIONS) >= 40


@each_question
def test_file_is_named_in_kebab_case_and_starts_with_a_question(path):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", path.stem)
    assert re.fullmatch(r"# [A-Z].*\?( .*)?", path.read_text().partition("\n")[0])


@each_question
def test_rows_are_distinct_and_ordered(path):
    text = path.read_text()
    assert "SELECT DISTINCT" in text or "\nGROUP BY" in text
    assert not re.search(r"COUNT\((?!DISTINCT)|SUM\(|AVG\(|GROUP_CONCAT", text), (
        "counts a triple twice that two graphs hold"
    )
    assert "\nORDER BY" in text


@each_question
def test_costly_or_treacherous_constructs_are_avoided(path):
    """`NOT EXISTS` is quadratic in pyoxigraph, and `BOUND` does not see what is substituted."""
    text = path.read_text()
    assert "NOT EXISTS" not in text
    assert not re.search(r"\bBOUND\(", text)


@each_question
def test_only_declared_terms_are_used(path):
    text = path.read_text()
    namespaces = dict(re.findall(r"PREFIX (\w+): <(.+)>", text))
    closed = {str(each): each for each in CLOSED}
    used = re.findall(r"(?<![\w?<])(\w+):(\w+)", text.split("\n\n", 2)[2])
    assert used
    for prefix, name in used:
        assert name in closed[namespaces[prefix]], f"{prefix}:{name}"


@each_question
def test_declared_prefixes_are_used(path):
    text = path.read_text()
    unused = [prefix for prefix in re.findall(r"PREFIX (\w+):", text) if len(re.findall(rf"\b{prefix}:", text)) == 1]
    assert unused == []


@each_question
def test_parameters_are_columns_of_a_known_type(path):
    text = path.read_text()
    select = re.search(r"^SELECT .*\bWHERE", text, re.M | re.S)[0].replace("\n", " ")
    assert len(PARAMETER.findall(text)) == text.count("# param ")
    for name, kind in PARAMETER.findall(text):
        assert f"?{name} " in select
        assert kind in VALUES


@each_question
def test_both_engines_give_the_same_answers_and_at_least_one(path):
    rows = rdflib_world().query(path.read_text())
    expected = sorted((tuple(None if cell is None else str(cell) for cell in row) for row in rows), key=str)
    assert answers(path) == expected
    assert expected != []


@each_question
def test_what_is_not_in_the_graph_has_no_answers(path):
    for name, kind in PARAMETER.findall(path.read_text()):
        if kind == "IRI":
            assert answers(path, **{name: VALUES[kind]}) == [], f"?{name} does not restrict the answers"


def test_a_day_restricts_the_period():
    path = next(each for each in QUESTIONS if each.stem == "events-in-a-period")
    bounded = [row for row in answers(path) if row[2] or row[3]]
    restricted = [row for row in answers(path, to=VALUES["date"]) if row[2] or row[3]]
    assert (len(bounded), restricted) == (9, [])


def test_a_threshold_restricts_the_doubtful():
    path = next(each for each in QUESTIONS if each.stem == "doubtful-facts")
    rows = [answers(path, below=pyoxigraph.Literal(value)) for value in (0.6, 0.75, 0.95)]
    assert [len(each) for each in rows] == [0, 1, 2]
