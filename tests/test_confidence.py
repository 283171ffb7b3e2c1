"""Every fact carries the measured precision of its rule, and the script that measures counts as the scorer does."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from treatykg.errors import KnowledgeError
from treatykg.facts import confidence
from treatykg.facts.confidence import Calibration, load_calibration, rate
from treatykg.lexicon import load_lexicon
from treatykg.model import Claim, Event, Evidence, Facts, Provision, Span

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def bench():
    """The benchmark programs, imported from their folders."""
    folders = [str(ROOT / "benchmarks"), str(ROOT / "tools")]
    sys.path[:0] = folders
    try:
        names = ("extraction", "confusion", "beside_gold", "calibrate_confidence", "score")
        yield SimpleNamespace(**{name: importlib.import_module(name) for name in names})
    finally:
        for folder in folders:
            sys.path.remove(folder)


def found_by(*rules: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(Span(at, at + 1), rule) for at, rule in enumerate(rules))


CALIBRATION = Calibration(0.6, {"a.one": 0.9, "a.two": 0.3}, {"llm": 0.5})


@pytest.mark.parametrize(("rule", "expected"), [("a.one", 0.9), ("a.rare", 0.6), ("llm.some-model", 0.5)])
def test_a_rule_has_its_own_figure_or_that_of_its_layer(rule, expected):
    """Measured, measured too little, and not measurable."""
    assert CALIBRATION.of(rule) == expected


def test_the_surest_rule_counts(monkeypatch):
    """A fact that two rules found is at least as sure as the better of them says; posts pass unchanged."""
    monkeypatch.setattr(confidence, "load_calibration", lambda layer: CALIBRATION)
    facts = Facts(
        (Event("e", "Signature", "Actual", found_by("a.two", "a.one")),),
        (Claim("c", "Support", found_by("a.two")),),
        (Provision("p", "Defense", found_by("a.rare")),),
    )
    rated = rate(facts)
    assert [each.confidence for each in (*rated.events, *rated.claims, *rated.provisions)] == [0.9, 0.3, 0.6]


def test_the_lexicon_is_calibrated():
    """All three layers have figures, and most rules that are used often have their own."""
    layers = {layer: load_calibration(layer) for layer in ("events", "claims", "provisions")}
    assert all(0.3 < each.usual < 1 for each in layers.values())
    assert sum(len(each.rules) for each in layers.values()) >= 30
    assert 0 < layers["events"].of("llm.any") <= 0.5


@pytest.mark.parametrize("broken", [{}, {"layers": {"events": 2.0}, "events": {}, "extractors": {}}])
def test_broken_figures_are_refused(monkeypatch, broken):
    """A missing table or an impossible figure is an error that says what to run."""
    monkeypatch.setattr(confidence, "load_lexicon", lambda name: broken)
    with pytest.raises(KnowledgeError, match="calibrate_confidence"):
        load_calibration.__wrapped__("events")


GOLD = {
    "id": "pact",
    "published": None,
    "entities": [
        {"id": "e1", "type": "State", "name": "Norway", "aliases": []},
        {"id": "e2", "type": "State", "name": "Chad", "aliases": []},
    ],
    "events": [
        {"type": "Signature", "actors": ["e1"], "quote": "Norway signed the pact"},
        {"type": "Signature", "actors": ["e2"], "quote": "Chad signed the pact"},
        {"type": "Accession", "actors": ["e2"], "quote": "Chad came in from the cold"},
    ],
    "claims": [],
    "provisions": [],
}
FOUND = {
    **GOLD,
    "entities": [
        {"id": "state/NOR", "type": "State", "name": "Norway", "rules": ["gazetteer:name"]},
        {"id": "place/chad", "type": "Place", "name": "Chad", "rules": ["place:model"]},
    ],
    "events": [
        {"type": "Signature", "actors": ["state/NOR"], "quote": "Norway signed", "rules": ["sign"], "confidence": 0.8},
        {
            "type": "Withdrawal",
            "actors": ["place/chad"],
            "quote": "Chad came in",
            "rules": ["leave"],
            "confidence": 0.4,
        },
        {"type": "Aid", "actors": [], "quote": "something else", "rules": ["leave", "sign"], "confidence": 0.6},
    ],
}


@pytest.fixture
def counts(bench, tmp_path):
    (tmp_path / "pact.json").write_text(json.dumps(GOLD))
    return bench.confusion.compare({"pact": FOUND}, tmp_path)


def test_rules_answer_for_what_they_found(counts):
    """A fact that the gold lacks counts against each of its rules; a wrongly typed entity against its own."""
    assert counts.right == {("entities", "gazetteer:name"): 1, ("events", "sign"): 1}
    assert counts.wrong == {("entities", "place:model"): 1, ("events", "leave"): 2, ("events", "sign"): 1}
    assert counts.precision("events", "sign") == 0.5


def test_types_are_set_beside_what_they_were_taken_for(counts):
    """By the same words; what has no counterpart stands alone."""
    assert counts.taken == {
        ("entities", "State", "Place", "place:model"): 1,
        ("events", "Accession", "Withdrawal", ""): 1,
        ("events", "Signature", "-", ""): 1,
        ("events", "-", "Aid", ""): 1,
    }


def test_findings_stand_beside_the_gold(bench, tmp_path):
    """In the order of the text: what is the same, what differs in a role, what only one of them has."""
    found = {**FOUND, "events": [{**each, "treaty": None} for each in FOUND["events"]]}
    found["events"][0]["factuality"] = "Planned"
    (tmp_path / "pact.json").write_text(json.dumps(GOLD))
    with bench.extraction.folders({"pact": found}, tmp_path) as (wanted, built):
        pair = bench.confusion.pair_of(wanted / "pact.json", built / "pact.json")
        text = "Chad signed the pact. Norway signed the pact. Chad came in from the cold."
        rows = bench.beside_gold.find_rows(pair, text)
    assert [(row.gold and row.gold["type"], row.found and row.found["type"], row.differing) for row in rows] == [
        (None, "Aid", ()),
        ("Signature", None, ()),
        ("Signature", "Signature", ("factuality",)),
        ("Accession", None, ()),
        (None, "Withdrawal", ()),
    ]
    assert rows[2].gold["actors"] == rows[2].found["actors"] == "Norway"


def test_figures_lean_on_the_layer_and_are_written_in_order(bench):
    """Two imagined cases keep a rule of three from 1.00; a rule of two is left out."""
    right = Counter({("events", "often"): 6, ("events", "b"): 3, ("events", "once"): 2})
    wrong = Counter({("events", "often"): 3, ("claims", "never"): 4})
    text = bench.calibrate_confidence.to_toml(bench.confusion.Confusion(right, wrong, Counter()))
    usual = 11 / 14
    assert f'[events]\n"b" = {(3 + 2 * usual) / 5:.2f}\n"often" = {(6 + 2 * usual) / 11:.2f}\n' in text
    assert '[claims]\n"never" = 0.00\n' in text
    assert "once" not in text
    assert "events = 0.79" in text


def test_the_confusion_aligns_as_the_scorer_does(bench):
    """Over articles of the benchmark, with shuffled types: as many right facts as the scorer counts."""
    articles = sorted(bench.extraction.ARTICLES.glob("*.json"))
    assert len(articles) == 53
    found = {path.stem: _blurred(json.loads(path.read_text(encoding="utf-8"))) for path in articles[::4]}
    counts, figures = bench.confusion.compare(found), bench.extraction.measure(found)
    for layer in bench.confusion.LAYERS:
        right = sum(n for (key, _), n in counts.right.items() if key == layer)
        assert 0 < right < figures[layer]["built"]
        assert right / figures[layer]["built"] == pytest.approx(figures[layer]["precision"], abs=1e-4)


def _blurred(gold: dict) -> dict:
    """A finding: the gold with every third type replaced by the one before, and every fifth actor list emptied."""
    for layer in ("entities", "events", "claims", "provisions"):
        facts = gold[layer]
        for index, fact in enumerate(facts):
            fact |= {"rules": [f"rule-{index % 3}"], "confidence": 0.5}
            if index % 3 == 2:
                fact["type"] = facts[index - 1]["type"]
            if index % 5 == 4 and "actors" in fact:
                fact["actors"] = []
    return gold


def test_differences_name_the_layers_that_changed(bench):
    """What is the same is not shown."""
    before = {"events": {"precision": 0.5, "recall": 0.5, "f1": 0.5}, "links": {"precision": 1, "recall": 1, "f1": 1}}
    now = {**before, "events": {"precision": 0.75, "recall": 0.5, "f1": 0.6}}
    assert bench.extraction.differences(now, now) == []
    (line,) = bench.extraction.differences(now, before)
    assert line.split() == ["events", "+0.250", "+0.000", "+0.100"]


def test_a_level_leaves_out_what_is_less_sure(bench):
    """Facts of that level stay; entities stay."""
    kept = bench.extraction.at_level({"pact": FOUND}, 0.6)["pact"]
    assert [fact["type"] for fact in kept["events"]] == ["Signature", "Aid"]
    assert kept["entities"] == FOUND["entities"]


def test_a_third_is_held_back(bench):
    """The split is the one the data card tells: it depends on the id alone."""
    names = [path.stem for path in bench.extraction.ARTICLES.glob("*.json")]
    assert sum(map(bench.extraction.held_back, names)) == 13
    assert {name for name in names if bench.extraction.in_part(name, "all")} == set(names)


def test_the_confidence_file_is_read_as_written(bench):
    """What the script writes is what the package reads."""
    assert bench.calibrate_confidence.TARGET.is_file()
    assert load_lexicon("confidence")["extractors"]["llm"] == bench.calibrate_confidence.PROPOSED
