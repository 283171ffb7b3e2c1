"""`treatykg network`: a graph as a network, as a file, a table of measures, a picture, or dyad-years."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.choices import NetworkFormat, Projection, TableFormat
from treatykg.errors import OptionError

if TYPE_CHECKING:
    import networkx as nx

    from treatykg.network import Measures, Window
    from treatykg.triples import Dataset

_PART = "Which facts"


def network(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A .trig, .ttl, .nq or .jsonld file, or its folder.")],
    *,
    projection: Annotated[
        Projection, typer.Option("--projection", "-p", help="What is tied to what.")
    ] = Projection.entities,
    file_format: Annotated[
        NetworkFormat | None, typer.Option("--format", "-f", help="By default what the suffix of --out says.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file of the network; - is standard output.")
    ] = None,
    merge: Annotated[
        bool, typer.Option("--merge", help="Make the edges of a pair one, with the sum of their weights.")
    ] = False,
    metrics: Annotated[
        bool, typer.Option("--metrics", help="Measure the nodes: columns in --out, and a table.")
    ] = False,
    table: Annotated[
        TableFormat, typer.Option("--table", help="How the table of --metrics is printed.")
    ] = TableFormat.text,
    draw: Annotated[Path | None, typer.Option("--draw", help="A picture, .svg or .png.")] = None,
    dyads: Annotated[Path | None, typer.Option("--dyads", help="Dyad-years as CSV, whatever the projection.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day, YYYY-MM-DD.", rich_help_panel=_PART)] = None,
    until: Annotated[str | None, typer.Option(help="The last day, YYYY-MM-DD.", rich_help_panel=_PART)] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="From 0 to 1.", rich_help_panel=_PART)] = 0.0,
) -> None:
    """Make a network of a graph: who is tied to whom, with the words that say so.

    - `treatykg network output --projection actors --out actors.gexf`
    - `treatykg network output --metrics --table markdown`
    - `treatykg network output -p claims --draw claims.svg --since 2021-01-01`
    - `treatykg network output --dyads dyads.csv`
    """
    kind = _resolve_format(file_format, out)
    if draw is not None and draw.suffix not in (".svg", ".png"):
        raise OptionError(f"--draw {draw}: not a picture: name it .svg or .png")
    window = _to_window(since, until, min_confidence)
    # From here on libraries are loaded, which takes a second.
    from treatykg.network import PROJECTIONS, measure, merge_parallel, select, with_measures
    from treatykg.store import load_dataset

    dataset = load_dataset(graph)
    if dyads is not None:
        _write_dyads(dyads, dataset, window)
    if dyads is not None and not (out or metrics or draw):
        return
    made = select(PROJECTIONS[projection](dataset), window)
    made = merge_parallel(made) if merge else made
    measures = measure(made) if metrics else None
    if out is not None or not (metrics or draw):
        _write_network(with_measures(made, measures) if measures else made, kind, out)
    if draw is not None:
        _draw(made, draw)
    if measures:
        _print_measures(made, measures, table)


def _resolve_format(wanted: NetworkFormat | None, out: Path | None) -> NetworkFormat:
    """The format that is asked for, or the one that the suffix of the file stands for."""
    if wanted is not None:
        return wanted
    suffix = out.suffix.removeprefix(".") if out is not None else ""
    name = "pajek" if suffix == "net" else suffix
    if name in {each.value for each in NetworkFormat}:
        return NetworkFormat(name)
    if suffix:
        raise OptionError(f"--out {out}: no format ends in .{suffix}: name one with --format")
    return NetworkFormat.graphml


def _to_window(since: str | None, until: str | None, min_confidence: float) -> Window:
    first, last = _to_day(since, "--since"), _to_day(until, "--until")
    if first is not None and last is not None and first > last:
        raise OptionError(f"--since {first} is later than --until {last}: exchange them")
    from treatykg.network import Window

    return Window(first, last, min_confidence)


def _to_day(words: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(words) if words is not None else None
    except ValueError as error:
        raise OptionError(f"{option} {words}: not a day: write it as YYYY-MM-DD") from error


def _write_network(made: nx.MultiDiGraph, kind: NetworkFormat, out: Path | None) -> None:
    from treatykg.cli.terminal import print_bytes
    from treatykg.network import WRITERS
    from treatykg.output import write_file

    content = WRITERS[kind](made)
    if out is None or str(out) == "-":
        print_bytes(content)
    else:
        write_file(out, content)


def _write_dyads(path: Path, dataset: Dataset, window: Window) -> None:
    from treatykg.gazetteer import load_gazetteer
    from treatykg.network import to_dyads
    from treatykg.output import write_file

    write_file(path, to_dyads(dataset, load_gazetteer(), window=window))


def _draw(made: nx.MultiDiGraph, path: Path) -> None:
    from treatykg.network import PICTURES, to_scene
    from treatykg.output import write_file

    write_file(path, PICTURES[path.suffix](to_scene(made)))


def _print_measures(made: nx.MultiDiGraph, measures: Measures, table: TableFormat) -> None:
    """The table; for people also the measures of the whole network."""
    from treatykg.cli.terminal import clean, print_bytes, print_lines, to_table
    from treatykg.network import TABLES, table_rows

    rows = table_rows(made, measures)
    if table is TableFormat.text:
        whole = "; ".join(f"{name} {value}" for name, value in measures.whole.items() if value != "")
        print_lines(to_table(rows[0], rows[1:]), clean(whole))
    else:
        print_bytes(TABLES[table](rows).encode("utf-8", errors="replace"))
