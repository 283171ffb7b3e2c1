"""What all articles together tell of a treaty: where it stood on a day, and what they tell differently."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from test_corpus import fill
from treatykg.cli import main
from treatykg.dossiers import (
    Dossier,
    find_base,
    find_treaties,
    known_by,
    load_dossier,
    resolve_treaty,
    status_as_of,
)
from treatykg.errors import GraphError
from treatykg.inference import infer
from treatykg.model import Article
from treatykg.store import load_store, open_graph
from treatykg.triples import Dataset, Index
from treatykg.vocab import STATUS
from treatykg.vocab import TREATY as TREATY_TERMS

TREATY = "the Treaty on Reef Protection between Fiji and Tonga"


def article(name: str, text: str, published: str) -> Article:
    text = text.format(TREATY)
    return Article(name, text[0].upper() + text[1:], published=date.fromisoformat(published))


APPROVED = "On 10 June 2021 Fiji's parliament approved {{}}, signed in 2021, by {votes} votes to 4."
SIGNED = article("wire", "Fiji and Tonga signed {} in Suva on 3 March 2021.", "2021-03-04")
OTHER_DAY = article("daily", "Fiji and Tonga signed {} in Suva on 5 March 2021.", "2021-03-06")
VOTE = article("vote", APPROVED.format(votes=30), "2021-06-11")
MONTH = article("month", "Fiji and Tonga signed {} in Suva in March 2021.", "2021-07-04")
NOT_YET = article("gazette", "Fiji and Tonga have not signed {}.", "2021-03-09")
WAITS = article("bulletin", "{} will enter into force after the exchange of instruments.", "2021-04-02")
EXCHANGED = article(
    "courier", "Fiji and Tonga exchanged the instruments of ratification of {} on 1 May 2021.", "2021-05-02"
)
FORCE = article("force", "{}, signed in 2021, entered into force on 1 May 2022.", "2022-05-02")


def dossier(folder: Path, *articles: Article) -> Dossier:
    """The dossier of the one treaty that the articles are about."""
    fill(folder, articles)
    store = open_graph(folder)
    (treaty,) = find_treaties(store, base=find_base(store))
    return load_dossier(store, treaty)


@pytest.mark.parametrize(
    ("day", "status", "fiji"),
    [
        ("2021-03-02", "", ""),
        ("2021-03-03", "Signed", "Signatory"),
        ("2021-06-10", "Signed", "DomesticallyApproved"),
        ("2022-05-01", "InForce", "DomesticallyApproved"),
        (None, "InForce", "DomesticallyApproved"),
    ],
)
def test_where_a_treaty_stood_on_a_day(day: str | None, status: str, fiji: str, tmp_path: Path) -> None:
    """Only what had happened by then counts; a chamber's vote is not consent."""
    standing = status_as_of(dossier(tmp_path, SIGNED, VOTE, FORCE), day)
    assert standing.status == status
    assert next((each.status for each in standing.positions if each.participant.label == "Fiji"), "") == fiji


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    """Fiji's parliament has approved, so ratification comes next; of Tonga nothing is told after its signature."""
    standing = status_as_of(dossier(tmp_path, SIGNED, VOTE))
    assert {each.participant.label: each.missing for each in standing.positions} == {
        "Fiji": ("ratification", "entry into force"),
        "Tonga": ("approval at home", "ratification", "entry into force"),
    }


def test_what_was_known_is_told_apart_from_what_had_happened(tmp_path: Path) -> None:
    """The treaty was signed on the third, which nobody could read before the fourth."""
    found = dossier(tmp_path, SIGNED, VOTE)
    assert status_as_of(found, "2021-03-03").status == "Signed"
    assert status_as_of(found, "2021-03-03", known="2021-03-03").status == ""
    assert known_by(found, "2021-03-03").steps == ()
    assert [each.type for each in known_by(found, "2021-03-04").steps] == ["Signature"]
    assert known_by(found, "2021-06-11").steps == found.steps


