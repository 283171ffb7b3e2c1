"""treatykg in Python and notebooks: what `treatykg.build` gives, and what importing costs."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

import treatykg
from treatykg.cli import main
from treatykg.errors import ArticleError, GraphError, OptionError
from treatykg.network import PROJECTIONS

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "france-greece.txt"
TEXT = (
    "Fiji and Tonga signed the Reef Protection Treaty in Suva on 3 March 2021. "
    "Samoa accused Tonga of violating the treaty. Tonga denied the accusation."
)


@cache
def built():
    return treatykg.build(TEXT, title="Reef pact", published="2021-03-05")


def run(program, **options):
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, **options
    ).stdout


def test_the_public_names_are_sorted_and_there():
    """`__all__` names what is meant for others; `dir` knows them, anything else is no attribute."""
    assert treatykg.__all__ == sorted(treatykg.__all__) == ["Build", "__version__", "build"]
    assert set(treatykg.__all__) <= set(dir(treatykg))
    assert all(hasattr(treatykg, name) for name in treatykg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'bulid'"):
        _ = treatykg.bulid


def test_importing_is_quick_and_loads_nothing_heavy():
    """Under 50 ms, the best of five: the rest is loaded when it is used."""
    program = (
        "import sys, time\nstart = time.perf_counter()\nimport treatykg\nprint(time.perf_counter() - start)\n"
        "assert not {'rdflib', 'spacy', 'networkx', 'pandas', 'numpy'} & set(sys.modules)"
    )
    assert min(float(run(program)) for _ in range(5)) < 0.05


def test_build_gives_the_dataset_of_a_text():
    """The day of publication and the headline are its metadata; the report is that of the shapes."""
    assert isinstance(built(), treatykg.Build)
    assert built().report.conforms
    assert repr(built()).startswith("<Build of 1 article: ")
    (article,) = [each.article for each in built().extractions]
    assert (article.text, article.title, article.published) == (TEXT, "Reef pact", date(2021, 3, 5))
    assert built().query("ASK { ?event a treaty:Signature ; treaty:date ?day }") is True


def test_rows_need_no_pandas():
    """Numbers are numbers, empty cells are None."""
    (signature,) = [row for row in built().rows("events") if row["type"] == "Signature"]
    assert signature["date"] == "2021-03-03"
    assert signature["votes_for"] is None
    assert isinstance(signature["confidence"], float)
    assert {row["type"] for row in built().rows("claims")} == {"Accusation", "Denial"}
    assert {"Fiji", "Tonga", "Samoa"} <= {row["label"] for row in built().rows("entities")}


@pytest.mark.parametrize("kind", ["events", "claims", "provisions", "entities"])
def test_tables_are_data_frames(kind):
    """The same rows as a DataFrame."""
    pytest.importorskip("pandas")
    frame = getattr(built(), kind)
    assert len(frame) == len(built().rows(kind))
    if len(frame):
        assert list(frame.columns) == list(built().rows(kind)[0])


def test_without_pandas_the_way_out_is_named(monkeypatch):
    """The message says what to install, and what needs nothing."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OptionError, match=r"treatykg\[notebook\].*\.rows\('events'\)"):
        _ = built().events


def test_queries_answer_with_values_of_python():
    """Rows, a truth, or a dataset; a wrong query is an error of ours."""
    query = "SELECT ?label ?start { ?state a treaty:State ; rdfs:label ?label ; treaty:evidence/treaty:start ?start } ORDER BY ?start"
    assert built().query(query)[0] == {"label": "Fiji", "start": 0}
    assert len(built().query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")) > 5
    with pytest.raises(GraphError):
        built().query("SELECT nothing")


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_networks_are_those_of_the_command(projection):
    """Graphs of networkx."""
    assert built().network(projection).number_of_nodes() > 0


def test_a_picture_is_svg():
    """For a notebook to show."""
    picture = built().picture("actors")
    assert picture._repr_svg_().encode() == picture.svg
    assert picture.svg.startswith(b"<svg ")
    assert repr(picture) == f"<Picture of {len(picture.svg)} bytes>"


def test_saving_writes_what_the_command_writes(tmp_path):
    """Byte for byte, all formats or some."""
    sample = treatykg.build(SAMPLE)
    saved = {path.name: path.read_bytes() for path in sample.save(tmp_path / "python")}
    assert main(["build", str(SAMPLE), "--out", str(tmp_path / "command"), "--quiet"]) == 0
    assert saved == {path.name: path.read_bytes() for path in (tmp_path / "command").iterdir()}
    assert "graph.ttl" in {path.name for path in sample.save(tmp_path / "one", formats=["turtle"])}
    assert not (tmp_path / "one" / "graph.trig").exists()


def test_several_articles_make_one_build(tmp_path):
    """Texts and files together."""
    path = tmp_path / "other.txt"
    path.write_text("Kenya ratified the convention on 4 May 2020.", encoding="utf-8")
    both = treatykg.build(TEXT, path)
    assert repr(both).startswith("<Build of 2 articles: ")
    assert len({row["graph"] for row in both.rows("events")}) == 2


class Tags(HTMLParser):
    """The names of all elements."""

    def __init__(self):
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        assert attrs == []


def test_a_notebook_shows_facts_and_no_markup_of_the_article():
    """A hostile article is text."""
    hostile = treatykg.build(
        "Fiji signed the <img src=x onerror=alert(1)> Treaty with Tonga on 3 March 2021. "
        "Samoa accused Tonga of <script>alert(1)</script> violating the treaty."
    )
    html = hostile._repr_html_()
    tags = Tags()
    tags.feed(html)
    assert tags.found <= {"div", "p", "h4", "table", "thead", "tbody", "tr", "th", "td"}
    assert "Signature" in built()._repr_html_()
    assert "conforms to the shapes" in built()._repr_html_()


@pytest.mark.parametrize(
    ("articles", "options", "error", "words"),
    [
        ((), {}, OptionError, "needs an article"),
        (("  ",), {}, ArticleError, "empty"),
        ((TEXT,), {"base": "nowhere"}, OptionError, "base IRI"),
        ((TEXT,), {"published": "yesterday"}, ArticleError, "published"),
        ((TEXT, "Fiji signed a treaty."), {"title": "Both"}, OptionError, "one article"),
        ((TEXT, TEXT), {}, ArticleError, "one id"),
        ((Path("no-such-file.txt"),), {}, ArticleError, "no such file"),
    ],
)
def test_what_makes_no_sense_is_an_error_of_ours(articles, options, error, words):
    """With the way out in the message."""
    with pytest.raises(error, match=words):
        treatykg.build(*articles, **options)


@pytest.mark.parametrize(
    "call", [lambda b: b.rows("people"), lambda b: b.network("x"), lambda b: b.save("x", formats=["doc"])]
)
def test_unknown_names_are_refused_with_the_known_ones(call):
    """Tables, projections and formats."""
    with pytest.raises(OptionError, match="choose from"):
        call(built())
