"""The chart on paper: which rows and days stand on which page, and each page drawn as the screen draws the chart.

Every page repeats the table and the header of days.  There are no pages for months in which nothing happens.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from smartplanner.base.i18n import N_, _
from smartplanner.queries.gantt import GanttRow
from smartplanner.reports.files import replace_file
from smartplanner.ui.gantt.chart import ChartPainter
from smartplanner.ui.gantt.legend import draw_legend
from smartplanner.ui.gantt.look import COLUMNS, HEADER, INDENT, ROW, TRIANGLE, ChartLook, short_day
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.shapes import bar_box, planned_box
from smartplanner.ui.gantt.timeline import NARROWEST, WIDEST, ZOOMS, Timeline, shifted
from smartplanner.ui.slices import Sliced, all_at_once
from smartplanner.ui.theme import INK, LINE, MUTED, PAPER, paper

PAPERS = {"A3": (420.0, 297.0), "A4": (297.0, 210.0)}
"""Width and height in millimetres, lying."""
FIT = "fit"
WIDTHS = {FIT: N_("Whole time on one page"), "quarter": N_("Quarters"), "month": N_("Months"), "week": N_("Weeks")}
"""How much time goes on a page: all of it, or a zoom of the screen."""
_MARGIN = 12.0
"""Millimetres at each edge."""
_PIXEL = 0.225
"""Millimetres that a pixel of the screen takes on paper: a row is 6.3 mm high."""
_TITLE, _FOOT = 34, 26
_BADGES = 56
_TABLE_MOST = 0.6
_ACROSS = 120
"""Pages side by side at most: a wrong year must not ask for thousands."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Paper:
    """What a person chooses: a key of ``PAPERS``, a key of ``WIDTHS``."""

    size: str = "A3"
    width: str = FIT

    @property
    def area(self) -> QSizeF:
        """Return the printed area in pixels."""
        width, height = PAPERS[self.size]
        return QSizeF((width - 2 * _MARGIN) / _PIXEL, (height - 2 * _MARGIN) / _PIXEL)


class Page(NamedTuple):
    """One page: its rows and the axis over its part of the time."""

    first: int
    end: int
    timeline: Timeline


