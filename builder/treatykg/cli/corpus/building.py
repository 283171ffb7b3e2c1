"""`treatykg corpus build`: a corpus built whole, on this machine or on a Spark cluster."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from treatykg.cli.choices import Engine
from treatykg.cli.corpus.adding import add
from treatykg.cli.corpus.arguments import Quiet
from treatykg.cli.terminal import print_lines
from treatykg.errors import OptionError

_SPARK = "Spark"


def build(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="JSON Lines or Parquet: files or folders.")],
    out: Annotated[str, typer.Argument(metavar="OUT", help="A new folder.")],
    *,
    engine: Annotated[Engine, typer.Option(help="This machine, or Spark.")] = Engine.local,
    master: Annotated[str, typer.Option(help="The cluster.", rich_help_panel=_SPARK)] = "local[*]",
    conf: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A setting of Spark.", rich_help_panel=_SPARK)
    ] = None,
    decisions: Annotated[Path | None, typer.Option(help="Who is the same and who is not, in YAML.")] = None,
    base: Annotated[str | None, typer.Option(help="The IRI below which things are named.")] = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Texts in the graph.")] = True,
    compress: Annotated[bool, typer.Option("--compress/--no-compress", help="N-Quads as gzip.")] = True,
    max_size: Annotated[float, typer.Option(help="The largest article, in MB of text.", min=0.001)] = 0.5,
    quiet: Quiet = False,
) -> None:
    """Build a whole corpus. With Spark OUT holds N-Quads and Parquet in parts (docs/scale.md); else it is a STORE.

    - `treatykg corpus build --engine spark --master spark://host:7077 s3a://news/2026/ s3a://graphs/2026`
    """
    if engine is Engine.local:
        _place_decisions(Path(out), decisions)
        add(Path(out), inputs, base=base, text=text, max_size=max_size, quiet=quiet)
        return
    from treatykg.articles import MEGABYTE
    from treatykg.identifiers import BASE
    from treatykg.resolution import NO_DECISIONS, read_decisions
    from treatykg.spark import BuildOptions, build_corpus, open_session

    options = BuildOptions(
        base=base or BASE,
        include_text=text,
        decisions=read_decisions(decisions) if decisions else NO_DECISIONS,
        compress=compress,
        max_size=int(max_size * MEGABYTE),
    )
    with open_session(master, settings=dict(map(_setting, conf or ()))) as session:
        summary = build_corpus(session, inputs, out, options=options, notice=_notice(visible=not quiet))
    if not quiet:
        print_lines(Text(f"{summary.articles} articles, {summary.failures} failed, {summary.merges} merges: {out}"))


def _place_decisions(store: Path, decisions: Path | None) -> None:
    """Put a decision file where the local engine looks for it.

    :raises OptionError: if STORE is there already: it has decisions of its own
    """
    from treatykg.corpus.corpus import DECISIONS
    from treatykg.resolution import read_decisions

    if store.exists():
        raise OptionError(f"{store}: is there already: name a new folder, or add to it with `treatykg corpus add`")
    if decisions is not None:
        read_decisions(decisions)
        store.mkdir(parents=True)
        shutil.copy(decisions, store / DECISIONS)


def _setting(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found:
        raise OptionError(f"--conf {text}: give a name and a value, such as --conf spark.executor.memory=2g")
    return name, value


def _notice(*, visible: bool) -> Callable[[str], None]:
    """Tells of each table on standard error, with the seconds since the beginning."""
    console, begun = Console(stderr=True), monotonic()

    def tell(name: str) -> None:
        if visible:
            console.print(Text(f"{monotonic() - begun:7.0f} s  {name}"))

    return tell
