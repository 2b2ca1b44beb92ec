"""The chart on the screen: a table at the left, bars on a time axis at the right; only what is in sight is drawn.

It decides nothing: what a person wants is handed to its ``GanttActions``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.gantt import Gantt, GanttRow
from smartplanner.rules.workdays import Calendar
from smartplanner.ui.gantt.actions import GanttActions, NoActions
from smartplanner.ui.gantt.chart import ChartPainter
from smartplanner.ui.gantt.drag import Drag, moved_days
from smartplanner.ui.gantt.keys import press
from smartplanner.ui.gantt.look import EDGE, HEADER, ROW, TABLE_WIDTH, ChartLook
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.shapes import Days, Preview, bar_box, days_of, part_at
from smartplanner.ui.gantt.table_painting import triangle_box
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
_CURSORS = {
    "move": Qt.CursorShape.OpenHandCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "due": Qt.CursorShape.SizeHorCursor,
    "link": Qt.CursorShape.CrossCursor,
}


class GanttCanvas(QAbstractScrollArea):
    """Shows a ``Gantt``.  ``zoomed`` tells the pixels per day, ``selected`` the id of the row that a person is at.

    ``menu_wanted`` asks for the menu of a row at a point of the screen.
    """

    zoomed = Signal(float)
    selected = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, as_of: date, today: date, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = Outline()
        self.commands: GanttActions = NoActions()
        self.preview: Preview = {}
        self._chart = ChartPainter(ChartLook(self.font(), as_of, today, calendar))
        self._origin = today.toordinal() - MARGIN_DAYS
        self._scale = ZOOMS["month"]
        self._table = TABLE_WIDTH
        self._current: str | None = None
        self._hover: str | None = None
        self._drag: Drag | None = None
        self._dragged_to: Days | None = None
        self._splitting = self._split_by_hand = False
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

    @property
    def look(self) -> ChartLook:
        """The sizes and days of the chart, for printing it alike."""
        return self._chart.look

    def show_gantt(self, gantt: Gantt) -> None:
        """Show these rows; where the chart is scrolled to, what is folded and the current row stay."""
        seen = self.timeline.day(0)
        self.outline.show(gantt)
        self._let_go()
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
        return box.translated(self._table, 0)

    # -- sizes

    def _chart_width(self) -> int:
        return max(1, self.viewport().width() - self._table)

    def _rows_height(self) -> int:
        return max(ROW, self.viewport().height() - HEADER)

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
            self._table = min(TABLE_WIDTH, max(TABLE_LEAST, round(self.viewport().width() * _TABLE_SHARE)))
        self._reach()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw anew."""
        self.viewport().update()

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        self._chart.paint(
            painter,
            self.viewport().size(),
            self.outline,
            self.timeline,
            scrolled=self.verticalScrollBar().value(),
            table=self._table,
            preview=self.preview,
            current=self._current,
            focused=self.hasFocus(),
            hover=self._hover,
            pull=self._pull(),
        )
        painter.end()

    def _pull(self) -> tuple[QPointF, QPointF] | None:
        if self._drag is None or self._drag.part != "link" or not self._drag.carried:
            return None
        return self._drag.begin, self._drag.now

    # -- the pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; zoom with Ctrl; sideways with Shift."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            at = max(0.0, event.position().x() - self._table)
            self.zoom(self._scale * 1.25 ** (delta.y() / 120), at)
        elif delta.x() or modifiers & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (delta.x() or delta.y()))
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - delta.y() * ROW * 3 // 120)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a bar, a handle, a triangle or the edge of the table."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        if self._at_splitter(point):
            self._splitting = self._split_by_hand = True
            return
        row = self._row_at(point)
        if row is None:
            return
        self.select(row.id)
        if point.x() < self._table:
            top = self._top(self.outline.place[row.id])
            if row.id in self.outline.below and triangle_box(row, top).contains(point):
                self.fold(row.id)
            return
        part = self._part_at(row, point)
        if part:
            self._drag = Drag(row, part, self._in_chart(point), self._in_chart(point))
        elif (away := self._away_at(row, point)) is not None:
            self.go_to_day(away)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry what is held, else show what could be held."""
        point = event.position()
        if self._splitting:
            self._table = max(TABLE_LEAST, min(self.viewport().width() - TABLE_LEAST, round(point.x())))
            self._reach()
        elif self._drag is not None:
            self._carry(self._drag.to(self._in_chart(point)))
        else:
            self._point_at(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the actions decide what comes of it."""
        self._splitting = False
        drag = self._drag
        row = self._row_at(event.position())
        if drag is None or not drag.carried:
            self._let_go()
            return
        start, due = drag.held_days(self._scale)
        self._drag = None
        self.viewport().unsetCursor()
        if drag.part == "link":
            if row is not None and row.id != drag.row.id:
                self.commands.link(drag.row, row)
        elif (start, due) != days_of(drag.row, {}):
            (self.commands.move if drag.part == "move" else self.commands.resize)(drag.row, start, due)
        self._let_go()  # the preview stays while a question about it is open

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row."""
        self._let_go()
        row = self._row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.commands.open(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no handle."""
        super().leaveEvent(event)
        self._hover = None
        self.viewport().update()

    def _carry(self, drag: Drag) -> None:
        self._drag = drag
        if drag.carried and drag.part != "link":
            self._foresee(drag.row, drag.part, drag.days(self._scale))
        self.viewport().update()

    def _foresee(self, row: GanttRow, part: str, days: int) -> None:
        start, due = moved_days(row, part, days)
        if self._dragged_to != (start, due):
            self._dragged_to = (start, due)
            self.preview = {row.id: (start, due), **self.commands.preview(row, start, due)}

    def _let_go(self) -> None:
        self._drag, self._dragged_to, self.preview = None, None, {}
        self.viewport().unsetCursor()
        self.viewport().update()

    def _point_at(self, point: QPointF) -> None:
        row = self._row_at(point)
        hover = row.id if row is not None and point.x() > self._table else None
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()
        part = self._part_at(row, point) if row is not None and hover else ""
        if self._at_splitter(point):
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor)
        elif part:
            self.viewport().setCursor(_CURSORS[part])
        else:
            self.viewport().unsetCursor()

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a row."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self.current if keyboard else self._row_at(QPointF(event.pos()))
        if row is None:
            return
        self.select(row.id)
        below = QPoint(self._table // 2, self._top(self.outline.place[row.id]) + ROW)
        self.menu_wanted.emit(row.id, self.viewport().mapToGlobal(below) if keyboard else event.globalPos())

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the rows, fold, zoom, open, and with Alt move the current row by days."""
        if not press(self, event):
            super().keyPressEvent(event)

    def let_go(self) -> bool:
        """Drop what is being dragged where it was; returns whether anything was."""
        held = self._drag is not None
        self._let_go()
        return held

    def step(self, rows: int) -> None:
        """Go so many rows down, or up."""
        shown = self.outline.rows
        if shown:
            place = self.outline.place.get(self._current or "", -1 if rows > 0 else len(shown))
            self.select(shown[min(len(shown) - 1, max(0, place + rows))].id)

    def nudge(self, days: int) -> None:
        """Move the current row by so many days, as if it were dragged."""
        row = self.current
        if row is None or not row.movable:
            return
        self._foresee(row, "move", days)
        start, due = moved_days(row, "move", days)
        self.viewport().update()
        self.commands.move(row, start, due)
        self._let_go()

    @property
    def page(self) -> int:
        """How many rows a screenful is, less one."""
        return max(1, self._rows_height() // ROW - 1)

    # -- for those who hover

    def viewportEvent(self, event: QEvent) -> bool:
        """Say all about the row under the resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), literally(self.words_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def words_at(self, point: QPoint) -> str:
        """Return what the tooltip says at a point of the viewport."""
        row = self._row_at(QPointF(point))
        return full_words(row) if row is not None else ""
