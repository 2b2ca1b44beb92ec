"""One window per book: a second double click on a book brings the window forward that has it open already."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_MILLISECONDS = 3_000
"""How long a busy program may take to answer; where none has the book open, nobody is waited for."""


class OneWindow(QObject):
    """Listens as long as *window* has a book open, and brings the window forward when it is asked to.

    *book* tells which book that is, if any; it is asked whenever the title of the window changes.
    """

    def __init__(self, window: QWidget, book: Callable[[], Path | None]) -> None:
        super().__init__(window)
        self._window, self._book = window, book
        self._server = QLocalServer(self)
        # Nobody else of this computer may talk to it.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._forward)
        window.windowTitleChanged.connect(self._listen)
        self._listen()

    def _listen(self) -> None:
        book = self._book()
        name = _name(book) if book is not None else ""
        if name == self._server.serverName():
            return
        self._server.close()
        if name:
            # We hold the lock of the book: a server of that name is left over from a crash.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _forward(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.close()
            caller.deleteLater()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def bring_forward(book: Path) -> bool:
    """Bring the window forward that has *book* open in another process of this user; False if there is none."""
    if sys.platform == "win32":
        import ctypes

        # Windows lets only the program that was just started hand the foreground to another one.
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    caller = QLocalSocket()
    caller.connectToServer(_name(book))
    answered = caller.waitForConnected(_MILLISECONDS)
    caller.abort()
    return bool(answered)


def _name(book: Path) -> str:
    """Return a name that belongs to this book, however its path is written."""
    path = os.path.normcase(os.path.realpath(book))
    return "smartplanner-" + hashlib.sha256(os.fsencode(path)).hexdigest()[:32]
