"""Each command, its output for people and for programs, and its errors."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import networkx
import pytest
import rdflib

from treatykg import __version__, export, network, page
from treatykg.cli import main
from treatykg.cli.formats import NAMES
from treatykg.sentences import load_parser
from treatykg.store import load_dataset

pytestmark = [
    # rdflib's own, while it reads files with named graphs
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "france-greece.txt"
SMALL = ROOT / "tests" / "graphs" / "small.trig"
ODD = ROOT / "tests" / "articles"
READABLE = [
    case["file"]
    for case in tomllib.loads((ODD / "expected.toml").read_text(encoding="utf-8"))["article"]
    if "error" not in case
]
GRAPHS = ("graph.jsonld", "graph.nq", "graph.trig", "graph.ttl")
TABLES = ("claims.csv", "entities.csv", "events.csv", "provisions.csv")
NETWORKS = ("network.gexf", "network.graphml")
PAGES = ("report.html",)
ANNOTATIONS = ("annotations.jsonld",)
REPORTS = ("coverage.txt", "validation.json", "validation.ttl", "validation.txt")
TREATY = rdflib.Namespace("https://w3id.org/treatykg/ontology#")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def graph_of(folder: Path) -> rdflib.Dataset:
    return rdflib.Dataset(default_union=True).parse(folder / "graph.trig", format="trig")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The sample article, built once."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", str(SAMPLE), "--out", str(folder), "--quiet"]) == 0
    return folder


@pytest.mark.parametrize("arguments", [["--help"], [], *([c, "--help"] for c in ("build", "query", "explain"))])
def test_help_needs_no_heavy_library(arguments):
    """It comes at once: parsers and the libraries of RDF are loaded by the commands that need them."""
    program = (
        "import sys\nfrom treatykg.cli import main\n"
        f"main({arguments!r})\n"
        "heavy = {'spacy', 'numpy', 'rdflib', 'pyshacl', 'pyoxigraph', 'networkx', 'trafilatura', 'lxml'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Usage: treatykg" in ran.stdout


def test_version(capsys):
    """It is that of the package."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"treatykg {__version__}\n"


def test_the_formats_of_the_option_are_those_there_are():
    """They are named twice, for a quick refusal."""
    assert sorted(NAMES) == sorted([*export.FORMATS, *network.FORMATS, page.FORMAT])


def test_build_writes_all_formats_and_reports(built):
    """Everything by default, nothing else."""
    assert names(built) == sorted((*ANNOTATIONS, *GRAPHS, *TABLES, *NETWORKS, *PAGES, *REPORTS))
    assert all((built / name).stat().st_size for name in names(built))


def test_build_tells_what_it_found(tmp_path, capsys):
    """Counts, treaties with their status, the verdict and the folder; without colours for a pipe."""
    assert main(["build", str(SAMPLE), "--out", str(tmp_path), "--format", "csv"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = [" ".join(line.split()) for line in printed.out.splitlines()]
    assert "articles 1" in lines
    assert any(line.startswith("events ") and int(line.split()[1]) >= 3 for line in lines)
    assert any(line.startswith("validation: conforms (0 violations, ") for line in lines)
    assert lines[-1] == f"8 files in {tmp_path}/"
    assert "\x1b" not in printed.out


def test_build_gives_the_same_bytes_in_another_process(built, tmp_path):
    """Neither the order of hashes, nor the clock, nor the place, nor the language of the machine is in the files."""
    env = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    command = [sys.executable, "-c", "from treatykg.cli import main; raise SystemExit(main())"]
    arguments = ["build", os.path.relpath(SAMPLE, tmp_path), "--out", "out", "--quiet"]
    subprocess.run([*command, *arguments], check=True, cwd=tmp_path, env=env)
    assert contents(tmp_path / "out") == contents(built)


def test_every_quote_is_the_text_at_its_offsets(built):
    """The first promise, read back from the written file."""
    graph = graph_of(built)
    (text,) = graph.objects(None, rdflib.SDO.text)
    passages = list(graph.subjects(rdflib.RDF.type, TREATY.Evidence))
    assert len(passages) > 20
    for passage in passages:
        start, end = (int(graph.value(passage, TREATY[name])) for name in ("start", "end"))
        assert str(text)[start:end] == str(graph.value(passage, TREATY.quote))


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        (["--format", "csv"], TABLES),
        (["-f", "turtle", "-f", "nquads"], ("graph.nq", "graph.ttl")),
        (["--format", "graphml,GEXF"], NETWORKS),
        (["-f", "html"], PAGES),
        (["-f", "annotations"], ANNOTATIONS),
    ],
)
def test_formats_are_chosen(tmp_path, formats, expected):
    """Repeated or parted by commas; the reports always come."""
    assert main(["build", str(SAMPLE), "-o", str(tmp_path), "-q", *formats]) == 0
    assert names(tmp_path) == sorted((*expected, *REPORTS))


