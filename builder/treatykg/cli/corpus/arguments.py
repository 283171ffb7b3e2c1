"""Arguments and options that several of the commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from treatykg.cli.choices import Output

Store: TypeAlias = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of the corpus.")]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Printed: TypeAlias = Annotated[Output, typer.Option("--output", "-o", help="How to print it.")]
