"""How a card looks, in full or small.  Its words come from ``words``, its place from ``layout``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from smartplanner.queries.board_names import BoardNames
from smartplanner.queries.tasks import TaskLine
from smartplanner.ui.board.lamps import SIDE, LampRow
from smartplanner.ui.board.words import APART, Card, CardFonts, CardWords, CardWriter
from smartplanner.ui.signs import draw_signs, width_of
from smartplanner.ui.theme import (
    ACCENT,
    ERROR,
    INK,
    LIGHT_LOOKS,
    LINE,
    MUTED,
    PAPER,
    RADIUS,
    SELECTED,
    SHADOW,
    TRACK,
    WARNING,
    draw_light,
)

CAUSE_INK: Mapping[str, QColor] = {"red": ERROR, "yellow": WARNING}
"""Darker than the lights themselves, so that small letters stay readable on their ground."""
PAD, SMALL_PAD = 10, 6
LAMP = 20
BAR = 4


class CardPainter:
    """Draws cards with one font, one set of names, as of one day; *compact* ones take two lines."""

    def __init__(self, font: QFont, names: BoardNames, as_of: date, *, compact: bool) -> None:
        self.fonts = CardFonts.of(font)
        self.compact = compact
        self._lamps = LampRow()
        self._writer = CardWriter(names, as_of, self.fonts, title_lines=1 if compact else 2)
        self._title_height = QFontMetrics(self.fonts.title).height()
        self._small_height = QFontMetrics(self.fonts.small).height()
        self._percent_room = QFontMetrics(self.fonts.small).horizontalAdvance("100%") + APART

    @property
    def height(self) -> int:
        """The height of every card."""
        if self.compact:
            return 2 * SMALL_PAD + self._title_height + self._small_height + 2
        return 2 * PAD + 2 * self._title_height + 4 * self._small_height + 4 * 4 + BAR

    def draw(self, painter: QPainter, card: Card, box: QRectF, *, selected: bool, focused: bool) -> None:
        """Draw one card; the selected one is tinted, and framed firmly while the board has the keyboard."""
        pad = SMALL_PAD if self.compact else PAD
        painter.setPen(QPen(ACCENT if selected else LINE, 2 if selected and focused else 1))
        painter.setBrush(SELECTED if selected else PAPER)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT_LOOKS[card.line.signal.light].colour)
        painter.drawRoundedRect(QRectF(box.left() + 3, box.top() + pad, 3, box.height() - 2 * pad), 1.5, 1.5)
        inside = box.adjusted(PAD + 3, pad, -PAD, -pad)
        draw_light(painter, card.line.signal.light, QRectF(inside.right() - LAMP, inside.top() - 1, LAMP, LAMP))
        beside = inside.right() - LAMP - 6
        if self.compact and card.signs:
            beside -= width_of(card.signs) + 2
        words = self._writer.words(card, width=int(inside.width()), title_width=int(beside - inside.left()))
        top = self._title(painter, words, inside)
        if self.compact:
            draw_signs(painter, card.signs, QRect(int(beside) + 2, int(inside.top()), 0, self._title_height))
            self._origin(painter, words, inside, top, right=inside.right() - words.cause.size().width() - APART)
            self._cause(painter, words, inside, top)
        else:
            self._origin(painter, words, inside, top, right=inside.right())
            self._below(painter, words, inside, top + self._small_height + 4)

    def shadow(self, painter: QPainter, box: QRectF) -> None:
        """Draw the shadow of a card that is carried above the others."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SHADOW)
        for spread in (1, 3, 5):
            painter.drawRoundedRect(box.adjusted(-spread, 0, spread, spread + 2), RADIUS + spread, RADIUS + spread)

    def _title(self, painter: QPainter, words: CardWords, inside: QRectF) -> float:
        """Draw the title; returns where the next line begins."""
        painter.setFont(self.fonts.title)
        painter.setPen(INK)
        for number, part in enumerate(words.title):
            painter.drawStaticText(QPointF(inside.left(), inside.top() + number * self._title_height), part)
        if self.compact:
            return inside.top() + self._title_height + 2
        return inside.top() + 2 * self._title_height + 4

    def _origin(self, painter: QPainter, words: CardWords, inside: QRectF, top: float, *, right: float) -> None:
        painter.setFont(self.fonts.small)
        painter.setPen(MUTED)
        painter.drawStaticText(QPointF(inside.left(), top), words.origin)
        if words.unsigned.text():
            painter.setFont(self.fonts.strong)
            painter.setPen(WARNING)
            painter.drawStaticText(QPointF(right - words.unsigned.size().width(), top), words.unsigned)

    def _cause(self, painter: QPainter, words: CardWords, inside: QRectF, top: float) -> None:
        painter.setPen(CAUSE_INK.get(words.card.line.signal.light, MUTED))
        painter.setFont(words.cause_font)
        painter.drawStaticText(QPointF(inside.right() - words.cause.size().width(), top), words.cause)

    def _below(self, painter: QPainter, words: CardWords, inside: QRectF, top: float) -> None:
        """Draw when it is due and why it has its light, its past lights, its last report, its progress."""
        painter.setFont(self.fonts.small)
        painter.setPen(INK)
        painter.drawStaticText(QPointF(inside.left(), top), words.due)
        self._cause(painter, words, inside, top)
        top += self._small_height + 4
        painter.setFont(self.fonts.small)
        painter.setPen(MUTED)
        painter.drawStaticText(QPointF(inside.right() - words.percent.size().width(), top), words.percent)
        if detail := words.card.detail:
            place = QPointF(inside.left(), top + (self._small_height - SIDE) / 2)
            self._lamps.draw(painter, detail.lights, place, most=int(inside.width()) - self._percent_room)
        top += self._small_height + 4
        painter.drawStaticText(QPointF(inside.left(), top), words.report)
        if signs := words.card.signs:
            width = width_of(signs)
            draw_signs(painter, signs, QRect(int(inside.right()) - width, int(top), width, self._small_height))
        top += self._small_height + 4
        self._progress(painter, words.card.line, QRectF(inside.left(), top, inside.width(), BAR))

    def _progress(self, painter: QPainter, line: TaskLine, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(TRACK)
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        if share := min(100.0, max(0.0, line.progress or 0.0)) / 100:
            painter.setBrush(LIGHT_LOOKS[line.signal.light].colour)
            width = max(BAR, track.width() * share)
            painter.drawRoundedRect(QRectF(track.left(), track.top(), width, BAR), BAR / 2, BAR / 2)
