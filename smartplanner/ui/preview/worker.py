"""Work on pages, one piece after the other, off the window's thread.

What is wanted is asked for anew before each piece, so that a page that has left the sight is not drawn any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal


class Worker(QObject):
    """Runs one piece of work at a time; ``next_work`` gives the next one, or None when there is nothing to do."""

    def __init__(self, next_work: Callable[[], tuple[Callable[[], Any], Callable[[Any], None]] | None],
                 parent: QObject) -> None:  # fmt: skip
        super().__init__(parent)
        self._next_work = next_work
        self._done: Callable[[Any], None] | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    @property
    def busy(self) -> bool:
        """Whether a piece is under way."""
        return self._done is not None

    def wake(self) -> None:
        """Begin with the next piece unless one is under way."""
        if self._done is not None:
            return
        piece = self._next_work()
        if piece is None:
            return
        work, self._done = piece
        job = _Job(work)
        job.told.told.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        # What tells must outlive the thread's last word, so the worker keeps it until then.
        job.told.setParent(self)
        job.told.told.connect(job.told.deleteLater, Qt.ConnectionType.QueuedConnection)
        self._pool.start(job)

    def _finish(self, answer: Any) -> None:
        done, self._done = self._done, None
        assert done is not None
        if isinstance(answer, _Failure):
            raise answer.error
        done(answer)
        self.wake()


@dataclass(frozen=True)
class _Failure:
    error: BaseException


class _Told(QObject):
    told = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work
        self.told = _Told()

    def run(self) -> None:
        try:
            answer = self._work()
        except BaseException as error:  # handed to the window's thread, and raised there
            answer = _Failure(error)
        self.told.told.emit(answer)
