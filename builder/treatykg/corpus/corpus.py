"""A corpus in a folder: articles in, one graph kept current; see `treatykg.corpus` for how it stays true through crashes."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from treatykg.corpus.identities import resolve_all
from treatykg.corpus.ledger import Ledger, open_ledger
from treatykg.corpus.records import hash_input
from treatykg.corpus.store import open_store
from treatykg.corpus.syncing import MANY, Stages, is_synced, sync
from treatykg.corpus.version import extractor_version
from treatykg.corpus.workers import WorkOptions, open_map, to_records
from treatykg.errors import GraphError, OptionError
from treatykg.identifiers import BASE, check_base
from treatykg.model import Article, Failure
from treatykg.resolution import Decisions, read_decisions
from treatykg.store import GRAPH, LEDGER

DECISIONS, LOCK = "decisions.yaml", "lock"

Outcome: TypeAlias = Literal["added", "replaced", "skipped", "failed"]
Notice: TypeAlias = Callable[[Outcome, str], None]
"""Told of every article or source, when what became of it is kept."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is fixed for a corpus when it is made: the base IRI, and whether the graph holds the texts."""

    base: str = BASE
    include_text: bool = True


@dataclass(frozen=True)
class Corpus:
    """An open corpus: its folder, its ledger, and what is fixed about it."""

    folder: Path
    ledger: Ledger
    settings: Settings

    def add(self, found: Iterable[Article | Failure], *, jobs: int, notice: Notice) -> None:
        """Keep the record of each article that is new, has changed, or was made by another version of the extractor.

        What cannot be read or understood is kept as a failure, and tried again the next time. The graph follows with `sync`.
        """
        version, known = extractor_version(), self.ledger.inputs()
        options = WorkOptions(base=self.settings.base, include_text=self.settings.include_text, jobs=jobs)
        with self._build(version) as build:

            def refuse(failure: Failure) -> None:
                self.ledger.fail(failure, build=build)
                notice("failed", failure.source)

            for made in to_records(_sieve(found, known, version, refuse, notice), options=options):
                if isinstance(made, Failure):
                    refuse(made)
                else:
                    self.ledger.add(made, build=build, version=version)
                    notice("replaced" if made.article.id in known else "added", made.article.id)

    def remove(self, articles: Iterable[str]) -> None:
        """Forget articles and all that only they support; the graph follows with `sync`.

        :raises OptionError: if one is not here; then none is removed
        """
        with self._build(extractor_version()) as build:
            self.ledger.remove(articles, build=build)

    def sync(self, *, progress: Stages, jobs: int = 1) -> None:
        """Bring the graph to what the articles, the decisions and the registers say; nothing is done when it is there already.

        :param jobs: processes, where there is enough to do for several
        :raises KnowledgeError: if the decisions cannot be read
        """
        graph = self.folder / GRAPH
        if self.ledger.setting("bulk load") == "running":  # it was cut off
            shutil.rmtree(graph, ignore_errors=True)
        if not graph.exists():
            self.ledger.forget_store()
        rests_on = resolve_all(self.ledger, self.decisions(), jobs=jobs)
        if is_synced(self.ledger, rests_on):
            return
        many = self.ledger.unwritten() > MANY
        with open_map(jobs if many else 1) as mapped, open_store(graph) as store:
            sync(self.ledger, store, rests_on, base=self.settings.base, mapped=mapped, progress=progress)

    def decisions(self) -> Decisions:
        """What people have decided of who is the same.

        :raises KnowledgeError: if the file cannot be read, with the line
        """
        path = self.folder / DECISIONS
        return read_decisions(path) if path.is_file() else Decisions()

    @contextmanager
    def _build(self, version: str) -> Iterator[int]:
        build = self.ledger.begin_build(version)
        yield build
        self.ledger.end_build(build)


@contextmanager
def open_corpus(
    folder: Path, *, create: bool = False, base: str | None = None, include_text: bool | None = None
) -> Iterator[Corpus]:
    """The corpus in a folder, for changing it; nobody else may at the same time.

    :param create: make it if it is not there
    :param base: the IRI below which things are named, when it is made; the same, or None, later
    :param include_text: whether the graph holds the texts, likewise
    :raises GraphError: if there is none, or another process works on it
    :raises OptionError: if it was made with other options
    """
    if create:
        check_base(base or BASE)
        _make_folder(folder)
    elif not (folder / LEDGER).is_file():
        raise GraphError(f"{folder}: no corpus here: make one with `treatykg corpus add {folder} ARTICLES`")
    with _locked(folder), open_ledger(folder / LEDGER, create=True) as ledger:
        yield Corpus(folder, ledger, _settle(ledger, base, include_text, folder))


def _sieve(
    found: Iterable[Article | Failure],
    known: Mapping[str, tuple[str, str]],
    version: str,
    refuse: Callable[[Failure], None],
    notice: Notice,
) -> Iterator[Article]:
    """The articles that are to be read, without those that are done already."""
    for each in found:
        if isinstance(each, Failure):
            refuse(each)
        elif known.get(each.id) == (hash_input(each), version):
            notice("skipped", each.id)
        else:
            yield each


def _settle(ledger: Ledger, base: str | None, include_text: bool | None, folder: Path) -> Settings:
    """The settings of the corpus: those it was made with, which must be those that are wanted; else the latter."""
    kept = ledger.setting("base")
    if kept is None:
        made = Settings(base or BASE, include_text is not False)
        with ledger.transaction():
            ledger.set("base", made.base)
            ledger.set("text", str(made.include_text))
        return made
    settings = Settings(kept, ledger.setting("text") == "True")
    if base not in (None, settings.base) or include_text not in (None, settings.include_text):
        raise OptionError(
            f"{folder}: was made with --base {kept} and --{'' if settings.include_text else 'no-'}text: "
            "give the same options, or another folder"
        )
    return settings


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = (LEDGER, DECISIONS, LOCK)
        if not (folder / LEDGER).is_file() and any(not each.name.startswith(ours) for each in folder.iterdir()):
            raise OptionError(f"{folder}: holds other files and no corpus: name a new or empty folder")
    except OSError as error:
        raise OptionError(f"{folder}: cannot be made ({error.strerror}): choose another folder") from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes out; the lock ends with this process, however that ends, and its workers do not inherit it."""
    with (folder / LOCK).open("ab") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise GraphError(f"{folder}: another treatykg works on this corpus: wait until it is done") from error
        yield
