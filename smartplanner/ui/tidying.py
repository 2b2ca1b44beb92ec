"""Makes the full search for garbage while another program is in front: it may take a second in which nothing answers.

What a large book holds is set apart from Python's own searches (``base.memory``).  Little of it becomes garbage that
only a full search finds; that is looked for once the program has grown by a part.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from smartplanner.base.memory import search_all

AWAY = 30_000
"""Milliseconds that another program is in front before all is searched."""
_GROWTH = 1.25
"""What is in memory now to what there was after the last search, from which on another one is made."""


class Tidying(QObject):
    """Watches for as long as *application* runs."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._blocks = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AWAY)
        self._timer.timeout.connect(self.tidy)
        application.applicationStateChanged.connect(self.note)

    @property
    def is_waiting(self) -> bool:
        """Whether a person is away and a search will be made unless they come back."""
        return self._timer.isActive()

    def note(self, state: Qt.ApplicationState) -> None:
        """Begin to wait when another program comes to the front, and stop when a person comes back."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def tidy(self) -> None:
        """Search all that is in memory, if that has grown."""
        if sys.getallocatedblocks() > self._blocks * _GROWTH:
            search_all()
            self._blocks = sys.getallocatedblocks()
