"""`treatykg load`: a graph into a graph database, and whether all of it got there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.choices import AuthMethod
from treatykg.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from treatykg.loading import Row
    from treatykg.triples import Dataset

PASSWORD = "TREATYKG_PASSWORD"  # noqa: S105  # the name of the variable that holds it
_MOST_ROWS = 60
_TARGET = (
    "oxigraph:PATH, ladybug:PATH, bolt://HOST, neo4j://HOST, or the URL of an endpoint after oxigraph+, fuseki+, graphdb+, "
    "virtuoso+, qlever+ or sparql+."
)
_SERVER = "Servers"


def load(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A .trig, .nq, .ttl or .jsonld file, or its folder.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help=_TARGET)],
    *,
    into: Annotated[str | None, typer.Option(help="The IRI of a graph for triples that are in none.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but what does not agree.")] = False,
    gsp_url: Annotated[
        str | None, typer.Option(help="Where whole graphs are put (Graph Store Protocol).", rich_help_panel=_SERVER)
    ] = None,
    update_url: Annotated[
        str | None, typer.Option(help="Where SPARQL Update goes, if graphs cannot be put.", rich_help_panel=_SERVER)
    ] = None,
    user: Annotated[
        str | None, typer.Option(help=f"The user; the password is {PASSWORD} or asked for.", rich_help_panel=_SERVER)
    ] = None,
    auth: Annotated[
        AuthMethod | None, typer.Option(help="How to say who one is, if not as usual there.", rich_help_panel=_SERVER)
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="The database behind Bolt, if not the usual one.", rich_help_panel=_SERVER)
    ] = None,
    timeout: Annotated[
        float, typer.Option(help="Seconds to wait for an answer.", min=1, rich_help_panel=_SERVER)
    ] = 300,
) -> None:
    """Load a graph into a graph database and count what got there. Exit code 0: source and target agree, 1: they do not.

    Each named graph takes the place of what the database held of it; other graphs stay. A second load changes nothing,
    and a load that was stopped can be done again.

    - `treatykg load output ladybug:pact.lbug`
    - `treatykg load output virtuoso+http://127.0.0.1:8890 --user dba`
    - `treatykg load output neo4j://127.0.0.1:7687 --user neo4j --database news`
    """
    from treatykg.cli.terminal import track
    from treatykg.loading import TargetOptions, compare, needs_password, resolve_target
    from treatykg.store import load_dataset

    dataset = _to_named(load_dataset(graph), into, graph)
    options = TargetOptions(update_url, gsp_url, user, "", auth.value if auth else None, database, timeout)
    if needs_password(target, options):
        options = options.with_password(_password(target))
    with resolve_target(target, options) as place:
        for _ in track(place.write(dataset), description="graphs", visible=not quiet):
            pass
        rows = compare(*place.count(dataset))
    _print_rows(rows, quiet=quiet)
    if not all(row.agrees for row in rows):
        raise typer.Exit(1)


def _to_named(dataset: Dataset, name: str | None, file: Path) -> Dataset:
    """The dataset with its default graph under a name: what a database holds in its own default graph is not ours."""
    from pyoxigraph import NamedNode, Quad

    from treatykg.triples import Dataset, graph_name

    if "" not in dataset.graph_names():
        return dataset
    if name is None:
        raise OptionError(
            f"{file}: triples outside of named graphs: load graph.trig instead, or name a graph with --into"
        )
    return Dataset.of(
        quad if graph_name(quad) else Quad(quad.subject, quad.predicate, quad.object, NamedNode(name))
        for quad in dataset
    )


def _password(target: str) -> str:
    """The password, from the environment or whoever sits at the terminal; never from an option, which others see."""
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise OptionError(f"{target}: no password: set {PASSWORD}")
    return str(typer.prompt("Password", hide_input=True, err=True, default="", show_default=False))


def _print_rows(rows: Sequence[Row], *, quiet: bool) -> None:
    from treatykg.cli.terminal import print_lines, to_table

    wrong = [row for row in rows if not row.agrees]
    shown = wrong or ([] if quiet else rows)
    if shown:
        cells = [(row.name, str(row.source), str(row.target)) for row in shown[:_MOST_ROWS]]
        print_lines(to_table(("what", "source", "target"), cells))
    if len(shown) > _MOST_ROWS:
        print_lines(f"... and {len(shown) - _MOST_ROWS} more")
    if wrong or not quiet:
        print_lines(
            f"source and target {'DO NOT AGREE' if wrong else 'agree'} ({sum(row.target for row in rows)} loaded)"
        )
