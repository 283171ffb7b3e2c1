"""Arguments and options that several of the commands have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from treatykg.cli.choices import Output

Store: TypeAlias = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the corpus.")]
CORES = os.cpu_count() or 1
Jobs: TypeAlias = Annotated[int, typer.Option("--jobs", "-j", help="Processes.", min=1)]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Printed: TypeAlias = Annotated[Output, typer.Option("--output", "-o", help="How to print it.")]
