"""How columns and cards look.  Places come from ``layout``, words from ``words``; here is only the drawing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from smartplanner.queries.board import BoardNames, Column
from smartplanner.queries.tasks import TaskLine
from smartplanner.ui.board.layout import Place, Sizes
from smartplanner.ui.board.words import CardFonts, CardWords, CardWriter
from smartplanner.ui.theme import ACCENT, INK, LIGHT_LOOKS, LINE, MUTED, PAPER, RADIUS, SELECTED, draw_light

COLUMN = QColor("#E6EBF1")
COLUMN_TARGET = QColor("#CFE1F6")
TRACK = QColor("#E4E8ED")
THUMB = QColor("#9AA8BA")
SHADOW = QColor(30, 39, 51, 28)
CAUSE_INK: Mapping[str, QColor] = {"red": QColor("#B71C1C"), "yellow": QColor("#7A5200")}
"""Darker than the lights themselves, so that small letters stay readable on white."""

PAD = 10
LAMP = 20
SMALL_LAMP = 15
BAR = 5


class BoardPainter:
    """Draws columns and cards with one font, one set of names, as of one day."""

    def __init__(self, font: QFont, names: BoardNames, as_of: date) -> None:
        self.fonts = CardFonts.of(font)
        self._heading = QFont(font)
        self._heading.setBold(True)
        self._writer = CardWriter(names, as_of, self.fonts)
        self._title_height = QFontMetrics(self.fonts.title).height()
        self._small_height = QFontMetrics(self.fonts.small).height()
        self._headings = QFontMetrics(self._heading)
        self.sizes = Sizes(
            card=2 * PAD + 2 * self._title_height + 3 * self._small_height + 12,
            header=max(self._headings.height(), SMALL_LAMP) + 16,
        )

    def column(self, painter: QPainter, column: Column, place: Place, *, height: int, target: bool) -> None:
        """Draw the ground and the header of a column whose left top corner is the origin."""
        painter.setPen(QPen(ACCENT, 2) if target else Qt.PenStyle.NoPen)
        painter.setBrush(COLUMN_TARGET if target else COLUMN)
        painter.drawRoundedRect(QRectF(0, 0, place.width, height), RADIUS, RADIUS)
        if place.strip:
            self._strip(painter, column, place, height)
        else:
            self._header(painter, column, place)

    def _header(self, painter: QPainter, column: Column, place: Place) -> None:
        right = float(place.width - PAD)
        count = str(len(column.cards))
        if len(column.cards) != column.total:
            count += f"/{column.total}"
        right = self._header_count(painter, count, right)
        for light in ("yellow", "red"):
            # A column of one light would say its count twice.
            if column.key != light and (number := column.lights.get(light)):
                right = self._header_light(painter, light, number, right)
        painter.setFont(self._heading)
        painter.setPen(INK)
        room = QRectF(PAD, 0, max(0.0, right - PAD), self.sizes.header)
        title = self._headings.elidedText(column.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _header_count(self, painter: QPainter, count: str, right: float) -> float:
        painter.setFont(self._heading)
        width = self._headings.horizontalAdvance(count) + 14
        pill = QRectF(right - width, (self.sizes.header - 20) / 2, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PAPER)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(MUTED)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)
        return pill.left() - 8

    def _header_light(self, painter: QPainter, light: str, number: int, right: float) -> float:
        painter.setFont(self.fonts.small)
        width = QFontMetrics(self.fonts.small).horizontalAdvance(str(number))
        painter.setPen(INK)
        room = QRectF(right - width, 0, width + 1, self.sizes.header)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(number))
        lamp = QRectF(room.left() - SMALL_LAMP - 3, (self.sizes.header - SMALL_LAMP) / 2, SMALL_LAMP, SMALL_LAMP)
        draw_light(painter, light, lamp)
        return lamp.left() - 8

    def _strip(self, painter: QPainter, column: Column, place: Place, height: int) -> None:
        painter.setFont(self.fonts.small)
        painter.setPen(MUTED)
        if column.title.isascii():
            painter.save()
            painter.rotate(90)
            room = QRectF(PAD, -place.width, height - 2 * PAD, place.width)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, column.title)
            painter.restore()
            return
        for number, character in enumerate(column.title):
            top = PAD + number * (self._small_height + 1)
            if top + self._small_height > height:
                break
            painter.drawText(QRectF(0, top, place.width, self._small_height), Qt.AlignmentFlag.AlignCenter, character)

    def thumb(self, painter: QPainter, box: QRectF) -> None:
        """Draw a column's scroll indicator."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THUMB)
        painter.drawRoundedRect(box, box.width() / 2, box.width() / 2)

    def shadow(self, painter: QPainter, box: QRectF) -> None:
        """Draw the shadow of a card that is carried above the others."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SHADOW)
        for spread in (1, 3, 5):
            painter.drawRoundedRect(box.adjusted(-spread, 0, spread, spread + 2), RADIUS + spread, RADIUS + spread)

    def card(self, painter: QPainter, line: TaskLine, box: QRectF, *, selected: bool, focused: bool) -> None:
        """Draw one card; the selected one is tinted, and framed firmly while the board has the keyboard."""
        look = LIGHT_LOOKS[line.signal.light]
        painter.setPen(QPen(ACCENT if selected else LINE, 2 if selected and focused else 1))
        painter.setBrush(SELECTED if selected else PAPER)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour)
        painter.drawRoundedRect(QRectF(box.left() + 3, box.top() + PAD, 3, box.height() - 2 * PAD), 1.5, 1.5)
        inside = box.adjusted(PAD + 3, PAD, -PAD, -PAD)
        draw_light(painter, line.signal.light, QRectF(inside.right() - LAMP, inside.top(), LAMP, LAMP))
        words = self._writer.words(line, width=int(inside.width()), title_width=int(inside.width()) - LAMP - 6)
        self._card_words(painter, words, inside)

    def _card_words(self, painter: QPainter, words: CardWords, inside: QRectF) -> None:
        left, top = inside.left(), inside.top()
        painter.setFont(self.fonts.title)
        painter.setPen(INK)
        for number, part in enumerate(words.title):
            painter.drawStaticText(QPointF(left, top + number * self._title_height), part)
        top += 2 * self._title_height + 4
        painter.setFont(self.fonts.small)
        painter.setPen(MUTED)
        painter.drawStaticText(QPointF(left, top), words.origin)
        top += self._small_height + 4
        painter.setPen(INK)
        painter.drawStaticText(QPointF(left, top), words.due)
        painter.setPen(CAUSE_INK.get(words.line.signal.light, MUTED))
        painter.setFont(words.cause_font)
        painter.drawStaticText(QPointF(inside.right() - words.cause.size().width(), top), words.cause)
        self._progress(painter, words, QRectF(left, top + self._small_height + 4, inside.width(), self._small_height))

    def _progress(self, painter: QPainter, words: CardWords, box: QRectF) -> None:
        painter.setFont(self.fonts.small)
        painter.setPen(MUTED)
        painter.drawStaticText(QPointF(box.right() - words.percent.size().width(), box.top()), words.percent)
        room = QFontMetrics(self.fonts.small).horizontalAdvance("100%") + 8
        track = QRectF(box.left(), box.center().y() - BAR / 2, box.width() - room, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(TRACK)
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        share = min(100.0, max(0.0, words.line.progress or 0.0)) / 100
        if share:
            painter.setBrush(LIGHT_LOOKS[words.line.signal.light].colour)
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), max(BAR, track.width() * share), BAR), BAR / 2, BAR / 2
            )
