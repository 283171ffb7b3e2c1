"""Importing a register: names looked up, RML applied, one graph that keeps the shapes, and a report of what stayed open."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from registry_mini import MINI, load_mini
from treatykg import identifiers
from treatykg.cli import main
from treatykg.corpus import open_corpus, to_sorted_nquads, view_corpus
from treatykg.errors import KnowledgeError, OptionError, RegisterError
from treatykg.registry import (
    Register,
    check_register,
    find_registers,
    import_register,
    load_description,
    read_description,
    to_json,
    to_text,
)
from treatykg.registry import engine as engine_module
from treatykg.registry.names import resolve_party, resolve_places
from treatykg.registry.rows import read_register
from treatykg.registry.titles import name_of
from treatykg.triples import to_rdflib
from treatykg.validation import check_terms, validate

REAL = Path(__file__).parents[2] / "shared" / "data" / "registry" / "uk_treaties_fcdo_2022.csv"
FCDO = load_description("uk-fcdo")
PREFIXES = """PREFIX treaty: <https://w3id.org/treatykg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"""


@pytest.fixture(scope="module")
def mini() -> Register:
    return load_mini()


@pytest.fixture(scope="module")
def store(mini) -> Store:
    store = Store()
    store.load(mini.to_nquads(), format=RdfFormat.N_QUADS)
    return store


def ask(store: Store, entry: str, pattern: str) -> list[tuple[str, ...]]:
    """What a pattern finds about the treaty of one entry, with IRIs as local identifiers."""
    query = f'{PREFIXES} SELECT * {{ GRAPH ?g {{ ?treaty dcterms:identifier "{entry}" . {pattern} }} }}'
    solutions = store.query(query)
    names = sorted({each.value for each in solutions.variables} - {"g", "treaty", "event"})
    return sorted(tuple(_short(row[name]) for name in names) for row in solutions)


def _short(term: object) -> str:
    value = getattr(term, "value", "")
    return value.removeprefix(identifiers.BASE) if isinstance(term, NamedNode) else value


# ---------------------------------------------------------------- the graph


def test_the_graph_is_named_after_the_register(mini):
    """All is in the one graph of the register, and the row count is that of the file."""
    assert mini.graph.graph_names() == ("https://w3id.org/treatykg/id/graph/register/uk-fcdo",)
    assert mini.graph_name == mini.graph.graph_names()[0]
    assert mini.report.rows == len(list(csv.DictReader(MINI.read_text().splitlines()))) == 15


def test_a_row_becomes_a_treaty_with_its_events(store):
    """Parties, name, day, place, actors and the row that says it."""
    assert ask(store, "m01", "?treaty treaty:namedParty ?party") == [("state/GBR",), ("state/ISL",)]
    assert ask(store, "m01", "?treaty skos:altLabel ?name") == [("Agreement concerning Fishing Grounds",)]
    assert ask(store, "m01", "?treaty prov:wasDerivedFrom ?row") == [("register/uk-fcdo#row=2",)]
    event = "?event treaty:concerns ?treaty ; a treaty:Signature ; treaty:date ?d ; treaty:place ?p ; treaty:actor ?a"
    assert ask(store, "m01", event) == [
        ("state/GBR", "1961-03-11", "place/reykjavik"),
        ("state/ISL", "1961-03-11", "place/reykjavik"),
    ]


def test_identifiers_are_those_of_articles(store):
    """A treaty has the identifier that an article with the same name, parties and year gives it."""
    name, parties = "Agreement concerning Fishing Grounds", ("state/GBR", "state/ISL")
    expected = identifiers.treaty_id(name, parties=parties, year=1961, scope="")
    assert ask(store, "m01", "BIND(?treaty AS ?id)") == [(expected,)]
    assert ask(store, "m14", "BIND(?treaty AS ?id)") == [("treaty/genocide-convention",)]


def test_two_entries_are_two_treaties(mini, store):
    """Exchanges of notes of the same states and year do not become one; the report counts them."""
    ids = {ask(store, entry, "BIND(?treaty AS ?id)")[0] for entry in ("m05", "m06")}
    assert len(ids) == 2
    assert mini.report.told_apart == 2


def test_territories_are_no_parties(store):
    """Territories to which a treaty was extended are where it applies, known ones by their code."""
    parties = ask(store, "m03", "?treaty treaty:namedParty ?party")
    assert parties == [("state/DEU",), ("state/DNK",), ("state/GBR",), ("state/LKA",), ("state/soviet-union",)]
    territories = ask(store, "m03", "?treaty dcterms:spatial ?where")
    assert territories == [("place/straits-settlements",), ("state/GHA",), ("state/GIB",)]


