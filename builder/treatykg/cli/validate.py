"""`treatykg validate`: whether a graph keeps the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatykg.cli.choices import ReportFormat


def validate(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A .trig, .ttl, .nq or .jsonld file, or its folder.")],
    *,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="For people, for programs, or in the SHACL vocabulary.")
    ] = ReportFormat.text,
) -> None:
    """Check a graph against the shapes and its quotes against the text. Exit code 0: conforms, 1: does not.

    - `treatykg validate output/graph.trig`
    - `treatykg validate output --format json`
    """
    from treatykg.builds.checking import REPORT_WRITERS, check_dataset
    from treatykg.cli.terminal import clean, print_bytes
    from treatykg.store import load_dataset

    report = check_dataset(load_dataset(graph))
    text = REPORT_WRITERS[report_format](report)
    print_bytes((clean(text) if report_format is ReportFormat.text else text).encode("utf-8"))
    if not report.conforms:
        raise typer.Exit(1)
