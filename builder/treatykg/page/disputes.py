"""What articles tell differently of a treaty, as the page shows it beside the steps: both sides, with their passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib.namespace import SDO

from treatykg.dossiers import Conflict, Passage, Side, find_conflicts, load_dossier
from treatykg.page.corpus import Corpus
from treatykg.page.records import Record
from treatykg.triples import to_store


def find_disputes(corpus: Corpus) -> Mapping[str, list[Record]]:
    """The disputes about each treaty shown, by its IRI; one article disputes nothing."""
    return dict(_find(corpus)) if len(corpus.articles) > 1 else {}


def _find(corpus: Corpus) -> Iterator[tuple[str, list[Record]]]:
    store = to_store(corpus.dataset)
    for iri in corpus.treaties:
        conflicts = find_conflicts(load_dossier(store, iri, base=corpus.base))
        if conflicts:
            yield iri, [_record(each, corpus) for each in conflicts]


def _record(conflict: Conflict, corpus: Corpus) -> Record:
    return {
        "kind": conflict.kind,
        "about": conflict.about,
        "steps": [corpus.numbers[each] for each in conflict.steps if each in corpus.numbers],
        "sides": [[side.value, list(_places(side, corpus))] for side in conflict.sides],
    }


def _places(side: Side, corpus: Corpus) -> Iterator[list[object]]:
    """Where each article of a side says it: its number, start, end; the words if the page has not its text."""
    numbers = {iri: number for number, iri in enumerate(corpus.articles)}
    for passage in side.passages:
        if passage.source.iri in numbers:
            yield [numbers[passage.source.iri], passage.start, passage.end, *_words(passage, corpus)]


def _words(passage: Passage, corpus: Corpus) -> list[str]:
    return [] if corpus.index.value(passage.source.iri, SDO.text) else [passage.quote]
