"""The way of an article: one stage a line. Each stage's value stays at hand, so that `explain` can show how a fact came about."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from treatykg.dates import resolve_anchor
from treatykg.entities import link_entities
from treatykg.facts import Reading, extract_facts, find_gaps
from treatykg.gazetteer import Gazetteer, load_gazetteer
from treatykg.inference import infer
from treatykg.mentions import find_mentions
from treatykg.model import Article, Extraction
from treatykg.predicates import read_predicates
from treatykg.proposals import Extractor, Found, join_all
from treatykg.sentences import Document, load_parser, read_document
from treatykg.triples import Dataset, to_dataset


@dataclass(frozen=True)
class Understanding:
    """What one article became, with the intermediate values on the way there."""

    document: Document
    reading: Reading
    extraction: Extraction


def from_lexicon(reading: Reading) -> Found:
    """The extractor that is used unless another is asked for: the frames of the lexicon. Needs no network."""
    return Found(extract_facts(reading))


def understand(article: Article, *, extractors: Sequence[Extractor] = (from_lexicon,)) -> Understanding:
    """Read an article and find its entities and facts. Odd prose yields fewer facts, never an error.

    :raises EndpointError: if an extractor asks a language model whose endpoint cannot be reached from the beginning
    """
    load_knowledge()
    return understand_document(read_document(article), extractors=extractors)


def understand_document(document: Document, *, extractors: Sequence[Extractor] = (from_lexicon,)) -> Understanding:
    """Find the entities and facts of an article that was parsed before; see `understand`."""
    article, gazetteer = document.article, load_knowledge()
    mentions = find_mentions(document, gazetteer)
    linked = link_entities(document, mentions, gazetteer)
    anchor = resolve_anchor(article.text, article.published, document.times)
    reading = Reading(linked, read_predicates(document), document.times, anchor)
    found = join_all(reading, [extractor(reading) for extractor in extractors])
    entities = (*linked.entities.values(), *found.entities)
    gaps = find_gaps(reading, found.facts)
    extraction = Extraction(article, document.sentences, entities, found.facts, gaps, found.rejected)
    return Understanding(document, reading, extraction)


@cache
def load_knowledge() -> Gazetteer:
    """Load what lasts as long as the process, once, and keep the garbage collector from walking through it at every pass."""
    gazetteer = load_gazetteer()
    load_parser()
    gc.collect()
    gc.freeze()
    return gazetteer


def extract(article: Article, *, extractors: Sequence[Extractor] = (from_lexicon,)) -> Extraction:
    """Return the article's entities and facts.

    :raises EndpointError: if an extractor asks a language model whose endpoint cannot be reached from the beginning
    """
    return understand(article, extractors=extractors).extraction


def build_graph(extractions: Sequence[Extraction], *, base: str, include_text: bool) -> Dataset:
    """What the articles say, what is known of the things they name, and what follows from it, each in its own graphs.

    :raises EvidenceError: if a fact has no exact evidence
    :raises OptionError: if nothing can be named below `base`
    """
    gazetteer = load_gazetteer()
    parts = (to_dataset(each, base=base, include_text=include_text, background=gazetteer) for each in extractions)
    said = Dataset.of(quad for part in parts for quad in part)
    return said | infer(said, base=base)
