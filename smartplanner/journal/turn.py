"""One step is written at a time, from whichever thread; nobody waits for a large one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem

_LARGE = 1_000
"""Changes of a step that takes longer than a person waits without a word."""
_PATIENCE = 5.0
"""Seconds that a step waits for the end of a small one."""


class Turn:
    """Who writes now."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._size = 0

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Write a step of *size* changes inside; a Problem while another thread writes a large one."""
        if not self._lock.acquire(timeout=0 if self._size > _LARGE else _PATIENCE):
            raise Problem(
                code="being_written",
                message=_("A large step is being written; nothing else can be changed meanwhile."),
                remedy=_("Wait until it is done, or stop it, then do this again."),
            )
        before, self._size = self._size, size
        try:
            yield
        finally:
            self._size = before
            self._lock.release()
