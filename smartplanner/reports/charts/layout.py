"""Chart data → drawing: the legend and the unit above, the plot of its kind, the source line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from smartplanner.reports.charts.axes import bars_upright, lines
from smartplanner.reports.charts.data import MOST_ROWS, Bars, ChartData, Lights, Lines, Stacked, Tiles
from smartplanner.reports.charts.drawing import SERIES, Anchor, Box, Dot, Drawing, Room, Shape, Stroke, Words
from smartplanner.reports.charts.grids import light_matrix, tile_map
from smartplanner.reports.charts.rows import bars_lying, stacked
from smartplanner.reports.charts.shifting import shift

_EMPTY_EMS = 5.0
_LEGEND_EMS = 1.9


def lay_out(data: ChartData, room: Room) -> Drawing:
    """Return the drawing of a chart for a room; data without values says so in words instead of an empty frame."""
    if data.is_empty:
        return _nothing(data, room)
    above, top = _above(data, room)
    source = _source(data, room)
    below = room.small * 1.7 if source else 0.0
    inner = Room(
        room.width, room.em, room.measure, room.highest - top - below,
        max(0.0, room.height - top - below) if room.height else 0.0, room.terms,
    )  # fmt: skip
    plot = shift(_plot(data, inner), top)
    height = max(room.height, top + plot.height + below)
    shapes = [*above, *plot.shapes]
    if source:
        text = room.cut(source, room.width, room.small)
        shapes.append(Words(0, height - below / 2, text, room.small, role="muted"))
    return Drawing(room.width, height, tuple(shapes), plot.areas)


def legend_of(data: ChartData) -> list[tuple[str, str]]:
    """Return the (role, name) of what the shapes of a chart mean; empty where one glance tells."""
    if isinstance(data, Stacked):
        return [(role_of(part.light, place), part.name) for place, part in enumerate(data.parts)]
    if isinstance(data, Lines):
        return [(SERIES[place % len(SERIES)], line.name) for place, line in enumerate(data.lines)]
    return []


def role_of(light: str, place: int) -> str:
    """Return the role of a part: its light, or the series at its place."""
    return light or SERIES[place % len(SERIES)]


def _source(data: ChartData, room: Room) -> str:
    """Return the source line; it says how many rows are not shown."""
    rows = data.bars if isinstance(data, Bars) else data.rows if isinstance(data, Stacked | Lights) else ()
    left = len(rows) - MOST_ROWS
    return data.source + (room.terms.rest.format(count=left) if left > 0 else "")


def _plot(data: ChartData, room: Room) -> Drawing:
    if isinstance(data, Bars) and data.upright:
        return bars_upright(data, room)
    makers: Mapping[type, Callable[[Any, Room], Drawing]] = {
        Bars: bars_lying, Stacked: stacked, Lines: lines, Lights: light_matrix, Tiles: tile_map,
    }  # fmt: skip
    return makers[type(data)](data, room)


def _above(data: ChartData, room: Room) -> tuple[list[Shape], float]:
    """Give the legend at the left, on as many lines as it needs, and the unit at the right of the first."""
    line = room.em * _LEGEND_EMS
    shapes: list[Shape] = []
    unit = room.terms.unit.format(unit=data.unit) if data.unit else ""
    free = room.width - (room.measure(unit, room.small) + room.em if unit else 0)
    x = y = 0.0
    for role, name in legend_of(data):
        name = room.cut(name, room.width / 3)
        wide = room.em * 1.4 + room.measure(name, room.em)
        if x and x + wide > (free if y == 0 else room.width):
            x, y = 0.0, y + line
        shapes += _sample(data, role, x, y + line / 2, room)
        shapes.append(Words(x + room.em * 1.4, y + line / 2, name, room.em))
        x += wide + room.em
    if unit:
        shapes.append(Words(room.width, line / 2, unit, room.small, Anchor.END, "muted"))
    return shapes, (y + line if shapes else 0.0)


def _sample(data: ChartData, role: str, x: float, y: float, room: Room) -> list[Shape]:
    if isinstance(data, Lines):
        stroke = Stroke(((x, y), (x + room.em * 1.1, y)), role, room.em * 0.14)
        return [stroke, Dot(x + room.em * 0.55, y, room.em * 0.5, role)]
    return [Box(x, y - room.em * 0.5, room.em * 1.1, room.em, role)]


def _nothing(data: ChartData, room: Room) -> Drawing:
    height = max(room.height, room.em * _EMPTY_EMS)
    shapes = [Words(room.width / 2, height / 2, room.terms.nothing, room.em, Anchor.MIDDLE, "muted")]
    if data.source:
        text = room.cut(data.source, room.width, room.small)
        shapes.append(Words(0, height - room.small, text, room.small, role="muted"))
    return Drawing(room.width, height, tuple(shapes))
