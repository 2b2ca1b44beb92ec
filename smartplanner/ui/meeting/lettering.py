"""Text drawn by hand in sizes that follow the height of the screen, wrapped, and cut with … where room ends.

All lengths of meeting mode are in units of a 1080th of the window's height, so that it looks alike everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from smartplanner.ui.theme import INK

UNITS = 1080
"""Units in the height of the window."""
SMALLEST = 9
"""Pixels below which no letter is drawn."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How many pixels a unit has."""

    unit: float

    @classmethod
    def of(cls, width: int, height: int) -> Scale:
        """Return the scale of a window; a narrow one counts by its width, so that lines keep their length."""
        return cls(min(height / UNITS, width / 1440))

    def __call__(self, units: float) -> float:
        """Return a length in pixels."""
        return units * self.unit

    def font(self, units: float, *, bold: bool = False) -> QFont:
        """Return the program's font in a size of *units*."""
        font = QFont(QApplication.font())
        font.setPixelSize(max(SMALLEST, round(units * self.unit)))
        font.setBold(bold)
        return font


@dataclass(frozen=True, slots=True)
class Block:
    """Wrapped lines of one text in one font: to be measured, then drawn."""

    lines: tuple[str, ...]
    font: QFont
    line_height: float

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.line_height * len(self.lines)

    def draw(self, painter: QPainter, left: float, top: float, colour: QColor = INK) -> float:
        """Draw the lines from the left upper corner; returns where they end below."""
        painter.setFont(self.font)
        painter.setPen(colour)
        metrics = QFontMetricsF(self.font)
        lead = (self.line_height - metrics.height()) / 2 + metrics.ascent()
        for number, line in enumerate(self.lines):
            painter.drawText(QPointF(left, top + number * self.line_height + lead), line)
        return top + self.height


def wrap(text: str, font: QFont, width: float, *, lines: int) -> Block:
    """Return *text* in at most *lines* lines of *width*; what does not fit ends in …."""
    metrics = QFontMetricsF(font)
    height = metrics.height() * 1.12
    made: list[str] = []
    for paragraph in text.splitlines():
        if not paragraph.strip():
            continue
        starts = _starts(paragraph, font, width)
        for number, start in enumerate(starts):
            if len(made) == lines:
                return Block((*made[:-1], _cut(made[-1] + "…", metrics, width)), font, height)
            end = starts[number + 1] if number + 1 < len(starts) else len(paragraph)
            made.append(paragraph[start:end].rstrip())
    return Block(tuple(made), font, height)


def _cut(text: str, metrics: QFontMetricsF, width: float) -> str:
    while len(text) > 1 and metrics.horizontalAdvance(text) > width:
        text = text[:-2] + "…"
    return text


def _starts(paragraph: str, font: QFont, width: float) -> list[int]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        starts.append(line.textStart())
    layout.endLayout()
    return starts


def draw_line(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    *,
    colour: QColor = INK,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line in the middle of the height of *box*, cut with … where it is too long."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def width_of(text: str, font: QFont) -> float:
    """Return how wide a line is."""
    return QFontMetricsF(font).horizontalAdvance(text)
