"""How a light is drawn, everywhere alike: by colour, shape and letter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPolygonF

from smartplanner.base.i18n import _
from smartplanner.rules.lights import LETTERS
from smartplanner.ui.theme.tokens import LIGHT_LOOKS


def draw_light(painter: QPainter, light: str, box: QRectF) -> None:
    """Draw one light with its letter inside the square middle of *box*."""
    look = LIGHT_LOOKS[light]
    side = min(box.width(), box.height())
    square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.edge, 1) if look.edge != look.colour else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour)
    painter.drawPath(_shape(look.shape, square))
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(side * (0.46 if look.shape == "triangle" else 0.58))))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(look.letter)
    place = square.translated(0, side * 0.17) if look.shape == "triangle" else square
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _(LETTERS[light]))
    painter.restore()


def _shape(name: str, square: QRectF) -> QPainterPath:
    path = QPainterPath()
    if name == "circle":
        path.addEllipse(square)
    elif name == "square":
        path.addRoundedRect(square.adjusted(1, 1, -1, -1), 3, 3)
    elif name == "triangle":
        wide = square.adjusted(-1, -1, 1, 0)
        corners = [QPointF(wide.center().x(), wide.top()), wide.bottomRight(), wide.bottomLeft()]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    else:
        middle = square.center()
        corners = [
            QPointF(middle.x(), square.top()),
            QPointF(square.right(), middle.y()),
            QPointF(middle.x(), square.bottom()),
            QPointF(square.left(), middle.y()),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    return path