def test_who_signed_a_multilateral_treaty_is_not_told(store):
    """A party of today may have acceded: the signature of a multilateral treaty has no actors."""
    assert not ask(store, "m03", "?event treaty:concerns ?treaty ; a treaty:Signature ; treaty:actor ?who")
    places = ask(store, "m03", "?event treaty:concerns ?treaty ; treaty:place ?place")
    assert places == [("place/london",), ("place/paris",)]


def test_provisional_application_is_no_entry_into_force(store):
    """It is a note (Vienna Convention, article 25); the definitive day is the event."""
    force = "?event treaty:concerns ?treaty ; a treaty:EntryIntoForce ; treaty:date ?day"
    assert ask(store, "m07", force) == [("1952-01-10",)]
    assert ask(store, "m07", "?treaty skos:note ?note") == [("Provisionally applied from 1950-07-20.",)]


def test_the_day_of_effect_is_kept_where_it_is_another(store):
    """`effectiveDate` is for another day than that of entry into force."""
    assert ask(store, "m08", "?event treaty:concerns ?treaty ; treaty:effectiveDate ?day") == [("1953-10-08",)]
    assert not ask(store, "m01", "?event treaty:concerns ?treaty ; treaty:effectiveDate ?day")


def test_subjects_are_concepts(store):
    """The register's subjects are those of our schemes, by a table."""
    assert {each[0].rpartition("/")[2] for each in ask(store, "m01", "?treaty dcterms:subject ?about")} == {
        "Fisheries",
        "ResourceSharing",
    }
    assert not ask(store, "m13", "?treaty dcterms:subject ?about")


def test_the_mapping_makes_exactly_what_the_tables_say(mini):
    """No statement is lost on the way through RML: numbers of treaties, events, parties."""
    kinds = {}
    for quad in mini.graph:
        kinds[quad.predicate.value.rpartition("#")[2]] = kinds.get(quad.predicate.value.rpartition("#")[2], 0) + 1
    assert kinds["concerns"] == sum(mini.report.events.values()) == 26
    assert kinds["namedParty"] == 36
    assert kinds["http://purl.org/dc/terms/isPartOf"] == 15


def test_entities_of_characters_are_characters(store):
    """The table writes some characters as entities of HTML."""
    assert ask(store, "m15", "?treaty rdfs:label ?l") == [('Amendments to the Rules for "Small Craft"',)]


# ---------------------------------------------------------------- promises


def test_equal_files_give_equal_bytes(mini):
    """And there are no blank nodes."""
    again = import_register(MINI)
    assert again.to_nquads() == mini.to_nquads()
    assert again.report == mini.report
    assert b"_:" not in mini.to_nquads()


def test_another_base_is_another_name_for_the_same(mini):
    """Only the names of things change, not the terms."""
    base = "https://desk.example/kg/"
    other = import_register(MINI, base=base)
    assert other.to_nquads() == b"".join(
        sorted(mini.to_nquads().replace(identifiers.BASE.encode(), base.encode()).splitlines(keepends=True))
    )


def test_the_graph_keeps_the_shapes(mini):
    """No violation; what is in force before it is signed is legal, and a warning."""
    report = check_register(mini)
    assert report.conforms
    warned = [each.shape.rpartition("/")[2] for each in report.findings if each.severity == "warning"]
    assert warned == ["EntryIntoForceAfterSignature"]


def test_pyshacl_agrees(mini):
    """The reference finds what the quick check finds; the only shape that registers do not keep is that for articles."""
    report = validate(to_rdflib(mini.graph | mini.background))
    violated = {each.shape.rpartition("/")[2] for each in report.findings if each.severity == "violation"}
    assert violated == {"NodeEvidence"}
    assert not check_terms(to_rdflib(mini.graph))


def test_background_is_apart(mini):
    """What the gazetteer knows of the states is in the background graph, for those it knows."""
    assert mini.background.graph_names() == (identifiers.background_graph_iri(),)
    linked = {quad.subject.value for quad in mini.background}
    assert identifiers.to_iri("state/GBR") in linked
    assert identifiers.to_iri("state/atlantis") not in linked


# ---------------------------------------------------------------- the report


