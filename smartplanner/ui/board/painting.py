"""How the grounds and headers of columns and lanes look.  Places come from ``layout``, cards from ``cards``."""

from __future__ import annotations

from datetime import date
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF

from smartplanner.queries.board import Column, Lane
from smartplanner.queries.board_names import BoardNames
from smartplanner.ui.board.cards import PAD, CardPainter
from smartplanner.ui.board.layout import Place, Sizes
from smartplanner.ui.board.scene import MENU_WIDTH
from smartplanner.ui.theme import (
    ACCENT,
    COLUMN,
    FULL,
    FULL_INK,
    INK,
    LANE,
    MUTED,
    PAPER,
    RADIUS,
    REFUSED_GROUND,
    REFUSED_INK,
    SCROLL,
    TARGET,
    draw_light,
)

SMALL_LAMP = 15
PILL = 20


class Aim(Enum):
    """What would come of dropping a carried card there."""

    POSSIBLE = "possible"
    REFUSED = "refused"


class BoardPainter:
    """Draws columns and lanes with one font; ``cards`` draws the cards."""

    def __init__(self, font: QFont, names: BoardNames, as_of: date, *, compact: bool) -> None:
        self.cards = CardPainter(font, names, as_of, compact=compact)
        self._small = self.cards.fonts.small
        self._heading = QFont(font)
        self._heading.setBold(True)
        self._headings = QFontMetrics(self._heading)
        self._smalls = QFontMetrics(self._small)
        height = max(self._headings.height(), SMALL_LAMP)
        self.sizes = Sizes(card=self.cards.height, header=height + 16, lane=height + 14)

    def column(self, painter: QPainter, column: Column, place: Place, *, height: int, aim: Aim | None) -> None:
        """Draw the ground and the header of a column whose left top corner is the origin."""
        self._ground(painter, aim)
        painter.drawRoundedRect(QRectF(0, 0, place.width, height), RADIUS, RADIUS)
        if place.strip:
            self._strip(painter, column, place, height)
        else:
            self._header(painter, column, place)

    def _ground(self, painter: QPainter, aim: Aim | None) -> None:
        if aim is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(COLUMN)
        elif aim is Aim.REFUSED:
            painter.setPen(QPen(REFUSED_INK, 2, Qt.PenStyle.DashLine))
            painter.setBrush(REFUSED_GROUND)
        else:
            painter.setPen(QPen(ACCENT, 2))
            painter.setBrush(TARGET)

    def cell(self, painter: QPainter, box: QRectF, aim: Aim) -> None:
        """Draw the ground of the cell that a carried card would be dropped on."""
        self._ground(painter, aim)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def lane(self, painter: QPainter, lane: Lane, box: QRectF, *, folded: bool) -> float:
        """Draw the header of a lane; returns where its words end."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LANE)
        painter.drawRoundedRect(box.adjusted(0, 2, 0, -2), RADIUS, RADIUS)
        painter.setBrush(MUTED)
        self._arrow(painter, QPointF(box.left() + PAD + 5, box.center().y()), folded=folded)
        left = box.left() + PAD + 18
        painter.setFont(self._heading)
        painter.setPen(INK)
        room = QRectF(left, box.top(), max(0.0, box.width() * 0.6), box.height())
        title = self._headings.elidedText(lane.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        left += self._headings.horizontalAdvance(title) + 10
        pill = QRectF(left, box.center().y() - PILL / 2, self._pill_width(str(lane.shown)), PILL)
        self._pill(painter, str(lane.shown), pill)
        left = pill.right() + 12
        for light in ("red", "yellow"):
            if lane.key != light and (number := lane.lights.get(light)):
                lamp = QRectF(left, box.center().y() - SMALL_LAMP / 2, SMALL_LAMP, SMALL_LAMP)
                draw_light(painter, light, lamp)
                painter.setFont(self._small)
                painter.setPen(INK)
                width = self._smalls.horizontalAdvance(str(number))
                words = QRectF(lamp.right() + 3, box.top(), width + 1, box.height())
                painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(number))
                left = words.right() + 9
        return left

    def folded_cell(self, painter: QPainter, count: int, box: QRectF) -> None:
        """Write at the right end of a box how many cards of a column are in a folded lane, if there is room."""
        width = self._pill_width(str(count))
        if count and width + 6 <= box.width():
            self._pill(painter, str(count), QRectF(box.right() - width - 6, box.center().y() - PILL / 2, width, PILL))

    def thumb(self, painter: QPainter, box: QRectF) -> None:
        """Draw a column's scroll indicator."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCROLL)
        painter.drawRoundedRect(box, box.width() / 2, box.width() / 2)

    def _header(self, painter: QPainter, column: Column, place: Place) -> None:
        if column.exceeded:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(FULL)
            painter.drawRoundedRect(QRectF(0, 0, place.width, self.sizes.header), RADIUS, RADIUS)
        self._menu_sign(painter, place)
        right = self._header_counts(painter, column, float(place.width - MENU_WIDTH))
        room_left = right - PAD - self._headings.horizontalAdvance(column.title) - 4
        fitting = []
        for light in ("red", "yellow"):
            # A column of one light would say its count twice; where the room is narrow the title comes first.
            if column.key != light and (number := column.lights.get(light)):
                room_left -= SMALL_LAMP + self._smalls.horizontalAdvance(str(number)) + 11
                if room_left >= 0:
                    fitting.append((light, number))
        for light, number in reversed(fitting):
            right = self._header_light(painter, light, number, right)
        painter.setFont(self._heading)
        painter.setPen(INK)
        room = QRectF(PAD, 0, max(0.0, right - PAD), self.sizes.header)
        title = self._headings.elidedText(column.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _menu_sign(self, painter: QPainter, place: Place) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(MUTED)
        middle = QPointF(place.width - MENU_WIDTH / 2 - 1, self.sizes.header / 2)
        for offset in (-5, 0, 5):
            painter.drawEllipse(middle + QPointF(0, offset), 1.5, 1.5)

    def _header_counts(self, painter: QPainter, column: Column, right: float) -> float:
        """Draw how many cards are shown, and how many are open of how many allowed; returns what is left."""
        middle = self.sizes.header / 2
        if column.limit is not None:
            words = f"{column.open}/{column.limit}"
            pill = QRectF(right - self._pill_width(words), middle - PILL / 2, self._pill_width(words), PILL)
            self._pill(painter, words, pill, full=column.exceeded)
            painter.setFont(self._small)
            painter.setPen(FULL_INK if column.exceeded else MUTED)
            if column.exceeded:
                sign = QRectF(pill.left() - 18, middle - 8, 16, 16)
                self._warning(painter, sign)
                right = sign.left() - 6
            else:
                right = pill.left() - 6
            if len(column.cards) == column.total == column.open:
                return right
        words = str(len(column.cards))
        if len(column.cards) != column.total:
            words += f"/{column.total}"
        pill = QRectF(right - self._pill_width(words), middle - PILL / 2, self._pill_width(words), PILL)
        if column.limit is None:
            self._pill(painter, words, pill)
        else:
            painter.setFont(self._small)
            painter.setPen(MUTED)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        return pill.left() - 8

    def _pill_width(self, words: str) -> int:
        return self._headings.horizontalAdvance(words) + 14

    def _pill(self, painter: QPainter, words: str, box: QRectF, *, full: bool = False) -> None:
        painter.setFont(self._heading)
        painter.setPen(QPen(FULL_INK, 1.5) if full else Qt.PenStyle.NoPen)
        painter.setBrush(PAPER)
        painter.drawRoundedRect(box, PILL / 2, PILL / 2)
        painter.setPen(FULL_INK if full else MUTED)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _warning(self, painter: QPainter, box: QRectF) -> None:
        """Draw a triangle with an exclamation mark."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(FULL_INK)
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
        painter.setFont(self.cards.fonts.strong)
        painter.setPen(PAPER)
        painter.drawText(box.translated(0, 2), Qt.AlignmentFlag.AlignCenter, "!")

    def _header_light(self, painter: QPainter, light: str, number: int, right: float) -> float:
        painter.setFont(self._small)
        width = self._smalls.horizontalAdvance(str(number))
        painter.setPen(INK)
        room = QRectF(right - width, 0, width + 1, self.sizes.header)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(number))
        lamp = QRectF(room.left() - SMALL_LAMP - 3, (self.sizes.header - SMALL_LAMP) / 2, SMALL_LAMP, SMALL_LAMP)
        draw_light(painter, light, lamp)
        return lamp.left() - 8

    def _arrow(self, painter: QPainter, middle: QPointF, *, folded: bool) -> None:
        corners = [QPointF(-4, -3), QPointF(4, -3), QPointF(0, 4)]
        if folded:
            corners = [QPointF(-3, -4), QPointF(4, 0), QPointF(-3, 4)]
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))

    def _strip(self, painter: QPainter, column: Column, place: Place, height: int) -> None:
        painter.setFont(self._small)
        painter.setPen(MUTED)
        title = column.title
        line = self._smalls.height()
        top = float(PAD)
        if column.total:
            count = QRectF(0, top, place.width, line)
            painter.setPen(INK)
            painter.drawText(count, Qt.AlignmentFlag.AlignCenter, str(len(column.cards)))
            painter.setPen(MUTED)
            top += line + 6
        if title.isascii():
            painter.save()
            painter.rotate(90)
            room = QRectF(top, -place.width, height - 2 * PAD, place.width)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
            painter.restore()
            return
        for character in title:
            if top + line > height:
                break
            painter.drawText(QRectF(0, top, place.width, line), Qt.AlignmentFlag.AlignCenter, character)
            top += line + 1
