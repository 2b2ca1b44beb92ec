"""One holder per book: a lock file beside it that says who has it open.

The file names user, computer, process and time.  It is broken only when its process is gone on this same
computer (a crash leaves it behind); a lock from another computer is never broken.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.person import user_name
from smartplanner.base.problems import Problem
from smartplanner.store.faults import from_system

_WRITING = 10.0
"""Seconds within which an unreadable lock file is taken for one that is being written."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a book open.  ``started`` is the process's start in seconds, to tell a reused process number."""

    user: str
    host: str
    process: int
    started: float
    since: str


class Lock:
    """The right to write one book, held from ``take`` to ``release``."""

    def __init__(self, book: Path) -> None:
        # Beside the file itself: two links to one book must meet the same lock.
        real = Path(os.path.realpath(book))
        self._path = real.with_name(real.name + ".lock")
        self._held = False

    def take(self) -> None:
        """Take the lock; raises a Problem that names the holder if somebody else has the book."""
        try:
            for _attempt in range(3):
                if self._create():
                    self._held = True
                    return
                holder = self.holder()
                if not self._is_stale(holder):
                    raise _taken(self._path, holder)
                self._break()
        except OSError as error:
            raise from_system(self._path, error) from error
        raise _taken(self._path, self.holder())

    def release(self) -> None:
        """Give the book free; releasing twice does nothing."""
        if self._held:
            self._held = False
            # Where the folder has been closed to us meanwhile it stays, and is broken once this process is gone.
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def is_held(self) -> bool:
        """Whether somebody holds the book now, ourselves included."""
        return self._path.exists() and not self._is_stale(self.holder())

    def holder(self) -> Holder | None:
        """Return who holds the book; None when nobody does or the file cannot be read."""
        try:
            return _parse(json.loads(self._path.read_bytes().decode("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None

    def _is_stale(self, holder: Holder | None) -> bool:
        if holder is not None:
            return _is_gone(holder)
        # Unreadable: either being written this very moment, or left half-written by a crash.
        try:
            # Absolute: a clock that was set back must not keep a book locked until it has caught up.
            return abs(time.time() - self._path.stat().st_mtime) > _WRITING
        except FileNotFoundError:
            return True

    def _create(self) -> bool:
        text = json.dumps(asdict(_ourselves()), ensure_ascii=False)
        try:
            descriptor = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            return False
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            self._path.unlink(missing_ok=True)  # a full disk must not leave a lock that names nobody
            raise
        return True

    def _break(self) -> None:
        # Renamed before it is removed, so that of two programs breaking one stale lock only one succeeds
        # and neither removes the other's new one.
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}.stale")
        try:
            self._path.rename(aside)
        except FileNotFoundError:
            return
        aside.unlink(missing_ok=True)


def _parse(content: dict[str, Any]) -> Holder:
    """Return the holder that a lock file names; anything that we would not have written is a ValueError."""
    holder = Holder(
        user=str(content["user"]),
        host=str(content["host"]),
        process=int(content["process"]),
        started=float(content["started"]),
        since=str(content["since"]),
    )
    if not 0 < holder.process < 2**32:
        raise ValueError(holder.process)
    return holder


def _ourselves() -> Holder:
    process = psutil.Process()
    return Holder(user_name(), socket.gethostname(), process.pid, process.create_time(), clock.now())


def _is_gone(holder: Holder) -> bool:
    if holder.host != socket.gethostname():
        return False
    try:
        return abs(psutil.Process(holder.process).create_time() - holder.started) > 2
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False


def _taken(path: Path, holder: Holder | None) -> Problem:
    book = path.name.removesuffix(".lock")
    if holder is None:
        return Problem(
            code="book_in_use",
            file=book,
            message=_("The book is open somewhere else, and its lock file cannot be read."),
            remedy=_("Close the other program and try again."),
        )
    return Problem(
        code="book_in_use",
        file=book,
        message=_(
            "The book is open already: {user} on {host} (process {process}, since {since}).",
            user=holder.user,
            host=holder.host,
            process=holder.process,
            since=_when(holder.since),
        ),
        remedy=_("Close it there and try again."),
    )


def _when(moment: str) -> str:
    try:
        return clock.local(moment)
    except ValueError:
        return moment
