"""Draws a whole chart into a given size: header, table and bars of the rows in sight; for screen and paper alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen

from smartplanner.queries.gantt import SUMMARY, GanttLink
from smartplanner.ui.gantt.axis_painting import AxisPainter
from smartplanner.ui.gantt.bar_painting import BarPainter, draw_handle
from smartplanner.ui.gantt.link_painting import draw_links, draw_pull
from smartplanner.ui.gantt.look import HEADER, ROW, ChartLook, column_widths
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.shapes import Preview, bar_box, handle
from smartplanner.ui.gantt.table_painting import TablePainter
from smartplanner.ui.gantt.timeline import LINKS_FROM, Timeline
from smartplanner.ui.theme import ACCENT, GROUP_GROUND, LINE, PAPER, SELECTED


def _through(colour: QColor, strength: float) -> QColor:
    """Return *colour* so that free days below it can still be seen."""
    made = QColor(colour)
    made.setAlphaF(strength)
    return made


class ChartPainter:
    """Draws with one look."""

    def __init__(self, look: ChartLook) -> None:
        self.look = look
        self._axis = AxisPainter(look)
        self._table = TablePainter(look)
        self._bars = BarPainter(look)

    def paint(
        self,
        painter: QPainter,
        size: QSize,
        outline: Outline,
        timeline: Timeline,
        *,
        scrolled: int,
        table: int,
        preview: Preview,
        current: str | None = None,
        focused: bool = False,
        hover: str | None = None,
        pull: tuple[QPointF, QPointF] | None = None,
    ) -> None:
        """Draw the chart, *scrolled* pixels down, with a table of the width *table* at the left."""
        width, height = size.width() - table, size.height()
        first = max(0, scrolled // ROW)
        last = min(len(outline.rows), -(-(scrolled + height - HEADER) // ROW))
        painter.fillRect(QRectF(0, 0, size.width(), height), PAPER)
        painter.save()
        painter.setClipRect(QRectF(table, HEADER, width, height - HEADER))
        painter.translate(table, 0)
        self._axis.ground(painter, timeline, QRectF(0, HEADER, width, height - HEADER))
        self._rows_ground(painter, outline, range(first, last), scrolled, width, current)
        self._axis.days(painter, timeline, QRectF(0, HEADER, width, height - HEADER))
        self._draw_bars(painter, outline, timeline, range(first, last), scrolled, width, preview, hover)
        if pull is not None:
            draw_pull(painter, *pull, ACCENT)
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(table, 0, width, HEADER))
        painter.translate(table, 0)
        self._axis.header(painter, timeline, width)
        self._axis.day_words(painter, timeline, width)
        painter.restore()
        if table:
            self._draw_table(painter, outline, range(first, last), scrolled, table, height, current, focused=focused)

    def _rows_ground(
        self, painter: QPainter, outline: Outline, rows: range, scrolled: int, width: float, current: str | None
    ) -> None:
        for place in rows:
            row = outline.rows[place]
            if row.id == current or row.level == 0:
                ground = _through(SELECTED, 0.75) if row.id == current else _through(GROUP_GROUND, 0.75)
                painter.fillRect(QRectF(0, HEADER + place * ROW - scrolled, width, ROW), ground)

    def _draw_bars(
        self,
        painter: QPainter,
        outline: Outline,
        timeline: Timeline,
        rows: range,
        scrolled: int,
        width: float,
        preview: Preview,
        hover: str | None,
    ) -> None:
        boxes: dict[int, QRectF | None] = {}

        def box_of(place: int) -> QRectF | None:
            if place not in boxes:
                boxes[place] = bar_box(outline.rows[place], timeline, HEADER + place * ROW - scrolled, preview)
            return boxes[place]

        if timeline.scale >= LINKS_FROM and rows:
            links = outline.visible_links(rows.start, rows.stop - 1)
            draw_links(painter, links, box_of, width, is_critical=lambda link: _is_critical(outline, link))
        for place in rows:
            row = outline.rows[place]
            points = outline.points_below(row.id) if row.id in outline.folded else ()
            top = HEADER + place * ROW - scrolled
            self._bars.row(painter, row, top, timeline, width, preview=preview, points=points)
            if row.id == hover and row.shape != SUMMARY and (box := box_of(place)) is not None:
                draw_handle(painter, handle(box))

    def _draw_table(
        self,
        painter: QPainter,
        outline: Outline,
        rows: range,
        scrolled: int,
        table: int,
        height: int,
        current: str | None,
        *,
        focused: bool,
    ) -> None:
        widths = column_widths(table)
        painter.save()
        painter.setClipRect(QRectF(0, HEADER, table, height - HEADER))
        for place in rows:
            row = outline.rows[place]
            folded = row.id in outline.folded if row.id in outline.below else None
            lit = ("focused" if focused else "selected") if row.id == current else ""
            top = HEADER + place * ROW - scrolled
            self._table.row(painter, row, top, widths, folded=folded, lit=lit)
        painter.setClipRect(QRectF(0, 0, table, height))
        self._table.header(painter, widths)
        painter.setPen(QPen(LINE.darker(125), 1))
        painter.drawLine(QPointF(table - 0.5, 0), QPointF(table - 0.5, height))
        painter.restore()


def _is_critical(outline: Outline, link: GanttLink) -> bool:
    before, after = outline.row(link.before), outline.row(link.after)
    return before is not None and after is not None and before.critical and after.critical
