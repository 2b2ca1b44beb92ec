"""Sizes of windows: as wished, but never larger than the screen leaves room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

FRAME = QSize(16, 40)
"""What a title bar and borders take, in device-independent pixels."""


def scrolled(layout: QLayout) -> QScrollArea:
    """Return *layout* in an area that scrolls up and down where the window is too low for it."""
    body, area = QWidget(), QScrollArea()
    layout.setContentsMargins(0, 0, 0, 0)
    body.setLayout(layout)
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumWidth(body.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give *window* this size, or what its screen has room for: a small display, or one enlarged to 200 %."""
    room = window.screen().availableGeometry().size() - FRAME
    window.resize(QSize(width, height).boundedTo(room))
