"""The legend of a picture: the kinds of node and line that occur in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from treatykg.network.scene import Line, Mark, Point, Text, text_width
from treatykg.network.style import DASHES, NODES, SIGN_NAMES, LineStyle, MarkStyle

_SIZE, _ROW, _GAP, _LINE, _RADIUS = 12.0, 22.0, 22.0, 34.0, 6.0


@dataclass(frozen=True, slots=True)
class _Item:
    """A sample and its name."""

    style: MarkStyle | LineStyle
    name: str

    @property
    def sample(self) -> float:
        """The width of the sample."""
        return _LINE if isinstance(self.style, LineStyle) else 2 * _RADIUS


@dataclass(frozen=True, slots=True)
class Legend:
    """What is drawn, from its upper left corner, and its height."""

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]
    height: float


def legend(marks: Iterable[MarkStyle], lines: Iterable[LineStyle], *, at: Point, width: float) -> Legend:
    """The legend of these styles, in rows not wider than `width`: nodes first, then signs, then factualities."""
    placed = list(_place([*_mark_items(set(marks)), *_line_items(set(lines))], at, width))
    return Legend(
        lines=tuple(_sample(item.style, x, y) for item, (x, y) in placed if isinstance(item.style, LineStyle)),
        marks=tuple(
            Mark((x + _RADIUS, y), item.style.shape, _RADIUS, item.style.color)
            for item, (x, y) in placed
            if isinstance(item.style, MarkStyle)
        ),
        texts=tuple(
            Text((x + item.sample + 6, y + 4), item.name, _SIZE, "start", "#333333") for item, (x, y) in placed
        ),
        height=(placed[-1][1][1] - at[1] + _ROW) if placed else 0.0,
    )


def _mark_items(styles: set[MarkStyle]) -> Iterator[_Item]:
    order = [*NODES.values()]
    for style in sorted(styles, key=lambda each: order.index(each) if each in order else len(order)):
        yield _Item(style, style.name)


def _line_items(styles: set[LineStyle]) -> Iterator[_Item]:
    """The signs that occur, and factualities if there are others than `actual`."""
    signs = {style.sign for style in styles}
    yield from (_Item(LineStyle(sign, "Actual"), name) for sign, name in SIGN_NAMES.items() if sign in signs)
    factualities = {style.factuality for style in styles}
    if factualities - {"Actual"}:
        yield from (_Item(LineStyle(0, name), name.lower()) for name in DASHES if name in factualities)


def _place(items: Sequence[_Item], at: Point, width: float) -> Iterator[tuple[_Item, Point]]:
    x, y = at[0], at[1] + _ROW / 2
    for item in items:
        wide = item.sample + 6 + text_width(item.name, _SIZE)
        if x > at[0] and x + wide > at[0] + width:
            x, y = at[0], y + _ROW
        yield item, (x, y)
        x += wide + _GAP


def _sample(style: LineStyle, x: float, y: float) -> Line:
    return Line((x, y), (x + _LINE / 2, y), (x + _LINE, y), style.color, 2.0, style.dashes)
