"""The board's canvas: the sheet that is drawn on, and what keys, wheel and pointer on it wish for.

It decides nothing: a dropped card is reported with the column and lane it was dropped on, an opened one with its id.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QBasicTimer, QPoint, Qt, QTimerEvent, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from smartplanner.commands.board import Place
from smartplanner.ui.board import steps
from smartplanner.ui.board.drag import BEAT, Drag
from smartplanner.ui.board.painting import Aim
from smartplanner.ui.board.sheet import BoardSheet

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPWARDS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class BoardCanvas(BoardSheet):
    """Shows a ``Board``, and lets its cards be taken hold of.

    ``opened`` carries the id of a card to open; ``dropped`` the id of a card, and the column and the lane that it
    was dropped on (a ``Place``, None where it stays in its own); ``folding`` another ``BoardView`` after a click on
    a strip or on the header of a lane; ``menu`` the value of a column whose menu is wanted, and where on the screen;
    ``card_menu`` the same for a card; ``looking`` tells that the search is wanted.
    """

    opened = Signal(str)
    dropped = Signal(str, object, object)
    folding = Signal(object)
    menu = Signal(object, QPoint)
    card_menu = Signal(str, QPoint)
    looking = Signal()

    def __init__(self, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(as_of, parent)
        self._thumb: tuple[int, int] | None = None
        self._folded = False
        self._beat = QBasicTimer()

    def drop_on(self, id: str, column: int, lane: int | None) -> None:
        """Report a card as dropped on a column and a lane, unless it is there already."""
        board, spot = self._scene.board, self._scene.spots[id]
        own = self._scene.lane_of(spot)
        to_column = Place(board.field, board.columns[column].key) if column != spot[0] else None
        to_lane = Place(board.lane_field, board.lanes[lane].key) if lane is not None and lane != own else None
        if to_column or to_lane:
            self.dropped.emit(id, to_column, to_lane)

    # -- the pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the column under the pointer; sideways, or with Shift, the board."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        sideways = delta.x() or (delta.y() if shifted else 0)
        column = self._scene.column_at(event.position().toPoint())
        if column is None and self._scene.board.lanes:
            column = 0
        if sideways:
            self.horizontalScrollBar().setValue(self._scene.left - sideways)
        elif column is not None:
            self._scroll_to(column, self._scene.scroll(column) - delta.y())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a card and take hold of it, or of a scroll indicator; fold or unfold what was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        self._thumb = self._scene.grip_at(point)
        if self._thumb:
            return
        self._folded = self._fold_at(point)
        if self._folded:
            return
        if (column := self._scene.menu_at(point)) is not None:
            self._ask_for_menu(column)
            return
        spot = self._scene.spot_at(point)
        if spot is None:
            return
        line = self._scene.card(spot)
        self._selected = line.id
        self._describe(spot)
        self._drag = Drag(line, point, point - self._scene.card_box(spot).topLeft().toPoint(), point)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the card, or scroll with the indicator."""
        point = event.position().toPoint()
        if self._thumb is not None:
            column, grip = self._thumb
            self._scroll_to(column, self._scene.layout.scroll_of_thumb(column, point.y() - grip))
        elif self._drag is not None:
            self._drag = self._drag.to(point)
            if self._drag.carried:
                target = self._scene.column_at(point)
                refused = target is not None and self._aim(self._drag, target) is Aim.REFUSED
                cursor = Qt.CursorShape.ForbiddenCursor if refused else Qt.CursorShape.ClosedHandCursor
                self.viewport().setCursor(cursor)
            if any(self._pulls()) and not self._beat.isActive():
                self._beat.start(BEAT, self)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card on the column and lane under the pointer."""
        drag, self._thumb = self._drag, None
        self._let_go()
        point = event.position().toPoint()
        column = self._scene.column_at(point)
        if drag and drag.carried and column is not None:
            self.drop_on(drag.line.id, column, self._scene.lane_at(point))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card; on anything else the second click is a click."""
        self._let_go()
        spot = self._scene.spot_at(event.position().toPoint())
        if spot is None:
            self.mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton and not self._folded:
            # One that came under the pointer by the first click, on a strip, is not meant.
            self.opened.emit(self._scene.card(spot).id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card or column under the pointer, or with the menu key for the selected card's."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        spot = self._scene.spot_of(self._selected) if by_key else self._scene.spot_at(event.pos())
        if spot is not None:
            id = self._scene.card(spot).id
            self.select(id)
            corner = self._scene.card_box(spot).center().toPoint() if by_key else event.pos()
            self.card_menu.emit(id, self.viewport().mapToGlobal(corner))
        elif not by_key and (column := self._scene.header_at(event.pos())) is not None:
            self._ask_for_menu(column)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll while a card is held at the edge."""
        if event.timerId() != self._beat.timerId():
            super().timerEvent(event)
            return
        sideways, along = self._pulls()
        if sideways:
            self.horizontalScrollBar().setValue(self._scene.left + sideways)
        if along:
            self._scroll_to(0, self._scene.scroll(0) + along)
        if not (sideways or along):
            self._beat.stop()

    def _pulls(self) -> tuple[int, int]:
        """Return how far the board should scroll sideways, and its lanes up or down, for the card that is carried."""
        if self._drag is None:
            return 0, 0
        layout = self._scene.layout
        along = self._drag.lift(layout.top, layout.top + layout.room) if self._scene.board.lanes else 0
        return self._drag.pull(self.viewport().width()), along

    def _fold_at(self, point: QPoint) -> bool:
        """Open the strip under a point, or fold or unfold the lane whose header is there; whether there was one."""
        scene, view = self._scene, self.view
        if (lane := scene.lane_header_at(point)) is not None:
            field, key = scene.board.lane_field, scene.board.lanes[lane].key
            self.folding.emit(view.with_lanes(field, {key}, folded=not view.is_lane_folded(field, key)))
            return True
        column = scene.column_at(point)
        if column is None or not scene.layout.places[column].strip:
            return False
        self.folding.emit(view.with_column(scene.board.field, scene.column(column).key, folded=False))
        return True

    def _ask_for_menu(self, column: int) -> None:
        box = self._scene.column_box(column)
        corner = QPoint(int(box.left()) + 8, self._scene.layout.top)
        self.menu.emit(self._scene.column(column).key, self.viewport().mapToGlobal(corner))

    def _let_go(self) -> None:
        self._beat.stop()
        super()._let_go()

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection with the arrows, the card with Ctrl and an arrow.

        Enter opens, Esc lets go of a card, / goes to the search, F2 opens the menu of the column, - and + fold
        and unfold the lane.
        """
        key, selected = event.key(), self.selected
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape and self._drag:
            self._let_go()
        elif event.text() == "/":
            self.looking.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and selected:
            self.opened.emit(selected)
        elif key == Qt.Key.Key_F2 and (spot := self._scene.spot_of(selected)):
            self._ask_for_menu(spot[0])
        elif event.text() in ("-", "+", "=") and self._scene.board.lanes:
            self._fold_lane(folded=event.text() == "-")
        elif held and key in (*_SIDEWAYS, *_UPWARDS):
            self._move_card(Qt.Key(key))
        elif key in _SIDEWAYS:
            self._step(_SIDEWAYS[Qt.Key(key)])
        elif key in steps.ALONG:
            self._step(Qt.Key(key))
        else:
            super().keyPressEvent(event)

    def _move_card(self, key: Qt.Key) -> None:
        spot = self._scene.spot_of(self._selected)
        if spot is None or self._selected is None:
            return
        column, lane = spot[0] + _SIDEWAYS.get(key, 0), self._scene.lane_of(spot)
        if lane is not None:
            lane += _UPWARDS.get(key, 0)
        if 0 <= column < len(self._scene.board.columns) and (lane is None or 0 <= lane < len(self._scene.board.lanes)):
            self.drop_on(self._selected, column, lane)

    def _fold_lane(self, *, folded: bool) -> None:
        board = self._scene.board
        spot = self._scene.spots.get(self._selected or "")
        if spot is not None:
            keys = {board.lanes[self._scene.layout.lane_of(*spot)].key}
            self.folding.emit(self.view.with_lanes(board.lane_field, keys, folded=folded))

    def _step(self, where: int | Qt.Key) -> None:
        scene = self._scene
        spot = scene.spot_of(self._selected)
        if spot is None:
            found = steps.first(scene)
        elif isinstance(where, Qt.Key):
            found = steps.along(scene, spot, where)
        else:
            found = steps.beside(scene, spot, where)
        if found:
            self.select(scene.card(found).id)
