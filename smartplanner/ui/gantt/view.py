"""The chart on the screen, as something to look at: only what is in sight is drawn; it can be scrolled and zoomed.

Rows, bars and letters have fixed lengths; where a person wants larger letters, all of it is drawn larger.  Lengths and
points are those before that, but where a point of the viewport is meant.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.gantt import Gantt, GanttRow
from smartplanner.rules.workdays import Calendar
from smartplanner.ui.enlarging import enlargement
from smartplanner.ui.gantt.chart import ChartPainter
from smartplanner.ui.gantt.look import EDGE, HEADER, ROW, TABLE_WIDTH, ChartLook
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.shapes import Preview, bar_box, days_of, part_at
from smartplanner.ui.gantt.timeline import ZOOMS, Timeline
from smartplanner.ui.gantt.words import full_words
from smartplanner.ui.session import literally

MARGIN_DAYS = 45
"""Days that can be scrolled to before the first and after the last."""
TABLE_LEAST = 130
_TABLE_SHARE = 0.45
"""Of the width, as long as nobody moves the splitter."""
_SPLITTER = 4
_BADGES = 50
"""Pixels beside the last bar for its light and words."""


class GanttView(QAbstractScrollArea):
    """Shows a ``Gantt``.  ``zoomed`` tells the pixels per day, ``selected`` the id of the row that a person is at."""

    zoomed = Signal(float)
    selected = Signal(str)

    def __init__(self, as_of: date, today: date, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = Outline()
        self.preview: Preview = {}
        self.hover: str | None = None
        self.pull: tuple[QPointF, QPointF] | None = None
        self._enlarged = enlargement(self.font())
        self._chart = ChartPainter(ChartLook(self.font(), as_of, today, calendar))
        self._origin = today.toordinal() - MARGIN_DAYS
        self._scale = ZOOMS["month"]
        self._table = TABLE_WIDTH
        self._split_by_hand = False
        self._current: str | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Gantt chart"))

    # -- what is shown

    @property
    def timeline(self) -> Timeline:
        """The axis as it lies in the viewport, x = 0 at the left edge of the chart."""
        return Timeline(self._origin + self.horizontalScrollBar().value() / self._scale, self._scale)

    @property
    def current(self) -> GanttRow | None:
        """The row that a person is at, if it is in view."""
        place = self.outline.place.get(self._current or "")
        return None if place is None else self.outline.rows[place]

    def use_calendar(self, calendar: Calendar) -> None:
        """Draw the free days of another calendar from now on."""
        look = self.look
        if look.calendar is not calendar:
            self._chart = ChartPainter(ChartLook(self.font(), look.as_of, look.today, calendar))
            self.viewport().update()

    @property
    def look(self) -> ChartLook:
        """The sizes and days of the chart, for printing it alike."""
        return self._chart.look

    def show_gantt(self, gantt: Gantt) -> None:
        """Show these rows; where the chart is scrolled to, what is folded and the current row stay."""
        seen = self.timeline.day(0)
        self.outline.show(gantt)
        self._reach()
        self._scroll_to_day(seen)
        self.viewport().update()

    def look_for(self, accepts: Callable[[GanttRow], bool] | None) -> None:
        """Show only rows that *accepts* takes, and those above them."""
        self.outline.look_for(accepts)
        self._reach()

    def fold(self, id: str) -> None:
        """Fold a row, or unfold it; who was at a row below it is at this one then."""
        self.outline.fold(id)
        if self._current is not None and self._current not in self.outline.place:
            self._current = id
        self._reach()

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold everything."""
        if folded:
            self.outline.fold_all()
        else:
            self.outline.unfold_all()
        self._reach()

    def zoom(self, scale: float, at: float | None = None) -> None:
        """Show *scale* pixels per day; the day at the pixel *at* (else in the middle) stays where it is."""
        at = self._chart_width() / 2 if at is None else at
        wanted = self.timeline.zoomed(scale / self._scale, at)
        self._scale = wanted.scale
        self._reach()
        self._scroll_to_day(wanted.origin)
        self.zoomed.emit(self._scale)

    def fit(self) -> None:
        """Zoom so that the whole time of all rows is in sight."""
        gantt = self.outline.gantt
        if gantt.first is not None and gantt.last is not None:
            days = (gantt.last - gantt.first).days + 1
            self.zoom(max(1, self._chart_width() - _BADGES) / (days * 1.02))
            self._scroll_to_day(gantt.first.toordinal() - days * 0.01)

    def go_to_day(self, day: date) -> None:
        """Bring a day into the first third of the chart."""
        self._scroll_to_day(day.toordinal() - self._chart_width() / 3 / self._scale)

    def select(self, id: str) -> None:
        """Make a row the current one and bring it in sight."""
        self._current = id
        place = self.outline.place.get(id)
        if place is not None:
            bar, rows = self.verticalScrollBar(), self._rows_height()
            if place * ROW < bar.value():
                bar.setValue(place * ROW)
            elif (place + 1) * ROW > bar.value() + rows:
                bar.setValue((place + 1) * ROW - rows)
            self.setAccessibleDescription(full_words(self.outline.rows[place]))
            self.selected.emit(id)
        self.viewport().update()

    def visible_rows(self) -> range:
        """Return the places of the rows at least partly in sight: exactly those that are drawn."""
        top = self.verticalScrollBar().value()
        last = min(len(self.outline.rows), -(-(top + self._rows_height()) // ROW))
        return range(max(0, top // ROW), last)

    def row_box(self, id: str) -> QRectF:
        """Return where a row's bar is in the viewport; a KeyError if the row is not in view or has no day."""
        place = self.outline.place[id]
        box = bar_box(self.outline.rows[place], self.timeline, self._top(place), self.preview)
        if box is None:
            raise KeyError(id)
        box, by = box.translated(self._table, 0), self._enlarged
        return QRectF(box.left() * by, box.top() * by, box.width() * by, box.height() * by)

    # -- sizes

    def _room(self) -> QSize:
        """Return the size of the viewport before it is drawn larger."""
        size = self.viewport().size()
        return QSize(math.ceil(size.width() / self._enlarged), math.ceil(size.height() / self._enlarged))

    def _spot(self, point: QPointF) -> QPointF:
        """Return where a point of the viewport is before it is drawn larger."""
        return point / self._enlarged

    def _chart_width(self) -> int:
        return max(1, self._room().width() - self._table)

    def _rows_height(self) -> int:
        return max(ROW, self._room().height() - HEADER)

    def _top(self, place: int) -> int:
        return HEADER + place * ROW - self.verticalScrollBar().value()

    def _reach(self) -> None:
        """Set how far one can scroll."""
        gantt, look = self.outline.gantt, self._chart.look
        first = min(filter(None, (gantt.first, look.as_of)))
        last = max(filter(None, (gantt.last, look.as_of)))
        self._origin = first.toordinal() - MARGIN_DAYS
        days = last.toordinal() + MARGIN_DAYS - self._origin
        sideways, down = self.horizontalScrollBar(), self.verticalScrollBar()
        sideways.setRange(0, max(0, round(days * self._scale) - self._chart_width()))
        sideways.setPageStep(self._chart_width())
        sideways.setSingleStep(40)
        down.setRange(0, max(0, len(self.outline.rows) * ROW - self._rows_height()))
        down.setPageStep(self._rows_height())
        down.setSingleStep(ROW)
        self.viewport().update()

    def _scroll_to_day(self, day: float) -> None:
        self.horizontalScrollBar().setValue(round((day - self._origin) * self._scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the day at the left edge."""
        super().resizeEvent(event)
        if not self._split_by_hand:
            self._table = min(TABLE_WIDTH, max(TABLE_LEAST, round(self._room().width() * _TABLE_SHARE)))
        self._reach()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw anew."""
        self.viewport().update()

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        painter.scale(self._enlarged, self._enlarged)
        self._chart.paint(
            painter,
            self._room(),
            self.outline,
            self.timeline,
            scrolled=self.verticalScrollBar().value(),
            table=self._table,
            preview=self.preview,
            current=self._current,
            focused=self.hasFocus(),
            hover=self.hover,
            pull=self.pull,
        )
        painter.end()

    # -- what is where

    def _at_splitter(self, point: QPointF) -> bool:
        return abs(point.x() - self._table) <= _SPLITTER

    def _in_chart(self, point: QPointF) -> QPointF:
        return point - QPointF(self._table, 0)

    def _row_at(self, point: QPointF) -> GanttRow | None:
        place = int(point.y() - HEADER + self.verticalScrollBar().value()) // ROW
        inside = point.y() >= HEADER and 0 <= place < len(self.outline.rows)
        return self.outline.rows[place] if inside else None

    def _part_at(self, row: GanttRow, point: QPointF) -> str:
        box = bar_box(row, self.timeline, self._top(self.outline.place[row.id]), {})
        return part_at(row, box, self._in_chart(point)) if box is not None else ""

    def _away_at(self, row: GanttRow, point: QPointF) -> date | None:
        """Return the first day of a bar out of sight, if *point* is at the arrow that points to it."""
        box = bar_box(row, self.timeline, 0, {})
        x, width = self._in_chart(point).x(), self._chart_width()
        if box is None or not ((box.right() < 0 and x < EDGE) or (box.left() > width and x > width - EDGE)):
            return None
        start, due = days_of(row, {})
        return start or due

    # -- for those who hover

    def viewportEvent(self, event: QEvent) -> bool:
        """Say all about the row under the resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), literally(self.words_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def words_at(self, point: QPoint) -> str:
        """Return what the tooltip says at a point of the viewport."""
        row = self._row_at(self._spot(QPointF(point)))
        return full_words(row) if row is not None else ""
