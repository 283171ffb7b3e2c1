"""`treatykg build`: from articles to a graph, its exports and reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.extractors import EXTRACTORS, check_extractors, to_extractors
from treatykg.cli.formats import resolve_formats
from treatykg.errors import OptionError
from treatykg.identifiers import BASE, check_base

if TYPE_CHECKING:
    from treatykg.articles import Location

_METADATA = "Metadata (wins over what the files say)"
_ARTICLES = "Files: .txt .md .html .json .jsonl, also with .gz; - is standard input."
_LLM = "LLM extractor (sends the articles to the endpoint)"
_FORMATS = "trig, turtle, nquads, jsonld, graphml, gexf, csv, annotations or html; repeatable. All by default."


def build(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help=_ARTICLES)],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")] = Path("output"),
    formats: Annotated[list[str] | None, typer.Option("--format", "-f", help=_FORMATS)] = None,
    per_article: Annotated[
        bool, typer.Option("--per-article", help="Write articles/ID.nq for each article too.")
    ] = False,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Put the full text into the graph.")] = True,
    base: Annotated[str, typer.Option(help="The IRI below which things are named.")] = BASE,
    max_size: Annotated[float, typer.Option(help="The largest article, in MB of text.", min=0.001)] = 0.5,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    published: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD.", rich_help_panel=_METADATA)] = None,
    name: Annotated[str | None, typer.Option("--id", help="The id.", rich_help_panel=_METADATA)] = None,
    url: Annotated[str | None, typer.Option(help="The address.", rich_help_panel=_METADATA)] = None,
    title: Annotated[str | None, typer.Option(help="The headline.", rich_help_panel=_METADATA)] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.", rich_help_panel=_METADATA)] = None,
    extractor: Annotated[str, typer.Option(help=EXTRACTORS, rich_help_panel=_LLM)] = "lexicon",
    llm_model: Annotated[str | None, typer.Option(help="The model to ask.", rich_help_panel=_LLM)] = None,
    llm_url: Annotated[
        str | None,
        typer.Option(help="The endpoint, as http://127.0.0.1:8000/v1; else OPENAI_BASE_URL.", rich_help_panel=_LLM),
    ] = None,
    llm_timeout: Annotated[
        float, typer.Option(help="Seconds to wait, twice, for each article.", min=0.1, rich_help_panel=_LLM)
    ] = 60.0,
) -> None:
    """Build the graph of one or more articles, with its exports and reports.

    - `treatykg build pact.txt --published 2021-10-08`
    - `treatykg build news/*.html --out graph --format trig --format csv`
    - `zcat news.jsonl.gz | treatykg build - --per-article --no-text`
    - `OPENAI_API_KEY=... treatykg build pact.txt --extractor lexicon,llm --llm-model gpt-4.1-mini`
    """
    wanted = resolve_formats(formats or ())
    check_base(base)
    check_extractors(extractor, model=llm_model, url=llm_url)
    # From here on the parser and the libraries of RDF are loaded, which takes a second.
    from treatykg.articles import MEGABYTE, ReadOptions, parse_day, read_articles
    from treatykg.builds.result import build_result, to_files
    from treatykg.cli.summary import print_summary
    from treatykg.cli.terminal import track
    from treatykg.output import write_files

    options = ReadOptions(
        id=name,
        url=url,
        title=title,
        published=parse_day(published, place="--published") if published is not None else None,
        publisher=publisher,
        max_size=int(max_size * MEGABYTE),
    )
    found = read_articles(*_to_locations(articles), options=options)
    extractors = to_extractors(extractor, model=llm_model, url=llm_url, timeout=llm_timeout)
    shown = track(found, description="articles", visible=not quiet)
    result = build_result(shown, base=base, include_text=text, extractors=extractors)
    files = write_files(out, to_files(result, wanted, per_article=per_article))
    if not quiet:
        print_summary(result, out, files)
    if not result.report.conforms:
        raise typer.Exit(1)


def _to_locations(articles: list[str]) -> list[Location]:
    if articles.count("-") > 1:
        raise OptionError("-: standard input can be read only once: name it once")
    return ["-" if article == "-" else Path(article) for article in articles]
