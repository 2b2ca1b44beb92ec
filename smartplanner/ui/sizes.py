"""Sizes of windows: as wished, but never larger than the screen leaves room for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

FRAME = QSize(16, 40)
"""What a title bar and borders take, in device-independent pixels."""


def scroll_area(parent: QWidget | None = None) -> QScrollArea:
    """Return an area that scrolls up and down where the window is too low for what will be in it."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)  # what is below shows through
    return area


class RoomyArea(QScrollArea):
    """An area that is as high as what is in it wishes, and scrolls where the window does not have that much."""

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.viewport().setAutoFillBackground(False)
        take_in(self, body)

    def sizeHint(self) -> QSize:
        """Wish for all of it."""
        body = self.widget()
        if body is None:
            return super().sizeHint()
        hint = body.sizeHint()
        height = body.heightForWidth(self.viewport().width()) if body.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), max(height, hint.height()))

    def event(self, event: QEvent) -> bool:
        """Wish anew when what is in it does."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def take_in(area: QScrollArea, body: QWidget) -> None:
    """Let *area* scroll *body*, which is complete now."""
    area.setWidget(body)
    body.setAutoFillBackground(False)
    area.setMinimumWidth(body.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())


def scrolled(layout: QLayout) -> QScrollArea:
    """Return *layout* in an area that scrolls."""
    body, area = QWidget(), scroll_area()
    layout.setContentsMargins(0, 0, 0, 0)
    body.setLayout(layout)
    take_in(area, body)
    return area


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give *window* this size, or what its screen has room for: a small display, or one enlarged to 200 %."""
    room = window.screen().availableGeometry().size() - FRAME
    window.resize(QSize(width, height).boundedTo(room))
