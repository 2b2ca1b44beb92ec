"""A drawing in the colours of the look that is worn; series differ by dash and marker as well."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from smartplanner.reports.charts.drawing import SERIES, Anchor, Box, Dot, Drawing, Shape, Stroke, Words
from smartplanner.ui.theme import (
    ACCENT,
    AS_OF,
    CRITICAL,
    INK,
    LIGHT_LOOKS,
    LINE,
    MUTED,
    PAPER,
    PLANNED,
    REACHED,
    draw_light,
)  # fmt: skip

_DASHES = {
    "series0": Qt.PenStyle.SolidLine,
    "series1": Qt.PenStyle.DashLine,
    "series2": Qt.PenStyle.DotLine,
    "series3": Qt.PenStyle.DashDotLine,
}
_FILLS = {"series2": Qt.BrushStyle.BDiagPattern, "series3": Qt.BrushStyle.Dense5Pattern}


def paint_drawing(painter: QPainter, drawing: Drawing) -> None:
    """Paint all shapes of a drawing; letters are those of the painter's font."""
    for shape in drawing.shapes:
        painter.save()
        _paint(painter, shape)
        painter.restore()


def colour_of(role: str) -> QColor:
    """Return the colour of a role in the look that is worn."""
    if role in LIGHT_LOOKS:
        return LIGHT_LOOKS[role].colour
    return {
        "ink": INK, "muted": MUTED, "line": LINE, "ground": REACHED,
        "series0": ACCENT, "series1": AS_OF, "series2": PLANNED, "series3": CRITICAL,
    }[role]  # fmt: skip


def _paint(painter: QPainter, shape: Shape) -> None:
    if isinstance(shape, Box):
        painter.setPen(QPen(PAPER if shape.role in LIGHT_LOOKS else colour_of(shape.role), 1))
        painter.setBrush(QBrush(colour_of(shape.role), _FILLS.get(shape.role, Qt.BrushStyle.SolidPattern)))
        painter.drawRect(QRectF(shape.x, shape.y, shape.width, shape.height))
    elif isinstance(shape, Stroke):
        style = _DASHES.get(shape.role, Qt.PenStyle.SolidLine)
        painter.setPen(QPen(colour_of(shape.role), max(1.0, shape.width), style))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
    elif isinstance(shape, Words):
        _write(painter, shape)
    elif shape.role in SERIES:
        _mark(painter, shape)
    else:
        box = QRectF(shape.x - shape.side / 2, shape.y - shape.side / 2, shape.side, shape.side)
        draw_light(painter, shape.role, box)


def _write(painter: QPainter, words: Words) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(words.size)))
    font.setBold(words.bold)
    painter.setFont(font)
    painter.setPen(_ink(words))
    wide = painter.fontMetrics().horizontalAdvance(words.text) + 4
    left = {Anchor.START: words.x, Anchor.MIDDLE: words.x - wide / 2, Anchor.END: words.x - wide}[words.anchor]
    sides = {
        Anchor.START: Qt.AlignmentFlag.AlignLeft, Anchor.MIDDLE: Qt.AlignmentFlag.AlignHCenter,
        Anchor.END: Qt.AlignmentFlag.AlignRight,
    }  # fmt: skip
    box = QRectF(left, words.y - words.size, wide, words.size * 2)
    painter.drawText(box, sides[words.anchor] | Qt.AlignmentFlag.AlignVCenter, words.text)


def _ink(words: Words) -> QColor:
    if words.on in LIGHT_LOOKS:
        return LIGHT_LOOKS[words.on].letter
    if words.on in _FILLS:
        return INK
    return PAPER if words.on else colour_of(words.role)


def _mark(painter: QPainter, dot: Dot) -> None:
    """Draw the marker of a line: a circle, a square, a triangle or a diamond."""
    painter.setPen(QPen(colour_of(dot.role), 1.5))
    painter.setBrush(colour_of(dot.role) if dot.role == SERIES[0] else PAPER)
    x, y, half = dot.x, dot.y, dot.side / 2
    if dot.role == "series0":
        painter.drawEllipse(QPointF(x, y), half, half)
    elif dot.role == "series1":
        painter.drawRect(QRectF(x - half, y - half, dot.side, dot.side))
    else:
        corners = [(x, y - half), (x + half, y + half), (x - half, y + half)]
        if dot.role == "series3":
            corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
