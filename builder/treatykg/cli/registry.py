"""`treatykg registry`: authoritative registers of treaties, beside the news."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.choices import Output

if TYPE_CHECKING:
    from treatykg.registry import Register

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Put an authoritative register of treaties beside the news, and compare the two.",
)

Store = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the corpus.")]
Name = Annotated[str, typer.Option("--register", "-r", help="Which register it is; `registry list` shows them.")]
Printed = Annotated[Output, typer.Option("--output", "-o", help="How to print it.")]


@app.command("import")
def import_(
    store: Store,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table that the keeper of the register publishes.")],
    *,
    register: Name = "uk-fcdo",
    report: Annotated[Path | None, typer.Option(help="Also write the report as JSON into this file.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Check the graph by the shapes. Exit code 1: not kept.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Map a register to the ontology, into a graph of its own; one of that name is replaced. Makes STORE if need be.

    - `treatykg registry import desk uk_treaties.csv --register uk-fcdo`
    """
    from treatykg.cli.corpus.progress import show_stages
    from treatykg.cli.terminal import print_bytes
    from treatykg.corpus import open_corpus
    from treatykg.corpus.records import pack
    from treatykg.registry import import_register, to_json, to_text

    with open_corpus(store, create=True) as corpus:
        imported = import_register(file, register=register, base=corpus.settings.base)
        if check:
            _check(imported)
        corpus.ledger.add_register(register, pack(imported.to_nquads()), to_json(imported.report))
        with show_stages(visible=not quiet) as progress:
            corpus.sync(progress=progress)
    if report is not None:
        report.write_text(to_json(imported.report) + "\n", encoding="utf-8")
    if not quiet:
        print_bytes(f"{to_text(imported.report)}\n".encode())


@app.command("list")
def list_registers(*, output: Printed = Output.table) -> None:
    """List the registers that can be imported."""
    from treatykg.cli.rows import print_rows
    from treatykg.registry import find_registers, load_description

    found = [load_description(name) for name in find_registers()]
    rows = [(each.id, each.title, each.publisher, each.url) for each in found]
    print_rows(("register", "title", "publisher", "address"), rows, output, empty="no register")


@app.command()
def check(
    store: Store,
    *,
    register: Name = "uk-fcdo",
    summary: Annotated[bool, typer.Option("--summary", help="Only how many agree and differ.")] = False,
    output: Printed = Output.table,
) -> None:
    """Compare what the news says with a register: agree, differ, only here (the news), only there (the register)."""
    from treatykg.cli.rows import print_rows
    from treatykg.corpus import view_corpus
    from treatykg.errors import GraphError
    from treatykg.registry import COLUMNS, compare_with_register, read_entries, read_news, to_rows

    with view_corpus(store) as view:
        base = view.settings.base
        entries = read_entries(view.store, register, base=base)
        if not entries:
            raise GraphError(f"{store}: no register {register}: `treatykg registry import {store} FILE` puts it there")
        compared = compare_with_register(read_news(view.store, base=base), entries)
    if summary:
        print_rows(("what", "number"), list(compared.counts().items()), output, empty="")
    else:
        print_rows(COLUMNS, to_rows(compared), output, empty="no article tells of a treaty")


def _check(imported: Register) -> None:
    from treatykg.cli.terminal import print_bytes
    from treatykg.registry import check_register
    from treatykg.validation import to_text

    report = check_register(imported)
    if not report.conforms:
        print_bytes(to_text(report).encode("utf-8"))
        raise typer.Exit(1)
