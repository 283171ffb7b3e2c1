"""The way of an article: one stage a line. Each stage's value stays at hand, so that `explain` can show how a fact came about."""

from __future__ import annotations

from dataclasses import dataclass

from treatykg.dates import find_time_expressions, resolve_anchor
from treatykg.entities import link_entities
from treatykg.facts import Reading, extract_facts, find_gaps
from treatykg.gazetteer import load_gazetteer
from treatykg.mentions import find_mentions
from treatykg.model import Article, Extraction
from treatykg.predicates import read_predicates
from treatykg.sentences import Document, read_document


@dataclass(frozen=True)
class Understanding:
    """What one article became, with the intermediate values on the way there."""

    document: Document
    reading: Reading
    extraction: Extraction


def understand(article: Article) -> Understanding:
    """Read an article and find its entities and facts. Odd prose yields fewer facts, never an error."""
    gazetteer = load_gazetteer()
    document = read_document(article)
    mentions = find_mentions(document, gazetteer)
    linked = link_entities(document, mentions, gazetteer)
    times = find_time_expressions(article.text)
    anchor = resolve_anchor(article.text, article.published, times)
    reading = Reading(linked, read_predicates(document), times, anchor)
    facts = extract_facts(reading)
    gaps = find_gaps(reading, facts)
    return Understanding(
        document, reading, Extraction(article, document.sentences, tuple(linked.entities.values()), facts, gaps)
    )


def extract(article: Article) -> Extraction:
    """Return the article's entities and facts."""
    return understand(article).extraction
