"""Long work with a form that says how far it is and lets a person stop it; short work never shows the form.

Work runs off the window's thread.  It tells how far it is, and asks now and then whether it is to stop; what stops
raises ``Stopped`` and leaves nothing half-done behind.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.stopping import Stopped as Stopped
from smartplanner.base.telling import Tell, untold
from smartplanner.ui.session import Session, run_beside, show_problem
from smartplanner.ui.theme import SPACE

T = TypeVar("T")
LARGE = 1_000
"""Cells or records from which on work on them is done beside the window: fewer take less than a tenth of a second."""
APPEARS_AFTER = 400
"""Milliseconds: work that is done sooner shows no form."""
_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_LOOKS_EVERY = 100
"""Milliseconds between two looks at how far the work is."""
_ESTIMATES_FROM = 0.05
"""The part that must be done before the time left is more than a guess."""


class Progress(Protocol):
    """Told by the work, from any thread: the part done, from 0 to 1, and what is being done.  Raises ``Stopped``."""

    def __call__(self, part: float, words: str = "") -> None:
        """Take note, or raise ``Stopped`` when the person wants no more."""


Work = Callable[[Progress, Callable[[], bool]], Any]
"""Long work: gets what it tells its progress to, and what says whether it is to stop."""


class LongWork(QObject):
    """One piece of work under way; it starts at once.

    *session* may be None where no book is open.  *done* gets the answer, *stopped* is called after a person has
    stopped it, *failed* gets an error (without it a Problem is shown, and a bug is reported).  *alone*: the work writes
    into the book, so nothing else can be done in the program meanwhile.
    """

    def __init__(
        self,
        session: Session | None,
        title: str,
        work: Work,
        done: Callable[[Any], object],
        *,
        window: QWidget,
        failed: Callable[[BaseException], object] | None = None,
        stopped: Callable[[], object] | None = None,
        alone: bool = False,
    ) -> None:
        super().__init__(session or window)
        self._done, self._failed, self._stopped = done, failed, stopped
        self._window = window
        self._part, self._words = 0.0, ""
        self._wants_end = False
        self._began = time.monotonic()
        self.form = ProgressForm(title, window)
        if alone:
            self.form.stand_in_the_way()
        self.form.stopping.clicked.connect(self.stop)
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOKS_EVERY)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        self.destroyed.connect(self.form.deleteLater)  # whatever becomes of the work, no form is left over
        if session is not None:
            session.closing.connect(self.stop)
        pool = session.pool if session is not None else None
        run_beside(
            session or window,
            lambda: work(self._note, lambda: self._wants_end),
            self._finish,
            self._fail,
            pool=pool,
        )

    def stop(self) -> None:
        """Ask the work to stop; it does so at its next step."""
        self._wants_end = True
        self.form.show_stopping()

    def _note(self, part: float, words: str = "") -> None:
        if self._wants_end:
            raise Stopped
        self._part, self._words = min(max(part, 0.0), 1.0), words or self._words

    def _look(self) -> None:
        spent = time.monotonic() - self._began
        if spent * 1000 >= APPEARS_AFTER:
            self.form.appear()
        if not self._wants_end:
            self.form.show_part(self._part, self._words, seconds_left=left(spent, self._part))

    def _end(self) -> None:
        self._clock.stop()
        self.form.finish()
        self.deleteLater()

    def _finish(self, answer: Any) -> None:
        self._end()
        self._done(answer)

    def _fail(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, Stopped):
            if self._stopped is not None:
                self._stopped()
        elif self._failed is not None:
            self._failed(error)
        elif isinstance(error, Problem):
            show_problem(error, self._window)
        else:
            raise error


class ProgressForm(QDialog):
    """Title, bar, what is being done, time left, and a button to stop."""

    def __init__(self, title: str, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._over = False
        self._deaf: _Deaf | None = None
        self.heading = QLabel(title)
        self.heading.setObjectName("subheading")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.words = QLabel()
        self.words.setObjectName("muted")
        for label in (self.heading, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.stopping: QPushButton = QPushButton(_("Cancel"))
        buttons.addButton(self.stopping, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE)
        for widget in (self.heading, self.bar, self.words, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(420)

    def stand_in_the_way(self) -> None:
        """Keep every window from being used from now on, before anything is seen of this form."""
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.show()
        self._deaf = _Deaf(self)

    def appear(self) -> None:
        """Come up, unless it has."""
        if self._deaf is not None:
            self._deaf.stop()
            self._deaf = None
            self.hide()
            self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
        if not self.isVisible():
            self.show()

    def show_part(self, part: float, words: str, *, seconds_left: int | None) -> None:
        """Show how far the work is; a part of 0 is work that cannot say."""
        self.bar.setRange(0, 100 if part else 0)
        self.bar.setValue(round(part * 100))
        time_left = "" if seconds_left is None else _("about {seconds} s left", seconds=seconds_left)
        self.words.setText(" · ".join(text for text in (words, time_left) if text))

    def show_stopping(self) -> None:
        """Say that the work comes to its end."""
        self.stopping.setEnabled(False)
        self.words.setText(_("Stopping …"))

    def finish(self) -> None:
        """Close the form: the work is over."""
        self._over = True
        if self._deaf is not None:
            self._deaf.stop()
            self._deaf = None
        self.close()
        self.deleteLater()

    def reject(self) -> None:
        """Esc stops the work; the form stays until it has stopped."""
        if self._over:
            super().reject()
        elif self.stopping.isEnabled():
            self.stopping.click()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross in the corner stops the work as well."""
        if self._over:
            event.accept()
        else:
            event.ignore()
            self.reject()


class _Deaf(QObject):
    """Has no key reach any window, from its making until ``stop``: Qt runs shortcuts of a window that is blocked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._application = QCoreApplication.instance()
        if self._application is not None:
            self._application.installEventFilter(self)

    def stop(self) -> None:
        """Let keys pass again."""
        if self._application is not None:
            self._application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Swallow a key before it is looked up among the shortcuts."""
        if event.type() not in _KEYS:
            return False
        event.accept()
        return True


def carry_out(
    session: Session,
    title: str,
    work: Callable[[Tell], T],
    done: Callable[[T], object],
    *,
    window: QWidget,
    large: bool,
    stopped: Callable[[], object] | None = None,
) -> None:
    """Do *work* that may write, then *done* with its answer: here and now, or beside the window where it is *large*.

    A Problem is shown, and then *done* is not told; nor is it of large work that a person has *stopped*.
    """
    if large:
        LongWork(
            session, title, lambda tell, _stopping: work(tell), done, window=window, stopped=stopped, alone=True
        )  # fmt: skip
        return
    try:
        answer = work(untold)
    except Problem as problem:
        show_problem(problem, window)
    else:
        done(answer)


def left(spent: float, part: float) -> int | None:
    """Return the seconds that are left after *spent* seconds for *part* of the work; None while nobody can know."""
    if part < _ESTIMATES_FROM or part >= 1:
        return None
    return max(1, math.ceil(spent / part * (1 - part)))
