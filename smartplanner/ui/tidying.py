"""Keeps Python's search for garbage from making the window wait.

The program itself and what a large book holds are set apart from the searches (``base.memory``).  Pages let go of what
they show, so that it needs no search.  What becomes garbage of it all the same only a full search finds, in up to a
second in which nothing answers: it is made while another program is in front, once this one has grown by a part.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from smartplanner.base.memory import search_all, set_apart

AWAY = 30_000
"""Milliseconds that another program is in front before all is searched."""
_GROWTH = 1.25
"""What is in memory now to what there was after the last search, from which on another one is made."""


class Tidying(QObject):
    """Begins once the program is there, and watches for as long as *application* runs."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._blocks = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AWAY)
        self._timer.timeout.connect(self.tidy)
        application.applicationStateChanged.connect(self.note)
        QTimer.singleShot(0, self, set_apart)

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


def empty_when_gone(shown: QObject) -> None:
    """Let *shown* forget all it knows once Qt has deleted it.

    A page and its parts know one another, so that the rows of a large book would stay until they are searched for.
    """
    known = vars(shown)
    shown.destroyed.connect(lambda: known.clear())
