"""One number with its name and what stands behind it; Enter, Space or a click asks for the list of what it counts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from smartplanner.ui.lamp import Lamp
from smartplanner.ui.operation.listing import plain_label
from smartplanner.ui.theme import SPACE


class Tile(QPushButton):
    """A number as a button."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = title
        self._top = QHBoxLayout()
        self._top.setSpacing(SPACE - 2)
        self._name = plain_label(title, "muted")
        self._top.addWidget(self._name)
        self._top.addStretch()
        self._lamp: Lamp | None = None
        self._figure = plain_label("…", "figure")
        self._below = plain_label("", "muted")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(SPACE + 2, SPACE - 2, SPACE, SPACE - 2)
        inner.setSpacing(0)
        inner.addLayout(self._top)
        inner.addWidget(self._figure)
        inner.addWidget(self._below)
        for label in (self._name, self._figure, self._below):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_figure(self, figure: str, below: str = "", *, light: str = "") -> None:
        """Show the number, a line below it, and a light beside its name if there is one."""
        self._figure.setText(figure)
        self._below.setText(below)
        self.setAccessibleName(f"{self._title} {figure} {below}")
        if self._lamp is not None:
            self._top.removeWidget(self._lamp)
            self._lamp.deleteLater()
            self._lamp = None
        if light:
            self._lamp = Lamp(light, 18)
            self._lamp.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._top.insertWidget(0, self._lamp)

    @property
    def figure(self) -> str:
        """The number as it is shown."""
        return self._figure.text()

    @property
    def below(self) -> str:
        """The line below the number."""
        return self._below.text()

    def sizeHint(self) -> QSize:
        """Ask for what the labels need."""
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than the labels."""
        return self.sizeHint()
