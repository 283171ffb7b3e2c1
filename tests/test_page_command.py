"""`treatykg page`: a corpus, or what tells of one treaty, as one HTML file."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from test_corpus import fill
from treatykg.cli import main
from treatykg.dossiers import find_base
from treatykg.errors import GraphError
from treatykg.model import Article
from treatykg.page import gather
from treatykg.store import open_graph

REEF = "the Treaty on Reef Protection between Fiji and Tonga"
LAKE = "the Lake Turkana Treaty between Kenya and Zambia"
ARTICLES = (
    Article("wire", f"Fiji and Tonga signed {REEF} in Suva on 3 March 2021.", published=date(2021, 3, 4)),
    Article("daily", f"Fiji and Tonga signed {REEF} in Suva on 5 March 2021.", published=date(2021, 3, 6)),
    Article("lake", f"Kenya and Zambia signed {LAKE} in Nairobi on 7 May 2021.", published=date(2021, 5, 8)),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three articles about two treaties."""
    folder = tmp_path_factory.mktemp("desk")
    fill(folder, ARTICLES)
    return folder


def read(path: Path) -> dict[str, Any]:
    """The data that a page carries."""
    (block,) = re.findall(r'id="data">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    return json.loads(block)


def test_a_corpus_becomes_a_page(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All its articles, the newest first, and what they dispute; the same bytes again."""
    out = tmp_path / "desk.html"
    assert main(["page", str(desk), "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == f"3 of 3 articles in {out}"
    data, first = read(out), out.read_bytes()
    assert [each["id"] for each in data["articles"]] == ["lake", "daily", "wire"]
    disputed = {data["things"][each["thing"]]["label"]: each.get("disputes", []) for each in data["treaties"]}
    assert {label: [each["kind"] for each in found] for label, found in disputed.items()} == {
        "Treaty on Reef Protection between Fiji and Tonga": ["date"],
        "Lake Turkana Treaty between Kenya and Zambia": [],
    }
    assert {each.get("wikidata") for each in data["things"] if each["label"] in ("Fiji", "Kenya")} == {"Q712", "Q114"}
    assert main(["page", str(desk), "--out", str(out)]) == 0
    assert out.read_bytes() == first


def test_the_newest_are_shown_and_the_others_counted(desk: Path, tmp_path: Path) -> None:
    """The page says how many there are; what is not shown disputes nothing."""
    assert main(["page", str(desk), "--out", str(tmp_path / "desk.html"), "--limit", "2"]) == 0
    data = read(tmp_path / "desk.html")
    assert ([each["id"] for each in data["articles"]], data["total"]) == (["lake", "daily"], 3)
    assert not any("disputes" in each for each in data["treaties"])


def test_a_page_of_one_treaty(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The articles that tell of it, whatever is newer; what is printed leads to its timeline."""
    out = tmp_path / "reef.html"
    assert main(["page", str(desk), "reef protection", "--out", str(out)]) == 0
    assert re.fullmatch(
        r"2 of 2 articles in \S+/reef\.html#timeline/treaty%2FFJI-TON-\S+", capsys.readouterr().out.strip()
    )
    assert [each["id"] for each in read(out)["articles"]] == ["daily", "wire"]


def test_a_build_becomes_a_page_too(tmp_path: Path) -> None:
    """Of any graph file; a treaty that is not there, or a folder that is none, ends with 2."""
    sample = str(Path(__file__).parents[1] / "output")
    assert main(["page", sample, "--out", str(tmp_path / "sample.html")]) == 0
    assert len(read(tmp_path / "sample.html")["articles"]) == 1
    assert main(["page", sample, "moon", "--out", str(tmp_path / "moon.html")]) == 2
    assert main(["page", str(tmp_path / "nothing"), "--out", str(tmp_path / "nothing.html")]) == 2
    assert not (tmp_path / "moon.html").exists()


def test_a_thing_bears_the_name_it_has_in_the_corpus(desk: Path) -> None:
    """One name as its label; those of the articles are its other names."""
    store = open_graph(desk)
    dataset, total = gather(store, base=find_base(store), limit=9)
    labels: dict[str, set[str]] = {}
    for quad in dataset:
        if quad.predicate.value.endswith("rdf-schema#label"):
            labels.setdefault(str(quad.subject), set()).add(str(quad.object))
    assert total == 3
    assert labels
    assert all(len(names) == 1 for names in labels.values())


def test_of_an_unknown_treaty_nothing_is_gathered() -> None:
    """It is an error that names it."""
    with pytest.raises(GraphError, match="no article of this graph tells of it"):
        gather(Store(), base="https://data.example/", limit=9, treaty="https://data.example/treaty/moon")
