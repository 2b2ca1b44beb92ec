"""A board in its places: which card is where at the present scrolling, and which comes next.  No widget, no drawing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF, QSize

from smartplanner.queries.board import EMPTY_BOARD, Board, Column
from smartplanner.queries.tasks import TaskLine
from smartplanner.ui.board.layout import GAP, Sizes, lay_out
from smartplanner.ui.board.memory import BoardView

Spot = tuple[int, int]
"""A card's place: number of the column, number in the column."""
THUMB_WIDTH = 5
GRAB_WIDTH = 12
"""The scroll indicator as drawn, and the wider zone in which it can be taken hold of."""
MENU_WIDTH = 24
"""The zone at the right end of a column's header that opens its menu."""


class Scene:
    """The board that is shown, its layout, how far each column is scrolled, and how far the whole (``left``).

    ``view`` says which columns and lanes are folded.
    """

    def __init__(self, sizes: Sizes, view: BoardView) -> None:
        self.board = EMPTY_BOARD
        self.view = view
        self.layout = lay_out((), width=0, height=0, sizes=sizes)
        self.left = 0
        self._spots: dict[str, Spot] | None = None
        self._width = 0
        self._scrolls: dict[str | None, int] = {}

    def show(self, board: Board) -> None:
        """Take another board; how far its columns are scrolled stays while it is grouped as before."""
        if not self.is_grouped_as(board):
            self._scrolls.clear()
        self.board = board
        self._spots = None

    @property
    def spots(self) -> Mapping[str, Spot]:
        """The places of all cards by their ids; found out when somebody asks, for most boards are only looked at."""
        if self._spots is None:
            self._spots = {
                card.id: (number, index)
                for number, column in enumerate(self.board.columns)
                for index, card in enumerate(column.cards)
            }
        return self._spots

    def is_grouped_as(self, board: Board) -> bool:
        """Whether *board* has the same kind of columns and lanes."""
        return (board.field, board.lane_field) == (self.board.field, self.board.lane_field)

    def place(self, size: QSize, sizes: Sizes) -> None:
        """Place the columns in a view of *size*."""
        board, self._width = self.board, size.width()
        columns = [(column.ends, self.view.is_column_folded(board.field, column)) for column in board.columns]
        lanes = [self.view.is_lane_folded(board.lane_field, lane.key) for lane in board.lanes]
        self.layout = lay_out(columns, width=size.width(), height=size.height(), sizes=sizes, lanes=lanes)

    def column(self, number: int) -> Column:
        """Return a column by its number."""
        return self.board.columns[number]

    def card(self, spot: Spot) -> TaskLine:
        """Return the card at a place."""
        return self.board.columns[spot[0]].cards[spot[1]]

    def spot_of(self, id: str | None) -> Spot | None:
        """Return the place of a card that is on the board and in no folded column or lane."""
        spot = self.spots.get(id) if id else None
        return None if spot is None or self.layout.is_folded(*spot) else spot

    def lane_of(self, spot: Spot) -> int | None:
        """Return the lane of a card; None without lanes."""
        return self.layout.lane_of(*spot) if self.board.lanes else None

    def scroll(self, column: int) -> int:
        """Return how far a column is scrolled."""
        return self.layout.clamp(column, self._scrolls.get(self._scrolled(column), 0))

    def set_scroll(self, column: int, scroll: float) -> None:
        """Scroll a column, as far as it goes; with lanes all of them."""
        self._scrolls[self._scrolled(column)] = self.layout.clamp(column, scroll)

    def _scrolled(self, column: int) -> str | None:
        return None if self.board.lanes else self.column(column).key

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
        top = self.layout.card_top(column, index, self.scroll(column))
        return QRectF(place.left - self.left + GAP, top, place.width - 2 * GAP, self.layout.sizes.card)

    def cards_box(self, column: int) -> QRectF:
        """Return the room of a column's cards, outside which none of them is drawn."""
        place = self.layout.places[column]
        return QRectF(place.left - self.left, self.layout.top, place.width, self.layout.room)

    def cell_box(self, column: int, lane: int | None) -> QRectF:
        """Return where the part of a column that is in a lane is in the view; without lanes the whole column."""
        if lane is None:
            return self.column_box(column)
        row, scroll = self.layout.rows[lane], self.scroll(column)
        place = self.layout.places[column]
        top = self.layout.top + row.top - scroll
        return QRectF(place.left - self.left, top, place.width, row.height) & self.cards_box(column)

    def lane_box(self, lane: int) -> QRectF:
        """Return where the header of a lane is in the view: from the first open column in sight on."""
        top = self.layout.row_top(lane, self.scroll(0))
        shown = self._open_in_sight()
        left = max(float(GAP), self.column_box(shown[0]).left()) if shown else float(GAP)
        right = min(self._width, self.layout.width - self.left) - GAP
        return QRectF(left, top, max(0.0, right - left), self.layout.sizes.lane)

    def _open_in_sight(self) -> list[int]:
        return [column for column in self.columns_in_sight(self._width) if not self.layout.places[column].strip]

    def thumb_box(self, column: int) -> QRectF | None:
        """Return where a column's scroll indicator is, if it has one; with lanes only the last in sight has."""
        thumb = self.layout.thumb(column, self.scroll(column))
        if thumb is None:
            return None
        right = self.column_box(column).right()
        if self.board.lanes:
            if column != self._open_in_sight()[-1]:
                return None
            right = min(right, self._width)
        return QRectF(right - THUMB_WIDTH - 1.5, thumb[0], THUMB_WIDTH, thumb[1])

    # -- from pixels to places

    def columns_in_sight(self, width: int) -> range:
        """Return the columns at least partly in a view of this width."""
        return self.layout.columns_between(self.left, self.left + width)

    def lanes_in_sight(self) -> range:
        """Return the lanes at least partly in sight."""
        return self.layout.rows_in_sight(self.scroll(0)) if self.board.lanes and self.board.columns else range(0)

    def visible_spots(self, column: int) -> list[Spot]:
        """Return the places of the cards of a column that are at least partly in sight."""
        return [(column, index) for index in self.layout.visible(column, self.scroll(column))]

    def column_at(self, point: QPoint) -> int | None:
        """Return the column under a point of the view."""
        return self.layout.column_at(point.x() + self.left)

    def lane_at(self, point: QPoint) -> int | None:
        """Return the lane under a point of the view."""
        return self.layout.row_at(point.y(), self.scroll(0)) if self.board.lanes else None

    def lane_header_at(self, point: QPoint) -> int | None:
        """Return the lane whose header is under a point of the view."""
        column = self.column_at(point)
        if not self.board.lanes or (column is not None and self.layout.places[column].strip):
            return None
        return self.layout.row_header_at(point.y(), self.scroll(0))

    def header_at(self, point: QPoint) -> int | None:
        """Return the column whose header is under a point of the view; a strip is nothing but its header."""
        column = self.column_at(point)
        if column is None or (point.y() >= self.layout.top and not self.layout.places[column].strip):
            return None
        return column

    def menu_at(self, point: QPoint) -> int | None:
        """Return the open column whose sign for its menu is under a point of the view."""
        column = self.header_at(point)
        if column is None or self.layout.places[column].strip:
            return None
        return column if point.x() >= self.column_box(column).right() - MENU_WIDTH else None

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
