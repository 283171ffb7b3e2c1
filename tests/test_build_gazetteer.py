"""The program that rebuilds the derived tables: names read from the sources, terms put in order, tables fresh."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GAZETTEER = ROOT / "ontology" / "gazetteer"
sys.path.insert(0, str(ROOT / "tools"))

import build_gazetteer  # noqa: E402  # lies beside the package, not in it
from gazetteer_build.factbook_leaders import read_terms  # noqa: E402
from gazetteer_build.files import read_rows, slug  # noqa: E402
from gazetteer_build.people import WikidataPerson, match  # noqa: E402
from gazetteer_build.states import build_states  # noqa: E402
from gazetteer_build.titles import read_titled  # noqa: E402

ROLES = {row["title"]: row["role"] for row in read_rows(GAZETTEER / "overlays" / "titles.csv")}


@pytest.fixture(scope="module")
def tables() -> Mapping[str, str]:
    return build_gazetteer.build_tables(GAZETTEER)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(GAZETTEER, tmp_path / "gazetteer")


def rows(tables: Mapping[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables[name])))


def test_the_tables_in_the_repository_are_fresh(tables: Mapping[str, str]) -> None:
    """Whoever edits a source or overlay rebuilds."""
    assert build_gazetteer.stale_tables(GAZETTEER) == []
    assert {"states.csv", "legislatures.csv", "leaders.csv", "terms.csv"} <= set(tables)


def test_building_twice_gives_the_same_bytes(tables: Mapping[str, str]) -> None:
    """No order of sets, no clock."""
    assert build_gazetteer.build_tables(GAZETTEER) == tables


def test_check_tells_a_stale_table(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check writes nothing, names the table and exits with 1; a rebuild makes it fresh."""
    (copy / "states.csv").write_text("key\n", encoding="utf-8")
    arguments = ["--gazetteer", str(copy)]
    assert build_gazetteer.main([*arguments, "--check"]) == 1
    assert "states.csv is stale" in capsys.readouterr().err
    assert (copy / "states.csv").read_text(encoding="utf-8") == "key\n"
    assert build_gazetteer.main(arguments) == 0
    assert build_gazetteer.main([*arguments, "--check"]) == 0
    assert (copy / "states.csv").read_bytes() == (GAZETTEER / "states.csv").read_bytes()


@pytest.mark.parametrize("name", ["states.csv", "legislatures.csv", "leaders.csv"])
def test_tables_are_sorted_by_unique_keys(tables: Mapping[str, str], name: str) -> None:
    """Differences between two builds are easy to read."""
    keys = [row["key"] for row in rows(tables, name)]
    assert keys == sorted(set(keys))


def test_the_literal_none_is_no_name(tables: Mapping[str, str]) -> None:
    """Five entries of the Factbook have `none` as short form, others as long form."""
    names = {name for row in rows(tables, "states.csv") for name in (row["label"], *row["names"].split("|"))}
    assert names.isdisjoint({"none", "NA"})
    assert not any(
        "(" in name and "Cocos" not in name and "Congo" not in name and "Taiwan" not in name for name in names
    )


@pytest.mark.parametrize(
    ("text", "role", "name", "family_name"),
    [
        ("President Edgar LUNGU", "President", "Edgar Lungu", "Lungu"),
        ("Prime Minister Alexander DE CROO", "Prime Minister", "Alexander de Croo", "de Croo"),
        ("Prime Minister Peter Paire O'NEILL", "Prime Minister", "Peter Paire O'Neill", "O'Neill"),
        ("Premier Alden MCLAUGHLIN", "Premier", "Alden McLaughlin", "McLaughlin"),
        ("President XI Jinping", "President", "Xi Jinping", "Xi"),
        ("President Abdel Fattah EL-SISI", "President", "Abdel Fattah el-Sisi", "el-Sisi"),
        ("Prime Minister Helle THORNING-SCHMIDT", "Prime Minister", "Helle Thorning-Schmidt", "Thorning-Schmidt"),
        ("Acting President Sr. Gen. MIN AUNG HLAING", "Acting President", "Min Aung Hlaing", "Min Aung Hlaing"),
        ("King HARALD V", "King", "Harald V", "Harald"),
        ("Lee JU", None, "Lee Ju", "Ju"),
    ],
)
def test_reading_titled_names(text: str, role: str | None, name: str, family_name: str) -> None:
    """Title, rank, case and the name used alone are read from the Factbook's way of writing."""
    titled = read_titled(text, ROLES)
    assert titled is not None
    assert (titled.role, titled.name, titled.family_name) == (role, name, family_name)


