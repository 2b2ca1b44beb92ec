"""A chart on paper: vector marks for a PDF page, a picture of 300 dots to the inch for Word.

Every light and series is told apart on a black-and-white copier: fills are at least 15 of lightness (CIE L*, of 100)
apart, one of the series is hatched as well, lights have their letter and shape, lines their dash and marker.
"""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Iterator
from contextlib import closing

from smartplanner.base.pdfium import reading
from smartplanner.reports.charts.data import ChartData
from smartplanner.reports.charts.drawing import SERIES, Anchor, Box, Dot, Drawing, Room, Shape, Stroke, Words
from smartplanner.reports.charts.layout import lay_out
from smartplanner.reports.pdf.fonts import FontBook, load_fonts
from smartplanner.reports.pdf.marks import Face, Mark, Patch, Slab

EM_PT = 9.0
"""Size of the letters; the small ones have 88 % of it, 7.9 pt."""
DOTS_PER_INCH = 300
FILLS = {
    "red": "8E1818", "blue": "2F74B5", "green": "73A85C", "yellow": "F2C230", "grey": "F3F4F6",
    "series0": "1F3F6E", "series1": "C0752B", "series2": "B4C0CE", "series3": "FFFFFF", "ground": "F7F9FB",
}  # fmt: skip
"""Fill of each role as RRGGBB."""
_HATCHES = {"series2": 5.0}
_INKS = {
    "ink": "000000", "muted": "404040", "line": "BFC5CC",
    "series0": "1F3F6E", "series1": "9A4A00", "series2": "4A4A4A", "series3": "000000",
}  # fmt: skip
_DASHES: dict[str, tuple[float, ...]] = {"series1": (4.5, 2.0), "series2": (1.2, 1.8), "series3": (6.0, 1.8, 1.2, 1.8)}
_LETTERS = {"red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "grey": "灰"}
_DARKEST_UNDER_BLACK = 55.0
_ROUND = 28
"""Corners of a circle."""


def printed(data: ChartData, fonts: FontBook, *, width: float, highest: float) -> Slab:
    """Return a chart as a slab of that width in points, at most *highest*."""
    measure = functools.partial(_measure, fonts)
    drawing = lay_out(data, Room(width, EM_PT, measure, highest))
    return Slab(drawing.height, tuple(_marks(drawing, fonts)))


def picture(data: ChartData, *, width: float, highest: float) -> tuple[bytes, float]:
    """Return a chart as PNG of that width in points, and its height in points; the same bytes each time."""
    from smartplanner.reports.pdf.writer import drawing_pdf

    fonts = load_fonts()
    slab = printed(data, fonts, width=width, highest=highest)
    with (
        reading(drawing_pdf(slab, width, fonts)) as pages,
        closing(pages[0]) as page,
        closing(page.render(scale=DOTS_PER_INCH / 72)) as drawn,
    ):
        image = drawn.to_pil().convert("RGB")
    memory = io.BytesIO()
    image.quantize(64).save(memory, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return memory.getvalue(), slab.height


def lightness(colour: str) -> float:
    """Return the lightness L* (0 black, 100 white) of RRGGBB: how a copier without colour sees it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def _measure(fonts: FontBook, text: str, size: float) -> float:
    return Face(fonts, "hei", size, size).width(text)


def _marks(drawing: Drawing, fonts: FontBook) -> Iterator[Mark]:
    for shape in drawing.shapes:
        yield from _shape_marks(shape, fonts)


def _shape_marks(shape: Shape, fonts: FontBook) -> Iterator[Mark]:
    if isinstance(shape, Words):
        yield from _written(shape, fonts)
    elif isinstance(shape, Stroke):
        dash = _DASHES.get(shape.role, ())
        yield Patch(shape.points, edge=_INKS[shape.role], width=shape.width, dash=dash, closed=False)
    elif isinstance(shape, Box):
        right, foot = shape.x + shape.width, shape.y + shape.height
        corners = ((shape.x, shape.y), (right, shape.y), (right, foot), (shape.x, foot))
        yield Patch(corners, FILLS[shape.role], "333333", 0.4, _HATCHES.get(shape.role, 0))
    else:
        yield from _dot(shape, fonts)


def _written(words: Words, fonts: FontBook) -> Iterator[Mark]:
    style = Face(fonts, "hei", words.size, words.size)
    wide = style.width(words.text)
    x = {Anchor.START: words.x, Anchor.MIDDLE: words.x - wide / 2, Anchor.END: words.x - wide}[words.anchor]
    colour = _INKS[words.role]
    if words.on:
        colour = _letter_on(words.on)
    if words.on in _HATCHES:
        # Lines behind a number would make it hard to read.
        room, half = words.size * 0.12, words.size * 0.52
        left, right = x - room, x + wide + room
        corners = ((left, words.y - half), (right, words.y - half), (right, words.y + half), (left, words.y + half))
        yield Patch(corners, FILLS[words.on])
    top = words.y - words.size / 2
    yield style.line(words.text, x=x, top=top, height=words.size, color=colour)


def _letter_on(role: str) -> str:
    return "000000" if lightness(FILLS[role]) > _DARKEST_UNDER_BLACK else "FFFFFF"


def _dot(dot: Dot, fonts: FontBook) -> Iterator[Mark]:
    """Give a light as shape and letter, or the marker of a line."""
    if dot.role in SERIES:
        kind = ("circle", "square", "triangle", "diamond")[SERIES.index(dot.role)]
        filled = _INKS[dot.role] if dot.role == SERIES[0] else "FFFFFF"
        yield Patch(_outline(kind, dot.x, dot.y, dot.side / 2), filled, _INKS[dot.role], 0.8)
        return
    kind = {"red": "square", "yellow": "triangle", "grey": "diamond"}.get(dot.role, "circle")
    half = dot.side / 2 * (0.9 if kind == "square" else 1.08 if kind == "triangle" else 1.0)
    yield Patch(_outline(kind, dot.x, dot.y, half), FILLS[dot.role], "333333", 0.5)
    size = max(7.5, dot.side * 0.55)
    down = dot.side * 0.13 if kind == "triangle" else 0.0
    yield from _written(Words(dot.x, dot.y + down, _LETTERS[dot.role], size, Anchor.MIDDLE, on=dot.role), fonts)


def _outline(kind: str, x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    if kind == "circle":
        turns = (2 * math.pi * number / _ROUND for number in range(_ROUND))
        return tuple((x + half * math.cos(turn), y + half * math.sin(turn)) for turn in turns)
    if kind == "square":
        return ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    if kind == "triangle":
        return ((x, y - half), (x + half * 1.05, y + half * 0.9), (x - half * 1.05, y + half * 0.9))
    return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
