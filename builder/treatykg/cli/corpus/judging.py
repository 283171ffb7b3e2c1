"""`treatykg corpus validate`: whether the articles of a corpus keep the shapes."""

from __future__ import annotations

from typing import Annotated

import typer

from treatykg.cli.choices import ReportFormat
from treatykg.cli.corpus.arguments import CORES, Jobs, Store


def validate(
    store: Store,
    *,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="For people, for programs, or in the SHACL vocabulary.")
    ] = ReportFormat.text,
    jobs: Jobs = CORES,
) -> None:
    """Check the graph of each article against the shapes, if it has changed since the last time. Exit code 1: not all conform."""
    from treatykg.builds.checking import REPORT_WRITERS
    from treatykg.cli.terminal import clean, print_bytes, print_lines
    from treatykg.corpus import open_corpus, validate_corpus

    with open_corpus(store) as corpus:
        report, checked = validate_corpus(corpus, jobs=jobs)
    text = REPORT_WRITERS[report_format](report)
    if report_format is ReportFormat.text:
        print_lines(f"{checked} articles checked now, the others before")
    print_bytes((clean(text) if report_format is ReportFormat.text else text).encode("utf-8"))
    if not report.conforms:
        raise typer.Exit(1)
