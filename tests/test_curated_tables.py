"""The hand-written tables of the gazetteer: complete, consistent with each other, and with the vocabularies."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from treatykg.gazetteer import tables
from treatykg.model import ObligationType

ROOT = Path(__file__).parent.parent
GAZETTEER = ROOT / "ontology" / "gazetteer"

# Table and the least number of rows it must keep.
LEAST = {
    tables.ORGANIZATIONS: 400,
    tables.MEMBERSHIPS: 7000,
    tables.METONYMS: 200,
    tables.GROUPS: 150,
    tables.TREATIES: 600,
    tables.BODIES: 250,
    tables.INSTRUMENTS: 200,
    tables.PLACES: 600,
}
CURATED = pytest.mark.parametrize("table", LEAST, ids=lambda table: table.file)
KEYED = pytest.mark.parametrize("table", [table for table in LEAST if table.keyed], ids=lambda table: table.file)

KINDS = {"alliance", "bilateral", "multilateral", "peace-accord", "plurilateral"}
STATUSES = {
    "associate", "candidate", "invited", "member", "observer", "partner", "permanent member", "signatory", "suspended",
}  # fmt: skip
# What is true of the organizations whose members are often in the news.
MEMBERS = {
    "ASEAN": 11, "BRICS": 10, "COE": 46, "CSTO": 6, "EAEU": 5, "EFTA": 4, "EU": 27, "GCC": 6, "ICC": 125, "LAS": 22, "NATO": 32,
    "OECD": 38, "OSCE": 57, "SCO": 10, "UN": 193,
}  # fmt: skip


def read(table: tables.Table) -> list[dict[str, str]]:
    with (GAZETTEER / table.file).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def surfaces(row: dict[str, str]) -> set[str]:
    cells = (row.get(column, "") for column in ("label", "names", "acronyms", "aliases"))
    return {surface for cell in cells for surface in tables.items(cell)}


def references(table: tables.Table) -> Iterator[tuple[str, str]]:
    columns = [column for column, cell in table.columns.items() if cell in {"ref", "refs"}]
    for row in read(table):
        for column in columns:
            yield from ((column, key) for key in tables.items(row[column]))


@pytest.fixture(scope="module")
def keys() -> set[str]:
    return {row["key"] for table in tables.TABLES if table.keyed for row in read(table)}


@CURATED
def test_header_is_the_one_the_loader_reads_and_rows_are_many(table):
    rows = read(table)
    assert list(rows[0]) == list(table.columns)
    assert len(rows) >= LEAST[table]


@CURATED
def test_rows_are_sorted_and_none_is_repeated(table):
    rows = [tuple(row.values()) for row in read(table)]
    assert rows == sorted(set(rows))


@KEYED
def test_keys_are_unique(table):
    counts = Counter(row["key"] for row in read(table))
    assert [key for key, count in counts.items() if count > 1] == []


@KEYED
def test_one_name_never_means_two_things_in_one_table(table):
    meanings = defaultdict(set)
    for row in read(table):
        for surface in surfaces(row):
            meanings[surface].add(row["key"])
    assert {surface: found for surface, found in meanings.items() if len(found) > 1} == {}


@KEYED
def test_names_have_no_article_before_them_unless_it_tells_them_apart(table):
    """A leading "the" belongs to the text; these few are plain words without it."""
    meant = {"the West", "the Quad", "the Allies", "the Axis", "the Channel", "the Houthis"}
    found = {surface for row in read(table) for surface in surfaces(row) if surface.startswith("the ")}
    aliases = {alias for row in read(table) for alias in tables.items(row.get("aliases", ""))}
    assert found - aliases <= meant


def test_a_metonym_with_several_readings_needs_its_context():
    readings = defaultdict(list)
    for row in read(tables.METONYMS):
        readings[row["surface"]].append(row["context_needed"])
    several = {surface: needed for surface, needed in readings.items() if len(needed) > 1}
    assert len(several) >= 6
    assert {needed for all_needed in several.values() for needed in all_needed} == {"yes"}


def test_a_body_behind_a_metonym_belongs_to_what_the_metonym_stands_for():
    owners = {row["key"]: row["of"] for row in read(tables.BODIES)}
    wrong = [row for row in read(tables.METONYMS) if row["body"] and owners[row["body"]] != row["refers_to"]]
    assert wrong == []


@KEYED
def test_wikidata_ids_are_well_formed_and_no_two_rows_share_one(table):
    ids = [row["wikidata"] for row in read(table) if row["wikidata"]]
    assert [qid for qid in ids if not re.fullmatch(r"Q[1-9][0-9]*", qid)] == []
    assert len(ids) == len(set(ids))


@CURATED
def test_every_reference_leads_to_a_row(table, keys):
    assert sorted({(column, key) for column, key in references(table) if key not in keys}) == []


@pytest.mark.parametrize("table", [tables.TREATIES, tables.MEMBERSHIPS], ids=lambda table: table.file)
def test_dates_are_days_months_or_years_of_the_calendar(table):
    columns = [column for column, cell in table.columns.items() if cell == "date"]
    written = [row[column] for row in read(table) for column in columns if row[column]]
    assert len(written) > 200
    for value in written:
        assert re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", value), value
        date.fromisoformat((value + "-01-01")[:10])


@pytest.mark.parametrize(
    ("table", "first", "last"),
    [(tables.TREATIES, "in_force", "terminated"), (tables.MEMBERSHIPS, "since", "until")],
    ids=["treaties", "memberships"],
)
def test_nothing_ends_before_it_begins(table, first, last):
    dated = [(row[first], row[last], row) for row in read(table) if row[first] and row[last]]
    assert len(dated) >= 10
    assert [row for begin, end, row in dated if end < begin[: len(end)]] == []


def test_treaties_keep_to_the_vocabularies():
    topics = re.findall(r'skos:notation "(\w+)"', (ROOT / "ontology/vocabularies/subjects.ttl").read_text("utf-8"))
    for row in read(tables.TREATIES):
        assert row["kind"] in KINDS, row["key"]
        assert row["subject"] in topics, row["key"]
        assert set(tables.items(row["obligations"])) <= set(get_args(ObligationType)), row["key"]


def test_bilateral_treaties_name_at_most_two_sides():
    """Mercosur's members stand beside it; Canada stands beside the United Kingdom where that signed for it."""
    exceptions = {"treaty/boundary-waters-treaty", "treaty/eu-mercosur", "treaty/migratory-bird-treaty"}
    sides = {
        row["key"]: len(tables.items(row["parties"])) for row in read(tables.TREATIES) if row["kind"] == "bilateral"
    }
    assert {key for key, count in sides.items() if count > 2} == exceptions


