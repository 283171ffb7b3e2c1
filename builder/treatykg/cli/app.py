"""The commands, and the options that go before them."""

from __future__ import annotations

from typing import Annotated

import typer

from treatykg import __version__
from treatykg.cli import corpus, registry
from treatykg.cli.build import build
from treatykg.cli.dossiers import conflicts, status, timeline
from treatykg.cli.explain import explain
from treatykg.cli.export import export
from treatykg.cli.load import load
from treatykg.cli.network import network
from treatykg.cli.page import page
from treatykg.cli.query import query, questions
from treatykg.cli.serve import serve
from treatykg.cli.validate import validate
from treatykg.cli.why import why

_HELP = """News about international agreements, turned into a knowledge graph with exact evidence for every fact.

`treatykg build article.txt` reads an article and leaves the graph, its exports and reports in output/; the other commands
ask that graph. Exit codes: 0 done and conforming, 1 not conforming, 2 could not run.
"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,  # a traceback is a defect to report: it must hold nothing but the stack
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    build,
    validate,
    query,
    questions,
    explain,
    network,
    serve,
    load,
    export,
    status,
    timeline,
    conflicts,
    page,
    why,
):
    app.command()(command)
app.add_typer(corpus.app, name="corpus")
app.add_typer(registry.app, name="registry")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"treatykg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that go before a command; typer shows the help of `app` instead of this."""
