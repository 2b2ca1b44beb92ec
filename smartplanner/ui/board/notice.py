"""A sentence over the foot of a view: says what came of a move, and goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from smartplanner.ui.theme import SPACE, mark

SHOWN_FOR = 8_000
"""Milliseconds: enough to read two sentences."""


class Notice(QLabel):
    """Lies over *view*; a click takes it away."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        view.installEventFilter(self)

    def refuse(self, text: str) -> None:
        """Say why something was not done."""
        self._say(text, "refusal")

    def warn(self, text: str) -> None:
        """Say what was done, and what is doubtful about it."""
        self._say(text, "warning")

    def tell(self, text: str) -> None:
        """Say what was done."""
        self._say(text, "news")

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Go away when clicked."""
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the view when that is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _say(self, text: str, kind: str) -> None:
        mark(self, "notice", kind)
        self.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_FOR)

    def _place(self) -> None:
        view = self._view
        self.setWordWrap(False)
        width = min(self.sizeHint().width() + 2, max(200, min(640, view.width() - 4 * SPACE)))
        self.setWordWrap(True)
        height = self.heightForWidth(width)
        self.setGeometry((view.width() - width) // 2, view.height() - height - 2 * SPACE, width, height)
