"""A picture of a network: marks by type, lines by sign and factuality, with a legend."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import networkx as nx

from treatykg.network.attributes import Attributes
from treatykg.network.labels import FONT_SIZE, LINE_HEIGHT, Label, label_of
from treatykg.network.layout import place
from treatykg.network.legend import legend
from treatykg.network.scene import Line, Mark, Point, Scene, Text, text_width
from treatykg.network.style import LineStyle, line_style, mark_style

MOST_NODES = 200
_MARGIN, _HEADER, _LEGEND_GAP = 24.0, 66.0, 18.0
_TIP_LENGTH = 240
_BEND = 14.0  # pixels between two lines of one pair


@dataclass(frozen=True, slots=True)
class _Strand:
    """Edges between two nodes that look alike and are drawn as one line."""

    source: str
    target: str
    style: LineStyle
    edges: tuple[Attributes, ...]


def to_scene(network: nx.MultiDiGraph, *, most: int = MOST_NODES) -> Scene:
    """The picture of the nodes that have ties, or of the `most` of them with the most neighbours; the subtitle says which.

    Equal networks give equal pictures. Lines of a pair that look alike are one, the thicker the more there are.
    """
    shown = _busiest(network, most)
    strands = list(_strands(shown))
    radii = {node: _radius(shown, node) for node in shown}
    labels = {node: label_of(str(data["label"])) for node, data in shown.nodes(data=True)}
    places = _places(shown, strands, radii, labels)
    marks = tuple(_mark(node, data, places[node], radii[node]) for node, data in shown.nodes(data=True))
    texts = tuple(chain.from_iterable(_label(labels[node], places[node], radii[node]) for node in shown))
    lines = tuple(_lines(strands, places, radii))
    return _framed(network, shown, strands, lines=lines, marks=marks, texts=texts)


def _busiest(network: nx.MultiDiGraph, most: int) -> nx.MultiDiGraph:
    """The nodes that are shown, sorted, with the edges between them; those without ties only if none has any."""
    neighbours = {node: len({*network.successors(node), *network.predecessors(node)} - {node}) for node in network}
    tied = [node for node in network if neighbours[node]] or list(network)
    kept = set(sorted(tied, key=lambda node: (-neighbours[node], node))[:most])
    shown = nx.MultiDiGraph(**network.graph)
    shown.add_nodes_from((node, data) for node, data in sorted(network.nodes(data=True)) if node in kept)
    shown.add_edges_from(
        edge for edge in network.edges(keys=True, data=True) if kept.issuperset(edge[:2]) and edge[0] != edge[1]
    )
    return shown


def _strands(shown: nx.MultiDiGraph) -> Iterator[_Strand]:
    found: dict[tuple[str, str, LineStyle], list[Attributes]] = defaultdict(list)
    for source, target, data in shown.edges(data=True):
        found[source, target, line_style(data)].append(data)
    for (source, target, style), edges in sorted(found.items(), key=lambda item: (*item[0][:2], str(item[0][2]))):
        yield _Strand(source, target, style, tuple(edges))


def _radius(shown: nx.MultiDiGraph, node: str) -> float:
    """So that the area grows with the number of neighbours."""
    neighbours = len({*shown.successors(node), *shown.predecessors(node)})
    return min(6.0 + 2.2 * math.sqrt(neighbours), 24.0)


def _places(
    shown: nx.MultiDiGraph, strands: Iterable[_Strand], radii: Mapping[str, float], labels: Mapping[str, Label]
) -> dict[str, Point]:
    """The centres of the marks: in boxes with their labels below."""
    numbers = {node: number for number, node in enumerate(shown)}
    sizes = [
        (max(2 * radii[node], labels[node].width) + 4, 2 * radii[node] + labels[node].height + 6) for node in shown
    ]
    centres = place(sizes, [(numbers[each.source], numbers[each.target]) for each in strands])
    return {
        node: (x + 2 * _MARGIN, y - sizes[number][1] / 2 + radii[node] + _HEADER + _MARGIN)
        for (node, number), (x, y) in zip(numbers.items(), centres, strict=True)
    }


def _mark(node: str, data: Attributes, at: Point, radius: float) -> Mark:
    style = mark_style(data)
    return Mark(at, style.shape, radius, style.color, f"{data['label']} ({data['type']})\n{node}")


def _label(label: Label, at: Point, radius: float) -> Iterator[Text]:
    for number, line in enumerate(label.lines):
        yield Text((at[0], at[1] + radius + 2 + FONT_SIZE + number * LINE_HEIGHT), line, FONT_SIZE)


def _lines(strands: Sequence[_Strand], places: Mapping[str, Point], radii: Mapping[str, float]) -> Iterator[Line]:
    """The lines of each pair side by side, a single one straight."""
    pairs: dict[tuple[str, str], list[_Strand]] = defaultdict(list)
    for strand in strands:
        pairs[min(strand.source, strand.target), max(strand.source, strand.target)].append(strand)
    for (low, _), members in pairs.items():
        middle = (len(members) - 1) / 2
        for number, strand in enumerate(members):
            side = 1 if strand.source == low else -1  # what is left of one end is right of the other
            yield _line(strand, places, radii, bend=(number - middle) * side * _BEND)


def _line(strand: _Strand, places: Mapping[str, Point], radii: Mapping[str, float], *, bend: float) -> Line:
    start, end = places[strand.source], places[strand.target]
    via = _bent(start, end, bend)
    directed = any(edge["direction"] == "directed" for edge in strand.edges)
    return Line(
        start=_towards(start, via, radii[strand.source] + 1),
        via=via,
        end=_towards(end, via, radii[strand.target] + (3 if directed else 1)),
        color=strand.style.color,
        width=min(1.2 * math.sqrt(len(strand.edges)), 6.0),
        dashes=strand.style.dashes,
        arrow=directed,
        tip=_tip(strand.edges),
    )


def _bent(start: Point, end: Point, bend: float) -> Point:
    """The middle between two points, moved sideways by twice `bend`, so that a quadratic curve passes at `bend`."""
    (x, y), (to_x, to_y) = start, end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 or 1.0
    return (x + to_x) / 2 - (to_y - y) / length * 2 * bend, (y + to_y) / 2 + (to_x - x) / length * 2 * bend


def _towards(start: Point, end: Point, distance: float) -> Point:
    (x, y), (to_x, to_y) = start, end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 or 1.0
    return x + (to_x - x) / length * distance, y + (to_y - y) / length * distance


def _tip(edges: Sequence[Attributes]) -> str:
    parts = [f"{edge['label']} {edge['date']}".rstrip() + f": {edge['quote']}" for edge in edges]
    text = "\n".join(dict.fromkeys(parts))
    return text if len(text) <= _TIP_LENGTH else text[: _TIP_LENGTH - 1] + "…"


def _framed(
    network: nx.MultiDiGraph,
    shown: nx.MultiDiGraph,
    strands: Sequence[_Strand],
    *,
    lines: tuple[Line, ...],
    marks: tuple[Mark, ...],
    texts: tuple[Text, ...],
) -> Scene:
    """The picture with its title, subtitle and legend."""
    title, subtitle = f"Network: {network.graph['name']}", _subtitle(network, shown)
    right = max((text.at[0] + text_width(text.words, text.size) / 2 for text in texts), default=0.0)
    width = max(right + _MARGIN, text_width(subtitle, 13) + 2 * _MARGIN, 640.0)
    low = max((text.at[1] for text in texts), default=_HEADER) + _LEGEND_GAP
    marked = [mark_style(data) for _, data in shown.nodes(data=True)]
    key = legend(marked, [each.style for each in strands], at=(_MARGIN, low), width=width - 2 * _MARGIN)
    heading = (
        Text((_MARGIN, 32), title, 18, "start", bold=True),
        Text((_MARGIN, 52), subtitle, 13, "start", "#555555"),
    )
    return Scene(
        width=int(width),
        height=int(low + key.height + _MARGIN),
        title=title,
        description=subtitle,
        lines=(*lines, *key.lines),
        marks=(*marks, *key.marks),
        texts=(*heading, *texts, *key.texts),
    )


def _subtitle(network: nx.MultiDiGraph, shown: nx.MultiDiGraph) -> str:
    tied = sum(1 for node in network if network.degree(node))
    chosen = ", those with the most neighbours" if len(shown) < tied else ", those that have ties"
    part = "" if len(shown) == len(network) else f" of {len(network)}{chosen}"
    return f"{len(shown)} nodes{part}; {shown.number_of_edges()} edges. A larger mark has more neighbours."
