"""The whole build: articles in, graphs and tables out, through tables that are kept until it is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from treatykg.corpus.version import extractor_version
from treatykg.errors import OptionError
from treatykg.identifiers import BASE, check_base
from treatykg.resolution import NO_DECISIONS, Decisions
from treatykg.spark.extracting import extract
from treatykg.spark.facts import KINDS, select_facts
from treatykg.spark.graphs import derive_all, join_background, list_articles, tell_resolution, write_articles
from treatykg.spark.inputs import latest, read_table
from treatykg.spark.resolving import Resolved, resolve
from treatykg.spark.session import told_failures

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SUCCESS = "_SUCCESS"
Notice: TypeAlias = Callable[[str], None]
"""Told of every table, by its name, when it is written."""
_WORK = "_work"  # Spark passes over names that begin so


def _ignore(name: str) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a build makes: the base IRI, whether texts are kept, what people decided, and how files are written.

    :ivar max_size: the largest text of an article, in bytes of UTF-8
    :ivar compress: whether the N-Quads are compressed (gzip, which every store loads)
    """

    base: str = BASE
    include_text: bool = True
    decisions: Decisions = NO_DECISIONS
    compress: bool = True
    max_size: int = 500_000


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made; it is also the content of the file `_SUCCESS`."""

    version: str
    articles: int
    failures: int
    identities: int
    merges: int
    proposals: int


@dataclass(frozen=True)
class _Folder:
    """The folder of a build, on any file system that Spark writes to."""

    session: SparkSession
    path: str
    notice: Notice

    def stage(self, frame: DataFrame, name: str) -> DataFrame:
        """Write an intermediate table, and read it again."""
        return self.keep(frame, f"{_WORK}/{name}")

    def keep(self, frame: DataFrame, name: str, *, by: Sequence[str] = ()) -> DataFrame:
        """Write a table that stays, and read it again."""
        where = f"{self.path}/{name}"
        with told_failures(f"{self.path}: {name}"):
            frame.write.partitionBy(*by).parquet(where)
        self.notice(name.removeprefix(f"{_WORK}/"))
        return self.session.read.schema(frame.schema).parquet(where)

    def write_lines(self, frame: DataFrame, name: str, *, compress: bool) -> None:
        """Write a column of lines as text, in files that bulk loaders know for N-Quads; a value may be many lines."""
        with told_failures(f"{self.path}: graph/{name}"):
            frame.write.text(f"{self.path}/graph/{name}", compression="gzip" if compress else "none")
        system, folder = self._system(), self._name(f"graph/{name}")
        for number, part in enumerate(self._parts(folder)):
            new = f"graph/{name}/part-{number:05}.nq{'.gz' if compress else ''}"
            system.rename(part, self._name(new))
        self.notice(f"graph/{name}")

    def begin(self) -> None:
        """Refuse to write over anything."""
        if self._system().exists(self._name("")):
            raise OptionError(f"{self.path}: is there already: name a new folder, or remove it")

    def finish(self, content: str) -> None:
        """Remove what was only on the way, and say that all is there."""
        self._system().delete(self._name(_WORK), True)
        stream = self._system().create(self._name(SUCCESS))
        stream.write(bytearray(content.encode("utf-8")))
        stream.close()

    def _parts(self, folder: Any) -> list[Any]:
        paths = [status.getPath() for status in self._system().listStatus(folder)]
        return sorted((path for path in paths if path.getName().startswith("part-")), key=lambda path: path.getName())

    def _name(self, name: str) -> Any:
        context: Any = self.session.sparkContext  # no public way to files that are no tables
        return context._jvm.org.apache.hadoop.fs.Path(f"{self.path}/{name}" if name else self.path)

    def _system(self) -> Any:
        context: Any = self.session.sparkContext
        return self._name("").getFileSystem(context._jsc.hadoopConfiguration())


def build_corpus(
    session: SparkSession, inputs: Sequence[str], out: str, *, options: BuildOptions, notice: Notice = _ignore
) -> Summary:
    """Build a corpus into a new folder, with the same quads as the local engine makes of the same articles.

    - `graph/articles`, `graph/background`, `graph/inferred`, `graph/resolution`: N-Quads in parts
    - `facts/events`, `claims`, `provisions`, `entities`: Parquet, parted by the year of publication
    - `resolution/identities`, `merges`, `proposals`: Parquet; `records`: what became of each article; `dead-letter`: what
      nothing became of, why, and as it came
    - `_SUCCESS`, last: counts as JSON

    :param inputs: files or folders of JSON Lines or Parquet, wherever Spark reads
    :raises OptionError: if there is no such input, or OUT is there already, or a decision is about nothing
    :raises TargetError: if Spark gives up; says at which table, and why
    """
    folder = _begin(session, out, options, notice)
    records, dead = _read(folder, inputs, options)
    return _finish(folder, records, dead.count(), options)


def rebuild_corpus(
    session: SparkSession, records: str, out: str, *, options: BuildOptions, notice: Notice = _ignore
) -> Summary:
    """Build a corpus from the `records` of an earlier build: with other decisions, or newer rules of who is the same.

    :param options: base and texts are those of the earlier build
    :raises OptionError: if OUT is there already, or a decision is about nothing
    """
    folder = _begin(session, out, options, notice)
    return _finish(folder, session.read.parquet(records), 0, options)


def _begin(session: SparkSession, out: str, options: BuildOptions, notice: Notice) -> _Folder:
    check_base(options.base)
    folder = _Folder(session, out.rstrip("/"), notice)
    folder.begin()
    return folder


def _finish(folder: _Folder, records: DataFrame, failures: int, options: BuildOptions) -> Summary:
    """Everything after extraction."""
    resolved = _keep_resolution(folder, resolve(records, decisions=options.decisions, stage=folder.stage))
    _write(folder, records, resolved, options)
    counts = (resolved.identities.count(), resolved.merges.count(), resolved.proposals.count())
    summary = Summary(extractor_version(), records.count(), failures, *counts)
    folder.finish(json.dumps(asdict(summary), indent=1) + "\n")
    return summary


def _read(folder: _Folder, inputs: Sequence[str], options: BuildOptions) -> tuple[DataFrame, DataFrame]:
    """The records of all articles, and the dead letters."""
    found = folder.stage(read_table(folder.session, list(inputs), max_size=options.max_size), "articles")
    articles = latest(found.where("reason is null"))
    tried = folder.stage(extract(articles, base=options.base, include_text=options.include_text), "tried")
    unreadable = found.where("reason is not null").select("source", "reason", "content")
    failed = tried.where("reason is not null").selectExpr("id as source", "reason", "content")
    dead = folder.keep(unreadable.unionByName(failed), "dead-letter")
    return folder.keep(tried.where("reason is null").drop("reason", "content"), "records"), dead


def _keep_resolution(folder: _Folder, resolved: Resolved) -> Resolved:
    kept = {
        name: folder.keep(getattr(resolved, name), f"resolution/{name}")
        for name in ("identities", "merges", "proposals")
    }
    return replace(resolved, **kept)


def _write(folder: _Folder, records: DataFrame, resolved: Resolved, options: BuildOptions) -> None:
    written = folder.stage(write_articles(records, resolved.identities, base=options.base), "written")
    for kind in KINDS:
        folder.keep(select_facts(written, kind), f"facts/{kind}", by=["year"])
    graphs = {
        "articles": list_articles(written),
        "background": join_background(records),
        "inferred": derive_all(written, base=options.base),
        "resolution": tell_resolution(resolved, base=options.base),
    }
    for name, lines in graphs.items():
        folder.write_lines(lines, name, compress=options.compress)
