"""A large step written beside the window: nothing else can be done in it meanwhile, and it says what it is doing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from smartplanner.base.problems import Problem
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.theme import SPACE

T = TypeVar("T")
AT_ONCE = 2_000
"""Changes up to which a step is planned and written here and now: some tenths of a second."""


class Writing(QDialog):
    """Does *work* off the window's thread and stays until it is done; a Problem is shown, and then done is not told."""

    def __init__(
        self, session: Session, work: Callable[[], T], done: Callable[[T], None], *, text: str, window: QWidget
    ) -> None:
        super().__init__(window)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(text)
        self._window, self._done = window, done
        self._busy = True
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setAccessibleName(text)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(label)
        layout.addWidget(bar)
        self.setMinimumWidth(360)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session.in_background(work, self._take, self._fail)

    def reject(self) -> None:
        """Stay: what is being written cannot be broken off, and can be taken back afterwards."""
        if not self._busy:
            super().reject()

    def _take(self, answer: Any) -> None:
        self._busy = False
        self.accept()
        self._done(answer)

    def _fail(self, error: BaseException) -> None:
        self._busy = False
        self.reject()
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self._window)
