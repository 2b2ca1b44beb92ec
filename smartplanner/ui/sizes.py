"""Sizes of windows: as wished, but never larger than the screen leaves room for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)
"""What a title bar and borders take, in device-independent pixels."""


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give *window* this size, or what its screen has room for: a small display, or one enlarged to 200 %."""
    room = window.screen().availableGeometry().size() - FRAME
    window.resize(QSize(width, height).boundedTo(room))
