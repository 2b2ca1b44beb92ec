"""The open office as Qt objects see it: what changed as a signal, work in the background, problems as a dialog."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from smartplanner.base.i18n import _
from smartplanner.base.memory import without_scans
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Step, touched
from smartplanner.commands.office import Office

T = TypeVar("T")
_LONGEST_TIP = 1000
"""Characters."""
_LARGE = 5_000
"""Matters from which on a book is large."""
_PRELOAD_AFTER = 300
"""Milliseconds after a large book was opened."""


class Session(QObject):
    """One open office for one window.

    ``changed`` tells after each commit which rows were touched, as ``{entity: {id, …}}``; views refresh just
    those.  ``asked`` asks the shell to show a record: entity and id; ``dropped`` hands it files that fell on a page.
    """

    closing = Signal()
    changed = Signal(dict)
    said = Signal(str)
    asked = Signal(str, str)
    dropped = Signal(list)

    def __init__(self, office: Office, as_of: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.as_of = as_of
        self._stop = office.journal.subscribe(self._note)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(2)
        self._is_open = True
        if office.reader.count("task") > _LARGE:
            QTimer.singleShot(_PRELOAD_AFTER, self, self._preload)

    def perform(self, action: Callable[[], T], *, window: QWidget | None = None) -> T | None:
        """Run a command here and now; a Problem is shown to the person and None comes back."""
        try:
            return action()
        except Problem as problem:
            show_problem(problem, window)
            return None

    def in_background(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        asker: QObject | None = None,
    ) -> None:
        """Run *work* off the window's thread, then *done* with its answer on the window's thread.

        *asker* as in ``run_beside``.  What somebody asks for is for nobody once the book is being closed: what has not
        begun by then does not begin.  So work that writes has no asker.
        """
        wanted = None if asker is None else lambda: self._is_open
        run_beside(self, work, done, failed, pool=self.pool, asker=asker, wanted=wanted)

    def comes_to_rest(self) -> bool:
        """Ask long work to stop, as ``close`` does, and say whether no work is under way any more."""
        self.closing.emit()
        return self.pool.activeThreadCount() == 0

    def close(self) -> None:
        """Wait for work under way and close the book; long work is asked to stop (``closing``)."""
        self._is_open = False
        self.closing.emit()
        self.pool.waitForDone()
        self._stop()
        self.office.close()

    def _preload(self) -> None:
        """Read what the first form and the first change of a large book need.

        Modules are loaded ahead elsewhere (``ui.ahead``): two threads that load the same would wait for each other.
        """
        reader = self.office.reader
        self.in_background(lambda: reader.names("task"), lambda _names: None, asker=self)

    def _note(self, _step: Step, changes: Sequence[Change]) -> None:
        self.changed.emit(touched(changes))


def run_beside(
    keeper: QObject,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[BaseException], None] | None = None,
    *,
    pool: QThreadPool | None = None,
    asker: QObject | None = None,
    wanted: Callable[[], bool] | None = None,
) -> None:
    """Run *work* off the window's thread for *keeper*: a session, or a window while no book is open.

    *pool* are the threads that do it; without one those of the whole program.
    *asker* is who wants the answer, unless *done* is a method of its own: once a page or form has been deleted, the
    answer is dropped.  *wanted* is asked when its turn comes, on its thread: if not, the work is not begun.
    """
    job = _Job(work, wanted)
    job.signals.done.connect(_while_there(done, asker), Qt.ConnectionType.QueuedConnection)
    job.signals.failed.connect(_while_there(failed, asker) if failed else _raise, Qt.ConnectionType.QueuedConnection)
    # The receiver must outlive the thread's last signal, so the keeper keeps it until then.
    job.signals.setParent(keeper)
    job.signals.finished.connect(job.signals.deleteLater, Qt.ConnectionType.QueuedConnection)
    (pool or QThreadPool.globalInstance()).start(job)


def show_problem(problem: Problem, window: QWidget | None) -> None:
    """Tell a person what is wrong and what to do, in one dialog; its text can be copied."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("This cannot be done"))
    box.setText(problem.sentence())
    if problem.details:
        box.setDetailedText("\n".join(detail.sentence() for detail in problem.details))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.exec()
    box.deleteLater()


def literally(text: str) -> str:
    """Return *text* for a tooltip or question of Qt, which takes what looks like a tag for HTML and would follow it.

    A very long text is cut: no screen has room for it.
    """
    shown = text if len(text) <= _LONGEST_TIP else text[:_LONGEST_TIP] + "…"
    return "<qt>" + html.escape(shown).replace("\n", "<br>") + "</qt>" if text else ""


def _while_there(take: Callable[[Any], None], asker: QObject | None) -> Callable[[Any], None]:
    """Return *take*, which does nothing once the Qt object that wants it has been deleted."""
    owner = asker or getattr(take, "__self__", None)
    if not isinstance(owner, QObject):
        return take

    def take_if_there(answer: Any) -> None:
        if isValid(owner):
            take(answer)

    return take_if_there


class _Signals(QObject):
    done = Signal(object)
    failed = Signal(object)
    finished = Signal()


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], wanted: Callable[[], bool] | None) -> None:
        super().__init__()
        self._work = work
        self._wanted = wanted
        self.signals = _Signals()

    @Slot()
    def run(self) -> None:
        if self._wanted is None or self._wanted():
            self._do()
        self.signals.finished.emit()

    def _do(self) -> None:
        try:
            with without_scans():
                answer = self._work()
        except BaseException as error:  # handed to the window's thread, which shows it or crashes there
            self.signals.failed.emit(error)
        else:
            self.signals.done.emit(answer)


def _raise(error: BaseException) -> None:
    if isinstance(error, Problem):
        show_problem(error, QApplication.activeWindow())
        return
    raise error
