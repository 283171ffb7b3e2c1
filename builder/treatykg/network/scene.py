"""A picture as a list of lines, marks and texts, before it is written as SVG or PNG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Shape: TypeAlias = Literal["circle", "square", "diamond", "triangle"]
Anchor: TypeAlias = Literal["start", "middle"]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A curve from one point to another, bent towards `via`; `dashes` are lengths of strokes and gaps, none if it is solid."""

    start: Point
    via: Point
    end: Point
    color: str
    width: float
    dashes: tuple[float, ...] = ()
    arrow: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The sign of a node; `tip` is what a pointer that rests on it is told."""

    at: Point
    shape: Shape
    radius: float
    color: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `at` is the point on its base line at its anchor."""

    at: Point
    words: str
    size: float = 12.0
    anchor: Anchor = "middle"
    color: str = "#1a1a1a"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn, in this order: lines, marks, texts. `title` and `description` are for those who cannot see it."""

    width: int
    height: int
    title: str
    description: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]


def text_width(words: str, size: float) -> float:
    """About as wide as the words are in a common sans-serif font; wide characters (East Asian, emoji) count double."""
    return sum(_wide(char) for char in words) * size * 0.56


def outline(mark: Mark) -> tuple[Point, ...]:
    """The corners of a mark that is no circle."""
    (x, y), r = mark.at, mark.radius
    match mark.shape:
        case "square":
            side = r * 0.9
            return (x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)
        case "diamond":
            return (x, y - r * 1.15), (x + r * 1.15, y), (x, y + r * 1.15), (x - r * 1.15, y)
        case _:
            return (x, y - r * 1.1), (x + r * 1.05, y + r * 0.85), (x - r * 1.05, y + r * 0.85)


def arrow_head(line: Line) -> tuple[Point, Point, Point]:
    """The triangle at the end of a line."""
    (x, y), (from_x, from_y) = line.end, line.via
    length = ((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5 or 1.0
    along, across = (x - from_x) / length, (y - from_y) / length
    size = 5.0 + line.width
    back = (x - along * size, y - across * size)
    half = size * 0.45
    return (x, y), (back[0] - across * half, back[1] + along * half), (back[0] + across * half, back[1] - along * half)


def _wide(char: str) -> float:
    if char in " .,'’ilj|()[]:;":
        return 0.55
    if char in "mwMW@%—…":
        return 1.5
    if ord(char) >= 0x1100:
        return 1.8 if ord(char) >= 0x2E80 else 1.2
    return 1.25 if char.isupper() else 1.0