def test_nothing_is_dropped_silently(mini, store):
    """A name that nobody knows is in the graph and in the report; a cell that is no date is in the report."""
    unknown = {(each.role, each.name, each.id) for each in mini.report.unknown}
    assert ("party", "Atlantis", "state/atlantis") in unknown
    assert ("place", "Poseidonis", "place/poseidonis") in unknown
    assert ("territory", "Straits Settlements", "place/straits-settlements") in unknown
    assert ask(store, "m10", "?treaty treaty:namedParty ?p") == [("state/GBR",), ("state/atlantis",)]
    (problem,) = mini.report.problems
    assert (problem.row, problem.column, problem.value) == (10, "signed", "31/02/1969")
    assert mini.report.unmapped_subjects == {"UK DEPOSITARY": 1}


def test_the_report_is_for_people_and_programs(mini):
    """Text and JSON tell the same figures."""
    assert "15 treaties of uk-fcdo" in to_text(mini.report)
    assert "31/02/1969" in to_text(mini.report)
    assert json.loads(to_json(mini.report))["events"] == mini.report.events


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "year", "ids"),
    [
        ("CEYLON", 1950, ("state/LKA",)),
        ("SOVIET UNION", 1965, ("state/soviet-union",)),
        ("GERMANY FEDERAL REPUBLIC", 1960, ("state/DEU",)),
        ("GERMAN DEMOCRATIC REPUBLIC", 1975, ("state/east-germany",)),
        ("SWEDEN AND NORWAY", 1882, ("state/NOR", "state/SWE")),
        ("CONGO", 1885, ("state/COD",)),
        ("CONGO", 1962, ("state/COG",)),
        ("KOREA", 1883, ("state/korean-empire",)),
        ("KOREA", None, ("state/KOR",)),
        ("LUXEMBOURG", 1950, ("state/LUX",)),
        ("TUNIS", 1875, ("state/TUN",)),
        ("VATICAN CITY", 1950, ("state/VAT",)),
        ("EUROPEAN COMMUNITY", 1993, ("organization/EC",)),
        ("Isle Of Man", 1960, ("state/IMN",)),
        ("Tripoli", 1925, ("place/tripolitania",)),
        ("Nowhere Islands", 1925, ("place/nowhere-islands",)),
        ("NOWHERE", 1925, ("state/nowhere",)),
    ],
)
def test_names_mean_what_they_meant_then(name, year, ids):
    """Former names, names turned round and names of two states are looked up; what nobody knows gets its own identifier."""
    assert tuple(sorted(each.id for each in resolve_party(name, year, FCDO))) == ids


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("London", ["place/london"]),
        ("London & Angora", ["place/london", "place/ankara"]),
        ("Cairo-Jerusalem", ["place/cairo", "place/jerusalem"]),
        ("Washington?", ["place/washington"]),
        ("Not Known", []),
        ("", []),
        ("Singapore", ["state/SGP"]),
    ],
)
def test_places_are_read_from_one_cell(cell, ids):
    """Several places, misspelt ones, and words that say that none is known."""
    assert [each.id for each in resolve_places(cell, FCDO)] == ids


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Treaty of Peace between A and B", "Treaty of Peace"),
        ("Agreement between A and B concerning C", "Agreement concerning C"),
        (
            "Treaty between A and B for the Extradition of D between them",
            "Treaty for the Extradition of D between them",
        ),
        ("Protocol between A and B, amending the Convention [with Annex]", "Protocol amending the Convention"),
        ("Convention on E", "Convention on E"),
        ("[with Annex]", "[with Annex]"),
    ],
)
def test_a_name_is_a_title_without_its_parties(title, name):
    """What follows the parties tells treaties of the same states apart."""
    assert name_of(title, FCDO) == name


# ---------------------------------------------------------------- bad input


def _table(folder: Path, text: str) -> Path:
    path = folder / "register.csv"
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_table_of_something_else_is_refused(tmp_path):
    """The message names the columns that are missing and the register."""
    with pytest.raises(RegisterError, match=r"no column adopted, .*UK Treaties Online"):
        read_register(_table(tmp_path, "a,b\n1,2\n"), FCDO)


def test_broken_tables_are_refused(tmp_path):
    """Rows with too few cells, twice the same identifier, bytes that are no UTF-8, no file."""
    header, first = MINI.read_text().splitlines()[:2]
    with pytest.raises(RegisterError, match="row 2 has not as many cells"):
        read_register(_table(tmp_path, f"{header}\nm01,Treaty\n"), FCDO)
    with pytest.raises(RegisterError, match="rows 2 and 3 have the identifier m01"):
        read_register(_table(tmp_path, f"{header}\n{first}\n{first}\n"), FCDO)
    (tmp_path / "latin.csv").write_bytes(header.encode() + b"\n\xe9")
    with pytest.raises(RegisterError, match="no UTF-8"):
        read_register(tmp_path / "latin.csv", FCDO)
    with pytest.raises(RegisterError, match="cannot be read"):
        read_register(tmp_path / "missing.csv", FCDO)


