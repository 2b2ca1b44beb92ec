"""The sheet that a board is drawn on: one widget, which draws the cards in sight and knows how far it is scrolled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.board import Place, is_possible
from smartplanner.queries.board import Board
from smartplanner.queries.board_filters import unsigned_units
from smartplanner.queries.board_names import BoardNames
from smartplanner.queries.marks import Mark
from smartplanner.queries.tasks import TaskLine
from smartplanner.ui.board.details import Detail, Details
from smartplanner.ui.board.drag import Drag
from smartplanner.ui.board.memory import BoardView
from smartplanner.ui.board.painting import Aim, BoardPainter
from smartplanner.ui.board.scene import Scene, Spot
from smartplanner.ui.board.words import Card, full_words
from smartplanner.ui.session import literally
from smartplanner.ui.theme import GROUND

NO_NAMES = BoardNames({}, {}, {}, {}, {})
_STEP = 24
"""Pixels that a column scrolls at a time while a file is held at its edge."""
REST = 30
"""Milliseconds after drawing before what the drawn cards lack is asked for, so that scrolling never waits for it."""


class BoardSheet(QAbstractScrollArea):
    """Shows a ``Board``.  ``wanted`` asks for the details of cards in sight, by their ids."""

    wanted = Signal(list)

    def __init__(self, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.details = Details()
        self._names, self._as_of = NO_NAMES, as_of
        self._painter = BoardPainter(self.font(), self._names, as_of, compact=False)
        self._scene = Scene(self._painter.sizes, BoardView())
        self._mark_of: Callable[[str], Mark | None] = lambda _id: None
        self._selected: str | None = None
        self._drag: Drag | None = None
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(REST)
        self._asking.timeout.connect(self._ask)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Board of tasks"))
        self.horizontalScrollBar().valueChanged.connect(self._go_sideways)

    # -- what is shown

    @property
    def selected(self) -> str | None:
        """The id of the selected card, if it is on the board."""
        return self._selected if self._selected and self._selected in self._scene.spots else None

    @property
    def view(self) -> BoardView:
        """Which columns and lanes are folded, and how large the cards are."""
        return self._scene.view

    def set_names(self, names: BoardNames, as_of: date) -> None:
        """Use these names and this day from now on."""
        self._names, self._as_of = names, as_of
        self._paint_anew()

    def set_view(self, view: BoardView) -> None:
        """Fold, unfold, and draw large or small cards as *view* says."""
        resized = view.compact != self._scene.view.compact
        self._scene.view = view
        if resized:
            self._paint_anew()
            self.select(self._selected)
        else:
            self._place()

    def set_board(self, board: Board) -> None:
        """Show *board*; the selection and how far each column is scrolled stay."""
        if not self._scene.is_grouped_as(board):
            self.horizontalScrollBar().setValue(0)
        self._let_go()
        self._scene.show(board)
        self._place()

    def take_details(self, found: Mapping[str, Detail]) -> None:
        """Show what was asked for."""
        self.details.learn(found)
        self.viewport().update()

    def show_marks(self, mark_of: Callable[[str], Mark | None]) -> None:
        """Show on the cards the signs of memos and attachments that *mark_of* gives for their ids, from now on."""
        self._mark_of = mark_of
        self.viewport().update()

    def select(self, id: str | None) -> None:
        """Select a card and bring it in sight; None selects nothing."""
        self._selected = id
        if spot := self._scene.spot_of(id):
            self.horizontalScrollBar().setValue(self._scene.reveal(spot, self.viewport().width()))
            self._describe(spot)
        self.viewport().update()

    def visible_ids(self) -> list[str]:
        """Return the ids of the cards at least partly in sight: exactly those that are drawn."""
        scene = self._scene
        columns = scene.columns_in_sight(self.viewport().width())
        return [scene.card(spot).id for column in columns for spot in scene.visible_spots(column)]

    def id_at(self, point: QPoint) -> str:
        """Return the id of the card at a point of the viewport; empty where there is none."""
        spot = self._scene.spot_at(point)
        return self._scene.card(spot).id if spot is not None else ""

    def scroll_at(self, point: QPoint, way: int) -> None:
        """Scroll the column at a point a step up (-1) or down (1)."""
        column = self._scene.column_at(point)
        if column is not None:
            self._scroll_to(column, self._scene.scroll(column) + way * _STEP)

    def card_box(self, id: str) -> QRectF:
        """Return where a card is, in the coordinates of the viewport; a KeyError if it is not on the board."""
        return self._scene.card_box(self._scene.spots[id])

    def column_box(self, key: str | None) -> QRectF:
        """Return where a column is, in the coordinates of the viewport; a ValueError if there is none."""
        return self._scene.column_box([column.key for column in self._scene.board.columns].index(key))

    def lane_box(self, key: str | None) -> QRectF:
        """Return where the header of a lane is, in the coordinates of the viewport; a ValueError if there is none."""
        lane = [lane.key for lane in self._scene.board.lanes].index(key)
        return self._scene.lane_box(lane)

    def words_at(self, point: QPoint) -> str:
        """Return what the tooltip says at a point of the viewport."""
        scene = self._scene
        if spot := scene.spot_at(point):
            return full_words(self._card(scene.card(spot)), self._names, self._as_of)
        if (lane := scene.lane_header_at(point)) is not None:
            return self._names.units.get(scene.board.lanes[lane].key or "") or scene.board.lanes[lane].title
        column = scene.header_at(point)
        if column is None:
            return ""
        shown = scene.column(column)
        title = self._names.units.get(shown.key or "") or self._names.groups.get(shown.key or "") or shown.title
        lines = [title]
        if shown.limit is not None:
            lines.append(_("{open} open matters, at most {limit} wanted", open=shown.open, limit=shown.limit))
        if scene.layout.places[column].strip:
            lines.append(_("Click to open this column."))
        return "\n".join(lines)

    def _card(self, line: TaskLine) -> Card:
        unsigned = unsigned_units(line, self._scene.board.marks)
        return Card(line, self.details.get(line.id), unsigned, self._mark_of(line.id))

    def _place(self) -> None:
        view, bar = self.viewport(), self.horizontalScrollBar()
        self._scene.place(view.size(), self._painter.sizes)
        bar.setRange(0, max(0, self._scene.layout.width - view.width()))
        bar.setPageStep(view.width())
        bar.setSingleStep(60)
        view.update()

    def _paint_anew(self) -> None:
        self._painter = BoardPainter(self.font(), self._names, self._as_of, compact=self._scene.view.compact)
        self._place()

    def _go_sideways(self, left: int) -> None:
        self._scene.left = left
        self.viewport().update()

    def _scroll_to(self, column: int, scroll: float) -> None:
        self._scene.set_scroll(column, scroll)
        self.viewport().update()

    def _let_go(self) -> None:
        self._drag = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _describe(self, spot: Spot) -> None:
        words = full_words(self._card(self._scene.card(spot)), self._names, self._as_of)
        parts = [self._scene.column(spot[0]).title]
        if (lane := self._scene.lane_of(spot)) is not None:
            parts.append(self._scene.board.lanes[lane].title)
        self.setAccessibleDescription("\n".join([*parts, words]))

    def _ask(self) -> None:
        if not self.view.compact and (missing := self.details.missing(self.visible_ids())):
            self.wanted.emit(missing)

    # -- what Qt asks for

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns anew."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._paint_anew()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show all about a card, or the whole title of a column, under the resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            # Marked up by us with everything escaped, because Qt would take markup in a title for markup.
            QToolTip.showText(event.globalPos(), literally(self.words_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the columns, cards and lanes in sight, and the card that is carried above them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), GROUND)
        drag = self._drag if self._drag and self._drag.carried else None
        target = self._scene.column_at(drag.now) if drag else None
        lane = self._scene.lane_at(drag.now) if drag else None
        columns = self._scene.columns_in_sight(self.viewport().width())
        strips = [column for column in columns if self._scene.layout.places[column].strip]
        aim = self._aim(drag, target) if drag and target is not None else None
        for column in columns:
            if column not in strips:
                self._paint_column(painter, column, aim=aim if column == target else None, lane=lane)
                self._paint_cards(painter, column, carried=drag.line.id if drag else None)
        self._paint_lanes(painter)
        for column in strips:  # above the headers of the lanes
            self._paint_column(painter, column, aim=aim if column == target else None, lane=None)
        for column in columns:
            if thumb := self._scene.thumb_box(column):
                self._painter.thumb(painter, thumb)
        if drag:
            box = QRectF(QPointF(drag.corner), self._scene.card_box(self._scene.spots[drag.line.id]).size())
            self._painter.cards.shadow(painter, box)
            self._painter.cards.draw(painter, self._card(drag.line), box, selected=True, focused=True)
        painter.end()
        if not self._asking.isActive():
            self._asking.start()

    def _aim(self, drag: Drag, column: int) -> Aim:
        """Return what would come of dropping the carried card on a column."""
        if self._scene.spots[drag.line.id][0] == column:
            return Aim.POSSIBLE
        place = Place(self._scene.board.field, self._scene.column(column).key)
        return Aim.POSSIBLE if is_possible(drag.line.state, place) else Aim.REFUSED

    def _paint_column(self, painter: QPainter, column: int, *, aim: Aim | None, lane: int | None) -> None:
        scene = self._scene
        box, place = scene.column_box(column), scene.layout.places[column]
        painter.save()
        painter.translate(box.topLeft())
        whole = aim if lane is None else None
        self._painter.column(painter, scene.column(column), place, height=int(box.height()), aim=whole)
        painter.restore()
        if aim and lane is not None:
            self._painter.cell(painter, scene.cell_box(column, lane), aim)

    def _paint_cards(self, painter: QPainter, column: int, *, carried: str | None) -> None:
        scene, focused = self._scene, self.hasFocus()
        painter.save()
        painter.setClipRect(scene.cards_box(column))
        for spot in scene.visible_spots(column):
            line = scene.card(spot)
            painter.setOpacity(0.35 if line.id == carried else 1)
            selected = line.id == self._selected
            self._painter.cards.draw(
                painter, self._card(line), scene.card_box(spot), selected=selected, focused=focused
            )
        painter.restore()

    def _paint_lanes(self, painter: QPainter) -> None:
        scene = self._scene
        lanes = scene.lanes_in_sight()
        if not lanes:
            return
        painter.save()
        painter.setClipRect(QRectF(0, scene.layout.top, self.viewport().width(), scene.layout.room))
        for lane in lanes:
            box = scene.lane_box(lane)
            folded = scene.layout.rows[lane].folded
            end = self._painter.lane(painter, scene.board.lanes[lane], box, folded=folded)
            for column in scene.columns_in_sight(self.viewport().width()) if folded else ():
                if not scene.layout.places[column].strip:
                    across = scene.column_box(column)
                    left = max(across.left(), end)
                    cell = QRectF(left, box.top(), max(0.0, across.right() - left), box.height())
                    self._painter.folded_cell(painter, len(scene.column(column).cell(lane)), cell)
        painter.restore()
