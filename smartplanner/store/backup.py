"""Verified copies of a book, made through SQLite's backup interface: a plain file copy can miss the log."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.store.engine import address
from smartplanner.store.faults import damaged, from_driver, from_system
from smartplanner.store.header import companion

_PAGES = 500
"""Pages that are copied between two reports: 2 MB."""
_READ, _COPIED = 0.6, 0.9
"""The parts of the work after which the pages are copied, and the copy is checked."""


def copy_verified(source: Path, target: Path, *, progress: Callable[[float], object] = lambda _part: None) -> None:
    """Copy the book *source* to *target*; the copy is checked before it takes the place of an older one.

    *progress* is told the part done, from 0 to 1, and may raise to stop: *target* is then as it was.
    Raises a Problem when the copy cannot be made or does not read back; *target* is then as it was.
    """
    scratch = target.with_name(f".{target.name[:80]}.{os.getpid()}.tmp")
    try:
        _copy(source, scratch, progress)
        progress(_COPIED)
        with scratch.open("rb+") as file:
            os.fsync(file.fileno())
        # The log of a file that is replaced would be replayed over the new one.
        companion(target, "-wal").unlink(missing_ok=True)
        scratch.replace(target)
    except OSError as error:
        raise from_system(target, error) from error
    except sqlcipher3.Error as error:
        raise _problem(source, target, error) from error
    except UnicodeDecodeError as error:
        raise damaged(source) from error
    finally:
        _remove(scratch)


def copy_open(connection: Any, target: Path) -> Path:
    """Copy what an open *connection* of the driver reads to the new file *target*; raises what goes wrong."""
    copy = sqlcipher3.connect(address(target, "mode=rwc"), uri=True)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        copy.close()
    return target


def _copy(source: Path, scratch: Path, progress: Callable[[float], object]) -> None:
    original = sqlcipher3.connect(address(source, _access(source)), uri=True)
    try:
        original.execute("PRAGMA query_only=ON")
        copy = sqlcipher3.connect(address(scratch, "mode=rwc"), uri=True)
        try:
            original.backup(
                copy, pages=_PAGES, progress=lambda _status, left, all: progress(_READ * (all - left) / max(all, 1))
            )
            progress(_READ)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            answer = copy.execute("PRAGMA integrity_check").fetchall()
            if answer != [("ok",)]:
                raise sqlcipher3.DatabaseError(f"malformed: {answer[0][0]}")
        finally:
            copy.close()
    finally:
        original.close()


def _access(source: Path) -> str:
    if os.access(source, os.W_OK) and os.access(source.parent, os.W_OK):
        return "mode=rw"  # not to write, but to tidy up the shared memory behind us
    # Where nothing can be laid beside the book (a write-protected stick) and there is no log, the file is read alone.
    closed = not os.access(source.parent, os.W_OK) and not companion(source, "-wal").exists()
    return "mode=ro&immutable=1" if closed else "mode=ro"


def _problem(source: Path, target: Path, error: Exception) -> Problem:
    known = from_driver(target, error, writing=True)
    if known is not None and known.code != "damaged_book":
        return known
    if known is not None:
        return damaged(source)
    return Problem(
        code="backup_failed",
        file=str(target),
        message=_("The copy could not be made: {reason}.", reason=str(error)),
        remedy=_("Check the free space and the rights of the folder, and try again."),
    )


def _remove(scratch: Path) -> None:
    for one in (scratch, companion(scratch, "-journal"), companion(scratch, "-wal"), companion(scratch, "-shm")):
        try:
            one.unlink(missing_ok=True)
        except OSError:
            # Nothing is lost by a left-over; the error that brought us here, if any, is the one to report.
            return