def test_metadata_by_option(tmp_path):
    """Options win over the file and name the article."""
    options = [
        "--id",
        "My Id",
        "--title",
        "T",
        "--published",
        "2021-10-09",
        "--publisher",
        "P",
        "--url",
        "https://a.example/1",
    ]
    assert (
        main(["build", str(SAMPLE), "-o", str(tmp_path), "-q", "-f", "trig", "--base", "https://d.example/", *options])
        == 0
    )
    graph = graph_of(tmp_path)
    article = rdflib.URIRef("https://d.example/article/my-id")
    assert {(p, str(o)) for p, o in graph.predicate_objects(article)} >= {
        (rdflib.SDO.headline, "T"),
        (rdflib.SDO.datePublished, "2021-10-09"),
        (rdflib.SDO.publisher, "P"),
        (rdflib.SDO.url, "https://a.example/1"),
    }
    assert not [s for s in graph.subjects() if str(s).startswith("https://w3id.org/treatykg/id/")]


def test_without_the_text(tmp_path):
    """Quotes and the hash stay, the text goes."""
    assert main(["build", str(SAMPLE), "-o", str(tmp_path), "-q", "--no-text"]) == 0
    for name in GRAPHS:
        assert b"Another article commits them" not in (tmp_path / name).read_bytes()
    assert list(graph_of(tmp_path).objects(None, TREATY.sha256))


def test_several_articles_and_each_alone(tmp_path):
    """One graph of all, and one file for each."""
    articles = [str(SAMPLE), str(ODD / "emoji.txt"), str(ODD / "scripts.html")]
    assert main(["build", *articles, "-o", str(tmp_path), "-q", "-f", "nquads", "--per-article"]) == 0
    parts = ["articles/emoji.nq", "articles/france-greece.nq", "articles/scripts.nq"]
    assert names(tmp_path) == sorted((*parts, "graph.nq", *REPORTS))
    whole = set(load_dataset(tmp_path / "graph.nq"))
    for part in parts:
        said = {quad for quad in load_dataset(tmp_path / part) if "/graph/article/" in str(quad.graph_name)}
        assert said
        assert said <= whole


