"""The Spark engine gives the quads of the local engine, on a cluster of two executors; needs pyspark and Java."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from typer.testing import CliRunner

from treatykg.cli.app import app
from treatykg.corpus import open_corpus, to_sorted_nquads, view_corpus
from treatykg.corpus.identities import load_identities
from treatykg.errors import OptionError, TargetError
from treatykg.model import Article, Failure
from treatykg.resolution import read_decisions
from treatykg.spark import BuildOptions, Summary, build_corpus, open_session
from treatykg.spark.components import find_components
from treatykg.spark.inputs import latest, read_table
from treatykg.spark.session import told_failures

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).parent.parent
ARTICLES = 48  # of 24 stories, each told by two outlets
MISSING = next(
    (
        f"the Spark engine needs {what}"
        for what, there in (("pyspark", importlib.util.find_spec("pyspark")), ("Java", shutil.which("java")))
        if not there
    ),
    None,
)
# Spark looks at the release of pandas whatever is asked of it; treatykg hands tables over without pandas.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
needs_spark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """A cluster of two executors with a core each."""
    with open_session("local-cluster[2,1,1024]", settings={"spark.sql.shuffle.partitions": "2"}) as opened:
        yield opened


def told_articles() -> list[Article]:
    """Our own articles told again under other names."""
    spec = importlib.util.spec_from_file_location("make_corpus", ROOT / "benchmarks" / "make_corpus.py")
    assert spec is not None
    assert spec.loader is not None
    maker = sys.modules["make_corpus"] = importlib.util.module_from_spec(spec)  # where dataclasses look for types
    spec.loader.exec_module(maker)
    articles: list[Article] = list(maker.articles(ARTICLES))
    assert len({article.text for article in articles}) == ARTICLES
    return articles


def to_line(article: Article) -> str:
    published = article.published.isoformat() if article.published else None
    record = {
        "id": article.id, "published": published, "title": article.title, "url": article.url,
        "publisher": article.publisher, "text": article.text,
    }  # fmt: skip
    return json.dumps(record) + "\n"


class Built:
    """What both engines made of the same articles under the same decisions."""

    def __init__(self, folder: Path) -> None:
        self.local, self.spark = folder / "local", folder / "spark"
        self.input, self.decisions = folder / "in", folder / "decisions.yaml"
        self.summary: Summary | None = None

    def local_lines(self) -> list[bytes]:
        with view_corpus(self.local) as view:
            return b"".join(to_sorted_nquads(view)).splitlines()

    def spark_lines(self) -> list[bytes]:
        parts = sorted(self.spark.glob("graph/*/part-?????.nq.gz"))
        return [line for part in parts for line in gzip.decompress(part.read_bytes()).splitlines()]


@pytest.fixture(scope="module")
def built(session: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Built:
    found = Built(tmp_path_factory.mktemp("corpus"))
    articles = told_articles()
    again = replace(articles[-1], text=articles[-1].text[:400])
    found.input.mkdir()
    (found.input / "1.jsonl").write_text("".join(map(to_line, articles[:-4])), encoding="utf-8")
    with gzip.open(found.input / "2.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(("\n", '{"id": "broken"\n', *map(to_line, articles[-4:]), '{"id": "mute"}\n', to_line(again)))
    build_local(found, [*articles, again])
    options = BuildOptions(decisions=read_decisions(found.decisions))
    found.summary = build_corpus(session, [str(found.input)], str(found.spark), options=options)
    return found


def build_local(found: Built, articles: list[Article]) -> None:
    """Build twice: the second time with decisions against what the first one found."""
    with open_corpus(found.local, create=True) as corpus:
        corpus.add(articles, jobs=2, notice=lambda *_: None)
        corpus.sync(progress=lambda *_: lambda _done: None)
        found.decisions.write_text(decide(corpus.ledger), encoding="utf-8")
        shutil.copy(found.decisions, found.local / "decisions.yaml")
        corpus.sync(progress=lambda *_: lambda _done: None)


def decide(ledger: Any) -> str:
    """A decision against a merge of treaties, and one that makes two people one."""
    identities = [each for found in load_identities(ledger).values() for each in found]
    merged = next(e for e in identities if e.original.startswith("treaty/") and e.original != e.canonical)
    people = sorted({each.canonical for each in identities if each.canonical.startswith("person/")})
    return f"different: [[{merged.original}, {merged.canonical}]]\nsame: [[{people[0]}, {people[-1]}]]\n"


@needs_spark
def test_both_engines_give_the_same_quads_under_the_same_decisions(built: Built) -> None:
    local, spark = built.local_lines(), built.spark_lines()
    assert len(spark) == len({*spark}), "no quad comes twice"
    assert {*spark} == {*local}
    graphs = {line.rsplit(b"<", 1)[1].split(b"/graph/")[1].split(b"/")[0].rstrip(b"> .") for line in spark}
    assert graphs == {b"article", b"background", b"inferred", b"resolution"}


@needs_spark
def test_what_came_together_is_told_with_reasons(built: Built, session: SparkSession) -> None:
    merges = session.read.parquet(str(built.spark / "resolution" / "merges")).collect()
    assert len(merges) > ARTICLES
    assert all(merge["reasons"] and 0 < merge["score"] <= 1 for merge in merges)
    assert any(merge["decided_by"].endswith("decisions.yaml:2") for merge in merges)


@needs_spark
def test_a_failing_article_goes_to_the_dead_letters_as_it_came(built: Built, session: SparkSession) -> None:
    dead = session.read.parquet(str(built.spark / "dead-letter")).collect()
    assert sorted(row["content"] for row in dead) == ['{"id": "broken"', '{"id": "mute"}']
    assert all("2.jsonl.gz" in row["source"] and row["reason"] for row in dead)


@needs_spark
def test_facts_are_tables_parted_by_year(built: Built, session: SparkSession) -> None:
    for kind in ("events", "claims", "provisions", "entities"):
        table = session.read.parquet(str(built.spark / "facts" / kind))
        assert {"year", "article", "graph", "evidence", "quotes"} <= {*table.columns}
        assert table.count() == table.distinct().count() > ARTICLES / 2
        assert table.where("year <> substring(published, 1, 4)").count() == 0


@needs_spark
def test_success_comes_last_and_tells_what_was_made(built: Built) -> None:
    assert built.summary is not None
    assert (built.summary.articles, built.summary.failures) == (ARTICLES, 2)
    assert json.loads((built.spark / "_SUCCESS").read_text())["articles"] == ARTICLES
    assert not (built.spark / "_work").exists()


@needs_spark
def test_an_existing_folder_is_not_written_over(built: Built, session: SparkSession) -> None:
    with pytest.raises(OptionError, match="is there already"):
        build_corpus(session, [str(built.input)], str(built.spark), options=BuildOptions())


@needs_spark
@pytest.mark.parametrize(("name", "message"), [("none.jsonl", "check the path"), ("made.csv", "neither JSON Lines")])
def test_an_input_that_is_none_is_refused(session: SparkSession, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "made.csv").write_text("a,b\n")
    with pytest.raises(OptionError, match=message):
        build_corpus(session, [str(tmp_path / name)], str(tmp_path / "out"), options=BuildOptions())


@needs_spark
def test_parquet_is_read_as_json_lines_are(session: SparkSession, tmp_path: Path) -> None:
    articles = told_articles()[:3]
    lines, table = tmp_path / "a.jsonl", tmp_path / "table"
    lines.write_text("".join(map(to_line, articles)), encoding="utf-8")
    session.read.json(str(lines)).selectExpr("*", "cast(published as date) as day").drop("published").withColumnRenamed(
        "day", "published"
    ).write.parquet(str(table))
    expected, found = (
        sorted(latest(read_table(session, [str(each)], max_size=10_000)).drop("place").collect())
        for each in (lines, table)
    )
    assert found == expected
    assert len(found) == 3


@needs_spark
def test_components_by_stars_are_those_of_networkx(session: SparkSession, tmp_path: Path) -> None:
    """Also of a chain that no small number of steps walks through."""
    draw = random.Random(5)  # noqa: S311  # a graph, not a secret
    pairs = [(f"n{draw.randrange(60):02}", f"n{draw.randrange(60):02}") for _ in range(40)]
    pairs += [(f"chain{number:02}", f"chain{number + 1:02}") for number in range(40)]

    def stage(frame: DataFrame, name: str) -> DataFrame:
        frame.coalesce(1).write.parquet(str(tmp_path / name))
        return session.read.parquet(str(tmp_path / name))

    edges = session.createDataFrame(pairs, "a string, b string")
    for fit_one_task in (0, 1000):
        name = f"links{fit_one_task}"
        found = find_components(edges, name=name, stage=stage, fit_one_task=fit_one_task).collect()
        groups: dict[str, set[str]] = {}
        for row in found:
            groups.setdefault(row["component"], set()).add(row["node"])
        graph = nx.Graph(pair for pair in pairs if pair[0] != pair[1])
        assert groups == {min(nodes): nodes for nodes in nx.connected_components(graph)}


def test_without_java_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(OptionError, match="Java 17"), open_session("local[1]"):
        pass


def test_an_article_that_fails_in_extraction_is_kept_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from treatykg.spark import extracting

    def fail(article: Article, **_: Any) -> Failure:
        return Failure(article.id, "a defect")

    monkeypatch.setattr(extracting, "try_record", fail)
    row: Mapping[str, Any] = {
        "id": "a1", "text": "Words.", "title": None, "published": "2021-03-10", "url": None, "publisher": None,
    }  # fmt: skip
    (failed,) = extracting.to_record("https://example.org/", True, row)
    assert (failed["id"], failed["reason"]) == ("a1", "a defect")
    assert json.loads(failed["content"]) == row


def test_the_command_hands_its_options_to_the_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: dict[str, Any] = {}

    @contextmanager
    def open_nothing(master: str, *, settings: Mapping[str, str]) -> Iterator[str]:
        seen.update(master=master, settings=settings)
        yield "session"

    def build(session: str, inputs: list[str], out: str, **given: Any) -> Summary:
        seen.update(inputs=inputs, out=out, options=given["options"])
        return Summary("v", 3, 1, 9, 2, 0)

    monkeypatch.setattr("treatykg.spark.open_session", open_nothing)
    monkeypatch.setattr("treatykg.spark.build_corpus", build)
    decisions = tmp_path / "d.yaml"
    decisions.write_text("same: [[person/a, person/b]]\n", encoding="utf-8")
    result = CliRunner().invoke(
        app,
        "corpus build --engine spark --master yarn --conf spark.executor.memory=2g --no-text --no-compress "
        f"--decisions {decisions} a.jsonl hdfs:///b out",
    )
    assert result.exit_code == 0, result.output
    assert "3 articles, 1 failed, 2 merges: out" in result.output
    assert (seen["master"], seen["settings"]) == ("yarn", {"spark.executor.memory": "2g"})
    assert (seen["inputs"], seen["out"]) == (["a.jsonl", "hdfs:///b"], "out")
    options = seen["options"]
    assert not options.include_text
    assert not options.compress
    assert [each.ids for each in options.decisions.same] == [("person/a", "person/b")]


def test_without_spark_the_command_makes_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fiji and Tonga signed a fishing treaty in Suva on 3 March 2021.", encoding="utf-8")
    arguments = ["corpus", "build", str(tmp_path / "a.txt"), str(tmp_path / "store"), "--quiet"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    with view_corpus(tmp_path / "store") as view:
        assert [known.id for known in view.ledger.articles()] == ["a"]
    again = CliRunner().invoke(app, arguments)
    assert isinstance(again.exception, OptionError)
    assert "is there already" in str(again.exception)


@needs_spark
def test_why_spark_gave_up_is_told_in_a_line(session: SparkSession) -> None:
    from pyspark.sql import functions as f

    broken = session.range(1).select(f.raise_error(f.lit("the disk is full")))
    message = r"^out: events: Spark gave up: .*the disk is full.*: see the logs"
    with pytest.raises(TargetError, match=message), told_failures("out: events"):
        broken.collect()


@needs_spark
def test_a_master_that_cannot_be_is_refused(session: SparkSession) -> None:
    session.stop()  # the last of these tests: a session that runs would be taken instead
    message = r"512\]: Spark cannot be started there: .*1024 MiB"
    with pytest.raises(OptionError, match=message), open_session("local-cluster[2,1,512]"):
        pass
