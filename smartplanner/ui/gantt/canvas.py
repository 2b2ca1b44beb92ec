"""The chart under a person's hands: bars are dragged, resized and linked, rows walked and folded.

It decides nothing: what a person wants is handed to its ``GanttActions``.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, QPointF, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from smartplanner.queries.gantt import Gantt, GanttRow
from smartplanner.rules.workdays import Calendar
from smartplanner.ui.gantt.actions import GanttActions, NoActions
from smartplanner.ui.gantt.drag import Drag, moved_days
from smartplanner.ui.gantt.keys import press
from smartplanner.ui.gantt.look import HEADER, ROW
from smartplanner.ui.gantt.shapes import Days, days_of
from smartplanner.ui.gantt.table_painting import triangle_box
from smartplanner.ui.gantt.view import TABLE_LEAST, GanttView

_CURSORS = {
    "move": Qt.CursorShape.OpenHandCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "due": Qt.CursorShape.SizeHorCursor,
    "link": Qt.CursorShape.CrossCursor,
}
_BEAT = 40
"""Milliseconds between steps while something is held at an edge."""
_EDGE, _PULL = 24, 24
"""Pixels from the edge, and pixels that a step scrolls."""


class GanttCanvas(GanttView):
    """A chart to work with.  ``menu_wanted`` asks for the menu of a row at a point of the screen."""

    menu_wanted = Signal(str, QPoint)

    def __init__(self, as_of: date, today: date, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(as_of, today, calendar, parent)
        self.commands: GanttActions = NoActions()
        self._drag: Drag | None = None
        self._dragged_to: Days | None = None
        self._held_at = QPointF()
        self._beat = QBasicTimer()
        self._splitting = False

    def show_gantt(self, gantt: Gantt) -> None:
        """Show these rows, and let go of what was held."""
        super().show_gantt(gantt)
        self._let_go()

    # -- the pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; zoom with Ctrl; sideways with Shift."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._let_go()
            at = max(0.0, self._spot(event.position()).x() - self._table)
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
        point = self._spot(event.position())
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
            self._drag = Drag(row, part, self._in_content(point), self._in_content(point))
        elif (away := self._away_at(row, point)) is not None:
            self.go_to_day(away)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry what is held, else show what could be held."""
        point = self._spot(event.position())
        if self._splitting:
            self._table = max(TABLE_LEAST, min(self._room().width() - TABLE_LEAST, round(point.x())))
            self._reach()
        elif self._drag is not None:
            self._held_at = point
            self._carry(self._drag.to(self._in_content(point)))
            if any(self._edge_pull(point)) and not self._beat.isActive():
                self._beat.start(_BEAT, self)
        else:
            self._point_at(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the actions decide what comes of it."""
        self._splitting = False
        drag = self._drag
        row = self._row_at(self._spot(event.position()))
        if drag is None or not drag.carried:
            self._let_go()
            return
        start, due = drag.held_days(self._scale)
        self._drag = None
        self._beat.stop()
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
        row = self._row_at(self._spot(event.position()))
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.commands.open(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no handle."""
        super().leaveEvent(event)
        self.hover = None
        self.viewport().update()

    def _carry(self, drag: Drag) -> None:
        self._drag = drag
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        pulled = drag.carried and drag.part == "link"
        self.pull = (drag.begin - scrolled, drag.now - scrolled) if pulled else None
        if drag.carried and drag.part != "link":
            self._foresee(drag.row, drag.part, drag.days(self._scale))
        self.viewport().update()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll while a bar or a link is held at an edge."""
        if event.timerId() != self._beat.timerId():
            super().timerEvent(event)
            return
        sideways, down = self._edge_pull(self._held_at)
        if self._drag is None or not self._drag.carried or not (sideways or down):
            self._beat.stop()
            return
        for bar, step in ((self.horizontalScrollBar(), sideways), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + step)
        self._carry(self._drag.to(self._in_content(self._held_at)))

    def _edge_pull(self, point: QPointF) -> tuple[int, int]:
        """Return by how much to scroll each way while something is held at *point*; only links go up and down."""
        x, y = self._in_chart(point).x(), point.y() - HEADER
        sideways = -_PULL if x < _EDGE else _PULL if x > self._chart_width() - _EDGE else 0
        down = -ROW if y < _EDGE else ROW if y > self._rows_height() - _EDGE else 0
        return sideways, down if self._drag is not None and self._drag.part == "link" else 0

    def _in_content(self, point: QPointF) -> QPointF:
        """Return a point of the viewport as one of the whole chart, so that scrolling does not move what is held."""
        return self._in_chart(point) + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _foresee(self, row: GanttRow, part: str, days: int) -> None:
        start, due = moved_days(row, part, days)
        if self._dragged_to != (start, due):
            self._dragged_to = (start, due)
            self.preview = {row.id: (start, due), **self.commands.preview(row, start, due)}

    def _let_go(self) -> None:
        self._drag, self._dragged_to, self.preview, self.pull = None, None, {}, None
        self._beat.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def _point_at(self, point: QPointF) -> None:
        row = self._row_at(point)
        hover = row.id if row is not None and point.x() > self._table else None
        if hover != self.hover:
            self.hover = hover
            self.viewport().update()
        part = self._part_at(row, point) if row is not None and hover else ""
        if self._at_splitter(point):
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor)
        elif part:
            self.viewport().setCursor(_CURSORS[part])
        else:
            self.viewport().unsetCursor()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a row."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self.current if keyboard else self._row_at(self._spot(QPointF(event.pos())))
        if row is None:
            return
        self.select(row.id)
        below = (QPointF(self._table / 2, self._top(self.outline.place[row.id]) + ROW) * self._enlarged).toPoint()
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
