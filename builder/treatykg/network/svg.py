"""SVG 1.1 of a picture: text stays text, each mark and line tells its words to a pointer and to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatykg.network.markup import to_attribute, to_text
from treatykg.network.scene import Line, Mark, Point, Scene, Text, arrow_head, outline

_STYLE = (
    "text{font-family:'Helvetica Neue',Arial,'DejaVu Sans',sans-serif;paint-order:stroke;stroke:#fff;stroke-width:3px;\
stroke-linejoin:round}"
)


def to_svg(scene: Scene) -> bytes:
    """The picture as one file without scripts, styles or fonts from elsewhere."""
    return "".join(_document(scene)).encode("utf-8")


def _document(scene: Scene) -> Iterator[str]:
    size = f'width="{scene.width}" height="{scene.height}" viewBox="0 0 {scene.width} {scene.height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description">\n'
    yield f'<title id="title">{to_text(scene.title)}</title>\n<desc id="description">{to_text(scene.description)}</desc>\n'
    yield f"<style>{to_text(_STYLE)}</style>\n"
    yield '<rect width="100%" height="100%" fill="#ffffff" />\n<g fill="none">\n'
    yield from map(_line, scene.lines)
    yield '</g>\n<g stroke="#ffffff" stroke-width="1">\n'
    yield from map(_mark, scene.marks)
    yield "</g>\n<g>\n"
    yield from map(_text, scene.texts)
    yield "</g>\n</svg>\n"


def _line(line: Line) -> str:
    dashes = f' stroke-dasharray="{_numbers(line.dashes)}"' if line.dashes else ""
    path = f"M{_point(line.start)} Q{_point(line.via)} {_point(line.end)}"
    curve = f'<path d="{path}" stroke="{line.color}" stroke-width="{_number(line.width)}"{dashes} />'
    head = f'<polygon points="{_points(arrow_head(line))}" fill="{line.color}" />' if line.arrow else ""
    return f"<g>{_tip(line.tip)}{curve}{head}</g>\n"


def _mark(mark: Mark) -> str:
    if mark.shape == "circle":
        x, y = mark.at
        shape = f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(mark.radius)}" fill="{mark.color}" />'
    else:
        shape = f'<polygon points="{_points(outline(mark))}" fill="{mark.color}" />'
    return f"<g>{_tip(mark.tip)}{shape}</g>\n"


def _text(text: Text) -> str:
    x, y = text.at
    weight = ' font-weight="bold"' if text.bold else ""
    place = f'x="{_number(x)}" y="{_number(y)}" font-size="{_number(text.size)}" text-anchor="{text.anchor}"'
    return f"<text {place} fill={to_attribute(text.color)}{weight}>{to_text(text.words)}</text>\n"


def _tip(words: str) -> str:
    return f"<title>{to_text(words)}</title>" if words else ""


def _points(points: Sequence[Point]) -> str:
    return " ".join(map(_point, points))


def _point(point: Point) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _numbers(values: Sequence[float]) -> str:
    return " ".join(map(_number, values))


def _number(value: float) -> str:
    """With one decimal place at most, and never a negative zero."""
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 100_000 else f"{value:.1f}"
