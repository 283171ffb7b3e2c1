"""A corpus: what is added, replaced and removed, in any order and through crashes, gives the graph that the articles give."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from treatykg import corpus
from treatykg.cli import main
from treatykg.corpus import (
    find_changes,
    find_differences,
    open_corpus,
    to_sorted_nquads,
    validate_corpus,
    view_corpus,
    workers,
)
from treatykg.corpus.records import pack, unpack
from treatykg.corpus.version import extractor_version
from treatykg.errors import GraphError, OptionError
from treatykg.identifiers import BASE
from treatykg.model import Article, Failure
from treatykg.resolution import Edge, Profile
from treatykg.sentences import Document

DAY = date(2021, 3, 10)
TREATY = "The Treaty on Reef Protection between Fiji and Tonga"
ARTICLES = (
    Article("signing", f"{TREATY} was signed in Suva on 3 March 2021.", published=DAY, publisher="Suva Wire"),
    Article(
        "vote",
        f"Fiji's parliament approved the {TREATY[4:]}, signed on 3 March 2021, by 30 votes to 4 on Tuesday.",
        published=DAY,
    ),
    Article("force", f"{TREATY} of 3 March 2021 entered into force on 1 May 2022.", published=date(2022, 5, 2)),
    Article("other", "Chile and Peru signed a fishing accord in Lima on 9 March 2021.", published=DAY),
)


def fill(folder: Path, articles: Iterable[Article | Failure], *, jobs: int = 1, **options: bool | str) -> Counter[str]:
    """Add articles and bring the graph up to date; returns how many of each outcome."""
    outcomes: Counter[str] = Counter()
    with open_corpus(folder, create=True, **options) as opened:
        opened.add(articles, jobs=jobs, notice=lambda outcome, _: outcomes.update([outcome]))
        opened.sync(progress=lambda name, total: lambda done: None)
    return outcomes


def remove(folder: Path, *articles: str) -> None:
    with open_corpus(folder) as opened:
        opened.remove(articles)
        opened.sync(progress=lambda name, total: lambda done: None)


def graph(folder: Path) -> bytes:
    """The whole graph, after store and ledger were found to agree."""
    with view_corpus(folder) as view:
        assert list(find_differences(view)) == []
        return b"".join(to_sorted_nquads(view))


def treaties_of(lines: bytes) -> set[str]:
    """The treaties, by IRI."""
    types = (quad for quad in parse(lines, RdfFormat.N_QUADS) if quad.predicate.value.endswith("#type"))
    return {quad.subject.value for quad in types if quad.object.value.endswith("#Treaty")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The graph of all articles, added at once."""
    folder = tmp_path_factory.mktemp("whole")
    assert fill(folder, ARTICLES) == {"added": 4}
    return graph(folder)


def test_articles_about_one_treaty_meet_in_one_node(whole: bytes) -> None:
    """Three articles, one treaty: it is in force, and its signature was told by two of them."""
    assert len(treaties_of(whole)) == 2
    assert whole.count(b"/status/InForce> ") == 1


def test_an_office_is_one_whatever_its_holder_is_called(tmp_path: Path) -> None:
    """Two articles, two names of one minister: once they are one person, the office they hold is one."""
    told = f"signed the {TREATY[4:]} in Suva on 3 March 2021."
    one = Article("one", f"Fijian Foreign Minister Adi Litia Vakatora {told}", published=DAY)
    two = Article("two", f"Litia Vakatora, foreign minister of Fiji, {told}", published=DAY)
    offices = []
    for articles in ([one], [two], [one, two]):
        fill(store := tmp_path / "-".join(each.id for each in articles), articles)
        held = [q for q in parse(graph(store), RdfFormat.N_QUADS) if q.predicate.value.endswith("org#heldBy")]
        offices.append({q.subject.value for q in held})
    alone, other, together = offices
    assert (len(alone), len(other), len(together)) == (1, 1, 1)
    assert alone != other
    assert together <= alone | other


def test_the_order_of_the_articles_does_not_matter(whole: bytes, tmp_path: Path) -> None:
    """One by one and backwards, the same bytes."""
    for article in reversed(ARTICLES):
        fill(tmp_path / "store", [article])
    assert graph(tmp_path / "store") == whole


def test_two_processes_make_what_one_makes(whole: bytes, tmp_path: Path) -> None:
    """In parallel, the same bytes."""
    fill(tmp_path / "store", ARTICLES, jobs=2)
    assert graph(tmp_path / "store") == whole


