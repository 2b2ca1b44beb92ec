"""A quiet line after each step: what was done, and a button that takes it back; it goes away by itself."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.history import step_name
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_SHOWN = 8_000
"""Milliseconds that the line stays."""
_LONGEST = 40
"""Characters of a step's name."""


class UndoLine(QWidget):
    """The line for the status bar.  ``undoing`` asks to take back the last step."""

    undoing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Callable[[], Session | None] = lambda: None
        """The session, without keeping it alive."""
        self._seen = 0
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        # Where a pressed button is disabled, Qt hands the keys on to the next one: never to this, or a space too many
        # takes back what was done just now.  By keyboard it is Ctrl+Z.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setStyleSheet("QToolButton { padding: 0 6px; }")  # the bar is no higher for it
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SPACE, 0)
        row.addWidget(self.words)
        row.addWidget(self.button)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SHOWN)
        self._clock.timeout.connect(self.hide)
        self.translate()

    def translate(self) -> None:
        """Speak the language in use from now on; what was said before goes."""
        self.button.setText(_("Undo"))
        self.hide()

    def watch(self, session: Session) -> None:
        """Tell of the steps that are made in *session* from now on."""
        self._session = weakref.ref(session)
        step = session.office.journal.to_undo()
        self._seen = step.number if step is not None else 0
        self.hide()
        session.changed.connect(self.look)

    def look(self, _rows: dict[str, set[str]]) -> None:
        """Say what was done, if it is a new step and no undo of one."""
        session = self._session()
        if session is None:
            return
        office = session.office
        step = office.journal.to_undo()
        if step is None or step.number <= self._seen or step.origin == "redo":
            self.hide()
            return
        self._seen = step.number
        name = " ".join(step_name(office, step).split())
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        self.words.setText(_("Done: {name}", name=short))
        self.show()
        self._clock.start()

    def _press(self) -> None:
        self.hide()
        self.undoing.emit()
