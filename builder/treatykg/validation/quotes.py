"""The first promise: each quote is, code point by code point, the text at its offsets. SHACL cannot compare substrings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import RDF, SDO, Graph, Literal
from rdflib.term import Node

from treatykg.validation.report import SHAPES, Finding
from treatykg.validation.terms import term_text
from treatykg.vocab import TREATY

# These checks are no shapes, but are named as shapes are.
_COMPONENT: Final = f"{SHAPES}TextComparison"


def check_quotes(graph: Graph, *, texts: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the quotes of all evidence in `graph`, sorted; nothing when each equals the text at its offsets.

    The text of an article is the one in `texts`, by the article's IRI, or else its `schema:text`. It must have the recorded
    SHA-256. Where there is no text, that is an info, since the quotes could not be compared. Evidence whose offsets or quote
    are missing or double is left to the shapes.
    """
    findings: list[Finding] = []
    for article in graph.subjects(RDF.type, SDO.NewsArticle):
        text = (texts or {}).get(str(article)) or _value(graph, article, SDO.text)
        findings += [_no_text(article)] if text is None else [*_check_article(graph, article, text)]
    return tuple(sorted(findings, key=lambda finding: (finding.focus, finding.shape)))


def _no_text(article: Node) -> Finding:
    message = (
        "The text of the article is not in the graph, so its quotes were not compared: give the text to check them."
    )
    shape = f"{SHAPES}ArticleTextKnown"
    return Finding("info", str(article), str(SDO.text), None, shape, message, _COMPONENT)


def _check_article(graph: Graph, article: Node, text: str) -> Iterator[Finding]:
    recorded = _value(graph, article, TREATY.sha256)
    if recorded is not None and recorded != hashlib.sha256(text.encode("utf-8")).hexdigest():
        message = (
            "The text has another SHA-256 than was recorded: the offsets count another text, build the graph again."
        )
        yield _violation("ArticleTextUnchanged", article, message, path=TREATY.sha256, value=Literal(recorded))
    for evidence in graph.subjects(TREATY.source, article):
        yield from _check_evidence(graph, evidence, text)


def _check_evidence(graph: Graph, evidence: Node, text: str) -> Iterator[Finding]:
    start, end = (_offset(graph, evidence, predicate) for predicate in (TREATY.start, TREATY.end))
    quote = _value(graph, evidence, TREATY.quote)
    if start is None or end is None or quote is None:
        return
    if text[start:end] != quote or end > len(text):
        message = f"The quote is not the text at [{start}, {end}): correct the offsets or the quote."
        yield _violation("EvidenceQuoteExact", evidence, message, path=TREATY.quote, value=Literal(quote))
    if not str(evidence).endswith(f"#char={start},{end}"):
        message = f"The IRI does not name the offsets [{start}, {end}): end it with #char={start},{end}."
        yield _violation("EvidenceIriExact", evidence, message)


def _violation(
    check: str, focus: Node, message: str, *, path: Node | None = None, value: Node | None = None
) -> Finding:
    place = str(focus), term_text(path), term_text(value)
    return Finding("violation", *place, f"{SHAPES}{check}", message, _COMPONENT)


def _offset(graph: Graph, evidence: Node, predicate: Node) -> int | None:
    digits = _value(graph, evidence, predicate)
    return int(digits) if digits is not None and re.fullmatch("[0-9]{1,18}", digits) else None


def _value(graph: Graph, subject: Node, predicate: Node) -> str | None:
    """The lexical form of the only value; None if there is none, or more than one."""
    values = list(graph.objects(subject, predicate))
    return str(values[0]) if len(values) == 1 else None
