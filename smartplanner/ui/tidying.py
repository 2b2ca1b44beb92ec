"""Keeps a large book from making the window wait for Python's own housekeeping.

A full search for cycles looks at every value of a book of 50,000 matters: 0.2 to 1 second in which no thread runs.
While such a book is open it is made when nobody works; the quick searches among young values go on as ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from smartplanner.queries import Reader

MANY = 5_000
"""Matters from which on a book is large."""
_LOOK = 5_000
"""Milliseconds between two looks whether somebody works."""
_CALM = 6
"""Looks in a row without input and work after which the full search is made, if another program is in front."""
_LONG_CALM = 60
"""The same for a window in front: whoever reads in it may go on at any moment."""
_NEVER = 1_000_000_000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
        QEvent.Type.InputMethod, QEvent.Type.TouchBegin, QEvent.Type.TabletMove, QEvent.Type.HoverMove,
    }
)  # fmt: skip


class Tidying(QObject):
    """Puts the full search for cycles off until nobody works, from its making until ``stop``."""

    def __init__(self, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._before = gc.get_threshold()
        self._calm = 0
        self._searched = False
        self._listened: list[QObject] = []
        gc.set_threshold(self._before[0], self._before[1], _NEVER)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Leave the housekeeping to Python again."""
        self._timer.stop()
        self._listen_no_more()
        gc.set_threshold(*self._before)

    def look(self) -> None:
        """Search once when there was neither input nor work in several looks on end."""
        busy = self._pool.activeThreadCount() > 0
        if busy or not self._listened:
            self._calm, self._searched = 0, False
        else:
            self._calm += 1
        in_front = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        if not self._searched and self._calm >= (_LONG_CALM if in_front else _CALM):
            self._searched = True
            gc.collect()
        self._listen()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody works; after the first sign of it nothing is listened to until the next look."""
        if event.type() in _INPUT:
            self._calm = 0
            self._listen_no_more()
        return False

    def _listen(self) -> None:
        """Listen to what input comes through: the windows, and for an input method what has the focus.

        Not to the whole application: each event of each widget would be handed to Python, which makes all slower.
        """
        self._listen_no_more()
        focus = QGuiApplication.focusObject()
        self._listened = [*QGuiApplication.topLevelWindows(), *([focus] if focus is not None else [])]
        for one in self._listened:
            one.installEventFilter(self)

    def _listen_no_more(self) -> None:
        for one in self._listened:
            if isValid(one):
                one.removeEventFilter(self)
        self._listened = []


def preload(reader: Reader) -> None:
    """Read what the first form and the first change of a large book need; for a thread beside the window's.

    Modules are loaded ahead elsewhere (``ui.ahead``): two threads that load the same would wait for each other.
    """
    reader.names("task")