@pytest.mark.parametrize("article", ARTICLES, ids=lambda each: each.id)
def test_adding_and_removing_an_article_leaves_no_trace(article: Article, tmp_path: Path) -> None:
    """What only it supported goes, and nothing else."""
    others = [each for each in ARTICLES if each != article]
    fill(tmp_path / "store", others)
    before = graph(tmp_path / "store")
    fill(tmp_path / "store", [article])
    assert graph(tmp_path / "store") != before
    remove(tmp_path / "store", article.id)
    assert graph(tmp_path / "store") == before


def test_what_is_there_is_skipped_and_what_has_changed_is_replaced(whole: bytes, tmp_path: Path) -> None:
    """A second run does nothing; a corrected article takes the place of the first; taken back, all is as before."""
    store, first = tmp_path / "store", ARTICLES[0]
    fill(store, ARTICLES)
    assert fill(store, ARTICLES) == {"skipped": 4}
    corrected = Article(first.id, first.text.replace("Suva", "Nadi"), published=DAY, publisher="Suva Wire")
    assert fill(store, [corrected]) == {"replaced": 1}
    assert b'"Suva"' not in graph(store).replace(b'"Suva Wire"', b"")
    assert fill(store, ARTICLES) == {"skipped": 3, "replaced": 1}
    assert graph(store) == whole


