"""Readings of a page, of which the last that was asked for is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from smartplanner.ui.session import Session

T = TypeVar("T")


class Latest:
    """Reads for one page of *session*: what comes late, because the book or what is asked for changed, is dropped."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session, self._page = session, page
        self._turn = 0

    def read(self, work: Callable[[], T], take: Callable[[T], None], *, beside: bool) -> None:
        """Hand what *work* reads to *take*: here and now, or read *beside* the window's work."""
        self._turn += 1
        turn = self._turn

        def take_if_last(read: T) -> None:
            if turn == self._turn:
                take(read)

        if beside:
            self._session.in_background(work, take_if_last, asker=self._page)
        else:
            take(work())

    def forget(self) -> None:
        """Drop what is on its way: it is old already."""
        self._turn += 1
