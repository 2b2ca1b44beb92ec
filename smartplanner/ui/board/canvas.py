"""The board's canvas: one widget that draws the cards in sight, and turns keys, wheel and pointer into wishes.

It decides nothing: a dropped card is reported with the column it was dropped on, an opened one with its id.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, QRectF, Qt, QTimerEvent, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.board import Board, BoardNames
from smartplanner.ui.board.drag import BEAT, Drag
from smartplanner.ui.board.painting import BoardPainter
from smartplanner.ui.board.scene import Scene
from smartplanner.ui.board.words import full_words
from smartplanner.ui.session import literally
from smartplanner.ui.theme import GROUND

NO_NAMES = BoardNames({}, {}, {}, {}, {})
_ALONG = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
)


class BoardCanvas(QAbstractScrollArea):
    """Shows a ``Board``.

    ``opened`` carries the id of a card to open, ``dropped`` the id of a card and the key of the column that
    it was dropped on (None: the column of those without a value).
    """

    opened = Signal(str)
    dropped = Signal(str, object)

    def __init__(self, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._as_of = NO_NAMES, as_of
        self._painter = BoardPainter(self.font(), self._names, as_of)
        self._scene = Scene(self._painter.sizes)
        self._selected: str | None = None
        self._drag: Drag | None = None
        self._thumb: tuple[int, int] | None = None
        self._beat = QBasicTimer()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Board of tasks"))
        self.horizontalScrollBar().valueChanged.connect(self._go_sideways)

    # -- what is shown

    @property
    def selected(self) -> str | None:
        """The id of the selected card, if it is on the board."""
        return self._selected if self._selected in self._scene.spots else None

    def set_names(self, names: BoardNames, as_of: date) -> None:
        """Use these names and this day from now on."""
        self._names, self._as_of = names, as_of
        self._painter = BoardPainter(self.font(), names, as_of)
        self._place()

    def set_board(self, board: Board) -> None:
        """Show *board*; the selection and how far each column is scrolled stay."""
        if board.field != self._scene.board.field:
            self.horizontalScrollBar().setValue(0)
        self._let_go()
        self._scene.show(board)
        self._place()

    def select(self, id: str | None) -> None:
        """Select a card and bring it in sight; None selects nothing."""
        self._selected = id
        if spot := self._scene.spots.get(id or ""):
            self.horizontalScrollBar().setValue(self._scene.reveal(spot, self.viewport().width()))
            self._describe(spot)
        self.viewport().update()

    def visible_ids(self) -> list[str]:
        """Return the ids of the cards at least partly in sight: exactly those that are drawn."""
        scene = self._scene
        columns = scene.columns_in_sight(self.viewport().width())
        return [scene.card(spot).id for column in columns for spot in scene.visible_spots(column)]

    def card_box(self, id: str) -> QRectF:
        """Return where a card is, in the coordinates of the viewport; a KeyError if it is not on the board."""
        return self._scene.card_box(self._scene.spots[id])

    def column_box(self, key: str | None) -> QRectF:
        """Return where a column is, in the coordinates of the viewport; a ValueError if there is none."""
        return self._scene.column_box([column.key for column in self._scene.board.columns].index(key))

    def _place(self) -> None:
        view, bar = self.viewport(), self.horizontalScrollBar()
        self._scene.place(view.size(), self._painter.sizes)
        bar.setRange(0, max(0, self._scene.layout.width - view.width()))
        bar.setPageStep(view.width())
        bar.setSingleStep(60)
        view.update()

    def _go_sideways(self, left: int) -> None:
        self._scene.left = left
        self.viewport().update()

    def _scroll_to(self, column: int, scroll: float) -> None:
        self._scene.set_scroll(column, scroll)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns anew."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._painter = BoardPainter(self.font(), self._names, self._as_of)
            self._place()

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the columns and cards in sight, and the card that is carried above them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), GROUND)
        drag = self._drag if self._drag and self._drag.carried else None
        target = self._scene.column_at(drag.now) if drag else None
        for column in self._scene.columns_in_sight(self.viewport().width()):
            self._paint_column(painter, column, target=column == target)
            self._paint_cards(painter, column, carried=drag.line.id if drag else None)
        if drag:
            box = QRectF(drag.corner, self._scene.card_box(self._scene.spots[drag.line.id]).size())
            self._painter.shadow(painter, box)
            self._painter.card(painter, drag.line, box, selected=True, focused=True)
        painter.end()

    def _paint_column(self, painter: QPainter, column: int, *, target: bool) -> None:
        scene = self._scene
        box, place = scene.column_box(column), scene.layout.places[column]
        painter.save()
        painter.translate(box.topLeft())
        self._painter.column(painter, scene.column(column), place, height=int(box.height()), target=target)
        painter.restore()
        if thumb := scene.thumb_box(column):
            self._painter.thumb(painter, thumb)

    def _paint_cards(self, painter: QPainter, column: int, *, carried: str | None) -> None:
        scene, focused = self._scene, self.hasFocus()
        painter.save()
        painter.setClipRect(scene.cards_box(column))
        for spot in scene.visible_spots(column):
            line = scene.card(spot)
            painter.setOpacity(0.35 if line.id == carried else 1)
            selected = line.id == self._selected
            self._painter.card(painter, line, scene.card_box(spot), selected=selected, focused=focused)
        painter.restore()

    # -- the pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the column under the pointer; sideways, or with Shift, the board."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        sideways = delta.x() or (delta.y() if shifted else 0)
        column = self._scene.column_at(event.position().toPoint())
        if sideways:
            self.horizontalScrollBar().setValue(self._scene.left - sideways)
        elif column is not None:
            self._scroll_to(column, self._scene.scroll(column) - delta.y())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a card and take hold of it, or of a scroll indicator."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        self._thumb = self._scene.grip_at(point)
        spot = None if self._thumb else self._scene.spot_at(point)
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
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            if self._drag.pull(self.viewport().width()) and not self._beat.isActive():
                self._beat.start(BEAT, self)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card on the column under the pointer."""
        drag, self._thumb = self._drag, None
        self._let_go()
        column = self._scene.column_at(event.position().toPoint())
        if drag and drag.carried and column is not None and column != self._scene.spots[drag.line.id][0]:
            self.dropped.emit(drag.line.id, self._scene.column(column).key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card."""
        self._let_go()
        spot = self._scene.spot_at(event.position().toPoint())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._scene.card(spot).id)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll sideways while a card is held at the edge."""
        if event.timerId() != self._beat.timerId():
            super().timerEvent(event)
            return
        pull = self._drag.pull(self.viewport().width()) if self._drag else 0
        if pull:
            self.horizontalScrollBar().setValue(self._scene.left + pull)
        else:
            self._beat.stop()

    def _let_go(self) -> None:
        self._drag = None
        self._beat.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection with the arrows, the card with Ctrl and an arrow; Enter opens, Esc lets go of a card."""
        key, selected = event.key(), self.selected
        if key == Qt.Key.Key_Escape and self._drag:
            self._let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and selected:
            self.opened.emit(selected)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            direction = -1 if key == Qt.Key.Key_Left else 1
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._move_card(direction)
            else:
                self._step(direction)
        elif key in _ALONG:
            self._step(Qt.Key(key))
        else:
            super().keyPressEvent(event)

    def _move_card(self, direction: int) -> None:
        spot = self._scene.spots.get(self._selected or "")
        if spot and 0 <= spot[0] + direction < len(self._scene.board.columns):
            self.dropped.emit(self._selected, self._scene.column(spot[0] + direction).key)

    def _step(self, where: int | Qt.Key) -> None:
        scene = self._scene
        spot = scene.spots.get(self._selected or "")
        if spot is None:
            found = scene.first()
        else:
            found = scene.along(spot, where) if isinstance(where, Qt.Key) else scene.beside(spot, where)
        if found:
            self.select(scene.card(found).id)

    # -- for those who hover, and those who listen

    def viewportEvent(self, event: QEvent) -> bool:
        """Show all about a card, or the whole title of a column, under the resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            # Marked up by us with everything escaped, because Qt would take markup in a title for markup.
            QToolTip.showText(event.globalPos(), literally(self.words_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def words_at(self, point: QPoint) -> str:
        """Return what the tooltip says at a point of the viewport."""
        scene = self._scene
        if spot := scene.spot_at(point):
            return full_words(scene.card(spot), self._names, self._as_of)
        column = scene.column_at(point)
        if column is None or (point.y() >= scene.layout.top and not scene.layout.places[column].strip):
            return ""
        shown = scene.column(column)
        return self._names.units.get(shown.key or "") or self._names.groups.get(shown.key or "") or shown.title

    def _describe(self, spot: tuple[int, int]) -> None:
        words = full_words(self._scene.card(spot), self._names, self._as_of)
        self.setAccessibleDescription(f"{self._scene.column(spot[0]).title}\n{words}")
