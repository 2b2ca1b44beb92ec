"""The key of the chart for paper: what its shapes mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from smartplanner.base.i18n import N_, _
from smartplanner.rules.lights import Light
from smartplanner.ui.gantt.bar_painting import draw_hatch
from smartplanner.ui.gantt.look import ChartLook
from smartplanner.ui.gantt.shapes import bracket, diamond
from smartplanner.ui.theme import CRITICAL, INK, LIGHT_LOOKS, PLANNED, SUMMARY_INK, draw_light

_SHAPES = (
    ("summary", N_("Plan or work item")),
    ("bar", N_("Work, filled as far as done")),
    ("point", N_("Milestone")),
    ("planned", N_("Compared version")),
    ("critical", N_("Critical")),
)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_legend(painter: QPainter, look: ChartLook, box: QRectF) -> None:
    """Draw the key at the left of *box*."""
    painter.save()
    painter.setFont(look.small)
    left, middle = box.left(), box.center().y()
    for shape, label in _SHAPES:
        _draw_shape(painter, shape, QRectF(left, middle - 6, 26, 12))
        left = _say(painter, look, _(label), left + 32, box)
    for light in LIGHT_LOOKS:
        draw_light(painter, light, QRectF(left, middle - 6.5, 13, 13))
        painter.setFont(look.small)
        left = _say(painter, look, _(Light.of(light).label), left + 17, box)
    painter.restore()


def _say(painter: QPainter, look: ChartLook, words: str, left: float, box: QRectF) -> float:
    """Write *words* and return where the next shape goes."""
    painter.setPen(INK)
    painter.drawText(QRectF(left, box.top(), 160, box.height()), _LEFT, words)
    return left + look.metrics.horizontalAdvance(words) * 0.88 + 16


def _draw_shape(painter: QPainter, shape: str, box: QRectF) -> None:
    look = LIGHT_LOOKS["green"]
    if shape == "summary":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SUMMARY_INK)
        painter.drawPolygon(bracket(box))
    elif shape == "point":
        painter.setPen(QPen(look.colour, 1))
        painter.setBrush(look.tint)
        painter.drawPolygon(diamond(QRectF(box.center().x() - 6, box.top(), 12, 12)))
    elif shape == "planned":
        painter.fillRect(QRectF(box.left(), box.center().y() - 2, box.width(), 4), PLANNED)
    else:
        painter.fillRect(box, look.tint)
        painter.fillRect(QRectF(box.left(), box.top(), box.width() / 2, box.height()), look.colour)
        if shape == "critical":
            draw_hatch(painter, box, box.right())
        painter.setPen(QPen(CRITICAL, 2) if shape == "critical" else QPen(look.colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
