"""The world knowledge: what the tables hold, how names are found in texts, who held which office, what broken tables raise."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatykg.errors import KnowledgeError
from treatykg.gazetteer import Gazetteer, Naming, fold, load_gazetteer, read_gazetteer
from treatykg.gazetteer.tables import TABLES, read_table
from treatykg.model import ObligationType, Span
from treatykg.resources import folder

TABLES_FOLDER = folder("ontology") / "gazetteer"


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return load_gazetteer()


def words_found(world: Gazetteer, text: str) -> list[str]:
    return [hit.span.of(text) for hit in world.find_names(text)]


def uses(world: Gazetteer, surface: str) -> set[tuple[str, str]]:
    (hit,) = world.find_names(surface)
    return {(naming.key, naming.use) for naming in hit.namings}


# What the tables hold


def test_counts(world: Gazetteer) -> None:
    """The gazetteer is as large as the project promises."""
    kinds = Counter(world.record(key).kind for key in world.keys("State"))
    assert kinds["state"] >= 195
    assert kinds["historical"] >= 25
    assert kinds["unrecognised"] >= 5
    with_parliament = [key for key in world.keys("State") if world.legislatures_of(key)]
    assert sum(world.record(key).kind == "state" for key in with_parliament) >= 180
    assert len(world.keys("Person")) >= 1700
    assert len(world.keys("InternationalOrganization")) >= 60
    assert len(world.keys("Treaty")) >= 120


def test_every_sovereign_state_has_name_adjective_and_wikidata_id(world: Gazetteer) -> None:
    """No state lacks what articles and links need."""
    states = [world.details(key) for key in world.keys("State") if world.record(key).kind == "state"]
    lacking = [row["key"] for row in states if not (row["label"] and row["alpha3"] and row["wikidata"])]
    assert lacking == []
    assert [row["key"] for row in states if not row["adjectives"]] == [
        "state/NZL"
    ]  # "New Zealand" is name and adjective


def test_the_obligations_of_treaties_are_types_of_the_model(world: Gazetteer) -> None:
    """Treaties name obligation types as the ontology does."""
    named = {name for key in world.keys("Treaty") for name in world.details(key)["obligations"].split("|") if name}
    assert named <= {*get_args(ObligationType)}


def test_roles_of_the_press_mean_roles_of_terms(world: Gazetteer) -> None:
    """Every role that roles.csv refers to is held by somebody."""
    rows = {table.file: read_table(table, TABLES_FOLDER) for table in TABLES}
    meant = {role for row in rows["roles.csv"] for role in row["roles"].split("|")}
    assert meant - {row["role"] for row in rows["terms.csv"]} == set()


def test_no_term_ends_before_it_begins(world: Gazetteer) -> None:
    """Terms are intervals."""
    terms = [term for key in world.keys("Person") for term in world.terms_of(key)]
    assert len(terms) >= 1900
    assert [term for term in terms if term.since and term.until and term.until < term.since] == []


# Names in texts


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Russia", {("state/RUS", "name")}),
        ("Russian", {("state/RUS", "demonym"), ("state/RUS", "people")}),
        ("Danes", {("state/DNK", "people")}),
        ("USSR", {("state/soviet-union", "acronym")}),
        ("Soviet", {("state/soviet-union", "demonym")}),
        ("U.S.", {("state/USA", "acronym")}),
        ("Zaire", {("state/COD", "former")}),
        ("Ceylon", {("state/LKA", "former")}),
        ("Türkiye", {("state/TUR", "name")}),
        ("Turkiye", {("state/TUR", "name")}),
        ("Rumanian", {("state/ROU", "demonym"), ("state/ROU", "people")}),
        ("Kiev", {("state/UKR", "capital"), ("place/kyiv", "name")}),
        ("Peking", {("state/CHN", "capital"), ("place/beijing", "name")}),
        ("Bonn", {("state/west-germany", "capital"), ("state/DEU", "metonym")}),
        ("Congolese", {("state/COD", "demonym"), ("state/COG", "demonym")}),
        ("Korean", {("state/PRK", "demonym"), ("state/KOR", "demonym")}),
        ("Dominican", {("state/DMA", "demonym"), ("state/DOM", "demonym")}),
        ("Dutch", {("state/NLD", "demonym")}),
        ("French", {("state/FRA", "demonym")}),
        ("Chinese", {("state/CHN", "demonym")}),
        ("Recep Tayyip Erdoğan", {("person/recep-tayyip-erdogan", "name")}),
        ("Kim Jong Un", {("person/kim-jong-un", "name")}),
        ("Verkhovna Rada", {("legislature/UKR-verkhovna-rada", "name")}),
        ("Federation Council", {("legislature/RUS-federation-council", "name")}),
        ("NATO", {("organization/NATO", "acronym")}),
    ],
)
def test_surfaces_name_what_they_should(world: Gazetteer, surface: str, expected: set[tuple[str, str]]) -> None:
    """A surface has its readings (there may be more)."""
    assert expected <= uses(world, surface)


@pytest.mark.parametrize("adjective", ["Dutch", "French", "Chinese"])
def test_an_adjective_means_the_sovereign_state(world: Gazetteer, adjective: str) -> None:
    """Territories do not make these adjectives ambiguous."""
    assert len({key for key, _ in uses(world, adjective)}) == 1


@pytest.mark.parametrize("surface", ["Georgia", "Jordan", "Chad", "Turkey", "Congo", "Korea"])
def test_ambiguous_names_are_flagged(world: Gazetteer, surface: str) -> None:
    """Names that also mean something else say so."""
    (hit,) = world.find_names(surface)
    assert all(naming.ambiguous for naming in hit.namings)


def test_generic_chambers_name_all_candidates(world: Gazetteer) -> None:
    """The caller decides which Senate is meant."""
    assert len(uses(world, "Senate")) >= 40


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May, Parliament will march.", ["Parliament"]),
        ("South Korea, not Korea", ["South Korea", "Korea"]),
        ("Russia’s troops", ["Russia"]),
        ("a Moscow-based analyst", ["Moscow"]),
        ("the U.S.-led talks in the U.S.", ["U.S.", "U.S."]),
        ("Russians like Russialand no more", ["Russians"]),
        ("Nuku’alofa and Nuku`alofa", ["Nuku’alofa", "Nuku`alofa"]),
        ("Tórshavn, Torshavn", ["Tórshavn", "Torshavn"]),
        ("North\u00a0Korea and North\nKorea", ["North\u00a0Korea", "North\nKorea"]),
        ("RUSSIA AND NORTH KOREA SIGN PACT", ["RUSSIA", "NORTH KOREA"]),
        ("russia, putin", []),
        ("the New Mexico desk", []),
        ("the South China Morning Post", []),
        ("", []),
        ("«Москва» 🇷🇺 Moscow 🎉 “Kyiv”", ["Moscow", "Kyiv"]),
        ("Putin", []),
    ],
)
def test_finding_names(world: Gazetteer, text: str, found: list[str]) -> None:
    """Longest match at word boundaries, folded, case-sensitive but for headlines; family names alone are left out."""
    assert words_found(world, text) == found


def test_offsets_count_code_points_of_decomposed_text(world: Gazetteer) -> None:
    """Combining accents and soft hyphens belong to the text, and offsets stay exact."""
    text = "So\u0301fia? To\u0301rshavn and Bogota\u0301; Ukra\u00adine"
    hits = [hit.span for hit in world.find_names(text)]
    assert [span.of(text) for span in hits] == ["So\u0301fia", "To\u0301rshavn", "Bogota\u0301", "Ukra\u00adine"]
    assert hits[0] == Span(0, 6)


NAMES = tuple(name for key in load_gazetteer().keys(None) for name in load_gazetteer().record(key).names)
FILLER = st.text(st.sampled_from("abc XYZ’'–-.,\u00a0\n🎉éЖ\u0301"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FILLER, st.sampled_from(NAMES)), max_size=4), FILLER)
def test_every_hit_folds_to_a_known_name(pieces: list[tuple[str, str]], tail: str) -> None:
    """Hits do not overlap, run from left to right, and their words are known names, whatever surrounds them."""
    text = "".join(f"{filler} {name} " for filler, name in pieces) + tail
    hits = load_gazetteer().find_names(text)
    assert all(first.span.end <= second.span.start for first, second in pairwise(hits))
    for hit in hits:
        (again,) = load_gazetteer().find_names(hit.span.of(text))
        assert hit.namings == again.namings != ()


@pytest.mark.parametrize("char", ["’", "ʼ", "é", "Ø", "ł", "\u00a0", "\n", "–", "ß", "Æ", "\U0001f389", "Ж", "ǖ"])
def test_folding_keeps_the_length(char: str) -> None:
    """One code point folds to one, else offsets would shift."""
    assert len(fold(f"a{char}b")) == 3


# What is known of a thing


def test_records(world: Gazetteer) -> None:
    """A record holds label, names, ids and relations."""
    duma = world.record("legislature/RUS-state-duma")
    assert (duma.label, duma.kind, duma.acts_for) == ("State Duma", "lower", ("state/RUS",))
    assert world.record("person/vladimir-putin").wikidata == "Q7747"
    assert world.record("person/jens-stoltenberg").acts_for == ("organization/NATO", "state/NOR")
    assert "state/FIN" in world.record("organization/NATO").members
    assert world.record("place/pyongyang").wikidata == "Q18808"
    assert world.record("state/soviet-union").kind == "historical"


def test_every_key_has_a_record(world: Gazetteer) -> None:
    """All keys round-trip, and each label is among the names."""
    records = {key: world.record(key) for key in world.keys(None)}
    assert [key for key, known in records.items() if known.key != key or known.names[0] != known.label] == []


@pytest.mark.parametrize("ask", [Gazetteer.record, Gazetteer.details])
def test_an_unknown_key_is_an_error(world: Gazetteer, ask) -> None:
    """The message names the key."""
    with pytest.raises(KnowledgeError, match="state/XYZ"):
        ask(world, "state/XYZ")


def test_legislatures_come_parliament_first(world: Gazetteer) -> None:
    """The parliament as a whole, then lower and upper house."""
    houses = world.legislatures_of("state/RUS")
    assert [house.label for house in houses] == ["Federal Assembly", "State Duma", "Federation Council"]
    assert world.legislatures_of("state/XYZ") == ()


def test_organizations_with(world: Gazetteer) -> None:
    """Present memberships only."""
    assert "organization/EU" in world.organizations_with("state/DEU")
    assert "organization/EU" not in world.organizations_with("state/GBR")
    assert "organization/NATO" not in world.organizations_with("state/RUS")


def test_family_names_lead_to_their_bearers(world: Gazetteer) -> None:
    """What the press uses alone, folded."""
    assert world.family_names["Putin"] == ("person/vladimir-putin",)
    assert "person/ursula-von-der-leyen" in world.family_names["von der Leyen"]
    assert "person/recep-tayyip-erdogan" in world.family_names[fold("Erdoğan")]
    assert len(world.family_names["Kim"]) >= 3


# Who held office when


@pytest.mark.parametrize(
    ("of", "role", "on", "holder"),
    [
        ("state/RUS", "president", date(2010, 4, 8), "person/dmitry-medvedev"),
        ("state/RUS", "President", date(2024, 6, 19), "person/vladimir-putin"),
        ("state/RUS", "foreign minister", date(2024, 6, 19), "person/sergei-lavrov"),
        ("state/PRK", "leader", date(2000, 7, 19), "person/kim-jong-il"),
        ("state/USA", "President", date(1987, 12, 8), "person/ronald-reagan"),
        ("state/USA", "secretary of state", date(2023, 1, 1), "person/antony-blinken"),
        ("state/USA", "foreign minister", date(2023, 1, 1), "person/antony-blinken"),
        ("state/soviet-union", "leader", date(1987, 12, 8), "person/mikhail-gorbachev"),
        ("state/GBR", "prime minister", date(2018, 5, 1), "person/theresa-may"),
        ("state/GBR", "foreign secretary", date(2023, 1, 1), "person/james-cleverly"),
        ("state/DEU", "chancellor", date(2015, 1, 1), "person/angela-merkel"),
        ("state/CHN", "prime minister", date(2024, 1, 1), "person/li-qiang"),
        ("state/IRL", "prime minister", date(2021, 1, 1), "person/micheal-martin"),
        ("state/JPN", "prime minister", date(2022, 12, 1), "person/fumio-kishida"),
        ("organization/UN", "secretary-general", date(2001, 1, 1), "person/kofi-annan"),
        ("organization/NATO", "chief", date(2024, 12, 1), "person/mark-rutte"),
        ("organization/IAEA", "Director General", date(2024, 1, 1), "person/rafael-grossi"),
    ],
)
def test_holders_on_a_day(world: Gazetteer, of: str, role: str, on: date, holder: str) -> None:
    """The office is found by the words of the press."""
    assert world.holders(of, role, on) == (holder,)


def test_holders_without_a_day_come_latest_first(world: Gazetteer) -> None:
    """Without a day all known holders are candidates."""
    holders = world.holders("state/USA", "president")
    assert holders[:3] == ("person/donald-trump", "person/joe-biden", "person/barack-obama")
    assert world.holders("state/USA", "then-president", date(2014, 1, 1)) == ("person/barack-obama",)
    assert world.holders("state/USA", "king") == ()
    assert world.holders("state/XYZ", "president") == ()


def test_terms_are_sorted_and_inclusive(world: Gazetteer) -> None:
    """A handover day belongs to both terms."""
    first, second = (term for term in world.terms_of("person/donald-trump") if term.role == "President")
    assert first.until == date(2021, 1, 20)
    assert second.since == date(2025, 1, 20)
    assert first.covers(date(2021, 1, 20))
    assert not first.covers(date(2021, 1, 21))
    assert world.terms_of("person/nobody") == ()


# Broken tables


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for table in TABLES:
        shutil.copy(TABLES_FOLDER / table.file, tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("states.csv", "key,kind", "kind,key", r"states\.csv:1: the header must be key,kind"),
        ("states.csv", "state/AFG,state", "state/ALB,state", r"states\.csv:\d+: repeats line \d+"),
        ("states.csv", "state/AFG,state", "Afghanistan,state", r"states\.csv:\d+: key 'Afghanistan' is no key"),
        (
            "states.csv",
            "state/AFG,state",
            "state/AFG,empire",
            r"kind 'empire' must be one of historical, special-region, state",
        ),
        ("states.csv", "Q5838", "5838", r"capital_wikidata '5838' is no Wikidata id"),
        ("states.csv", "state/AFG,state,", "state/AFG,state,,", r"states\.csv:\d+: \d+ cells instead of \d+"),
        ("states.csv", "state/AFG,state,Afghanistan", "state/AFG,state, Afghanistan", "stray blanks"),
        (
            "terms.csv",
            "person/abdelaziz-djerad",
            "person/nobody",
            r"terms\.csv:\d+: person 'person/nobody' names no row",
        ),
        ("terms.csv", "2019-12-28", "2019-13-28", r"terms\.csv:\d+: since '2019-13-28' is no date"),
        ("leaders.csv", "Abdel Fattah el-Sisi", "", r"leaders\.csv:\d+: label '' may not be empty"),
    ],
)
def test_broken_tables(tables: Path, file: str, old: str, new: str, message: str) -> None:
    """File and line are named, and what to do."""
    edit(tables / file, old, new)
    with pytest.raises(KnowledgeError, match=message):
        read_gazetteer(tables)


def test_a_missing_table_is_an_error(tables: Path) -> None:
    """The installation lacks a file."""
    (tables / "treaties.csv").unlink()
    with pytest.raises(KnowledgeError, match=r"treaties\.csv"):
        read_gazetteer(tables)


def test_a_table_in_another_encoding_is_an_error(tables: Path) -> None:
    """Tables are UTF-8."""
    (tables / "places.csv").write_bytes("key,label\nplace/x,Malé\n".encode("latin-1"))
    with pytest.raises(KnowledgeError, match=r"places\.csv"):
        read_gazetteer(tables)


def test_guards_forbid_flag_and_shadow(tables: Path) -> None:
    """`never` removes a surface, `shadow` hides names inside a phrase."""
    rows = (tables / "guards.csv").read_text(encoding="utf-8")
    (tables / "guards.csv").write_text(
        f"{rows}Ruritania Times,shadow,test,test\nPeru,never,test,test\n", encoding="utf-8"
    )
    world = read_gazetteer(tables)
    assert words_found(world, "Peru, Ruritania Times, Chile") == ["Chile"]
    assert world.record("state/PER").names[0] == "Peru"


def test_namings_are_sorted_values() -> None:
    """Readings of one surface come in a fixed order."""
    for surface in ("Brussels", "Korean", "Senate"):
        (hit,) = load_gazetteer().find_names(surface)
        assert list(hit.namings) == sorted(hit.namings, key=lambda each: (each.key, each.use, each.body or ""))
        assert all(isinstance(naming, Naming) for naming in hit.namings)


def test_loading_is_fast() -> None:
    """Reading, checking and indexing everything costs under 150 ms of processor time."""
    costs = []
    for _ in range(5):
        start = time.process_time()
        read_gazetteer(TABLES_FOLDER)
        costs.append(time.process_time() - start)
    assert min(costs) < 0.150
