"""Where names are written on the map: beside their points, without lying on each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH_OF_LETTER, HEIGHT_OF_LINE, GAP = 6.3, 15.0, 3.0
"""Pixels, of the charts' own letters."""
PLOT_WIDTH = 880.0
"""Pixels of the plot on a wide page; on a narrower one names come closer."""
_INSIDE = 0.4
"""The part of a point's radius that no name may cover."""

_POSITIONS = {
    "top center": (0.0, 1.0),
    "bottom center": (0.0, -1.0),
    "middle right": (1.0, 0.0),
    "middle left": (-1.0, 0.0),
    "top right": (1.0, 1.0),
    "bottom left": (-1.0, -1.0),
    "top left": (-1.0, 1.0),
    "bottom right": (1.0, -1.0),
}
"""As plotly calls them, and the side of the point that each stands on."""


@dataclass(frozen=True)
class Point:
    """A point to name: degrees east and north, its diameter in pixels, the name with ``<br>`` between its lines."""

    east: float
    north: float
    diameter: float
    name: str


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    low: float
    high: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.low < other.high and other.low < self.high


def positions(points: Sequence[Point], degrees_wide: float, plot_width: float = PLOT_WIDTH) -> list[str]:
    """Plotly's text position for each point, the first ones first served; blank where its name finds no room.

    Parameters
    ----------
    points
        In the order of their weight.
    degrees_wide
        What the plot shows from west to east.
    plot_width
        Pixels that it has for that.
    """
    if not points:
        return []
    pixels = plot_width / degrees_wide
    stretch = pixels / math.cos(math.radians(sum(point.north for point in points) / len(points)))
    middles = [(point.east * pixels, point.north * stretch) for point in points]
    insides = [point.diameter / 2 * _INSIDE for point in points]
    marks = [_around(x, y, inside, inside) for (x, y), inside in zip(middles, insides, strict=True)]
    written: list[_Box] = []
    found = []
    for number, point in enumerate(points):
        others = [mark for position, mark in enumerate(marks) if position != number]
        free = (
            (name, box)
            for name, box in _choices(point, *middles[number])
            if not any(box.meets(other) for other in (*others, *written))
        )
        name, box = next(free, ("", None))
        found.append(name)
        if box is not None:
            written.append(box)
    return found


def _choices(point: Point, x: float, y: float) -> list[tuple[str, _Box]]:
    lines = point.name.split("<br>")
    half_width = max(len(line) for line in lines) * WIDTH_OF_LETTER / 2
    half_height = len(lines) * HEIGHT_OF_LINE / 2
    away = point.diameter / 2 + GAP
    return [
        (name, _around(x + side * (away + half_width), y + up * (away + half_height), half_width, half_height))
        for name, (side, up) in _POSITIONS.items()
    ]


def _around(x: float, y: float, half_width: float, half_height: float) -> _Box:
    return _Box(x - half_width, x + half_width, y - half_height, y + half_height)
