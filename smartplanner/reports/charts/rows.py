"""Bars that lie: one row each, its name at the left, its number at the end."""

from __future__ import annotations

from collections.abc import Sequence

from smartplanner.reports.charts.data import MOST_ROWS, Bars, Stacked, number_words
from smartplanner.reports.charts.drawing import SERIES, Anchor, Area, Box, Drawing, Room, Shape, Stroke, Words
from smartplanner.reports.prose.numbers import shares

_PITCH_EMS, _TIGHT_EMS, _WIDE_EMS = 1.75, 1.25, 3.2
_BAR = 0.66
_WIDEST_NAME = 0.3
_GAP_EMS = 0.6


def bars_lying(data: Bars, room: Room) -> Drawing:
    """Return one series as lying bars."""
    bars = data.bars[:MOST_ROWS]
    ends = [number_words(bar.value, data.decimals) for bar in bars]
    frame = _Frame(room, [bar.name for bar in bars], ends)
    scale = frame.plot / (max(bar.value for bar in bars) or 1)
    shapes, areas = frame.names(), []
    for place, (bar, end) in enumerate(zip(bars, ends, strict=True)):
        width = max(0.0, bar.value) * scale
        shapes += frame.bar(place, 0, width, bar.light or SERIES[0]) if width else []
        shapes.append(Words(frame.left + width + room.em * 0.4, frame.middle(place), end, room.em))
        says = room.terms.says.format(name=bar.name, value=end + data.unit)
        areas.append(Area(0, frame.pitch * place, room.width, frame.pitch, bar.key, says))
    return Drawing(room.width, frame.height, (*shapes, frame.edge()), tuple(areas))


def stacked(data: Stacked, room: Room) -> Drawing:
    """Return bars of several parts; a part has its number inside where there is room for it."""
    rows = data.rows[:MOST_ROWS]
    totals = [sum(row.values) for row in rows]
    ends = ["" if data.share else number_words(total, data.decimals) for total in totals]
    frame = _Frame(room, [row.name for row in rows], ends)
    largest = max(totals) or 1
    shapes, areas = frame.names(), []
    for place, (row, total, end) in enumerate(zip(rows, totals, ends, strict=True)):
        x = 0.0
        words = _part_words(row.values, data)
        for number, (part, value, text) in enumerate(zip(data.parts, row.values, words, strict=True)):
            width = value / ((total or 1) if data.share else largest) * frame.plot
            if width <= 0:
                continue
            role = part.light or SERIES[number % len(SERIES)]
            shapes += frame.bar(place, x, width, role)
            if room.measure(text, room.small) + room.em * 0.5 <= width:
                middle = frame.left + x + width / 2
                shapes.append(Words(middle, frame.middle(place), text, room.small, Anchor.MIDDLE, on=role))
            says = room.terms.part.format(name=row.name, part=part.name, value=text if data.share else text + data.unit)
            key = f"{row.key}/{part.key}" if row.key and part.key else row.key or part.key
            areas.append(Area(frame.left + x, frame.pitch * place, width, frame.pitch, key, says))
            x += width
        if end:
            shapes.append(Words(frame.left + x + room.em * 0.4, frame.middle(place), end, room.em))
        says = room.terms.says.format(name=row.name, value=number_words(total, data.decimals) + data.unit)
        areas.append(Area(0, frame.pitch * place, room.width, frame.pitch, row.key, says))
    return Drawing(room.width, frame.height, (*shapes, frame.edge()), tuple(areas))


def _part_words(values: Sequence[float], data: Stacked) -> list[str]:
    if not data.share:
        return [number_words(value, data.decimals) for value in values]
    scaled = [round(value * 10**data.decimals) for value in values]
    return [f"{share:.1f}%" for share in shares(scaled)]


class _Frame:
    """Where the rows of lying bars stand: names at the left, room for the numbers at the right."""

    def __init__(self, room: Room, names: Sequence[str], ends: Sequence[str]) -> None:
        em = room.em
        self.room = room
        self._names = [room.cut(name, room.width * _WIDEST_NAME) for name in names]
        self.left = max((room.measure(name, em) for name in self._names), default=0) + em * _GAP_EMS
        right = max((room.measure(end, em) for end in ends), default=0)
        self.plot = room.width - self.left - (right + em * 0.5 if right else 1)
        wanted = min(room.height / len(names), em * _WIDE_EMS) if room.height else em * _PITCH_EMS
        self.pitch = max(em * _TIGHT_EMS, min(wanted, room.highest / len(names)))
        self.height = self.pitch * len(names)

    def middle(self, place: int) -> float:
        return self.pitch * (place + 0.5)

    def names(self) -> list[Shape]:
        """Return the names, at the right of their column."""
        x = self.left - self.room.em * _GAP_EMS
        return [Words(x, self.middle(place), name, self.room.em, Anchor.END) for place, name in enumerate(self._names)]

    def bar(self, place: int, x: float, width: float, role: str) -> list[Shape]:
        high = self.pitch * _BAR
        return [Box(self.left + x, self.middle(place) - high / 2, width, high, role)]

    def edge(self) -> Stroke:
        return Stroke(((self.left, 0), (self.left, self.height)), "ink", self.room.em * 0.07)
