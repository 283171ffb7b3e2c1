"""PNG of a picture, with matplotlib (`pip install treatykg[draw]`)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from treatykg.errors import OptionError
from treatykg.network.scene import Line, Mark, Scene, Text, arrow_head, outline

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DOTS_PER_PIXEL = 2
_POINTS = 0.72  # of a pixel, where a hundred pixels are an inch


def to_png(scene: Scene) -> bytes:
    """The picture at two dots to the pixel; equal pictures give equal bytes with the same version of matplotlib.

    :raises OptionError: if matplotlib is not installed
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise OptionError("a PNG needs matplotlib: pip install 'treatykg[draw]', or draw an .svg") from error
    figure = Figure(figsize=(scene.width / 100, scene.height / 100), dpi=100 * _DOTS_PER_PIXEL, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    axes.set_axis_off()
    _draw(scene, axes)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _draw(scene: Scene, axes: Axes) -> None:
    for line in scene.lines:
        _draw_line(line, axes)
    for mark in scene.marks:
        _draw_mark(mark, axes)
    for text in scene.texts:
        _draw_text(text, axes)


def _draw_line(line: Line, axes: Axes) -> None:
    from matplotlib.patches import PathPatch, Polygon
    from matplotlib.path import Path

    curve = Path([line.start, line.via, line.end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    width = line.width * _POINTS
    # matplotlib counts dashes in widths of the line.
    dashes = (0, tuple(each * _POINTS / width for each in line.dashes)) if line.dashes else "solid"
    axes.add_patch(
        PathPatch(curve, fill=False, edgecolor=line.color, linewidth=width, linestyle=dashes, capstyle="butt")
    )
    if line.arrow:
        axes.add_patch(Polygon(arrow_head(line), facecolor=line.color, linewidth=0))


def _draw_mark(mark: Mark, axes: Axes) -> None:
    from matplotlib.patches import Circle, Polygon

    patch = Circle(mark.at, mark.radius) if mark.shape == "circle" else Polygon(outline(mark))
    patch.set(facecolor=mark.color, edgecolor="white", linewidth=_POINTS, zorder=2)
    axes.add_patch(patch)


def _draw_text(text: Text, axes: Axes) -> None:
    from matplotlib.patheffects import withStroke

    axes.text(
        *text.at,
        text.words,
        fontsize=text.size * _POINTS,
        color=text.color,
        ha="left" if text.anchor == "start" else "center",
        va="baseline",
        weight="bold" if text.bold else "normal",
        family="DejaVu Sans",
        parse_math=False,
        zorder=3,
        path_effects=[withStroke(linewidth=3 * _POINTS, foreground="white")],
    )
