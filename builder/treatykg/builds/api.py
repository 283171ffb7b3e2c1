"""Articles in, a graph to work with out: the face of treatykg for Python and notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from pyoxigraph import Quad, QueryBoolean, QuerySolutions, Store

from treatykg import export, network, page
from treatykg.articles import ReadOptions, parse_day, read_articles, to_article
from treatykg.builds.html import to_html
from treatykg.builds.result import Result, build_result, to_files
from treatykg.builds.rows import TABLES, Kind, Row, Value, table_rows, term_value
from treatykg.errors import ArticleError, OptionError
from treatykg.export.prefixes import prefixes_for
from treatykg.identifiers import BASE, check_base
from treatykg.model import Article, Extraction
from treatykg.network import PROJECTIONS, Window, select
from treatykg.output import write_files
from treatykg.store import ask
from treatykg.triples import Dataset, to_store
from treatykg.validation import Report

if TYPE_CHECKING:
    import pandas as pd


def build(
    *articles: str | Path,
    published: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    id: str | None = None,  # noqa: A002  # the name of the field
    base: str = BASE,
    include_text: bool = True,
) -> Build:
    """What treatykg makes of articles: a `str` is the text of one, a `Path` is a file with one or more.

    The options describe a single article, like those of `treatykg build`; `published` is a day, or a text as 2021-10-08.

    :raises ArticleError: if an article cannot be read
    :raises OptionError: if an option makes no sense
    """
    if not articles:
        raise OptionError("build needs an article: give its text, or the path of its file")
    if len(articles) > 1 and (title or url or id):
        raise OptionError("title, url and id are those of one article: build it alone, or give them in the files")
    day = parse_day(published, place="published") if isinstance(published, str) else published
    options = ReadOptions(id=id, url=url, title=title, published=day, publisher=publisher)
    found = [article for given in articles for article in _read(given, options)]
    if len({article.id for article in found}) < len(found):
        raise ArticleError(f"{', '.join(article.id for article in found)}: two articles have one id: rename a file")
    return Build(build_result(found, base=check_base(base), include_text=include_text))


def _read(given: str | Path, options: ReadOptions) -> Iterable[Article]:
    return (to_article(given, options=options),) if isinstance(given, str) else read_articles(given, options=options)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG."""

    svg: bytes

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        return self.svg.decode("utf-8")

    def __repr__(self) -> str:
        return f"<Picture of {len(self.svg)} bytes>"


@dataclass(frozen=True)
class Build:
    """What became of the articles of one call: the dataset, its tables, networks and answers, and its validation.

    In a notebook it shows what was found.
    """

    result: Result

    @property
    def dataset(self) -> Dataset:
        """All statements, in the named graphs of their articles, of background knowledge and of what was derived."""
        return self.result.dataset

    @property
    def extractions(self) -> tuple[Extraction, ...]:
        """What was found in each article, before it became RDF."""
        return self.result.extractions

    @property
    def report(self) -> Report:
        """What the shapes say of the dataset, and whether each quote is the text at its offsets."""
        return self.result.report

    @property
    def events(self) -> pd.DataFrame:
        """The events as a DataFrame; see `frame`."""
        return self.frame("events")

    @property
    def claims(self) -> pd.DataFrame:
        """The claims as a DataFrame; see `frame`."""
        return self.frame("claims")

    @property
    def provisions(self) -> pd.DataFrame:
        """The provisions as a DataFrame; see `frame`."""
        return self.frame("provisions")

    @property
    def entities(self) -> pd.DataFrame:
        """The entities as a DataFrame; see `frame`."""
        return self.frame("entities")

    def frame(self, kind: Kind) -> pd.DataFrame:
        """One row for each thing in each article, with the columns of the CSV table of that kind.

        :raises OptionError: if pandas is not installed, or there is no such table
        """
        rows = self.rows(kind)
        try:
            import pandas
        except ImportError as error:
            raise OptionError(
                f"a DataFrame needs pandas: pip install 'treatykg[notebook]', or take .rows({kind!r})"
            ) from error
        return pandas.DataFrame(rows)

    def rows(self, kind: Kind) -> list[Row]:
        """The same as a list of dictionaries; needs nothing installed.

        :raises OptionError: if there is no such table
        """
        if kind not in TABLES:
            raise OptionError(f"{kind!r}: no such table: choose from {', '.join(TABLES)}")
        return table_rows(self.dataset, kind)

    def network(self, projection: str = "entities", *, window: Window | None = None) -> nx.MultiDiGraph:
        """The dataset as a networkx graph; `projection` is one of those of `treatykg network`.

        :raises OptionError: if there is no such projection
        """
        if projection not in PROJECTIONS:
            raise OptionError(f"{projection!r}: no such projection: choose from {', '.join(PROJECTIONS)}")
        return select(PROJECTIONS[projection](self.dataset), window or Window())

    def picture(self, projection: str = "entities", *, window: Window | None = None) -> Picture:
        """A picture of a network, which a notebook shows.

        :raises OptionError: if there is no such projection
        """
        return Picture(network.PICTURES[".svg"](network.to_scene(self.network(projection, window=window))))

    def query(self, sparql: str) -> list[dict[str, Value]] | bool | Dataset:
        """The answer to a SPARQL 1.1 query over all graphs: rows for SELECT, a truth for ASK, a dataset for CONSTRUCT.

        Prefixes need no declaration.

        :raises GraphError: if the query is not SPARQL
        :raises OptionError: if it asks a remote service
        """
        answer = ask(self._store, sparql, prefixes=prefixes_for(self.result.base))
        match answer:
            case QuerySolutions():
                names = [variable.value for variable in answer.variables]
                return [{name: term_value(solution[name]) for name in names} for solution in answer]
            case QueryBoolean():
                return bool(answer)
            case _:
                return Dataset.of(Quad(triple.subject, triple.predicate, triple.object) for triple in answer)

    def save(self, folder: str | Path, *, formats: Iterable[str] = ()) -> tuple[Path, ...]:
        """Write the files that `treatykg build` writes; returns their paths.

        :param formats: all by default
        :raises OptionError: if a format is unknown or the folder cannot be written
        """
        known = {**export.FORMATS, **network.FORMATS, page.FORMAT: None}
        wanted = list(formats) or list(known)
        if unknown := sorted(set(wanted) - set(known)):
            raise OptionError(f"{unknown[0]!r}: not a format: choose from {', '.join(known)}")
        return write_files(Path(folder), to_files(self.result, wanted, per_article=False))

    def __repr__(self) -> str:
        articles, triples = len(self.extractions), len(self.dataset)
        verdict = "conforms" if self.report.conforms else "does not conform"
        return f"<Build of {articles} article{'s' * (articles != 1)}: {triples} triples, {verdict}>"

    def _repr_html_(self) -> str:
        """What a notebook shows; see `treatykg.builds.html`."""
        return to_html(self.result)

    @cached_property
    def _store(self) -> Store:
        return to_store(self.dataset)
