"""What articles tell differently of a treaty, and what only looks like it: in Python, as a command, and by the shapes."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from rdflib import SH, URIRef

from test_corpus import fill
from treatykg.cli import main
from treatykg.dossiers import Conflict, find_base, find_conflicts, find_treaties, load_dossier
from treatykg.dossiers.conflicts import Kind
from treatykg.model import Article
from treatykg.store import open_graph
from treatykg.triples import Dataset, to_rdflib
from treatykg.validation import load_shapes, validate, validate_quickly
from treatykg.validation.report import SHAPES

FILE = tomllib.loads(Path(__file__).with_suffix(".toml").with_stem("conflicts").read_text(encoding="utf-8"))
CASES = FILE["case"]
OF_SEVERAL = {str(each) for each in load_shapes().subjects(SH.group, URIRef(f"{SHAPES}CorpusGroup"))}
each_case = pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['name']}" for case in CASES])


def build(case: dict[str, Any], folder: Path) -> list[Article]:
    """A corpus of the articles of a case; they are called one, two, ..."""
    treaty = case.get("treaty", FILE["treaty"])
    articles = [
        Article(name, text[0].upper() + text[1:], published=date.fromisoformat(day), publisher=f"The {name} Times")
        for name, (day, words) in zip(("one", "two"), case["articles"], strict=True)
        for text in (words.replace("{T}", treaty),)
    ]
    fill(folder, articles)
    names = [iri.rpartition("/id/")[2] for iri in treaties_in(folder)]
    if len(names) > 1 and case.get("one_treaty"):
        (folder / "decisions.yaml").write_text(f"same:\n  - {json.dumps(names)}\n", encoding="utf-8")
        fill(folder, [])
    assert len(treaties_in(folder)) == 1, "the articles are about one treaty, else nothing is compared"
    return articles


def treaties_in(folder: Path) -> tuple[str, ...]:
    """The treaties of a corpus."""
    store = open_graph(folder)
    return find_treaties(store, base=find_base(store))


def conflicts_in(folder: Path) -> list[Conflict]:
    """The conflicts about all treaties of a corpus."""
    store = open_graph(folder)
    return [each for treaty in treaties_in(folder) for each in find_conflicts(load_dossier(store, treaty))]


def test_every_kind_has_cases_of_both_sorts() -> None:
    """None is lost from the file."""
    assert Counter(case["kind"] for case in CASES if case["told"]) == {
        "date": 3, "votes": 3, "parties": 2, "stage": 3, "factuality": 3
    }  # fmt: skip
    assert Counter(case["kind"] for case in CASES if not case["told"]) == {
        "date": 4, "votes": 3, "parties": 3, "stage": 3, "factuality": 3
    }  # fmt: skip
    assert {case["kind"] for case in CASES} == set(get_args(Kind))


@each_case
def test_conflicts_show_both_sides(case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One conflict of the kind or none, with what each article says, where, and when it appeared; the command prints the same."""
    articles = build(case, tmp_path)
    found = conflicts_in(tmp_path)
    assert [each.kind for each in found] == ([case["kind"]] if case["told"] else [])
    sides = [side for each in found for side in each.sides]
    assert sorted(each.value for each in sides) == sorted(case["told"])
    texts = {article.id: article.text for article in articles}
    for passage in (passage for side in sides for passage in side.passages):
        text = texts[passage.source.iri.rpartition("/")[2]]
        assert text[passage.start : passage.end] == passage.quote
        assert passage.sentence in text

    assert main(["conflicts", str(tmp_path), "--output", "json"]) == 0
    rows = json.loads(capsys.readouterr().out or "[]")
    assert sorted(row["told"] for row in rows) == sorted(case["told"])
    assert {row["kind"] for row in rows} == ({case["kind"]} if case["told"] else set())
    assert {row["article"] for row in rows} == (set(texts) if case["told"] else set())
    assert all(row["publisher"] and row["published"] and row["words"] in texts[row["article"]] for row in rows)


@each_case
def test_a_shape_warns_of_it(case: dict[str, Any], tmp_path: Path) -> None:
    """With either engine, as a warning, on the small graph of the dossier."""
    build(case, tmp_path)
    store = open_graph(tmp_path)
    quads = Dataset.of(quad for treaty in treaties_in(tmp_path) for quad in load_dossier(store, treaty).quads)
    for report in (validate(to_rdflib(quads)), validate_quickly(quads)):
        ours = {each.shape.removeprefix(SHAPES): each.severity for each in report.findings if each.shape in OF_SEVERAL}
        assert ours == ({case["warns"]: "warning"} if "warns" in case else {})