def test_an_entry_without_title_is_left_out_and_told(tmp_path):
    """A row that names nothing is a problem in the report."""
    header = MINI.read_text().splitlines()[0]
    table = read_register(_table(tmp_path, f"{header}\nm1,,,,,,,,,,,\n"), FCDO)
    assert not table.rows
    assert table.problems[0].column == "title"


def test_unknown_registers_are_refused():
    """The message names those that there are."""
    assert find_registers() == ("uk-fcdo",)
    with pytest.raises(OptionError, match="uk-fcdo"):
        load_description("atlantis")


def test_broken_descriptions_are_refused(tmp_path):
    """A description that lacks a part names it."""
    (tmp_path / "register.toml").write_text('title = "x"\n')
    with pytest.raises(KnowledgeError, match="lacks columns"):
        read_description(tmp_path)
    (tmp_path / "register.toml").write_text("title = \n")
    with pytest.raises(KnowledgeError, match="not valid TOML"):
        read_description(tmp_path)


def test_without_the_engine_the_way_out_is_named(monkeypatch, tmp_path):
    """Morph-KGC is asked for by name, version and command."""
    monkeypatch.setenv("TREATYKG_MORPH_KGC", str(tmp_path / "python"))
    with pytest.raises(RegisterError, match=r"cannot be run .*treatykg\[registry\]"):
        import_register(MINI)
    monkeypatch.delenv("TREATYKG_MORPH_KGC")
    monkeypatch.setattr(engine_module, "MORPH_KGC", "0.0.0")
    with pytest.raises(RegisterError, match="Morph-KGC"):
        import_register(MINI)


# ---------------------------------------------------------------- the whole register


@pytest.mark.skipif(not REAL.is_file(), reason=f"{REAL} is not there")
def test_the_whole_register(mini):
    """8,128 treaties in well under a minute, no violation, and as many retroactive treaties as were counted by hand."""
    began = time.perf_counter()
    register = import_register(REAL)
    assert time.perf_counter() - began < 60
    assert register.report.rows == 8128
    assert register.report.events == {"Adoption": 553, "EntryIntoForce": 4115, "Signature": 7588, "Termination": 664}
    assert not register.report.problems
    assert not [each for each in register.report.unknown if each.role == "party"]
    assert sum(1 for _ in parse(register.to_nquads(), format=RdfFormat.N_QUADS)) == register.report.quads
    report = check_register(register)
    assert report.conforms
    shapes = [each.shape.rpartition("/")[2] for each in report.findings if each.severity == "warning"]
    assert shapes == ["EntryIntoForceAfterSignature"] * 212


# ---------------------------------------------------------------- the command


def test_the_command_puts_a_register_beside_the_news(mini, tmp_path, capfd):
    """import, then check; the graph of the store is that of the register, and a second import changes nothing."""
    store, report = tmp_path / "desk", tmp_path / "report.json"
    assert main(["registry", "import", str(store), str(MINI), "--check", "--report", str(report)]) == 0
    assert "15 treaties of uk-fcdo" in capfd.readouterr().out
    assert json.loads(report.read_text())["rows"] == 15
    with view_corpus(store) as view:
        assert mini.to_nquads() in b"".join(to_sorted_nquads(view))
    assert main(["registry", "import", str(store), str(MINI), "--quiet"]) == 0
    assert main(["registry", "check", str(store), "--summary", "--output", "json"]) == 0
    assert {"what": "treaties only there", "number": 15} in json.loads(capfd.readouterr().out)


def test_the_command_says_what_is_missing(tmp_path, capfd):
    """A store without the register, and a register that does not exist: exit code 2."""
    with open_corpus(tmp_path / "desk", create=True) as corpus:
        corpus.sync(progress=lambda _name, _total: lambda _done: None)
    assert main(["registry", "check", str(tmp_path / "desk")]) == 2
    assert "registry import" in capfd.readouterr().err
    assert main(["registry", "import", str(tmp_path / "desk"), str(MINI), "--register", "atlantis"]) == 2
    assert "uk-fcdo" in capfd.readouterr().err


def test_the_command_lists_registers(capfd):
    """With their publishers."""
    assert main(["registry", "list", "--output", "csv"]) == 0
    assert "uk-fcdo,UK Treaties Online," in capfd.readouterr().out
