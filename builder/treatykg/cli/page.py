"""`treatykg page`: a corpus as a page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def page(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="A corpus, or a graph file or the folder of a build.")],
    treaty: Annotated[
        str | None,
        typer.Argument(metavar="[TREATY]", help="Only what tells of it: an IRI, a local id, or words of its name."),
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file of the page.")] = Path("report.html"),
    limit: Annotated[
        int, typer.Option(min=1, help="The most articles, the newest of them: a page of more is slow to open.")
    ] = 200,
) -> None:
    """Make one HTML file of the newest articles, or of those about a treaty: evidence, facts, timelines, what articles dispute.

    - `treatykg page desk --out desk.html`
    - `treatykg page desk "strategic partnership"`
    """
    from urllib.parse import quote

    from treatykg.cli.terminal import clean, print_lines
    from treatykg.dossiers import find_base, resolve_treaty
    from treatykg.output import write_file
    from treatykg.page import gather, to_page
    from treatykg.store import open_graph

    graph = open_graph(store)
    base = find_base(graph)
    chosen = resolve_treaty(graph, treaty, base=base) if treaty is not None else None
    dataset, total = gather(graph, base=base, limit=limit, treaty=chosen)
    write_file(out, to_page(dataset, base=base, limit=limit, total=total))
    view = f"#timeline/{quote(chosen.removeprefix(base), safe='')}" if chosen else ""
    print_lines(clean(f"{min(limit, total)} of {total} articles in {out}{view}"))
