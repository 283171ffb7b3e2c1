"""What the shapes find in a corpus, article by article; what was found before is kept for as long as nothing it rests on changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import RDFS

from treatykg import identifiers
from treatykg.corpus.corpus import Corpus
from treatykg.corpus.identities import Identity, load_identities
from treatykg.corpus.records import unpack
from treatykg.corpus.syncing import rewritten
from treatykg.corpus.version import validator_version
from treatykg.corpus.workers import in_batches, open_map
from treatykg.validation import Finding, Report, check_quickly

_AT_A_TIME = 200  # articles: what is checked again when the process is killed
_Task: TypeAlias = tuple[str, bytes, bytes, tuple[Identity, ...], str]
"""Article, what it says, its background, the identities of its things, base IRI."""
_DUE = """
    SELECT id, articles.written FROM articles LEFT JOIN findings ON article = id
    WHERE findings.written IS NOT articles.written || ' ' || ? ORDER BY id"""


def validate_corpus(corpus: Corpus, *, jobs: int) -> tuple[Report, int]:
    """The findings in the graphs of all articles, each with what it needs to know, and how many were looked at now.

    What follows from several articles together is not looked at: an article is to keep the shapes alone.

    :raises GraphError: if the last run was cut off, so that it is not known yet what is the same as what
    """
    ledger, version = corpus.ledger, validator_version()
    ledger.check_current(corpus.folder)
    due = dict(ledger.sql.execute(_DUE, (version,)))
    identities = load_identities(ledger) if due else {}
    with open_map(min(jobs, len(due))) as mapped:
        for batch in in_batches(due, _AT_A_TIME):
            found = mapped(_find, _tasks(corpus, batch, identities))
            rows = [(article, f"{due[article]} {version}", findings) for article, findings in found]
            with ledger.transaction() as sql:
                sql.executemany("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", rows)
    kept = ledger.sql.execute("SELECT findings FROM findings ORDER BY article")
    return Report.of(Finding(**each) for (text,) in kept for each in json.loads(text)), len(due)


def _tasks(corpus: Corpus, articles: Iterable[str], identities: Mapping[str, tuple[Identity, ...]]) -> Iterator[_Task]:
    query = "SELECT said, background FROM articles WHERE id = ?"
    for article in articles:
        said, background = corpus.ledger.sql.execute(query, (article,)).fetchone()
        yield article, said, background, identities.get(article, ()), corpus.settings.base


def _find(task: _Task) -> tuple[str, str]:
    """The article and its findings as JSON."""
    article, said, background, identities, base = task
    lines = rewritten(said, identities, base=base).encode("utf-8") + unpack(background)
    quads = (*parse(lines, RdfFormat.N_QUADS), *_labels(identities, base))
    return article, json.dumps([asdict(each) for each in check_quickly(quads).findings])


def _labels(identities: Iterable[Identity], base: str) -> Iterator[Quad]:
    """What things are called in the corpus, as the graph of resolution has it: in the article that is another name for them."""
    graph = NamedNode(identifiers.resolution_graph_iri(base=base))
    for each in identities:
        if each.label is not None:
            thing = NamedNode(identifiers.to_iri(each.canonical, base=base))
            yield Quad(thing, NamedNode(RDFS.label), Literal(each.label), graph)
