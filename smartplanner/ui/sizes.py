"""Sizes of windows: as wished, but never larger than the screen leaves room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

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
