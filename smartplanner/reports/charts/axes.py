"""Charts over an axis of values: standing bars, and lines by month."""

from __future__ import annotations

import math
from collections.abc import Sequence

from smartplanner.reports.charts.data import MOST_ROWS, Bars, Lines, number_words
from smartplanner.reports.charts.drawing import (
    SERIES,
    Anchor,
    Area,
    Box,
    Dot,
    Drawing,
    Room,
    Shape,
    Stroke,
    Words,
)  # fmt: skip

_HEIGHT_EMS = 15.0
_STEPS = 4
_CLOSE = 2.2
"""Heights of a letter between a line and another within which a number does not fit."""


def steps_to(largest: float) -> list[float]:
    """Return round values from 0 to at least *largest*, about four steps apart."""
    rough = max(largest, 1e-9) / _STEPS
    power = 10 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 2.5, 5, 10) if times * power >= rough * 0.999)
    return [step * number for number in range(math.ceil(largest / step - 1e-9) + 1)]


def bars_upright(data: Bars, room: Room) -> Drawing:
    """Return one series as standing bars, each with its number on top."""
    bars = data.bars[:MOST_ROWS]
    frame = _Frame(room, [bar.name for bar in bars], max(bar.value for bar in bars), right=0)
    shapes: list[Shape] = frame.shapes()
    areas = []
    wide = frame.pitch * 0.6
    for place, bar in enumerate(bars):
        x, top = frame.x(place), frame.y(bar.value)
        if bar.value > 0:
            shapes.append(Box(x - wide / 2, top, wide, frame.foot - top, bar.light or SERIES[0]))
        number = number_words(bar.value, data.decimals)
        if room.measure(number, room.small) <= frame.pitch * 1.05:
            shapes.append(Words(x, top - room.small * 0.7, number, room.small, Anchor.MIDDLE))
        says = room.terms.says.format(name=bar.name, value=number + data.unit)
        areas.append(Area(x - frame.pitch / 2, 0, frame.pitch, frame.height, bar.key, says))
    return Drawing(room.width, frame.height, tuple(shapes), tuple(areas))


def lines(data: Lines, room: Room) -> Drawing:
    """Return lines with markers; the last number of each stands at its end."""
    shown = data.lines[: len(SERIES)]
    known = [value for line in shown for value in line.values if value is not None]
    widest = max(room.measure(number_words(value, data.decimals), room.small) for value in known)
    frame = _Frame(room, data.places, max(known), right=widest + room.em * 0.6)
    shapes: list[Shape] = frame.shapes()
    for number, line in enumerate(shown):
        for stretch in _stretches(line.values):
            points = tuple((frame.x(place), frame.y(value)) for place, value in stretch)
            if len(points) > 1:
                shapes.append(Stroke(points, SERIES[number], room.em * 0.16))
            shapes += [Dot(x, y, room.em * 0.62, SERIES[number]) for x, y in points]
    shapes += _ends(data, frame)
    return Drawing(room.width, frame.height, tuple(shapes), tuple(_areas(data, frame)))


def _stretches(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Return the places and values of a line, broken where there are none."""
    found: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((place, value))
    return [stretch for stretch in found if stretch]


def _ends(data: Lines, frame: _Frame) -> list[Shape]:
    """Return the last number of each line beside it, moved apart where they would touch."""
    room = frame.room
    wanted: list[tuple[float, float, str]] = []
    shapes: list[Shape] = []
    for line in data.lines[: len(SERIES)]:
        stretches = _stretches(line.values)
        if stretches:
            place, value = stretches[-1][-1]
            x, y, text = frame.x(place), frame.y(value), number_words(value, data.decimals)
            if place < len(data.places) - 1:
                # Beside it other lines go on; where one of them runs just above, the number stands below.
                others = [
                    frame.y(other)
                    for one in data.lines
                    if one is not line
                    for other in one.values[place : place + 1]
                    if other is not None
                ]
                above = any(0 <= y - other < room.em * _CLOSE for other in others)
                below = any(0 < other - y < room.em * _CLOSE for other in others)
                side = 0.95 if above and not below else -0.95
                shapes.append(Words(x, y + room.em * side, text, room.small, Anchor.MIDDLE))
            else:
                wanted.append((y, x + room.em * 0.6, text))
    last = -math.inf
    for y, x, text in sorted(wanted):
        last = max(y, last + room.small * 1.15)
        shapes.append(Words(x, last, text, room.small))
    return shapes


def _areas(data: Lines, frame: _Frame) -> list[Area]:
    keys = data.keys or data.places
    areas = []
    for place, name in enumerate(data.places):
        values = [
            frame.room.terms.part.format(
                name=name, part=line.name, value=number_words(line.values[place] or 0, data.decimals) + data.unit
            )
            for line in data.lines
            if place < len(line.values) and line.values[place] is not None
        ]
        left = frame.x(place) - frame.pitch / 2
        areas.append(Area(left, 0, frame.pitch, frame.height, keys[place], "\n".join(values) or name))
    return areas


class _Frame:
    """The axis at the left with its steps, the places below."""

    def __init__(self, room: Room, places: Sequence[str], largest: float, *, right: float) -> None:
        self.room = room
        self.places = places
        self.steps = steps_to(largest)
        step = self.steps[1] if len(self.steps) > 1 else 1
        self._decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step % 1 else 0
        labels = [number_words(value, self._decimals) for value in self.steps]
        self.left = max(room.measure(label, room.small) for label in labels) + room.em * 0.6
        self.height = min(room.height or room.em * _HEIGHT_EMS, room.highest)
        self.foot = self.height - room.em * 1.6
        self.top = room.em * 1.1
        self.plot = room.width - self.left - right
        self.pitch = self.plot / max(1, len(places))

    def x(self, place: int) -> float:
        return self.left + self.pitch * (place + 0.5)

    def y(self, value: float) -> float:
        return self.foot - (self.foot - self.top) * max(0.0, value) / (self.steps[-1] or 1)

    def shapes(self) -> list[Shape]:
        room = self.room
        shapes: list[Shape] = []
        right = self.left + self.plot
        for value in self.steps:
            y = self.y(value)
            role = "line" if value else "ink"
            shapes.append(Stroke(((self.left, y), (right, y)), role, room.em * 0.06))
            label = number_words(value, self._decimals)
            shapes.append(Words(self.left - room.em * 0.4, y, label, room.small, Anchor.END, "muted"))
        every = self._every()
        for place in range(0, len(self.places), every):
            name = room.cut(self.places[place], self.pitch * every * 0.98, room.small)
            y = self.foot + room.em * 0.9
            shapes.append(Words(self.x(place), y, name, room.small, Anchor.MIDDLE))
        return shapes

    def _every(self) -> int:
        """Return of how many places one has its name below, so that at least three characters stand."""
        widest = max((self.room.measure(name, self.room.small) for name in self.places), default=0)
        enough = min(widest, self.room.small * 3.2)
        return max(1, math.ceil(enough / max(self.pitch, 1e-9) - 0.05))
