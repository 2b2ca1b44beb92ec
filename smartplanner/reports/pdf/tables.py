"""Tables become slabs: one for the head, one for each row, so that pages break between rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from smartplanner.reports.document.blocks import Align, Column, HeadCell, Table
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import TABLE, Page, TableSetting, points, table_setting
from smartplanner.reports.page.linebreak import Line, wrap
from smartplanner.reports.pdf.fonts import FontBook
from smartplanner.reports.pdf.marks import Face, Mark, Rule, Slab, face

BORDER_PT = 0.5


def table_slabs(table: Table, fonts: FontBook, *, page: Page, pitch: float) -> Iterator[Slab]:
    """Give the caption, the unit, the head and the rows; rows repeat the head at the top of each page."""
    widths = column_widths(table.columns, page.text_width)
    setting = table_setting(small=table.small, form=table.form)
    yield from _above(table, fonts, page, pitch)
    head = _head_slab(table.head, face(fonts, "hei", setting.size), widths, setting) if table.head else None
    if head is not None:
        yield head
    repeated = (head,) if head is not None else ()
    rows = _Rows(face(fonts, "fangsong", setting.size), table.columns, widths, setting, repeated)
    room = page.text_height - sum(slab.height for slab in repeated) - 2 * setting.above
    for number, row in enumerate(table.rows):
        # A head may fill a page by itself; its rows still have to go on, line by line.
        slabs = list(rows.slabs(row, limit=max(1, int(room // setting.leading))))
        if number == len(table.rows) - 2 or (table.kept and number < len(table.rows) - 1):
            # The last row never stands alone under a repeated head.
            slabs[-1] = replace(slabs[-1], keep=True)
        yield from slabs


def column_widths(columns: Sequence[Column], room: float) -> list[float]:
    """Return the widths in points, scaled so that the table fills *room*; an unset width is a fair share."""
    set_widths = [points(column.width_mm) for column in columns]
    unset = sum(1 for width in set_widths if width <= 0)
    rest = room - sum(set_widths)
    share = max(rest / unset, room / len(columns) / 2) if unset else 0.0
    widths = [width if width > 0 else share for width in set_widths]
    scale = room / sum(widths)
    return [width * scale for width in widths]


def _above(table: Table, fonts: FontBook, page: Page, pitch: float) -> Iterator[Slab]:
    if table.caption:
        style = face(fonts, "hei", geometry.SI_HAO_PT)
        x = (page.text_width - style.width(table.caption)) / 2
        yield Slab(pitch, (style.line(table.caption, x=x, top=0, height=pitch),), keep=True)
    if table.unit:
        small = face(fonts, "fangsong", TABLE.size)
        text = f"（单位：{table.unit}）"
        height = TABLE.leading * 1.1
        yield Slab(height, (small.line(text, x=page.text_width - small.width(text), top=0, height=height),), keep=True)


def _head_slab(head: Sequence[Sequence[HeadCell]], style: Face, widths: Sequence[float], setting: TableSetting) -> Slab:
    """Place the head's cells on their columns and rows, centred both ways."""
    places = list(place_cells(head))
    heights = [0.0] * len(head)
    wrapped: list[list[Line]] = []
    for cell, row, column in places:
        room = sum(widths[column : column + cell.columns]) - 2 * setting.beside
        lines = wrap(cell.text, measure=style.measure(), width=room)
        wrapped.append(lines)
        if cell.rows == 1:
            heights[row] = max(heights[row], len(lines) * setting.leading + 2 * setting.above)
    for (cell, row, _column), lines in zip(places, wrapped, strict=True):
        need = len(lines) * setting.leading + 2 * setting.above
        heights[row + cell.rows - 1] += max(0.0, need - sum(heights[row : row + cell.rows]))
    marks: list[Mark] = []
    for (cell, row, column), lines in zip(places, wrapped, strict=True):
        left, width = sum(widths[:column]), sum(widths[column : column + cell.columns])
        top, height = sum(heights[:row]), sum(heights[row : row + cell.rows])
        marks += _box(left, top, width, height)
        start = top + (height - len(lines) * setting.leading) / 2
        marks += _cell_lines(lines, style, Align.CENTER, setting, left=left, width=width, top=start)
    return Slab(sum(heights), tuple(marks), keep=True)


def place_cells(head: Sequence[Sequence[HeadCell]]) -> Iterator[tuple[HeadCell, int, int]]:
    """Give each head cell with its row and column, stepping over cells that reach down from above."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield cell, row, column
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sets the rows of one table; each row's first slab repeats ``head`` when it begins a page."""

    style: Face
    columns: Sequence[Column]
    widths: Sequence[float]
    setting: TableSetting
    head: tuple[Slab, ...]

    def slabs(self, row: Sequence[str], *, limit: int) -> Iterator[Slab]:
        """Give one slab for the row, or several when it has more lines than *limit*."""
        measure = self.style.measure()
        cells = [
            wrap(text, measure=measure, width=width - 2 * self.setting.beside)
            for text, width in zip(row, self.widths, strict=False)
        ]
        lines = max(map(len, cells), default=1)
        for start in range(0, lines, limit):
            yield self._slab([cell[start : start + limit] for cell in cells], min(limit, lines - start))

    def _slab(self, cells: Sequence[Sequence[Line]], count: int) -> Slab:
        setting, width = self.setting, sum(self.widths)
        height = count * setting.leading + 2 * setting.above
        marks: list[Mark] = [
            Rule(0, 0, width, 0, BORDER_PT),
            Rule(0, height, width, height, BORDER_PT),
            Rule(0, 0, 0, height, BORDER_PT),
        ]
        left = 0.0
        for cell, column, width in zip(cells, self.columns, self.widths, strict=False):
            # A cell shorter than its row stands in the middle, as offices set their ledgers.
            top = setting.above + (count - len(cell)) * setting.leading / 2
            marks += _cell_lines(cell, self.style, column.align, setting, left=left, width=width, top=top)
            left += width
            marks.append(Rule(left, 0, left, height, BORDER_PT))
        return Slab(height, tuple(marks), head=self.head)


def _cell_lines(
    lines: Sequence[Line], style: Face, align: Align, setting: TableSetting, *, left: float, width: float, top: float
) -> Iterator[Mark]:
    for number, line in enumerate(lines):
        if not line.text:
            continue
        free = width - 2 * setting.beside - line.width
        shift = {Align.LEFT: 0.0, Align.CENTER: free / 2, Align.RIGHT: free}[align]
        y = top + number * setting.leading
        yield style.line(line.text, x=left + setting.beside + shift, top=y, height=setting.leading)


def _box(left: float, top: float, width: float, height: float) -> list[Mark]:
    right, bottom = left + width, top + height
    return [
        Rule(left, top, right, top, BORDER_PT),
        Rule(left, bottom, right, bottom, BORDER_PT),
        Rule(left, top, left, bottom, BORDER_PT),
        Rule(right, top, right, bottom, BORDER_PT),
    ]
