"""`treatykg export`: a graph in other formats, those for loading in bulk among them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatykg.errors import OptionError

_NAMES = ("trig", "turtle", "nquads", "jsonld", "csv", "neo4j-csv", "cypher", "parquet")


def export(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A .trig, .ttl, .nq or .jsonld file, or its folder.")],
    *,
    formats: Annotated[list[str], typer.Option("--format", "-f", help=f"{', '.join(_NAMES)}; repeatable.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")] = Path("export"),
) -> None:
    """Write a graph in other formats. For networks see `treatykg network`.

    - `treatykg export output --format neo4j-csv --out import`
    - `treatykg export output --format cypher --format parquet`
    """
    if unknown := [name for name in formats if name not in _NAMES]:
        raise OptionError(f"--format {unknown[0]}: not a format: choose from {', '.join(_NAMES)}")
    from treatykg import propertygraph
    from treatykg.cli.terminal import clean, print_lines
    from treatykg.export import FORMATS
    from treatykg.output import write_files
    from treatykg.store import load_dataset

    dataset = load_dataset(graph)
    files: dict[str, bytes] = {}
    for name in formats:
        if name in FORMATS:
            files |= {file: write(dataset) for file, write in FORMATS[name].items()}
        else:
            files |= propertygraph.FORMATS[name](dataset)
    write_files(out, files)
    print_lines(clean(f"{len(files)} files in {out}/"))
