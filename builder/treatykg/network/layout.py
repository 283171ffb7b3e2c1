"""Where the nodes of a picture stand: forces bring neighbours together, then boxes that overlap are pushed apart.

Only additions, multiplications, divisions and roots, which every machine rounds alike, and no randomness: equal networks give
equal pictures. (T. Fruchterman, E. Reingold: Graph drawing by force-directed placement, 1991.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Point: TypeAlias = tuple[float, float]

_ROUNDS = 400
_GRAVITY = 0.12
_WIDER = 1.35  # pictures are wider than high
_ROOM = 1.9  # the area of the picture, in areas of all boxes
_SPACE, _MOST_SPACE = 6_000.0, 160_000.0  # pixels for each box and in all: for the lines between a few boxes
_LEAST_WIDTH = 700.0
_PUSHES = 600
_GAP, _APART = 6.0, 20.0  # between boxes, between parts
# Multiples of these fractions fill a square evenly (M. Roberts: The unreasonable effectiveness of quasirandom sequences).
_EVEN = (0.7548776662466927, 0.5698402909980532)


def place(sizes: Sequence[Point], ties: Sequence[tuple[int, int]]) -> list[Point]:
    """The centres of boxes of these sizes, so that tied ones are near and none overlap, from 0 upwards.

    Parts that no tie connects stand beside and below one another, the largest first.
    """
    blocks = [_block(members, sizes, ties) for members in _parts(len(sizes), ties)]
    corners = _pack([block.size for block in blocks])
    places = {
        number: (corner[0] + at[0], corner[1] + at[1])
        for block, corner in zip(blocks, corners, strict=True)
        for number, at in block.places.items()
    }
    return [places[number] for number in range(len(sizes))]


@dataclass(frozen=True, slots=True)
class _Block:
    """A connected part: the size of its picture, and the centres of its boxes in it."""

    size: Point
    places: dict[int, Point]


def _parts(count: int, ties: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The connected parts of the numbers below `count`, the largest first."""
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(ties)
    return sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))


def _block(members: Sequence[int], sizes: Sequence[Point], ties: Sequence[tuple[int, int]]) -> _Block:
    boxes = np.array([sizes[number] for number in members], dtype=np.float64)
    order = {number: position for position, number in enumerate(members)}
    own = [(order[one], order[other]) for one, other in ties if one in order]
    apart = _push_apart(_scaled(_attract(len(members), own), boxes), boxes)
    low, high = np.min(apart - boxes / 2, axis=0), np.max(apart + boxes / 2, axis=0)
    placed = {number: (float(x), float(y)) for number, (x, y) in zip(members, np.rint(apart - low), strict=True)}
    return _Block((float(high[0] - low[0]), float(high[1] - low[1])), placed)


def _attract(count: int, ties: Sequence[tuple[int, int]]) -> Floats:
    """Positions in the plane after forces have worked: ties pull, all push, the middle pulls a little."""
    steps = np.arange(1, count + 1, dtype=np.float64)
    places = np.stack([(steps * _EVEN[0]) % 1, (steps * _EVEN[1]) % 1], axis=1) - 0.5
    places *= np.sqrt(count)
    pulls = np.zeros((count, count))
    for one, other in ties:
        if one != other:
            pulls[one, other] = pulls[other, one] = 1.0
    for round_ in range(_ROUNDS):
        heat = 0.3 * np.sqrt(count) * (1 - round_ / _ROUNDS) + 0.01
        force = _forces(places, pulls)
        length = np.sqrt(force[:, 0] ** 2 + force[:, 1] ** 2)
        places = places + force * (np.minimum(length, heat) / np.maximum(length, 1e-9))[:, None]
    return places


def _forces(places: Floats, pulls: Floats) -> Floats:
    gaps = places[None, :, :] - places[:, None, :]  # [i, j]: from i to j
    distance = np.sqrt(gaps[..., 0] ** 2 + gaps[..., 1] ** 2)
    strength = 1 / np.maximum(distance, 0.05) ** 2 - pulls * distance
    # Along the first axis rows are added one by one; along the last one the order would depend on the processor.
    total: Floats = np.add.reduce(gaps * strength[..., None], axis=0)
    pulled: Floats = total - _GRAVITY * places
    return pulled


def _scaled(places: Floats, boxes: Floats) -> Floats:
    """The positions stretched to a picture with enough room for all boxes."""
    low, high = np.min(places, axis=0), np.max(places, axis=0)
    span = np.maximum(high - low, 1e-9)
    area = float(np.add.reduce(boxes[:, 0] * boxes[:, 1])) * _ROOM + min(_SPACE * (len(boxes) - 1), _MOST_SPACE)
    height = np.sqrt(area / _WIDER)
    scaled: Floats = (places - low) / span * np.array([height * _WIDER, height])
    return scaled


def _push_apart(places: Floats, boxes: Floats) -> Floats:
    """Move boxes that overlap away from one another, each half the way, along the axis on which it is shorter."""
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2 + _GAP
    first = np.less.outer(np.arange(len(boxes)), np.arange(len(boxes)))
    for _ in range(_PUSHES):
        gaps = places[None, :, :] - places[:, None, :]
        lack = need - np.abs(gaps)
        overlap = (lack[..., 0] > 0) & (lack[..., 1] > 0)
        np.fill_diagonal(overlap, val=False)
        if not overlap.any():
            break
        sideways = lack[..., 0] < lack[..., 1]
        away = np.where(gaps != 0, np.sign(gaps), np.where(first, 1.0, -1.0)[..., None])
        chosen = np.stack([overlap & sideways, overlap & ~sideways], axis=-1)
        places = places + np.add.reduce(np.where(chosen, away * lack * 0.3, 0.0), axis=0)
    return places


def _pack(sizes: Sequence[Point]) -> list[Point]:
    """The upper left corners of blocks in a picture wider than high: each as high up as it fits, then as far left."""
    area = sum((wide + _APART) * (high + _APART) for wide, high in sizes)
    width = max([float(np.sqrt(area * _WIDER)), _LEAST_WIDTH, *(wide for wide, _ in sizes)])
    placed: list[tuple[float, float, float, float]] = []  # left, top, right, bottom
    for wide, high in sizes:
        lefts = (0.0, *(right + _APART for _, _, right, _ in placed))
        y, x = min((_top(placed, left, left + wide), left) for left in lefts if not left or left + wide <= width)
        placed.append((x, y, x + wide, y + high))
    return [(left, top) for left, top, _, _ in placed]


def _top(placed: Sequence[tuple[float, float, float, float]], left: float, right: float) -> float:
    """How far down the blocks reach that stand between two edges."""
    return max((low + _APART for x, _, to_x, low in placed if x < right + _APART and left < to_x + _APART), default=0.0)
