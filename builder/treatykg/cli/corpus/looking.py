"""`treatykg corpus list`, `status` and `export`: what looks at a corpus and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.choices import Output
from treatykg.cli.corpus.arguments import Printed, Store
from treatykg.errors import OptionError

if TYPE_CHECKING:
    from treatykg.corpus import View


def list_articles(
    store: Store,
    *,
    failed: Annotated[bool, typer.Option("--failed", help="What could not be read or understood, and why.")] = False,
    output: Printed = Output.table,
) -> None:
    """List the articles, by id."""
    from treatykg.cli.rows import print_rows
    from treatykg.corpus import LEDGER, open_ledger

    with open_ledger(store / LEDGER, read_only=True) as ledger:
        if failed:
            failures = [(each.source, each.reason) for each in ledger.failures()]
            print_rows(("source", "reason"), failures, output, empty="nothing has failed")
            return
        columns = ("id", "published", "publisher", "title", "build", "triples", "events", "claims", "provisions")
        rows = [
            (each.id, each.published, each.publisher, each.title, each.build, each.triples,
             *(each.counts[kind] for kind in columns[6:]))
            for each in ledger.articles()
        ]  # fmt: skip
        print_rows(columns, rows, output, empty="no article here")


def list_proposals(store: Store, *, output: Printed = Output.table) -> None:
    """List what is perhaps one thing, the likeliest first. Decide it in decisions.yaml in STORE, then `corpus sync`."""
    from treatykg.cli.rows import print_rows
    from treatykg.corpus import LEDGER, open_ledger, proposals

    with open_ledger(store / LEDGER, read_only=True) as ledger:
        rows = [(each.one, each.other, each.score, "; ".join(each.reasons)) for each in proposals(ledger)]
    print_rows(("one", "other", "score", "reasons"), rows, output, empty="nothing is in doubt")


def status(
    store: Store,
    *,
    verify: Annotated[
        bool, typer.Option("--verify", help="Compare every graph of the store with the ledger; takes a while.")
    ] = False,
    output: Printed = Output.table,
) -> None:
    """Tell how much is in the corpus, and whether store and ledger agree. Exit code 1: they do not."""
    from treatykg.cli.rows import print_rows
    from treatykg.corpus import find_differences, view_corpus

    with view_corpus(store) as view:
        rows = list(_counts(view).items())
        different = sorted(find_differences(view)) if verify else []
        if verify:
            rows.append(("graphs that differ from the ledger", ", ".join(different) or "none"))
    print_rows(("what", "number"), rows, output, empty="")
    if different:
        raise typer.Exit(1)


def diff(
    store: Store,
    *,
    since: Annotated[str, typer.Option(help="The number of a build, or a day: what came after it, or from it on.")],
    output: Printed = Output.table,
) -> None:
    """Tell what became known: new steps and claims of each treaty, and changed statuses.

    - `treatykg corpus diff desk --since 2024-06-30`
    """
    from dataclasses import astuple, fields

    from treatykg.cli.rows import print_rows
    from treatykg.corpus import Change, find_changes, view_corpus

    with view_corpus(store) as view:
        changes = [astuple(each) for each in find_changes(view, since=since)]
    print_rows([field.name for field in fields(Change)], changes, output, empty="nothing new")


def export(
    store: Store,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="A file: .nq or .nq.gz.")] = Path("corpus.nq"),
) -> None:
    """Write the whole graph as sorted N-Quads; equal corpora give equal bytes. `treatykg export` makes other formats of it.

    - `treatykg corpus export desk --out desk.nq.gz`
    """
    from treatykg.cli.terminal import clean, print_lines
    from treatykg.corpus import to_sorted_nquads, view_corpus
    from treatykg.output import write_stream

    if not out.name.endswith((".nq", ".nq.gz")):
        raise OptionError(f"--out {out}: corpus export writes .nq and .nq.gz; treatykg export makes others of it")
    with view_corpus(store) as view:
        lines = write_stream(out, to_sorted_nquads(view))
    print_lines(clean(f"{lines} statements in {out}"))


def _counts(view: View) -> dict[str, str | int]:
    articles = list(view.ledger.articles())
    found: dict[str, str | int] = {
        "articles": len(articles),
        "failures": len(view.ledger.failures()),
        "extractor versions": ", ".join(sorted({each.version for each in articles})),
        "builds": max((each.build for each in articles), default=0),
        "statements in the store": len(view.store),
    }
    return found | {kind: sum(each.counts[kind] for each in articles) for kind in ("events", "claims", "provisions")}