def test_a_name_without_capitals_is_not_read() -> None:
    """Nothing tells which words are the name."""
    assert read_titled("Chief Minister Gavin ST.PIER", ROLES) is None


FACTBOOK = "gec,country,role,surname_caps,since,name_with_title,first_seen,last_seen\n"


def test_terms_end_where_the_successor_begins(copy: Path) -> None:
    """Repeated editions are one term; across the gap without editions the end is the last day seen."""
    lines = (
        "za,Zambia,chief of state,A,2010-01-01,President Anna A-ONE,2015-10-26,2016-12-01",
        "za,Zambia,head of government,A,2013-01-01,President Anna A-ONE,2015-10-26,2016-12-01",
        "za,Zambia,chief of state,B,2016-12-01,President Bert B-TWO,2016-12-08,2017-03-28",
        "za,Zambia,chief of state,C,2019-05-05,Acting President Cleo C-THREE,2020-11-24,2021-01-01",
        "za,Zambia,chief of state,D,2021-02-02,President Dora D-FOUR,2021-02-10,2026-01-21",
    )
    (copy / "sources" / "leaders_factbook_2015_2026.csv").write_text(
        FACTBOOK + "\n".join(lines) + "\n", encoding="utf-8"
    )
    states = build_states(copy / "sources", copy / "overlays")
    terms = [
        (term.label, term.role, term.since, term.until)
        for term in read_terms(copy / "sources", copy / "overlays", states)
    ]
    assert terms == [
        ("Anna A-One", "President", "2010-01-01", "2016-12-01"),
        ("Bert B-Two", "President", "2016-12-01", "2017-03-28"),
        ("Cleo C-Three", "Acting President", "2019-05-05", "2021-02-02"),
        ("Dora D-Four", "President", "2021-02-02", ""),
    ]


def person(wikidata: str, name: str) -> WikidataPerson:
    return WikidataPerson(wikidata, "state/XYZ", name, "President", "2020", "2022")


@pytest.mark.parametrize(
    ("names", "family_names", "found"),
    [
        (["João Silva"], ["Silva"], "Q1"),
        (["J. Silva"], ["Silva"], "Q1"),
        (["Maria Silva"], ["Silva"], ""),
        (["Ana Costa"], ["Costa"], ""),
        (["Ana Costa"], [], ""),
        (["Ana Lima Costa"], [], "Q3"),
    ],
)
def test_matching_persons(names: list[str], family_names: list[str], found: str) -> None:
    """Full name first, then family name and initial; never one of two."""
    people = [person("Q1", "Joao Silva"), person("Q2", "Alma Costa"), person("Q3", "Ana Lima-Costa")]
    assert match(names, family_names, people) == found


def test_slugs() -> None:
    """Keys are plain ASCII."""
    assert slug("Côte d'Ivoire") == "cote-d-ivoire"
    assert slug("Lars Løkke Rasmussen") == "lars-lokke-rasmussen"


def test_keys_of_persons_are_slugs_of_their_labels(tables: Mapping[str, str]) -> None:
    """The identifier of a person can be told from the name."""
    assert [row["key"] for row in rows(tables, "leaders.csv") if row["key"] != f"person/{slug(row['label'])}"] == []