class PrintedChart:
    """A chart laid out on pages; drawn in the window's thread, which alone may put on the colours of paper."""

    def __init__(self, outline: Outline, look: ChartLook, paper: Paper, title: str) -> None:
        self._outline, self._paper, self._title = outline.copy(), paper, title
        self._chart = ChartPainter(look)
        self.table = _table_width(self._outline.rows, look, paper.area.width() * _TABLE_MOST)
        self.pages = list(self._lay_out())

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw the page *number* (from 0) with the painter's origin at the top left of the printed area."""
        page, area, look = self.pages[number], self._paper.area, self._chart.look
        painter.setFont(look.bold)
        painter.setPen(INK)
        painter.drawText(QRectF(0, 0, area.width(), _TITLE - 8), _LEFT, self._title_of(page))
        painter.setFont(look.font)
        painter.setPen(MUTED)
        day = _("As of {day}", day=short_day(look.as_of))
        painter.drawText(QRectF(0, 0, area.width(), _TITLE - 8), _RIGHT, day)
        size = QSize(int(area.width()), HEADER + (page.end - page.first) * ROW)
        painter.save()
        painter.translate(0, _TITLE)
        painter.setClipRect(QRectF(0, 0, size.width(), size.height()))
        scrolled = page.first * ROW
        self._chart.paint(painter, size, self._outline, page.timeline, scrolled=scrolled, table=self.table, preview={})
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(LINE.darker(130))
        painter.drawRect(QRectF(0, _TITLE, size.width(), size.height()))
        foot = QRectF(0, area.height() - _FOOT, area.width(), _FOOT)
        draw_legend(painter, look, foot)
        painter.setFont(look.small)
        painter.setPen(INK)
        painter.drawText(foot, _RIGHT, _("Page {number} of {count}", number=number + 1, count=len(self.pages)))

    def _title_of(self, page: Page) -> str:
        """Return the title, with the plan that goes on from the page before."""
        row: GanttRow | None = self._outline.rows[page.first] if page.first < len(self._outline.rows) else None
        if row is None or row.level == 0:
            return self._title
        while row is not None and row.level:
            row = self._outline.row(row.parent)
        return _("{title} – {plan} (continued)", title=self._title, plan=row.title) if row else self._title

    def picture(self, number: int, width: int) -> QImage:
        """Return a page as a picture *width* pixels wide, margins and all."""
        across, down = PAPERS[self._paper.size]
        image = QImage(width, round(width * down / across), QImage.Format.Format_RGB32)
        with paper():
            image.fill(PAPER)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.Antialiasing)
        painter.scale(width / across, width / across)
        self._in_margins(painter, number)
        painter.resetTransform()
        painter.setPen(LINE.darker(120))
        painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
        painter.end()
        return image

    def write_pdf(self, path: Path) -> int:
        """Write all pages; returns how many.  A Problem if they cannot be written."""
        replace_file(path, all_at_once(self.pdf()))
        return len(self.pages)

    def pdf(self) -> Sliced[bytes]:
        """Make the PDF page by page, for the window's thread: between two pages the window may be painted."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self._title)
        size = QPageSize(QPageSize.PageSizeId.A3 if self._paper.size == "A3" else QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF()))
        writer.setResolution(600)
        painter = QPainter(writer)
        try:
            for number in range(len(self.pages)):
                if number:
                    writer.newPage()
                painter.save()
                painter.scale(600 / 25.4, 600 / 25.4)
                self._in_margins(painter, number)
                painter.restore()
                yield (number + 1) / len(self.pages)
        finally:
            painter.end()
        return bytes(buffer.data().data())

    def _in_margins(self, painter: QPainter, number: int) -> None:
        """Draw a page with a painter that counts in millimetres from the corner of the paper."""
        painter.translate(_MARGIN, _MARGIN)
        painter.scale(_PIXEL, _PIXEL)
        with paper():
            self.draw(painter, number)

    def _lay_out(self) -> Iterator[Page]:
        rows, area = self._outline.rows, self._paper.area
        height = max(1, int(area.height() - _TITLE - _FOOT - HEADER) // ROW)
        bands = self._bands(area.width() - self.table)
        for first in range(0, max(1, len(rows)), height):
            end = min(len(rows), first + height)
            used = [band for band in bands if self._holds(rows[first:end], band, area.width() - self.table)]
            for band in used or bands[:1]:
                yield Page(first, end, band)

    def _bands(self, width: float) -> list[Timeline]:
        """Return the axes of the pages side by side."""
        first, last = _reach(self._outline.rows, self._chart.look.as_of)
        days = (last - first).days + 1
        if self._paper.width == FIT:
            scale = min(WIDEST, max(NARROWEST, (width - _BADGES) / days))
            return [Timeline(first.toordinal(), scale)]
        scale = min(ZOOMS[self._paper.width], _ACROSS * width / days)
        count = max(1, math.ceil((days * scale + _BADGES) / width))
        return [Timeline(first.toordinal() + number * width / scale, scale) for number in range(count)]

    def _holds(self, rows: list[GanttRow], band: Timeline, width: float) -> bool:
        """Whether any bar of *rows* but those of groups lies on a page."""
        for row in rows:
            boxes = [bar_box(row, band, 0, {}), planned_box(row, band, 0)]
            boxes += [bar_box(point, band, 0, {}) for point in self._outline.points_below(row.id)]
            if row.shape == "summary" and row.id not in self._outline.folded:
                continue
            if any(box is not None and box.right() >= 0 and box.left() <= width for box in boxes):
                return True
        return False


def _reach(rows: list[GanttRow], as_of: date) -> tuple[date, date]:
    """Return the first and last day of *rows*, a little wider."""
    days = [
        day for row in rows for day in (row.start, row.due, row.planned_start, row.planned_due) if day is not None
    ] or [as_of]
    first, last = min(days), max(days)
    return shifted(first, -3), shifted(last, 3)


def _table_width(rows: list[GanttRow], look: ChartLook, most: float) -> int:
    """Return the width at which every title is whole, as far as *most* allows."""
    names = [
        (look.metrics if row.level else look.bold_metrics).horizontalAdvance(row.title) + row.level * INDENT
        for row in rows
    ]
    others = sum(column.width for column in COLUMNS[1:])
    return int(min(most, max([160.0, *names]) + TRIANGLE + 16 + others))