def test_standard_input(tmp_path, monkeypatch):
    """A pipe works like a file."""
    data = json.dumps({"id": "piped", "text": "Norway and Sweden signed a treaty in Oslo on 4 March 2021."}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    assert main(["build", "-", "-o", str(tmp_path), "-q", "--per-article", "-f", "trig"]) == 0
    assert "articles/piped.nq" in names(tmp_path)


@pytest.mark.parametrize("file", READABLE)
def test_odd_articles_give_graphs_that_all_can_read(tmp_path, file):
    """Whatever is in a text: the graph conforms, and RDF, GraphML, GEXF and CSV are read back by others' readers."""
    assert main(["build", str(ODD / file), "-o", str(tmp_path), "-q"]) == 0
    quads = len(rdflib.Dataset().parse(tmp_path / "graph.nq", format="nquads"))
    assert quads == len(rdflib.Dataset().parse(tmp_path / "graph.trig", format="trig"))
    assert quads == len(load_dataset(tmp_path / "graph.nq"))
    assert len(rdflib.Graph().parse(tmp_path / "graph.ttl")) == len(load_dataset(tmp_path / "graph.ttl"))
    graphml, gexf = networkx.read_graphml(tmp_path / "network.graphml"), networkx.read_gexf(tmp_path / "network.gexf")
    assert sorted(graphml.nodes) == sorted(gexf.nodes)
    for name in TABLES:
        header, *rows = csv.reader((tmp_path / name).read_text(encoding="utf-8").splitlines())
        assert {len(row) for row in rows} <= {len(header)}


def test_a_text_without_a_treaty_gives_no_treaty(tmp_path):
    """A small graph, and no event out of nothing."""
    assert main(["build", str(ODD / "no-treaty.txt"), "-o", str(tmp_path), "-q"]) == 0
    graph = graph_of(tmp_path)
    assert not list(graph.subjects(rdflib.RDF.type, TREATY.Treaty))
    assert not list(graph.subjects(rdflib.RDF.type, TREATY.Event))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build"], "Missing argument"),
        (["build", "none.txt"], "treatykg: none.txt: no such file: check the path\n"),
        (["build", str(ODD / "empty.txt")], "empty, there is no article to read"),
        (["build", str(ODD / "binary.txt")], "binary file"),
        (["build", str(ODD / "latin-1.txt")], "iconv -f WINDOWS-1252 -t UTF-8"),
        (["build", str(ODD / "deep.json")], "nested too deeply"),
        (["build", str(SAMPLE), str(SAMPLE)], "the id 'france-greece' is already that of"),
        (["build", "-", "-"], "standard input can be read only once"),
        (["build", str(SAMPLE), "--format", "pdf"], "--format pdf: not a format: choose from trig, turtle"),
        (["build", str(SAMPLE), "--published", "8 October"], "is no publication date: write it as YYYY-MM-DD"),
        (["build", str(SAMPLE), "--published", ""], "is no publication date"),
        (["build", str(SAMPLE), "--url", "a.example"], "is no address"),
        (["build", str(SAMPLE), "--base", "example"], "base IRI 'example': give an absolute IRI"),
        (["build", str(SAMPLE), "--max-size", "0"], "Invalid value for '--max-size'"),
        (["build", str(SAMPLE), "--max-size", "0.001"], "larger than 0.001 MB"),
        (["build", str(SAMPLE), str(ODD / "emoji.txt"), "--title", "T"], "--title names one article"),
        (["build", str(SAMPLE), "--colour"], "No such option"),
        (["bild"], "No such command"),
        (["validate", "none.trig"], "none.trig: cannot be read"),
        (["query", str(SMALL)], "query needs exactly one of SPARQL, --file and --question"),
        (["query", str(SMALL), "ASK {}", "--question", "is-in-force"], "query needs exactly one"),
        (["query", str(SMALL), "SELECT"], "the query is not SPARQL"),
        (["query", str(SMALL), "--file", "none.rq"], "--file none.rq: cannot be read"),
        (["query", str(SMALL), "--question", "is-in-forc"], "is it is-in-force"),
        (["query", str(SMALL), "ASK {}", "--param", "x=y"], "--param goes with --question"),
        (["query", str(SMALL), "--question", "is-in-force", "--param", "x"], "write it as NAME=VALUE"),
        (["query", str(SMALL), "--question", "is-in-force", "--param", "x=y"], "the question is-in-force has treaty"),
        (
            ["query", str(SMALL), "--question", "is-in-force", "--param", "treaty=treaty/osla"],
            "is it https://w3id.org/treatykg/id/treaty/oslo",
        ),
        (["query", str(SMALL), "ASK {}", "--output", "csv"], "the query gives a yes or no"),
        (["query", str(SMALL), "CONSTRUCT WHERE { ?s ?p ?o }", "--output", "csv"], "the query gives triples"),
        (["query", str(SMALL), "ASK {}", "--output", "xml"], "Invalid value for '--output'"),
        (["explain", str(SMALL)], "explain needs either an IRI or --sentence N"),
        (["explain", str(SMALL), "NOR", "--sentence", "1"], "explain needs either"),
        (["explain", str(SMALL), "state/NOX"], "is it https://w3id.org/treatykg/id/state/NOR"),
        (["explain", str(SMALL), "--sentence", "1"], "name one with --article; this graph has bare, pact"),
    ],
)
def test_errors(tmp_path, monkeypatch, capsys, arguments, message):
    """What cannot be done ends with 2, one message on standard error, and nothing written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""
    assert names(tmp_path) == []


def test_a_message_does_not_steer_the_terminal(capsys):
    """Control characters in names are replaced."""
    assert main(["build", "a\x1b[31m.txt"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_5_mb_are_refused(tmp_path, capsys):
    """At once, with the limit and the option."""
    path = tmp_path / "large.txt"
    path.write_text("A treaty was signed. " * 240_000)
    assert main(["build", str(path), "-o", str(tmp_path / "out")]) == 2
    assert (
        "larger than 0.5 MB, so probably not one article: split it, or raise the limit with --max-size"
        in capsys.readouterr().err
    )


def test_only_the_option_limits_the_length():
    """The parser's own limit, a million code points, would end in a traceback."""
    assert load_parser().max_length > 1_000_000_000


