"""What is printed: results to standard output, everything else to standard error; plain when it is no terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

ItemT = TypeVar("ItemT")

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PLAIN_WIDTH = 10_000  # nothing is wrapped or cut for a pipe


def clean(text: str) -> str:
    r"""The text without control characters: words of an article must not steer the terminal.

    >>> clean("a\x1b[31mb")
    'a�[31mb'
    """
    return _CONTROLS.sub("\ufffd", text)


def print_error(message: str) -> None:
    """Print a message that begins with the name of the command to standard error."""
    print(f"treatykg: {clean(message)}", file=sys.stderr)  # noqa: T201  # this is the place that prints


def print_bytes(data: bytes) -> None:
    """Print a file's content as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def print_lines(*blocks: RenderableType) -> None:
    """Print texts and tables of rich."""
    console = _console()
    for block in blocks:
        console.print(block)


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return _console().is_terminal


def to_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> RenderableType:
    """A table: ruled on a terminal, else aligned columns without lines."""
    cells = [[clean(cell).replace("\n", " ") for cell in row] for row in (columns, *rows)]
    return _ruled(cells) if is_terminal() else _aligned(cells)


def track(items: Iterable[ItemT], *, description: str, visible: bool) -> Iterator[ItemT]:
    """The items, with a progress line on standard error while they are worked through, if a person sees it."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    if not (visible and console.is_terminal):
        yield from items
        return
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(description, total=None)
        for item in items:
            yield item
            progress.advance(task)


def _ruled(cells: Sequence[Sequence[str]]) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in cells[0]:
        table.add_column(Text(column), overflow="fold")
    for row in cells[1:]:
        table.add_row(*map(Text, row))
    return table


def _aligned(cells: Sequence[Sequence[str]]) -> RenderableType:
    from rich.cells import cell_len
    from rich.text import Text

    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
    return Text("\n".join(lines))


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, emoji=False, width=_PLAIN_WIDTH)
