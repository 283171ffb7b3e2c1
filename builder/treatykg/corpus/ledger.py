"""The ledger: an SQLite file that holds what was made of each article. What is committed here is done, whatever happens next."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from treatykg.corpus.records import Record
from treatykg.errors import GraphError, OptionError
from treatykg.model import Failure

_SCHEMA = Path(__file__).with_name("schema.sql")
_FORMAT = 1  # of the tables; a ledger of another format is refused


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has of an article, without its quads."""

    id: str
    input: str
    version: str
    build: int
    since: int
    title: str | None
    published: str | None
    url: str | None
    publisher: str | None
    triples: int
    written: str | None
    counts: Mapping[str, int]


class Ledger:
    """An open ledger. Reading methods read; everything that writes does so inside `transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.sql = connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing, also when the process is killed; inside another one it is part of that."""
        if self.sql.in_transaction:
            yield self.sql
            return
        self.sql.execute("BEGIN IMMEDIATE")
        try:
            yield self.sql
        except BaseException:
            self.sql.execute("ROLLBACK")
            raise
        self.sql.execute("COMMIT")

    def setting(self, name: str) -> str | None:
        """A setting of the corpus, such as its base IRI."""
        row = self.sql.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        """Keep a setting."""
        self.sql.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def begin_build(self, version: str) -> int:
        """The number of a new build."""
        with self.transaction():
            row = self.sql.execute("INSERT INTO builds (version, started) VALUES (?, ?)", (version, _now()))
        return int(row.lastrowid or 0)

    def end_build(self, build: int) -> None:
        """Note that a build is complete."""
        with self.transaction():
            self.sql.execute("UPDATE builds SET finished = ? WHERE id = ?", (_now(), build))

    def inputs(self) -> dict[str, tuple[str, str]]:
        """The hash of the input and the version of the extractor of every article, by its id."""
        return {
            article: (hashed, version)
            for article, hashed, version in self.sql.execute("SELECT id, input, version FROM articles")
        }

    def articles(self) -> Iterator[Known]:
        """All articles by id."""
        names = [field.name for field in fields(Known)]
        for row in self.sql.execute(f"SELECT {', '.join(names)} FROM articles ORDER BY id"):  # noqa: S608  # our own names
            values = dict(zip(names, row, strict=True))
            yield Known(**values | {"counts": json.loads(values["counts"])})

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read or understood, by source."""
        return tuple(Failure(*row) for row in self.sql.execute("SELECT source, reason FROM failures ORDER BY source"))

    def said(self, articles: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The packed quads of articles, with their ids, in the order of these."""
        for article in articles:
            row = self.sql.execute("SELECT said FROM articles WHERE id = ?", (article,)).fetchone()
            if row is not None:
                yield article, row[0]

    def backgrounds(self) -> Iterator[bytes]:
        """The packed background of all articles."""
        return (row[0] for row in self.sql.execute("SELECT background FROM articles ORDER BY id"))

    def states(self) -> Iterator[tuple[str, str, str | None]]:
        """Of every article: its id, what its record was made of, and the fingerprint of what the store has of it."""
        yield from self.sql.execute("SELECT id, input || ' ' || version, written FROM articles ORDER BY id")

    def unwritten(self) -> int:
        """How many articles the store has not at all."""
        return int(self.sql.execute("SELECT count(*) FROM articles WHERE written IS NULL").fetchone()[0])

    def touched(self) -> list[str]:
        """The treaties, by IRI, whose derived triples are to be made again."""
        return [treaty for (treaty,) in self.sql.execute("SELECT treaty FROM touched ORDER BY treaty")]

    def courses(self, treaty: str) -> Iterator[tuple[str, bytes]]:
        """The articles that tell of the course of a treaty, by id, with what they say, packed."""
        yield from self.sql.execute("SELECT article, quads FROM acts WHERE treaty = ? ORDER BY article", (treaty,))

    def label(self, canonical: str) -> str | None:
        """The one label of a thing, by its canonical local identifier."""
        row = self.sql.execute("SELECT label FROM labels WHERE canonical = ?", (canonical,)).fetchone()
        return None if row is None else str(row[0])

    def note_written(self, written: Mapping[str, tuple[str, Sequence[tuple[str, bytes]]]]) -> None:
        """Note what the store now has of articles: the fingerprint, and what they say of the course of each treaty."""
        with self.transaction() as sql:
            for article, (mark, courses) in written.items():
                self._touch(article)
                sql.executemany("INSERT INTO acts VALUES (?, ?, ?)", ((t, article, quads) for t, quads in courses))
                sql.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((treaty,) for treaty, _ in courses))
                sql.execute("UPDATE articles SET written = ? WHERE id = ?", (mark, article))

    def note_derived(self, treaties: Iterable[str]) -> None:
        """Note that the derived triples of treaties are as the articles have it."""
        with self.transaction() as sql:
            sql.executemany("DELETE FROM touched WHERE treaty = ?", ((treaty,) for treaty in treaties))

    def note_bulk_load(self, *, running: bool) -> None:
        """Note that a bulk load begins or has ended: a store in which one was cut off is not to be trusted."""
        with self.transaction():
            self.set("bulk load", "running" if running else "done")

    def check_current(self, folder: Path) -> None:
        """Refuse to go on unless the store has all that is kept here.

        :raises GraphError: if the last run was cut off before its end
        """
        waiting = (
            "SELECT 1 FROM articles WHERE written IS NULL UNION ALL SELECT 1 FROM gone UNION ALL SELECT 1 FROM touched"
        )
        if self.setting("synced") is None or self.sql.execute(f"{waiting} LIMIT 1").fetchone() is not None:
            raise GraphError(f"{folder}: the last run was cut off: `treatykg corpus sync {folder}` completes the graph")

    def forget_store(self) -> None:
        """Note that the store holds nothing, because it is new."""
        with self.transaction() as sql:
            sql.execute("UPDATE articles SET written = NULL")
            sql.execute("UPDATE registers SET written = NULL")
            sql.execute("DELETE FROM settings WHERE name IN ('synced', 'bulk load')")

    def registers(self) -> list[tuple[str, str | None]]:
        """The registers by name, and whether the store has them (`yes`, or None)."""
        return list(self.sql.execute("SELECT name, written FROM registers ORDER BY name"))

    def register(self, name: str) -> bytes:
        """The packed quads of a register."""
        row = self.sql.execute("SELECT quads FROM registers WHERE name = ?", (name,)).fetchone()
        return bytes(row[0])

    def add_register(self, name: str, quads: bytes, report: str) -> None:
        """Keep the packed quads of a register in the place of older ones of that name, and what its import reported."""
        with self.transaction() as sql:
            sql.execute("INSERT OR REPLACE INTO registers VALUES (?, ?, NULL, ?)", (name, quads, report))

    def note_register_written(self, name: str) -> None:
        """Note that the store has a register."""
        with self.transaction() as sql:
            sql.execute("UPDATE registers SET written = 'yes' WHERE name = ?", (name,))

    def add(self, record: Record, *, build: int, version: str) -> None:
        """Keep the record of an article, in the place of an older one."""
        article = record.article
        with self.transaction() as sql:
            query = "SELECT since FROM articles WHERE id = ? AND input = ?"
            (since,) = sql.execute(query, (article.id, record.input)).fetchone() or (build,)
            replaced = self._forget(article.id)
            published = article.published.isoformat() if article.published else None
            row = (
                article.id, record.input, version, build, since, article.title, published, article.url, article.publisher,
                record.counts["triples"], json.dumps(record.counts), record.said, record.background, None,
            )  # fmt: skip
            sql.execute(f"INSERT INTO articles VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608  # question marks
            profiles = ((article.id, number, profile) for number, profile in enumerate(record.profiles))
            sql.executemany("INSERT INTO profiles VALUES (?, ?, ?)", profiles)
            sql.execute("DELETE FROM gone WHERE article = ?", (article.id,))
            self._note(build, article.id, "replaced" if replaced else "added")

    def fail(self, failure: Failure, *, build: int) -> None:
        """Note that nothing could be made of a source; an older record of that article goes, for it is not what it says."""
        with self.transaction() as sql:
            if self._forget(failure.source):
                sql.execute("INSERT OR REPLACE INTO gone VALUES (?)", (failure.source,))
                self._note(build, failure.source, "removed")
            sql.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", (failure.source, build, failure.reason))

    def remove(self, articles: Iterable[str], *, build: int) -> None:
        """Forget articles and all that only they support.

        :raises OptionError: if one is not in the ledger; then none is removed
        """
        with self.transaction() as sql:
            for article in articles:
                failed = sql.execute("DELETE FROM failures WHERE source = ?", (article,)).rowcount
                if self._forget(article):
                    sql.execute("INSERT OR REPLACE INTO gone VALUES (?)", (article,))
                    self._note(build, article, "removed")
                elif not failed:
                    raise OptionError(f"{article}: no such article here: `treatykg corpus list` names them")

    def _forget(self, article: str) -> bool:
        self.sql.execute("DELETE FROM failures WHERE source = ?", (article,))
        self._touch(article)
        return self.sql.execute("DELETE FROM articles WHERE id = ?", (article,)).rowcount > 0

    def _touch(self, article: str) -> None:
        """The derived triples of the treaties that the article tells of are to be made again, for now without it."""
        self.sql.execute("INSERT OR IGNORE INTO touched SELECT treaty FROM acts WHERE article = ?", (article,))
        self.sql.execute("DELETE FROM acts WHERE article = ?", (article,))

    def _note(self, build: int, article: str, change: str) -> None:
        self.sql.execute("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", (build, article, change))


@contextmanager
def open_ledger(path: Path, *, create: bool = False, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger in a file.

    :raises GraphError: if there is none, or it is none, or of another format
    """
    if not create and not path.is_file():
        raise GraphError(f"{path.parent}: no corpus (ledger.sqlite is missing): make one with `treatykg corpus add`")
    mode = "ro" if read_only else "rwc"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        try:
            _prepare(connection, path, read_only=read_only)
            yield Ledger(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise GraphError(f"{path}: not a ledger that can be used ({error}): mend the place or build it anew") from error


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found == 0 and not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{_SCHEMA.read_text(encoding='utf-8')}\nPRAGMA user_version = {_FORMAT};\nCOMMIT;"
        )
    elif found != _FORMAT:
        raise GraphError(f"{path}: a ledger of format {found}, this treatykg reads {_FORMAT}: build the corpus anew")


def _now() -> str:
    """The builds are the only place where a clock is looked at; no graph depends on them."""
    return datetime.now(UTC).isoformat(timespec="seconds")
