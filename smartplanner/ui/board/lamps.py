"""The small lamps of past lights, told apart by their shape where there is no colour: on grey paper, by any eye."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from smartplanner.ui.theme import LIGHT_LOOKS, LINE, NOTHING, PAPER, worn

SIDE, APART = 11, 3
"""Of one lamp, and between two."""


class LampRow:
    """Draws rows of small lamps; each kind is drawn once and then copied."""

    def __init__(self) -> None:
        self._made: dict[tuple[str | None, float, str], QPixmap] = {}

    def draw(self, painter: QPainter, lights: Sequence[str | None], place: QPointF, *, most: int) -> None:
        """Draw the newest of *lights* from left to right, the oldest first, as many as *most* pixels hold."""
        fitting = max(0, (most + APART) // (SIDE + APART))
        ratio = painter.device().devicePixelRatioF()
        for number, light in enumerate(lights[max(0, len(lights) - fitting) :]):
            painter.drawPixmap(place + QPointF(number * (SIDE + APART), 0), self._lamp(light, ratio))

    def _lamp(self, light: str | None, ratio: float) -> QPixmap:
        known = self._made.get((light, ratio, worn()))
        if known is None:
            known = QPixmap(QSize(SIDE, SIDE) * ratio)
            known.setDevicePixelRatio(ratio)
            known.fill(NOTHING)
            painter = QPainter(known)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_small_lamp(painter, light, QRectF(0, 0, SIDE, SIDE))
            painter.end()
            self._made[light, ratio, worn()] = known
        return known


def draw_small_lamp(painter: QPainter, light: str | None, box: QRectF) -> None:
    """Draw one small lamp: red a crossed square, yellow a triangle, green a ring, blue a disc, grey a diamond.

    A light that is not known is a dash.
    """
    inside, middle = box.adjusted(1, 1, -1, -1), box.center()
    if light is None:
        painter.setPen(QPen(LINE.darker(115), 1.6))
        painter.drawLine(QLineF(inside.left() + 1, middle.y(), inside.right() - 1, middle.y()))
        return
    colour = LIGHT_LOOKS[light].colour
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if light == "red":
        painter.drawRect(inside)
        painter.setPen(QPen(PAPER, 1.4))
        cross = inside.adjusted(2, 2, -2, -2)
        painter.drawLine(QLineF(cross.topLeft(), cross.bottomRight()))
        painter.drawLine(QLineF(cross.topRight(), cross.bottomLeft()))
    elif light == "yellow":
        top = QPointF(middle.x(), inside.top())
        painter.drawPolygon(QPolygonF([top, inside.bottomRight(), inside.bottomLeft()]))
    elif light == "blue":
        painter.drawEllipse(inside)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.8))
        frame = inside.adjusted(1, 1, -1, -1)
        if light == "green":
            painter.drawEllipse(frame)
        else:
            corners = [
                QPointF(middle.x(), frame.top()),
                QPointF(frame.right(), middle.y()),
                QPointF(middle.x(), frame.bottom()),
                QPointF(frame.left(), middle.y()),
            ]
            painter.drawPolygon(QPolygonF(corners))
