"""What the shapes find in a corpus, article by article; what was found before is kept for as long as the graph is the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from multiprocessing import get_context

from pyoxigraph import RdfFormat, parse

from treatykg.corpus.corpus import Corpus
from treatykg.corpus.identities import Identity, load_identities
from treatykg.corpus.records import unpack
from treatykg.corpus.syncing import rewritten
from treatykg.corpus.workers import in_batches
from treatykg.validation import Finding, Report, check_quickly

_AT_A_TIME = 100
_Task = tuple[str, bytes, bytes, tuple[Identity, ...], str]  # article, what it says, background, identities, base IRI


def validate_corpus(corpus: Corpus, *, jobs: int) -> tuple[Report, int]:
    """The findings in the graphs of all articles, each with the background it needs, and how many were looked at now.

    What follows from several articles together is not looked at: an article is to keep the shapes alone.
    """
    ledger = corpus.ledger
    due = [row[0] for row in ledger.sql.execute(_DUE)]
    for batch in in_batches(due, _AT_A_TIME * jobs):
        found = dict(_check(_tasks(corpus, batch), jobs))
        with ledger.transaction() as sql:
            for article, findings in found.items():
                sql.execute(
                    "INSERT OR REPLACE INTO findings SELECT id, written, ? FROM articles WHERE id = ?",
                    (findings, article),
                )
    kept = ledger.sql.execute("SELECT findings FROM findings ORDER BY article")
    return Report.of(Finding(**each) for (text,) in kept for each in json.loads(text)), len(due)


_DUE = """
    SELECT id FROM articles LEFT JOIN findings ON article = id
    WHERE findings.written IS NULL OR findings.written <> articles.written ORDER BY id"""


def _tasks(corpus: Corpus, articles: Iterable[str]) -> Iterator[_Task]:
    identities = load_identities(corpus.ledger)
    for article in articles:
        query = "SELECT said, background FROM articles WHERE id = ?"
        said, background = corpus.ledger.sql.execute(query, (article,)).fetchone()
        yield article, said, background, identities.get(article, ()), corpus.settings.base


def _check(tasks: Iterable[_Task], jobs: int) -> list[tuple[str, str]]:
    if jobs == 1:
        return list(map(_findings, tasks))
    with get_context("fork").Pool(jobs) as pool:
        return pool.map(_findings, tasks, chunksize=8)


def _findings(task: _Task) -> tuple[str, str]:
    article, said, background, identities, base = task
    lines = rewritten(said, identities, base=base).encode("utf-8") + unpack(background)
    return article, json.dumps([asdict(each) for each in check_quickly(parse(lines, RdfFormat.N_QUADS)).findings])
