"""The book as of a moment, in a window of its own: every page works there, nothing can be changed."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressDialog, QPushButton, QSizePolicy, QToolBar, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.stopping import Stopped
from smartplanner.changes import Step
from smartplanner.commands.history.moment import PastBook, look_back
from smartplanner.ui import icons
from smartplanner.ui.history.times import full_time
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.shell import Shell
from smartplanner.ui.theme import SPACE, WARNING, WARNING_TINT

_TOLD_EVERY = 100
"""Milliseconds between two looks at how far the work is."""


def look_back_from(session: Session, step: Step, window: QWidget) -> LookingBack:
    """Make the book as it was after *step* beside the work, and open it in a window of its own."""
    work = LookingBack(session, step, window)
    work.start()
    return work


class LookingBack:
    """The way to a past moment: a copy made in the background, with progress and a way to stop."""

    def __init__(self, session: Session, step: Step, window: QWidget) -> None:
        self.session = session
        self.step = step
        self.window = window
        self.opened: PastWindow | None = None
        self._part = 0.0
        self._stop = threading.Event()
        self._progress = QProgressDialog(_("Looking back to {moment}…", moment=full_time(step.at)), "", 0, 100, window)
        self._progress.setCancelButtonText(_("Cancel"))
        self._progress.setWindowTitle(_("Look back"))
        self._progress.setMinimumDuration(400)
        self._progress.setAutoReset(False)
        self._progress.setAutoClose(False)
        self._progress.canceled.connect(self._stop.set)
        self._clock = QTimer(self._progress)
        self._clock.setInterval(_TOLD_EVERY)
        self._clock.timeout.connect(lambda: self._progress.setValue(round(self._part * 100)))

    def start(self) -> None:
        """Begin."""
        self._clock.start()
        office, step = self.session.office, self.step
        self.session.in_background(lambda: look_back(office, step, self._told), self._open, self._fail)

    def stop(self) -> None:
        """Give it up; the copy is removed."""
        self._stop.set()

    def _told(self, part: float) -> None:
        self._part = part
        if self._stop.is_set():
            raise Stopped

    def _end(self) -> None:
        self._clock.stop()
        self._progress.canceled.disconnect(self._stop.set)  # closing it counts as canceling
        self._progress.close()
        self._progress.deleteLater()

    def _open(self, past: PastBook) -> None:
        self._end()
        if self._stop.is_set():
            past.remove()
            return
        self.opened = PastWindow(past, self.window.window())
        self.opened.show()

    def _fail(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, Stopped):
            return
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self.window)


class PastWindow(Shell):
    """The window over a past book, with a banner that says so; the copy goes when it is closed."""

    remembers = False

    def __init__(self, past: PastBook, parent: QWidget) -> None:
        super().__init__(as_of=past.day)
        self.setParent(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.past = past
        self._original = parent.book_title() if isinstance(parent, Shell) else past.path.stem
        self.banner = _Banner(past.step)
        self.banner.back.clicked.connect(self.close)
        bar = QToolBar()
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setObjectName("past")
        bar.toggleViewAction().setEnabled(False)
        bar.addWidget(self.banner)
        self.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        if not self.open_past():
            past.remove()

    def open_past(self) -> bool:
        """Open the copy to read it; whether that could be done."""
        from smartplanner.commands.office import open_office

        return self.take(lambda: open_office(self.past.path, writable=False))

    def book_title(self) -> str:
        """Return the title of the book that is looked back on, and the moment."""
        return _("{book} as of {moment}", book=self._original, moment=full_time(self.past.step.at))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the copy and remove it."""
        super().closeEvent(event)
        self.past.remove()


class _Banner(QWidget):
    """Says of which moment the book is, and that nothing can be changed here."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        words = QLabel(
            _(
                "The book as of {moment} (after step {number}), to look at only",
                moment=full_time(step.at),
                number=step.number,
            )
        )
        words.setObjectName("subheading")
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.back = QPushButton(_("Back to now"))
        icons.dress(self.back, "back")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        row.addWidget(words)
        row.addStretch()
        row.addWidget(self.back)
        self.setAccessibleName(words.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lay a ground that no other window has."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), WARNING_TINT)
        painter.fillRect(0, self.height() - 2, self.width(), 2, WARNING)
        painter.end()