@pytest.mark.parametrize(("organization", "count"), MEMBERS.items())
def test_live_organizations_have_the_members_they_have_today(organization, count):
    rows = read(tables.MEMBERSHIPS)
    members = {row["state"] for row in rows if row["organization"] == f"organization/{organization}"
               and row["status"] == "member" and not row["until"]}  # fmt: skip
    assert len(members) == count


def test_statuses_of_members_are_few_and_ended_memberships_are_kept():
    rows = read(tables.MEMBERSHIPS)
    assert {row["status"] for row in rows} <= STATUSES
    ended = {(row["organization"], row["state"], row["until"]) for row in rows if row["until"]}
    assert ("organization/EU", "state/GBR", "2020-01-31") in ended
    assert ("organization/COE", "state/RUS", "2022-03-16") in ended


def test_what_the_overlay_says_of_a_membership_replaces_the_factbook(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from gazetteer_build.memberships import build_memberships  # tools/ is no package of the project

    (tmp_path / "igo_membership_factbook.csv").write_text(
        "org,iso2,country_qid,status\nLAS,EG,Q79,member\nLAS,IQ,Q796,observer\nXYZ,EG,Q79,member\n", encoding="utf-8"
    )
    (tmp_path / "factbook_organizations.csv").write_text("factbook,organization\nLAS,LAS\n", encoding="utf-8")
    (tmp_path / "membership_status.csv").write_text(
        "factbook,status\nmember,member\nobserver,observer\n", encoding="utf-8"
    )
    (tmp_path / "memberships.csv").write_text(
        "organization,states,since,until,status\nLAS,IRQ,1945,,member\n", encoding="utf-8"
    )
    states = [{"alpha2": "EG", "key": "state/EGY"}, {"alpha2": "IQ", "key": "state/IRQ"}]
    rows = build_memberships(tmp_path, tmp_path, states)
    assert [(row["state"], row["since"], row["status"]) for row in rows] == [
        ("state/EGY", "", "member"),
        ("state/IRQ", "1945", "member"),
    ]
