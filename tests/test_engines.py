"""Real graph databases: what is loaded is what was there, again and again, and after a load that was killed.

Each gets the same datasets and the same five questions, in SPARQL or Cypher. An engine that is not installed is skipped:
`tools/engines.sh install`.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engines.running import ENGINES, QUESTIONS, ROOT, Engine, solutions
from facts_example import ARTICLE, CLAIMS, ENTITIES, EVENTS, EXTRACTION, VUKI
from treatykg.export import to_nquads
from treatykg.inference import infer
from treatykg.model import Extraction, Facts
from treatykg.propertygraph import to_property_graph
from treatykg.propertygraph.cypher import cypher_statements
from treatykg.store import load_dataset
from treatykg.triples import Dataset, graph_name, to_dataset, to_store

pytestmark = pytest.mark.engine

NAMES = sorted(path.stem for path in QUESTIONS.glob("*.rq"))
HALF_WAY = Path(__file__).parent / "engines" / "halfway.py"
HOSTILE = 'Ana "Vuki" \\u0041\\ \t`]) DETACH DELETE n // <x> } 🚢 عهد'
ARTICLES = 12


def article(name: str, *, facts: Facts = EXTRACTION.facts, label: str = "Ana Vuki") -> Dataset:
    """What another article of the same text says, with some facts and another name for one person."""
    entities = tuple(dataclasses.replace(each, label=label) if each.id == VUKI else each for each in ENTITIES)
    return to_dataset(Extraction(dataclasses.replace(ARTICLE, id=name), (), entities, facts))


@cache
def news() -> Dataset:
    """Several articles that share their facts, one with other names, and what follows from them."""
    said = Dataset.join([article("hostile", label=HOSTILE), *(article(f"news-{n}") for n in range(ARTICLES))])
    return said | infer(said)


def same(engine: Engine, found: Dataset, wanted: Dataset) -> bool:
    """Whether the datasets are equal; where an engine knows numbers by their values only, by the values."""
    return found == wanted if engine.exact else set(to_store(found)) == set(to_store(wanted))


def expected(name: str, dataset: Dataset) -> set[tuple[str, ...]]:
    """The answer that the source itself gives."""
    return solutions(to_store(dataset).query((QUESTIONS / f"{name}.rq").read_text(encoding="utf-8")))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory) -> Iterator[Engine]:
    """Each engine that is installed, started anew and stopped in the end."""
    yield from ENGINES[request.param](tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> Path:
    """The news in a file."""
    path = tmp_path_factory.mktemp("source") / "graph.nq"
    path.write_bytes(to_nquads(news()))
    return path


def check(engine: Engine, dataset: Dataset) -> None:
    """All of the dataset is there and nothing else, and it answers as the source does."""
    assert same(engine, engine.read(), dataset)
    for name in NAMES:
        assert engine.answer(name) == expected(name, dataset), name


def test_there_are_five_questions_in_both_languages():
    """And each has an answer that tells something."""
    assert len(NAMES) == 5
    assert [(QUESTIONS / f"{name}.cypher").is_file() for name in NAMES] == [True] * 5
    assert all(len(expected(name, news())) > 0 for name in NAMES)


def test_a_load_that_is_killed_can_be_done_again(engine, graph):
    """Killed in the middle, the count shows it; done again, all is right. The first load of each engine here."""
    command = (sys.executable, HALF_WAY, graph, engine.target, engine.user, engine.database, *engine.options)
    with subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, env=engine.environment, text=True
    ) as process:
        written = [process.stdout.readline() for _ in range(4)]
        process.kill()  # in the midst of what comes next
    assert all(written)
    assert not same(engine, engine.read(), news())
    ran = engine.load(graph)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "source and target agree" in ran.stdout
    check(engine, news())


def test_a_second_load_changes_nothing(engine, graph):
    """Neither the graph nor its figures."""
    first = engine.load(graph)
    second = engine.load(graph)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout
    check(engine, news())


def test_a_graph_takes_the_place_of_its_old_self(engine, graph, tmp_path):
    """An article that says less loses what it said; the other articles keep all, names and dates among it."""
    engine.load(graph)
    shorter = article("hostile", facts=Facts(events=EVENTS[2:3], claims=CLAIMS[2:3]), label="Ana V.")
    path = tmp_path / "shorter.nq"
    path.write_bytes(to_nquads(shorter))
    ran = engine.load(path)
    assert (ran.returncode, ran.stderr) == (0, "")
    replaced = {name for name, _ in shorter.graphs()}
    kept = Dataset.join([shorter, *(part for name, part in news().graphs() if name not in replaced)])
    check(engine, kept)
    if engine.suffix == "cypher":
        wanted = {(node.iri, node.type, str(node.properties.get("label"))) for node in to_property_graph(kept).nodes}
        assert engine.ask("MATCH (n) RETURN n.iri, n.type, n.label") == wanted


@pytest.mark.parametrize("engine", ["arcadedb"], indirect=True)  # LadybugDB wants its tables declared first
def test_the_script_does_the_same(engine):
    """Each statement of the Cypher script is run, then all of them again."""
    dataset = article("hostile", label=HOSTILE) | article("script")
    for statement in [*cypher_statements(dataset)] * 2:
        engine.ask(statement)
    names = set(dataset.graph_names())
    found = Dataset.of(quad for quad in engine.read() if graph_name(quad) in names)
    assert found == dataset


def test_the_sample_is_loaded_as_it_is(engine):
    """The graph that the repository shows, beside what is there."""
    engine.load(ROOT / "output" / "graph.trig")
    sample = load_dataset(ROOT / "output" / "graph.trig")
    found = engine.read()
    (name,) = (each for each in sample.graph_names() if "/article/" in each)
    assert same(engine, found.graph(name), sample.graph(name))