def test_another_version_of_the_extractor_reads_again(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older version made is made again, and what is new since then is still told from what was known."""
    store = tmp_path / "store"
    with monkeypatch.context() as patch:
        patch.setattr(corpus.corpus, "extractor_version", lambda: "0.0.1+before")
        fill(store, ARTICLES[:2])
    assert fill(store, ARTICLES) == {"replaced": 2, "added": 2}
    assert graph(store) == whole
    with view_corpus(store) as view:
        assert {each.id: each.since for each in view.ledger.articles()} == {
            "signing": 1,
            "vote": 1,
            "force": 2,
            "other": 2,
        }


def test_a_bad_article_is_recorded_and_the_others_go_on(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source that cannot be read, and a defect of ours; what is mended later is forgotten as a failure."""
    store, real = tmp_path / "store", workers.to_record

    def broken(document: Document, **options: object) -> object:
        if document.article.id == "vote":
            raise RuntimeError("boom")
        return real(document, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(workers, "to_record", broken)
        assert fill(store, [*ARTICLES, Failure("wire.jsonl:7", "not JSON")]) == {"added": 3, "failed": 2}
    with view_corpus(store) as view:
        assert [(each.source, each.reason.partition(":")[0]) for each in view.ledger.failures()] == [
            ("vote", "RuntimeError"), ("wire.jsonl:7", "not JSON"),
        ]  # fmt: skip
    assert fill(store, ARTICLES) == {"skipped": 3, "added": 1}
    assert graph(store) == whole
    with view_corpus(store) as view:
        assert [each.source for each in view.ledger.failures()] == ["wire.jsonl:7"]


def test_an_article_that_cannot_be_parsed_stops_no_other(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The articles of a batch are parsed together; when that fails, each is parsed alone."""

    def broken(articles: Iterable[Article]) -> object:
        raise ValueError("boom")

    monkeypatch.setattr(workers, "read_documents", broken)
    assert fill(tmp_path / "store", ARTICLES) == {"added": 4}
    assert graph(tmp_path / "store") == whole


def test_a_process_that_dies_takes_only_its_article_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles of its batch are tried again, each in a process of its own."""
    real = workers.to_record

    def deadly(document: Document, **options: object) -> object:
        if document.article.id == "vote":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "to_record", deadly)
    assert fill(tmp_path / "store", ARTICLES, jobs=2) == {"added": 3, "failed": 1}
    with view_corpus(tmp_path / "store") as view:
        assert [each.source for each in view.ledger.failures()] == ["vote"]


_RUN = """
import sys
sys.path.insert(0, {tests!r})
import test_corpus
from pathlib import Path
def tell(*what):
    print(*what, flush=True)
    return lambda done: print("part", flush=True)
test_corpus.corpus.corpus.extractor_version = lambda: sys.argv[2]  # that of the test, while the code is worked on
with test_corpus.open_corpus(Path(sys.argv[1]), create=True) as opened:
    opened.add(test_corpus.ARTICLES, jobs=2, notice=tell)
    test_corpus.corpus.syncing.MANY = 0  # load in bulk, which is what can be cut off half way
    test_corpus.corpus.corpus.MANY = 0
    opened.sync(progress=tell, jobs=2)
tell("end")
"""
_LINES = 4 + 2 + 2 + 1  # four articles, two stages with one part each, the end


@pytest.mark.parametrize("lines", range(1, _LINES))
def test_killed_at_any_moment_it_goes_on_where_it_was(lines: int, whole: bytes, tmp_path: Path) -> None:
    """What was reported as done is done; the next run ends with the bytes of one that was never cut off."""
    program = [
        sys.executable,
        "-c",
        _RUN.format(tests=str(Path(__file__).parent)),
        str(tmp_path / "store"),
        extractor_version(),
    ]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().split() for _ in range(lines)]
        process.kill()
    done = [each[1] for each in told if each[0] == "added"]
    outcomes = fill(tmp_path / "store", ARTICLES)
    assert outcomes["skipped"] >= len(done)
    assert graph(tmp_path / "store") == whole


def test_a_lost_store_is_written_again(whole: bytes, tmp_path: Path) -> None:
    """The ledger is enough."""
    store = tmp_path / "store"
    fill(store, ARTICLES)
    shutil.rmtree(store / corpus.GRAPH)
    with pytest.raises(GraphError, match="corpus sync"), view_corpus(store):
        pass
    fill(store, [])
    assert graph(store) == whole


def test_people_have_the_last_word(whole: bytes, tmp_path: Path) -> None:
    """A decision joins what was apart; without it all is as before."""
    store = tmp_path / "store"
    fill(store, ARTICLES)
    ids = sorted(treaty.removeprefix(BASE) for treaty in treaties_of(whole))
    (store / "decisions.yaml").write_text(f"same:\n  - [{', '.join(ids)}]\n", encoding="utf-8")
    fill(store, [])
    assert len(treaties_of(graph(store))) == 1
    (store / "decisions.yaml").unlink()
    fill(store, [])
    assert graph(store) == whole


@pytest.mark.parametrize(
    ("options", "message"),
    [({"base": "https://data.example/"}, "--base"), ({"include_text": False}, "--text")],
)
def test_what_is_fixed_once_cannot_be_changed(options: dict[str, bool | str], message: str, tmp_path: Path) -> None:
    """Another base IRI, or leaving out the texts, needs another corpus."""
    fill(tmp_path / "store", ARTICLES[:1])
    with pytest.raises(OptionError, match=message):
        fill(tmp_path / "store", ARTICLES[1:], **options)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written into it."""
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(OptionError, match="holds other files"):
        fill(tmp_path, ARTICLES)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_two_processes_do_not_work_on_one_corpus(tmp_path: Path) -> None:
    """The second is told to wait."""
    with open_corpus(tmp_path / "store", create=True):
        program = [sys.executable, "-m", "treatykg", "corpus", "sync", str(tmp_path / "store")]
        done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "another treatykg works on this corpus" in done.stderr


def test_removing_what_is_not_there_removes_nothing(tmp_path: Path) -> None:
    """All or none."""
    fill(tmp_path / "store", ARTICLES[:1])
    with pytest.raises(OptionError, match="no such article"):
        remove(tmp_path / "store", "signing", "nonsense")
    with view_corpus(tmp_path / "store") as view:
        assert [each.id for each in view.ledger.articles()] == ["signing"]


def test_what_became_known_is_told(tmp_path: Path) -> None:
    """The new step and the changed status of a treaty; nothing of what was known, and nothing twice."""
    fill(tmp_path / "store", ARTICLES[:2])
    fill(tmp_path / "store", ARTICLES[2:])
    with view_corpus(tmp_path / "store") as view:
        changes = list(find_changes(view, since="1"))
        assert list(find_changes(view, since="2")) == []
    assert [(each.kind, each.what, each.date, each.article) for each in changes] == [
        ("step", "EntryIntoForce", "2022-05-01", "force"),
        ("status", "Signed -> InForce", "", ""),
        ("step", "Signature", "2021-03-09", "other"),
        ("status", "nothing -> Signed", "", ""),
    ]


def test_a_day_or_a_build_is_asked_for(tmp_path: Path) -> None:
    """Anything else is an error; a day that has not come has nothing new."""
    fill(tmp_path / "store", ARTICLES[:1])
    with view_corpus(tmp_path / "store") as view:
        assert list(find_changes(view, since="2999-01-01")) == []
        assert list(find_changes(view, since="2000-01-01")) != []
        with pytest.raises(OptionError, match="--since"):
            list(find_changes(view, since="last week"))


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch, whole: bytes, tmp_path: Path) -> None:
    """Pairs are scored and graphs written by several processes where there is enough to do; also if one is killed."""
    monkeypatch.setattr(corpus.scoring, "_MANY", 0)
    monkeypatch.setattr(corpus.corpus, "MANY", 0)
    main_process, to_edge = os.getpid(), corpus.scoring.to_edge

    def die_elsewhere(*pair: Profile) -> Edge | None:
        if os.getpid() != main_process:
            os.kill(os.getpid(), signal.SIGKILL)
        return to_edge(*pair)

    for name, compare in (("sound", to_edge), ("killed", die_elsewhere)):
        monkeypatch.setattr(corpus.scoring, "to_edge", compare)
        with open_corpus(tmp_path / name, create=True) as opened:
            opened.add(ARTICLES, jobs=1, notice=lambda outcome, text: None)
            opened.sync(progress=lambda name, total: lambda done: None, jobs=2)
        assert graph(tmp_path / name) == whole


def test_only_what_has_changed_is_validated_again(tmp_path: Path) -> None:
    """Findings are kept with the graph they were found in; a fault in what was kept of an article is found."""
    fill(tmp_path / "store", ARTICLES)
    with open_corpus(tmp_path / "store") as opened:
        report, checked = validate_corpus(opened, jobs=1)
        assert (report.conforms, checked) == (True, 4)
        assert validate_corpus(opened, jobs=2) == (report, 0)
    fill(tmp_path / "store", [Article("other", "Chile and Peru signed a fishing accord in Lima.", published=DAY)])
    with open_corpus(tmp_path / "store") as opened:
        assert validate_corpus(opened, jobs=2)[1] == 1
        ((_, said),) = opened.ledger.said(["vote"])
        with opened.ledger.transaction() as sql:
            faulty = pack(unpack(said).replace(b'"2021-03-10"', b'"10 March"'))
            sql.execute("UPDATE articles SET said = ?, written = 'other' WHERE id = 'vote'", (faulty,))
        report, checked = validate_corpus(opened, jobs=1)
    assert (report.conforms, checked) == (False, 1)


def test_a_thing_that_articles_name_differently_has_one_label(tmp_path: Path) -> None:
    """Its label is kept beside the articles, each of which is checked with it."""
    title = "the Treaty between Fiji and Tonga on Reef Protection"
    other = Article("other", f"Fiji's parliament approved {title}, signed in Suva on 3 March 2021.", published=DAY)
    fill(tmp_path / "store", [ARTICLES[0], other])
    quads = tuple(parse(graph(tmp_path / "store"), RdfFormat.N_QUADS))
    labels, others = (
        {(quad.subject, quad.object) for quad in quads if quad.predicate.value.endswith(name)}
        for name in ("#label", "#altLabel")
    )
    assert set(Counter(thing for thing, _ in labels).values()) == {1}
    assert any("/treaty/" in str(thing) for thing, _ in others)
    with open_corpus(tmp_path / "store") as opened:
        report, checked = validate_corpus(opened, jobs=1)
    assert (report.conforms, checked) == (True, 2)


def test_a_graph_that_was_cut_off_is_not_validated(tmp_path: Path) -> None:
    """What is the same as what is not known yet: the error says how the graph is completed."""
    with open_corpus(tmp_path / "store", create=True) as opened:
        opened.add(ARTICLES, jobs=1, notice=lambda outcome, text: None)
        with pytest.raises(GraphError, match="corpus sync"):
            validate_corpus(opened, jobs=1)


def test_the_command_tells_whether_a_corpus_conforms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 or 1, the finding in the report, and 2 where there is no corpus."""
    fill(tmp_path / "store", ARTICLES[:1])
    command = ["corpus", "validate", str(tmp_path / "store"), "--jobs", "1"]
    assert main(command) == 0
    assert "Conforms" in capsys.readouterr().out
    with open_corpus(tmp_path / "store") as opened, opened.ledger.transaction() as sql:
        ((_, said),) = opened.ledger.said(["signing"])
        faulty = pack(unpack(said).replace(b'"2021-03-10"', b'"10 March"'))
        sql.execute("UPDATE articles SET said = ?, written = 'other'", (faulty,))
    assert main(command) == 1
    assert "Does not conform: 1 violation" in capsys.readouterr().out
    assert main(["corpus", "validate", str(tmp_path / "none")]) == 2
