"""Opens a large book beside the window, which goes on answering meanwhile and says what it waits for.

To open a book takes a moment; one of an earlier version is copied and upgraded first, which takes a large one longer
than a window may keep a person waiting.  Where two are asked for, the later wish counts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.ui.session import run_beside

LARGE = 16 * 1024 * 1024
"""Bytes from which on a book is opened beside the window; a smaller one is there before it could be said."""
_ASKS_AGAIN = 10
"""Milliseconds between two looks whether the window is free to show the book."""


def is_large(book: Path) -> bool:
    """Whether the file is so large that it is opened beside the window; False where there is none."""
    try:
        return book.stat().st_size >= LARGE
    except (OSError, ValueError):
        return False


class Opening(QObject):
    """The book that is being opened beside one window, if any.

    ``opened`` hands it over, on the window's thread and while no dialog is open; ``failed`` tells what went wrong.
    *is_free* is asked before that whether the window can take another book already.
    """

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, is_free: Callable[[], bool] = lambda: True) -> None:
        super().__init__(parent)
        self._is_free = is_free
        self._wish: _Wish | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # one after the other: a book that is wanted again must be closed before

    @property
    def path(self) -> Path | None:
        """The book that is being opened; None if there is none."""
        return self._wish.path if self._wish is not None else None

    def open(self, path: Path, opening: Callable[[], Office]) -> None:
        """Begin to open *path* by *opening*, on another thread; an earlier wish is given up."""
        self.give_up()
        wish = self._wish = _Wish(path, opening)
        run_beside(
            self, wish.fulfil, lambda _none: self._hand_over(wish), lambda error: self._fail(wish, error),
            pool=self._pool, asker=self,
        )  # fmt: skip

    def give_up(self) -> None:
        """Want the book no more; it is closed as soon as it has been opened."""
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.give_up()

    def end(self) -> None:
        """Give up and wait until no file is held any more: the window is closed."""
        self.give_up()
        self._pool.waitForDone()

    def _hand_over(self, wish: _Wish) -> None:
        if wish is not self._wish:
            return
        # A dialog may hold a record of the present book.
        if QApplication.activeModalWidget() is not None or not self._is_free():
            QTimer.singleShot(_ASKS_AGAIN, self, lambda: self._hand_over(wish))
            return
        self._wish = None
        self.opened.emit(wish.taken())

    def _fail(self, wish: _Wish, error: BaseException) -> None:
        if wish is self._wish:
            self._wish = None
            self.failed.emit(error)
        elif not isinstance(error, Problem):
            raise error


class _Wish:
    """One book to be opened, given up at any moment by another thread."""

    def __init__(self, path: Path, opening: Callable[[], Office]) -> None:
        self.path = path
        self._opening = opening
        self._office: Office | None = None
        self._given_up = False
        self._changing = threading.Lock()

    def fulfil(self) -> None:
        if self._is_wanted() and not self._keep(office := self._opening()):
            office.close()

    def _is_wanted(self) -> bool:
        return not self._given_up

    def _keep(self, office: Office) -> bool:
        with self._changing:
            wanted = self._is_wanted()
            self._office = office if wanted else None
        return wanted

    def give_up(self) -> None:
        with self._changing:
            self._given_up = True
        office, self._office = self._office, None
        if office is not None:
            office.close()

    def taken(self) -> Office:
        office, self._office = self._office, None
        assert office is not None
        return office


class OpeningPage(QWidget):
    """What stands in the window until the book is there."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setObjectName("muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(self._words)

    def show_book(self, path: Path) -> None:
        """Say which book is being opened."""
        self._words.setText(_("Opening “{name}” …", name=path.stem))
        self.setAccessibleName(self._words.text())
