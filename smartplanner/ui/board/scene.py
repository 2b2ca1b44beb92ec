"""A board in its places: which card is where at the present scrolling, and which comes next.  No widget, no drawing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt

from smartplanner.queries.board import EMPTY_BOARD, Board, Column
from smartplanner.queries.tasks import TaskLine
from smartplanner.ui.board.layout import GAP, Sizes, lay_out

Spot = tuple[int, int]
"""A card's place: number of the column, number in the column."""
THUMB_WIDTH = 5
GRAB_WIDTH = 12
"""The scroll indicator as drawn, and the wider zone in which it can be taken hold of."""


class Scene:
    """The board that is shown, its layout, how far each column is scrolled, and how far the whole (``left``)."""

    def __init__(self, sizes: Sizes) -> None:
        self.board = EMPTY_BOARD
        self.layout = lay_out((), width=0, height=0, sizes=sizes)
        self.left = 0
        self.spots: dict[str, Spot] = {}
        self._scrolls: dict[str | None, int] = {}

    def show(self, board: Board) -> None:
        """Take another board; how far its columns are scrolled stays while it is grouped as before."""
        if board.field != self.board.field:
            self._scrolls.clear()
        self.board = board
        self.spots = {
            card.id: (number, index)
            for number, column in enumerate(board.columns)
            for index, card in enumerate(column.cards)
        }

    def place(self, size: QSize, sizes: Sizes) -> None:
        """Place the columns in a view of *size*."""
        columns = [(len(column.cards), column.total == 0) for column in self.board.columns]
        self.layout = lay_out(columns, width=size.width(), height=size.height(), sizes=sizes)

    def column(self, number: int) -> Column:
        """Return a column by its number."""
        return self.board.columns[number]

    def card(self, spot: Spot) -> TaskLine:
        """Return the card at a place."""
        return self.board.columns[spot[0]].cards[spot[1]]

    def scroll(self, column: int) -> int:
        """Return how far a column is scrolled."""
        return self.layout.clamp(column, self._scrolls.get(self.column(column).key, 0))

    def set_scroll(self, column: int, scroll: float) -> None:
        """Scroll a column, as far as it goes."""
        self._scrolls[self.column(column).key] = self.layout.clamp(column, scroll)

    def reveal(self, spot: Spot, width: int) -> int:
        """Scroll the card's column so that it is in sight; returns how far the board should go sideways for it."""
        column, index = spot
        self.set_scroll(column, self.layout.reveal(column, index, self.scroll(column)))
        place = self.layout.places[column]
        return min(max(self.left, place.right + GAP - width), place.left - GAP)

    # -- from places to pixels

    def column_box(self, column: int) -> QRectF:
        """Return where a column is in the view."""
        place = self.layout.places[column]
        return QRectF(place.left - self.left, GAP, place.width, self.layout.height - 2 * GAP)

    def card_box(self, spot: Spot) -> QRectF:
        """Return where a card is in the view."""
        column, index = spot
        place = self.layout.places[column]
        top = self.layout.card_top(index, self.scroll(column))
        return QRectF(place.left - self.left + GAP, top, place.width - 2 * GAP, self.layout.sizes.card)

    def cards_box(self, column: int) -> QRectF:
        """Return the room of a column's cards, outside which none of them is drawn."""
        place = self.layout.places[column]
        return QRectF(place.left - self.left, self.layout.top, place.width, self.layout.room)

    def thumb_box(self, column: int) -> QRectF | None:
        """Return where a column's scroll indicator is, if it has one."""
        thumb = self.layout.thumb(column, self.scroll(column))
        if thumb is None:
            return None
        return QRectF(self.column_box(column).right() - THUMB_WIDTH - 1.5, thumb[0], THUMB_WIDTH, thumb[1])

    # -- from pixels to places

    def columns_in_sight(self, width: int) -> range:
        """Return the columns at least partly in a view of this width."""
        return self.layout.columns_between(self.left, self.left + width)

    def visible_spots(self, column: int) -> list[Spot]:
        """Return the places of the cards of a column that are at least partly in sight."""
        return [(column, index) for index in self.layout.visible(column, self.scroll(column))]

    def column_at(self, point: QPoint) -> int | None:
        """Return the column under a point of the view."""
        return self.layout.column_at(point.x() + self.left)

    def spot_at(self, point: QPoint) -> Spot | None:
        """Return the place of the card under a point of the view."""
        column = self.column_at(point)
        if column is None:
            return None
        index = self.layout.card_at(column, point.y(), self.scroll(column))
        if index is None or not self.card_box((column, index)).contains(point.toPointF()):
            return None
        return column, index

    def grip_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return the column whose scroll indicator is under a point, and how far below its top it was taken."""
        column = self.column_at(point)
        thumb = None if column is None else self.thumb_box(column)
        if column is None or thumb is None or point.x() < thumb.right() - GRAB_WIDTH:
            return None
        inside = thumb.top() <= point.y() < thumb.bottom()
        return (column, point.y() - int(thumb.top())) if inside else None

    # -- which comes next

    def first(self) -> Spot | None:
        """Return the first card of the first column that has any."""
        return next(((number, 0) for number, column in enumerate(self.board.columns) if column.cards), None)

    def beside(self, spot: Spot, direction: int) -> Spot:
        """Return the card at about the same height in the next column (1 right, -1 left) that has any; else itself."""
        column, index = spot
        height = self.layout.card_top(index, self.scroll(column))
        while 0 <= (column := column + direction) < len(self.board.columns):
            if count := len(self.column(column).cards):
                nearest = round((height - self.layout.card_top(0, self.scroll(column))) / self.layout.step)
                return column, min(count - 1, max(0, nearest))
        return spot

    def along(self, spot: Spot, key: Qt.Key) -> Spot:
        """Return the card of the same column that an arrow, a page key, Home or End leads to."""
        column, index = spot
        last = len(self.column(column).cards) - 1
        page = self.layout.page()
        wanted = {
            Qt.Key.Key_Up: index - 1,
            Qt.Key.Key_Down: index + 1,
            Qt.Key.Key_PageUp: index - page,
            Qt.Key.Key_PageDown: index + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[key]
        return column, min(last, max(0, wanted))
