"""The field above a list or a drawing in which words are typed that narrow it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

PAUSE = 120
"""Milliseconds after the last key before what is typed counts."""


class SearchField(QLineEdit):
    """``paused`` tells that a person has stopped typing for a moment: nothing is narrowed at each key.

    It takes between *least* and *most* device-independent pixels, the room there is (0: as Qt thinks).
    """

    paused = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None, *, least: int = 0, most: int = 0) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        if least:
            self.setMinimumWidth(least)
        if most:
            self.setMaximumWidth(most)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE)
        self._typing.timeout.connect(self.paused)
        self.textChanged.connect(lambda _text: self._typing.start())

    def settle(self) -> None:
        """Do not tell of what was typed so far: it is seen to."""
        self._typing.stop()