def test_a_folder_that_cannot_be_written(tmp_path, capsys):
    """A file in its place is an error, and stays."""
    (tmp_path / "out").write_text("in the way")
    assert main(["build", str(SAMPLE), "-o", str(tmp_path / "out")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "in the way"


def test_an_interrupt_leaves_nothing_half_written(tmp_path):
    """Ctrl-C ends with 130; no file is there, not even a temporary one. What runs in the background would ignore it."""
    lines = "".join(
        json.dumps({"text": f"Article {n}. " + SAMPLE.read_text(encoding="utf-8")}) + "\n" for n in range(500)
    )
    (tmp_path / "many.jsonl").write_text(lines)
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heeding}; from treatykg.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", code, "build", "many.jsonl"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert names(tmp_path) == ["many.jsonl"]


@pytest.mark.parametrize("kind", ["text", "json", "turtle"])
def test_validate_a_graph_that_conforms(built, capsys, kind):
    """Exit code 0 and the report that the build wrote."""
    assert main(["validate", str(built), "--format", kind]) == 0
    suffix = {"text": "txt", "json": "json", "turtle": "ttl"}[kind]
    assert capsys.readouterr().out == (built / f"validation.{suffix}").read_text(encoding="utf-8")


def test_validate_a_graph_with_a_changed_quote(built, tmp_path, capsys):
    """Exit code 1: the words are compared with the text."""
    lines = (built / "graph.nq").read_text(encoding="utf-8").splitlines()
    quote = next(number for number, line in enumerate(lines) if "ontology#quote>" in line)
    lines[quote] = lines[quote].replace('ontology#quote> "', 'ontology#quote> "x')
    (tmp_path / "graph.nq").write_text("\n".join(lines) + "\n")
    assert main(["validate", str(tmp_path / "graph.nq")]) == 1
    assert "The quote is not the text at [" in capsys.readouterr().out


STATES = "SELECT ?state ?name { ?state a treaty:State ; rdfs:label ?name } ORDER BY ?name"


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("table", "state       name\nstates:NOR  Norway\nstates:SWE  Sweden\n"),
        (
            "csv",
            "state,name\r\nhttps://w3id.org/treatykg/id/state/NOR,Norway\r\nhttps://w3id.org/treatykg/id/state/SWE,Sweden\r\n",
        ),
    ],
)
def test_query_rows(capsys, output, expected):
    """Tables have short names and known prefixes; CSV is that of SPARQL."""
    assert main(["query", str(SMALL), STATES, "--output", output]) == 0
    assert capsys.readouterr().out == expected


