"""`treatykg corpus add`, `remove` and `sync`: what changes a corpus."""

from __future__ import annotations

from typing import Annotated

import typer

from treatykg.cli.corpus.arguments import CORES, Jobs, Quiet, Store

_INPUTS = "Files, folders, .jsonl.gz, Parquet, feeds, sitemaps, lists of addresses (.urls), or addresses."
_ONCE = "fixed when the corpus is made"
_WEB = "Fetching from the web"


def add(
    store: Store,
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help=_INPUTS)],
    *,
    jobs: Jobs = CORES,
    base: Annotated[str | None, typer.Option(help=f"The IRI below which things are named; {_ONCE}.")] = None,
    text: Annotated[bool | None, typer.Option("--text/--no-text", help=f"Texts in the graph; {_ONCE}.")] = None,
    max_size: Annotated[float, typer.Option(help="The largest article, in MB of text.", min=0.001)] = 0.5,
    interval: Annotated[
        float, typer.Option(help="Seconds between two requests to one host.", min=0, rich_help_panel=_WEB)
    ] = 1.0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Ask hosts of private networks too.", rich_help_panel=_WEB)
    ] = False,
    ignore_robots: Annotated[
        bool,
        typer.Option("--ignore-robots", help="Where the publisher has allowed it to you.", rich_help_panel=_WEB),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Add articles. Those already there are skipped, those that have changed are replaced. Makes STORE if need be.

    - `treatykg corpus add desk news/ wire.jsonl.gz`
    - `treatykg corpus add desk https://www.example.org/feed.xml`
    """
    from treatykg.articles import MEGABYTE, ReadOptions
    from treatykg.cli.corpus.progress import show_adding, show_stages
    from treatykg.corpus import open_corpus
    from treatykg.feeds import FetchOptions, read_inputs

    options = ReadOptions(max_size=int(max_size * MEGABYTE))
    fetching = FetchOptions(interval=interval, allow_private=allow_private, obey_robots=not ignore_robots)
    read = read_inputs(inputs, options=options, fetching=fetching)
    with open_corpus(store, create=True, base=base, include_text=text) as corpus:
        with show_adding(total=None, visible=not quiet) as notice:
            corpus.add(read, jobs=jobs, notice=notice)
        with show_stages(visible=not quiet) as progress:
            corpus.sync(progress=progress, jobs=jobs)


def remove(
    store: Store,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids, as `corpus list` prints them.")],
    *,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Remove articles, and exactly what only they support."""
    from treatykg.cli.corpus.progress import show_stages
    from treatykg.corpus import open_corpus

    with open_corpus(store) as corpus, show_stages(visible=not quiet) as progress:
        corpus.remove(articles)
        corpus.sync(progress=progress)


def sync(store: Store, *, jobs: Jobs = CORES, quiet: Quiet = False) -> None:
    """Bring the graph up to date: after a run was cut off, or when decisions.yaml in STORE has changed."""
    from treatykg.cli.corpus.progress import show_stages
    from treatykg.corpus import open_corpus

    with open_corpus(store) as corpus, show_stages(visible=not quiet) as progress:
        corpus.sync(progress=progress, jobs=jobs)
