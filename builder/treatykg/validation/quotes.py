"""The first promise: each quote is, code point by code point, the text at its offsets. SHACL cannot compare substrings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import SDO, Graph

from treatykg.validation.quick.graph import IndexedGraph, to_indexed
from treatykg.validation.quick.terms import Literal, Term, to_text
from treatykg.validation.report import SHAPES, Finding
from treatykg.vocab import TREATY

# These checks are no shapes, but are named as shapes are.
_COMPONENT: Final = f"{SHAPES}TextComparison"
_ARTICLE: Final = str(SDO.NewsArticle)
_TEXT: Final = str(SDO.text)
_SHA256, _SOURCE, _QUOTE = str(TREATY.sha256), str(TREATY.source), str(TREATY.quote)
_OFFSETS: Final = (str(TREATY.start), str(TREATY.end))


def check_quotes(graph: Graph | IndexedGraph, *, texts: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the quotes of all evidence in `graph`, sorted; nothing when each equals the text at its offsets.

    The text of an article is the one in `texts`, by the article's IRI, or else its `schema:text`. It must have the recorded
    SHA-256. Where there is no text, that is an info, since the quotes could not be compared. Evidence whose offsets or quote
    are missing or double is left to the shapes.
    """
    index = graph if isinstance(graph, IndexedGraph) else to_indexed(graph)
    findings: list[Finding] = []
    for article in index.typed(_ARTICLE):
        text = (texts or {}).get(str(article)) or _value(index, article, _TEXT)
        findings += [_no_text(article)] if text is None else [*_check_article(index, article, text)]
    return tuple(sorted(findings, key=lambda finding: (finding.focus, finding.shape)))


def _no_text(article: Term) -> Finding:
    message = (
        "The text of the article is not in the graph, so its quotes were not compared: give the text to check them."
    )
    shape = f"{SHAPES}ArticleTextKnown"
    return Finding("info", str(article), _TEXT, None, shape, message, _COMPONENT)


def _check_article(graph: IndexedGraph, article: Term, text: str) -> Iterator[Finding]:
    recorded = _value(graph, article, _SHA256)
    if recorded is not None and recorded != hashlib.sha256(text.encode("utf-8")).hexdigest():
        message = (
            "The text has another SHA-256 than was recorded: the offsets count another text, build the graph again."
        )
        yield _violation("ArticleTextUnchanged", article, message, path=_SHA256, value=recorded)
    for evidence in graph.subjects(_SOURCE, article):
        yield from _check_evidence(graph, evidence, text)


def _check_evidence(graph: IndexedGraph, evidence: Term, text: str) -> Iterator[Finding]:
    start, end = (_offset(graph, evidence, predicate) for predicate in _OFFSETS)
    quote = _value(graph, evidence, _QUOTE)
    if start is None or end is None or quote is None:
        return
    if text[start:end] != quote or end > len(text):
        message = f"The quote is not the text at [{start}, {end}): correct the offsets or the quote."
        yield _violation("EvidenceQuoteExact", evidence, message, path=_QUOTE, value=quote)
    if not str(evidence).endswith(f"#char={start},{end}"):
        message = f"The IRI does not name the offsets [{start}, {end}): end it with #char={start},{end}."
        yield _violation("EvidenceIriExact", evidence, message)


def _violation(check: str, focus: Term, message: str, *, path: str | None = None, value: str | None = None) -> Finding:
    at = None if value is None else to_text(Literal(value))
    return Finding("violation", to_text(focus) or "", path, at, f"{SHAPES}{check}", message, _COMPONENT)


def _offset(graph: IndexedGraph, evidence: Term, predicate: str) -> int | None:
    digits = _value(graph, evidence, predicate)
    return int(digits) if digits is not None and re.fullmatch("[0-9]{1,18}", digits) else None


def _value(graph: IndexedGraph, subject: Term, predicate: str) -> str | None:
    """The lexical form of the only value; None if there is none, or more than one."""
    values = graph.objects(subject, predicate)
    if len(values) != 1:
        return None
    (value,) = values
    return value.lexical if isinstance(value, Literal) else value
