"""One light as a widget."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.rules.lights import Light
from smartplanner.ui.theme import draw_light


class Lamp(QWidget):
    """One light, drawn as everywhere."""

    def __init__(self, light: str, side: int = 22) -> None:
        super().__init__()
        self._light = light
        self.setFixedSize(QSize(side, side))
        self.setAccessibleName(_(Light.of(light).label))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the light."""
        painter = QPainter(self)
        draw_light(painter, self._light, self.rect().toRectF().adjusted(1, 1, -1, -1))
        painter.end()