def test_a_day_within_an_interval_is_perhaps(tmp_path: Path) -> None:
    """In March is on no sure day before the end of March, or before an article tells of it."""
    found = dossier(tmp_path, MONTH)
    days = ("2021-02-28", "2021-03-01", "2021-03-31")
    standings = [status_as_of(found, day) for day in days]
    assert [(each.status, each.perhaps) for each in standings] == [("", ""), ("", "Signed"), ("Signed", "")]


@pytest.mark.parametrize("articles", [(SIGNED,), (SIGNED, OTHER_DAY), (SIGNED, VOTE, FORCE), (SIGNED, NOT_YET, FORCE)])
def test_without_a_day_it_is_what_inference_derives(articles: tuple[Article, ...], tmp_path: Path) -> None:
    """The same rules on the same acts."""
    found = dossier(tmp_path, *articles)
    derived = Index(infer(Dataset.of(found.quads)))
    standing = status_as_of(found)
    assert derived.value(found.treaty.iri, TREATY_TERMS.status) == f"{STATUS}{standing.status}"
    participations = {
        derived.value(node, TREATY_TERMS.participant): derived.value(node, TREATY_TERMS.participationStatus)
        for node in derived.instances(TREATY_TERMS.Participation)
    }
    assert {
        each.participant.iri: f"{STATUS}{each.status}" for each in standing.positions if each.status
    } == participations


def test_a_condition_is_open_until_it_is_met(tmp_path: Path) -> None:
    """What the treaty waits for, with the sentence; the exchange that is told later meets it."""
    (condition,) = status_as_of(dossier(tmp_path / "first", SIGNED, WAITS)).conditions
    assert (condition.step.type, condition.waits_for.type, condition.met) == (
        "EntryIntoForce",
        "InstrumentExchange",
        False,
    )
    assert "exchange" in (condition.step.reports[0].passages[0].sentence or "")
    (condition,) = status_as_of(dossier(tmp_path / "second", SIGNED, WAITS, EXCHANGED)).conditions
    assert condition.met


def test_a_treaty_is_named_by_words(tmp_path: Path) -> None:
    """Words of its name in any order; other words are an error that says how to find the names."""
    fill(tmp_path, [SIGNED])
    store = load_store(tmp_path)
    assert resolve_treaty(store, "reef protection", base=find_base(store)) in find_treaties(
        store, base=find_base(store)
    )
    with pytest.raises(GraphError, match="treatykg status"):
        resolve_treaty(store, "moon", base=find_base(store))


def test_the_commands_print_what_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a corpus as of any graph; an unknown treaty or a day that is none ends with 2."""
    fill(tmp_path, [SIGNED, OTHER_DAY])
    store = str(tmp_path)
    assert main(["conflicts", store, "--output", "json"]) == 0
    assert [each["told"] for each in json.loads(capsys.readouterr().out)] == ["2021-03-03", "2021-03-05"]
    assert main(["timeline", store, "reef protection", "--output", "json"]) == 0
    assert [each["article"] for each in json.loads(capsys.readouterr().out)] == ["wire", "daily"]
    assert main(["status", store, "reef protection", "--as-of", "2021-03-31", "--output", "json"]) == 0
    treaty = json.loads(capsys.readouterr().out)[0]
    assert (treaty["status"], treaty["notes"]) == ("Signed", "disputed: date")
    assert main(["status", store, "--output", "json"]) == 0
    assert [each["conflicts"] for each in json.loads(capsys.readouterr().out)] == [1]
    assert main(["timeline", store, "reef protection", "--draw", str(tmp_path / "steps.svg"), "--output", "csv"]) == 0
    assert (tmp_path / "steps.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(["timeline", store, "reef protection", "--draw", "steps.txt"]) == 2
    assert main(["query", store, "ASK { ?t a treaty:Treaty }"]) == 0
    assert main(["status", store, "moon"]) == 2
    assert main(["status", store, "--as-of", "soon"]) == 2
    assert main(["export", store, "--format", "trig", "--out", str(tmp_path / "out")]) == 2
