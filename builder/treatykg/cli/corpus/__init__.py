"""`treatykg corpus`: one graph over many articles, kept current."""

from __future__ import annotations

import typer

from treatykg.cli.corpus.adding import add, remove, sync
from treatykg.cli.corpus.building import build
from treatykg.cli.corpus.judging import validate
from treatykg.cli.corpus.looking import diff, export, list_articles, list_proposals, status
from treatykg.cli.registry import check

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Keep one graph over many articles current. STORE is a folder; its graph is asked like any other: "
    "`treatykg query STORE --question treaty-status`.",
)
app.command()(add)
app.command()(remove)
app.command()(sync)
app.command()(build)
app.command("list")(list_articles)
app.command("proposals")(list_proposals)
app.command()(status)
app.command()(diff)
app.command()(export)
app.command()(validate)
app.command()(check)
