"""What a build makes: extractions, their dataset and report, and the files these become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from treatykg import coverage, export, identifiers, network, page, proposals
from treatykg.builds.checking import REPORT_WRITERS, check_dataset
from treatykg.model import Article, Extraction
from treatykg.pipeline import build_graph, extract, from_lexicon
from treatykg.proposals import Extractor
from treatykg.triples import Dataset, Files
from treatykg.validation import Report

_REPORTS = {
    "text": "validation.txt",
    "json": "validation.json",
    "turtle": "validation.ttl",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of all articles of a run; `parts` are the datasets of each alone, by the id of the article."""

    extractions: tuple[Extraction, ...]
    dataset: Dataset
    parts: Mapping[str, Dataset]
    report: Report
    base: str


def build_result(
    articles: Iterable[Article], *, base: str, include_text: bool, extractors: Sequence[Extractor] = (from_lexicon,)
) -> Result:
    """Read, understand and validate the articles, and join what they say.

    :raises EndpointError: if an extractor asks a language model whose endpoint cannot be reached from the beginning
    """
    extractions = tuple(extract(article, extractors=extractors) for article in articles)
    parts = {each.article.id: build_graph([each], base=base, include_text=include_text) for each in extractions}
    # Article by article: the cost of SHACL grows faster than the graph, and a finding is about one article anyway.
    report = Report.of(*(check_dataset(part).findings for part in parts.values()))
    dataset = build_graph(extractions, base=base, include_text=include_text)
    return Result(extractions, dataset, parts, report, base)


def to_files(result: Result, formats: Iterable[str], *, per_article: bool) -> dict[str, bytes]:
    """The files of the formats and reports by name; with `per_article` also those of each article alone."""
    writers = {**export.FORMATS, **network.FORMATS, page.FORMAT: _page(result)}
    files = {file: write(result.dataset, base=result.base) for name in formats for file, write in writers[name].items()}
    if per_article:
        (write,) = export.FORMATS["nquads"].values()
        files |= {f"articles/{name}.nq": write(part, base=result.base) for name, part in result.parts.items()}
    return files | _reports(result)


def _page(result: Result) -> Files:
    """The page, whose sentences are those of the build."""
    sentences = {
        identifiers.article_iri(each.article.id, base=result.base): [sentence.span for sentence in each.sentences]
        for each in result.extractions
    }
    return {page.FILE: partial(page.to_page, sentences=sentences)}


def _reports(result: Result) -> dict[str, bytes]:
    texts = {_REPORTS[kind]: write(result.report) for kind, write in REPORT_WRITERS.items()}
    texts["coverage.txt"] = coverage.to_text(result.extractions)
    if any(each.rejected is not None for each in result.extractions):
        texts["rejected.txt"] = proposals.to_text(result.extractions)
    return {name: text.encode("utf-8") for name, text in texts.items()}
