"""What a laid-out PDF page consists of: slabs of a height, stacked down the 版心, holding marks.

A slab never breaks across pages.  All lengths are points; x counts from the 版心's left edge, y downwards
from the slab's top.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import Page
from smartplanner.reports.page.linebreak import Line, Measure, is_wide
from smartplanner.reports.pdf.fonts import FontBook

LARGEST_STRETCH = 0.09
"""Of the size: a line is stretched by at most this per character, or programs that read the text see blanks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one font with one extra advance after each."""

    font: str
    text: str
    extra: float


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``color`` is RRGGBB; ``heavy`` thickens the strokes where a face has no bold."""

    x: float
    y: float
    size: float
    pieces: tuple[Piece, ...]
    color: str = "000000"
    heavy: bool = False
    squeeze: float = 1.0
    """The width of the characters against their usual one: a long name is squeezed onto one line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    color: str = "000000"


@dataclass(frozen=True, slots=True)
class Patch:
    """A shape through points: ``fill`` and ``edge`` are RRGGBB, empty for none; ``hatch`` is the distance of slanted
    lines over the fill, 0 for none.  An open one is a line through its points."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    edge: str = ""
    width: float = 0.5
    hatch: float = 0.0
    dash: tuple[float, ...] = ()
    closed: bool = True


Mark = Text | Rule | Patch


@dataclass(frozen=True, slots=True)
class Slab:
    """A stretch of the page; ``keep`` holds it together with the next; ``head`` repeats when it begins a page."""

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    head: tuple[Slab, ...] = ()
    bookmark: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page of this shape."""

    page: Page


@dataclass(frozen=True, slots=True)
class Snap:
    """Go down to the next line of the grid."""


@dataclass(frozen=True, slots=True)
class Foot:
    """Slabs that stand at the bottom of the last page."""

    slabs: tuple[Slab, ...]


Item = Slab | NewPage | Snap | Foot


@dataclass(frozen=True, slots=True)
class Face:
    """A role at a size; ``pitch`` is the advance of a full-width character (the grid of the body)."""

    fonts: FontBook
    role: str
    size: float
    pitch: float

    def measure(self) -> Measure:
        """Return the function that gives a character's advance in points."""
        return self.advance

    def advance(self, character: str) -> float:
        """Return the advance of one character in points."""
        glyph = self.fonts.glyph(character, self.role)
        return self.pitch if _is_full(character, glyph.advance) else glyph.advance * self.size

    def width(self, text: str) -> float:
        """Return the length of *text* on one line."""
        return sum(map(self.advance, text))

    def pieces(self, text: str, stretch: float = 0) -> tuple[Piece, ...]:
        """Return *text* cut by font; each full-width character is followed by *stretch* more."""
        found: list[Piece] = []
        for character in text:
            glyph = self.fonts.glyph(character, self.role)
            full = _is_full(character, glyph.advance)
            extra = self.pitch - glyph.advance * self.size + stretch if full else 0.0
            if found and found[-1].font == glyph.font and abs(found[-1].extra - extra) < 0.001:
                found[-1] = Piece(glyph.font, found[-1].text + glyph.character, extra)
            else:
                found.append(Piece(glyph.font, glyph.character, extra))
        return tuple(found)

    def line(
        self, text: str, *, x: float, top: float, height: float, color: str = "000000", stretch: float = 0,
        heavy: bool = False,
    ) -> Text:  # fmt: skip
        """Return a line of text centred in the height of a grid line that begins at *top*."""
        return Text(x, top + baseline(height, self.size), self.size, self.pieces(text, stretch), color, heavy)

    def stretch_for(self, line: Line, room: float) -> float:
        """Return what each full-width character gets so that *line* fills *room*; none on a last line."""
        gaps = sum(map(is_wide, line.text)) - 1
        if line.ends or gaps < 1:
            return 0.0
        return max(0.0, min((room - line.width) / gaps, LARGEST_STRETCH * self.size))


def _is_full(character: str, advance: float) -> bool:
    return 0.9 < advance < 1.1 and is_wide(character)


def baseline(height: float, size: float) -> float:
    """Return where the baseline lies in a line of *height*: a Chinese glyph reaches 0.88 above, 0.12 below."""
    return (height - size) / 2 + 0.88 * size


def face(fonts: FontBook, role: str, size: float) -> Face:
    """Return a face; 三号 runs on the grid of 28 characters, other sizes at their own width."""
    return Face(fonts, role, size, geometry.CHARACTER_PITCH_PT if size == geometry.SAN_HAO_PT else size)


def total_height(slabs: Iterable[Slab]) -> float:
    """Return the height of slabs on top of each other."""
    return sum(slab.height for slab in slabs)
