"""Which lines stand on which page: cells are broken into lines of text, rows stacked, what is too high is parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from smartplanner.reports.printed.choice import PaperChoice
from smartplanner.reports.printed.fitting import USUAL, Fit, fit
from smartplanner.reports.printed.lettering import Lettering
from smartplanner.reports.printed.listing import LineKind, PrintedList
from smartplanner.reports.work import Work

EDGE = 0.32
"""Free space beside the text of a cell, in letters."""
LEADING = 1.3
"""Height of a line of text, in letters."""
ABOVE = 0.3
"""Free space above and below the text of a row, in letters."""
TITLE_SIZE, NOTE_SIZE = 15.0, 8.5
TITLE_HEIGHT, NOTE_HEIGHT, FOOT_HEIGHT = 26.0, 12.5, 20.0
HEAD_LINE = 14.0
_MOST_NOTES = 6
_SAMPLE = 2000
"""Lines that tell how wide columns need to be."""
_LOOSE = 0.3
"""Letters that a column is wider than what it holds."""
_PARTED = 0.8
"""Of the first page: what a stretch of a very high row takes at most, so that the headers of its groups go with it."""
INDENT = 1.2
"""How far a lower group stands in, in letters."""


class Part(NamedTuple):
    """A row, or a stretch of a row too high for a page: the lines of text of each column of the band, its height."""

    line: int
    cells: tuple[tuple[str, ...], ...]
    height: float


class LaidPage(NamedTuple):
    """One page: its band of columns, and its parts from the top."""

    band: int
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Laid:
    """A list laid out on pages."""

    listed: PrintedList
    choice: PaperChoice
    fit: Fit
    pages: Sequence[LaidPage]
    heads: Sequence[tuple[tuple[str, ...], ...]]
    """The head of each band: the lines of text of its columns."""
    notes: Sequence[str]
    lettering: Lettering

    @property
    def first_top(self) -> float:
        """Height of what stands above the head of the table on the first page across and down."""
        return TITLE_HEIGHT + len(self.notes) * NOTE_HEIGHT + 4

    def head_height(self, band: int) -> float:
        """Height of the head of the table; a sheet without titles has none."""
        if not any(column.title for column in self.listed.columns):
            return 0.0
        return _height(self.heads[band], self.fit.size)


def lay_out(listed: PrintedList, choice: PaperChoice | None = None, work: Work | None = None) -> Laid:
    """Return the pages of a list; *work* hears how far it is.  Every row stands on each band of columns once."""
    choice, work = choice or PaperChoice(), work or Work()
    lettering = Lettering()
    found = fit(_needed(listed, lettering), choice)
    bold = lettering.bold
    heads = [
        tuple(
            bold.broken(listed.columns[place].title, size=found.size, width=width - 2 * EDGE * found.size)
            for place, width in band
        )
        for band in found.bands
    ]
    texts = [note for note in listed.texts.notes if note]
    notes = [line for note in texts for line in lettering.plain.broken(note, size=NOTE_SIZE, width=found.room)]
    laid = Laid(listed, choice, found, [], heads, notes[:_MOST_NOTES], lettering)
    work.begin(len(listed.lines) * len(found.bands))
    stacks = [_stacked(laid, band, work) for band in range(len(found.bands))]
    pages: list[LaidPage] = []
    for down in range(max(map(len, stacks), default=0)):
        pages += [LaidPage(band, stack[down]) for band, stack in enumerate(stacks) if down < len(stack)]
    return Laid(listed, choice, found, pages, heads, laid.notes, lettering)


def _needed(listed: PrintedList, lettering: Lettering) -> list[float]:
    """Return the widths of the columns as they are shown, less what no cell fills: paper is dearer than a screen.

    What a very long list has further down may be longer, and is broken.
    """
    sample = [line for line in listed.lines[:_SAMPLE] if line.kind is not LineKind.GROUP]
    needed = []
    for place, column in enumerate(listed.columns):
        texts = [lettering.bold.width(column.title)]
        texts += [lettering.bold.width("".join(mark[::2])) for mark in listed.lights.values() if column.light]
        if not column.light:
            texts += [lettering.plain.width(line.cells[place]) for line in sample]
        needed.append(min(column.width, (max(texts) + 2 * EDGE + _LOOSE) * USUAL))
    return needed


def _stacked(laid: Laid, band: int, work: Work) -> list[list[Part]]:
    """Return the parts of each page down of one band; a group's header never stands alone at the foot."""
    listed = laid.listed
    below = laid.fit.height - 2 * laid.fit.margin - FOOT_HEIGHT - laid.head_height(band)
    rooms = (below - laid.first_top, below - (HEAD_LINE if laid.choice.head else 0))
    pages: list[list[Part]] = [[]]
    left = rooms[0]
    for number in range(len(listed.lines)):
        work.step()
        for part in _parts(laid, band, number, rooms[0] * _PARTED):
            if part.height > left and pages[-1]:
                moved = _headers_at_end(laid, pages[-1])
                pages.append(moved)
                left = rooms[1] - sum(one.height for one in moved)
            pages[-1].append(part)
            left -= part.height
    return pages


def _headers_at_end(laid: Laid, parts: list[Part]) -> list[Part]:
    """Take the headers of groups from the end of a page that holds something else as well."""
    count = 0
    while count < len(parts) and laid.listed.lines[parts[-1 - count].line].kind is LineKind.GROUP:
        count += 1
    if not count or count == len(parts):
        return []
    moved = parts[-count:]
    del parts[-count:]
    return moved


def _parts(laid: Laid, band: int, number: int, room: float) -> list[Part]:
    size, listed = laid.fit.size, laid.listed
    line = listed.lines[number]
    letters = laid.lettering.plain if line.kind in (LineKind.ROW, LineKind.TEXT) else laid.lettering.bold
    columns, edge = listed.columns, 2 * EDGE * size
    cells: list[tuple[str, ...]] = []
    for place, width in laid.fit.bands[band]:
        text = line.cells[place]
        if columns[place].light and text in listed.lights:
            cells.append((text,))
        else:
            cells.append(letters.broken(text, size=size, width=width - edge))
    if line.kind is LineKind.TEXT and len(cells) > 1:
        wide = sum(width for _place, width in laid.fit.bands[band][1:])
        cells[1:] = [letters.broken(line.cells[1], size=size, width=wide - edge), *[("",)] * (len(cells) - 2)]
    if line.kind is LineKind.GROUP:
        cells[0] = letters.broken(line.title, size=size, width=_title_room(laid, band, number))
    height = _height(cells, size)
    most = max(1, int((room - 2 * ABOVE * size) / (LEADING * size)))
    rows = max(map(len, cells), default=1)
    if rows <= most:
        return [Part(number, tuple(cells), height)]
    found = []
    for first in range(0, rows, most):
        piece = tuple(cell[first : first + most] for cell in cells)
        found.append(Part(number, piece, _height(piece, size)))
    return found


def _title_room(laid: Laid, band: int, number: int) -> float:
    """Return the width that the title of a group has: up to the first sum that stands in its line."""
    line, room = laid.listed.lines[number], 0.0
    for at, (place, width) in enumerate(laid.fit.bands[band]):
        if at and line.cells[place]:
            break
        room += width
    return max(room - (2 * EDGE + line.level * INDENT) * laid.fit.size, 3 * laid.fit.size)


def _height(cells: Sequence[Sequence[str]], size: float) -> float:
    lines = max([1, *map(len, cells)])
    return (lines * LEADING + 2 * ABOVE) * size
