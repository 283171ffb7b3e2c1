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
    find_conflicts,
    find_treaties,
    load_dossier,
    resolve_treaty,
    status_as_of,
)
from treatykg.errors import GraphError
from treatykg.model import Article
from treatykg.store import load_store, open_graph

TREATY = "the Treaty on Reef Protection between Fiji and Tonga"


def article(name: str, text: str, published: str) -> Article:
    text = text.format(TREATY)
    return Article(name, text[0].upper() + text[1:], published=date.fromisoformat(published))


APPROVED = "On 10 June 2021 Fiji's parliament approved {{}}, signed in 2021, by {votes} votes to 4."
SIGNED = article("wire", "Fiji and Tonga signed {} in Suva on 3 March 2021.", "2021-03-04")
OTHER_DAY = article("daily", "Fiji and Tonga signed {} in Suva on 5 March 2021.", "2021-03-06")
VOTE = article("vote", APPROVED.format(votes=30), "2021-06-11")
OTHER_COUNT = article("paper", APPROVED.format(votes=31), "2021-06-11")
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
        "Fiji": "ratification",
        "Tonga": "approval or ratification",
    }


@pytest.mark.parametrize(
    ("articles", "kind", "values"),
    [
        ((SIGNED, OTHER_DAY), "date", {"2021-03-03", "2021-03-05"}),
        ((SIGNED, VOTE, OTHER_COUNT), "votes", {"30 for, 4 against", "31 for, 4 against"}),
    ],
    ids=["date", "votes"],
)
def test_conflicts_show_both_sides(articles: tuple[Article, ...], kind: str, values: set[str], tmp_path: Path) -> None:
    """One conflict, with what each article says and where."""
    (conflict,) = find_conflicts(dossier(tmp_path, *articles))
    assert conflict.kind == kind
    assert {conflict.one.value, conflict.other.value} == values
    assert all(side.words in "".join(each.text for each in articles) for side in (conflict.one, conflict.other))


def test_articles_that_agree_have_no_conflict(tmp_path: Path) -> None:
    """A year is not another date than a day of that year."""
    assert find_conflicts(dossier(tmp_path, SIGNED, VOTE, FORCE)) == ()


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
    assert [each["kind"] for each in json.loads(capsys.readouterr().out)] == ["date"]
    assert main(["timeline", store, "reef protection", "--output", "json"]) == 0
    assert [each["article"] for each in json.loads(capsys.readouterr().out)] == ["wire", "daily"]
    assert main(["status", store, "reef protection", "--as-of", "2021-03-31", "--output", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["status"] == "Signed"
    assert main(["query", store, "ASK { ?t a treaty:Treaty }"]) == 0
    assert main(["status", store, "moon"]) == 2
    assert main(["status", store, "--as-of", "soon"]) == 2
    assert main(["export", store, "--format", "trig", "--out", str(tmp_path / "out")]) == 2