def test_query_json_from_a_file(tmp_path, capsys):
    """JSON is that of SPARQL; a query may come from a file."""
    (tmp_path / "q.rq").write_text(STATES)
    assert main(["query", str(SMALL), "--file", str(tmp_path / "q.rq"), "--output", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [row["name"]["value"] for row in answer["results"]["bindings"]] == ["Norway", "Sweden"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ASK { ?s a treaty:Treaty }"], "yes\n"),
        (["ASK { ?s a treaty:Visit }"], "no\n"),
        (["SELECT ?s { ?s a treaty:Visit }"], "no answer in this graph\n"),
        (["SELECT ?q { ?s treaty:quote ?q FILTER(CONTAINS(?q, 'Sw')) }"], "q\nSw�[1m\n"),
    ],
)
def test_query_other_answers(capsys, arguments, expected):
    """Yes and no, nothing, and words of an article that would steer the terminal."""
    assert main(["query", str(SMALL), *arguments]) == 0
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize(("output", "kind"), [("table", "turtle"), ("json", "json-ld")])
def test_query_triples(capsys, output, kind):
    """CONSTRUCT gives Turtle or JSON-LD."""
    query = "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }"
    assert main(["query", str(SMALL), query, "--output", output]) == 0
    assert len(rdflib.Graph().parse(data=capsys.readouterr().out, format=kind)) == 3


def test_query_a_question(capsys):
    """By its name, with things named shortly."""
    assert main(["query", str(SMALL), "-q", "is-in-force", "-p", "treaty=treaties:oslo", "-o", "csv"]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert (row["name"], row["inForce"]) == ("Oslo Pact", "no")


def test_questions_are_listed(capsys):
    """Names, English and parameters."""
    assert main(["questions"]) == 0
    printed = capsys.readouterr().out
    assert "is-in-force" in printed
    assert "Is the treaty in force, and if not, what does its entry into force wait for?" in printed
    assert "treaty=IRI" in printed


def test_explain_a_thing(capsys):
    """The words in their sentence, the rule, and facts with their graph when no article says them."""
    assert main(["explain", str(SMALL), "state/NOR"]) == 0
    assert capsys.readouterr().out == (
        "states:NOR “Norway” (treaty:State)\n"
        "  skos:notation: NOR  [background]\n\n"
        "https://w3id.org/treatykg/id/article/pact, sentence 2:\n"
        "  **Norway** signed the Oslo Pact.\n"
        "  [18, 24), rule mention.state\n\n"
        "https://w3id.org/treatykg/id/article/pact, sentence 4:\n"
        "  **Norway** likes it.\n"
        "  [58, 64), rule mention.state\n"
    )


def test_explain_a_sentence(capsys):
    """All that was taken from it, and that nothing was."""
    assert main(["explain", str(SMALL), "--sentence", "2", "--article", "pact"]) == 0
    printed = capsys.readouterr().out
    assert "  **Norway signed the Oslo Pact**.\n" in printed
    assert "events:signature-1 (treaty:Event, treaty:Signature)\n" in printed
    assert "  [18, 45) “Norway signed the Oslo Pact”, rule signature.sign\n" in printed
    assert main(["explain", str(SMALL), "--sentence", "3", "--article", "pact"]) == 0
    assert "  nothing was taken from it\n" in capsys.readouterr().out


def test_explain_without_the_text(capsys):
    """Only the quote, harmless."""
    assert main(["explain", str(SMALL), "state/SWE"]) == 0
    assert "https://w3id.org/treatykg/id/article/bare [0, 6), “Sw�[1m”\n" in capsys.readouterr().out


def test_every_event_of_the_sample_can_be_explained(built, capsys):
    """From the graph back to the words and the rule."""
    for event in sorted(graph_of(built).subjects(rdflib.RDF.type, TREATY.Event)):
        assert main(["explain", str(built), str(event)]) == 0
        printed = capsys.readouterr().out
        assert "**" in printed
        assert ", rule " in printed
