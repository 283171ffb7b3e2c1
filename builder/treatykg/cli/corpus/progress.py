"""How the work on a corpus is shown: a line with rate and time left where a person looks, and what was done at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from treatykg.cli.terminal import clean, print_lines

if TYPE_CHECKING:
    from treatykg.corpus import Notice, Outcome, Stages

_MOST_FAILURES = 20
_OUTCOMES: tuple[Outcome, ...] = ("added", "replaced", "skipped", "failed")


@contextmanager
def show_adding(*, total: int | None, visible: bool) -> Iterator[Notice]:
    """Takes notice of what became of each article; a line with rate and time left meanwhile, counts and failures after."""
    counts: Counter[Outcome] = Counter()
    failed: list[str] = []
    begun = monotonic()
    with _line(visible=visible) as progress:
        task = progress.add_task("articles", total=total, rate="")

        def notice(outcome: Outcome, source: str) -> None:
            counts[outcome] += 1
            if outcome == "failed":
                failed.append(source)
            progress.update(task, advance=1, rate=f"{counts.total() / (monotonic() - begun + 1e-9):.0f}/s")

        yield notice
    if visible:
        print_lines(Text(", ".join(f"{counts[each]} {each}" for each in _OUTCOMES)), *_failures(failed))


@contextmanager
def show_stages(*, visible: bool) -> Iterator[Stages]:
    """Shows a line for each stage of the work on the graph."""
    with _line(visible=visible) as progress:

        def begin(name: str, total: int) -> Callable[[int], None]:
            task = progress.add_task(name, total=total, rate="")
            return lambda done: progress.update(task, advance=done)

        yield begin


def _line(*, visible: bool) -> Progress:
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    return Progress(*columns, console=console, transient=True, disable=not (visible and console.is_terminal))


def _failures(failed: list[str]) -> Iterator[Text]:
    for source in failed[:_MOST_FAILURES]:
        yield Text(clean(f"failed: {source}"))
    if failed:
        yield Text("`treatykg corpus list STORE --failed` tells why")
