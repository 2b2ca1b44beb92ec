"""Work that only the window's thread may do, a slice at a time: between two slices the window answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from smartplanner.base.telling import untold

T = TypeVar("T")
Sliced = Generator[float, None, T]
"""Work that tells the part done after each slice, and returns what it made; it tidies up where it is closed early."""
_SLICE = 0.015
"""Seconds after which the window gets its turn."""


def _raise(error: Exception) -> None:
    raise error


class Slices(QObject, Generic[T]):
    """Does *work* while the window goes on; *done* gets its answer, *failed* what it raises, *told* the part done.

    Without *failed* an error is a bug, and reported as one.
    """

    def __init__(
        self,
        work: Sliced[T],
        done: Callable[[T], object],
        *,
        failed: Callable[[Exception], object] = _raise,
        told: Callable[[float], object] = untold,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work, self._done, self._failed, self._told = work, done, failed, told
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    def stop(self) -> None:
        """Do no more of it; nobody is told of an answer."""
        self._timer.stop()
        self._work.close()
        self.deleteLater()

    def _go_on(self) -> None:
        end = time.monotonic() + _SLICE
        try:
            while time.monotonic() < end:
                self._told(next(self._work))
        except StopIteration as finished:
            self.stop()
            self._done(finished.value)
        except Exception as error:  # handed to whoever asked for the work
            self.stop()
            self._failed(error)


def all_at_once(work: Sliced[T]) -> T:
    """Return what *work* makes, without a break."""
    while True:
        try:
            next(work)
        except StopIteration as finished:
            made: T = finished.value
            return made
