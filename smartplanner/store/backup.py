"""Verified copies of a book, made through SQLite's backup interface: a plain file copy can miss the log."""

from __future__ import annotations

import os
from pathlib import Path

import sqlcipher3

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem


def copy_verified(source: Path, target: Path) -> None:
    """Copy the book *source* to *target*; the copy is checked before it takes the place of an older one.

    Raises a Problem when the copy cannot be made or does not read back; *target* is then as it was.
    """
    scratch = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        _copy(source, scratch)
        with scratch.open("rb+") as file:
            os.fsync(file.fileno())
        scratch.replace(target)
    except (OSError, sqlcipher3.Error) as error:
        raise Problem(
            code="backup_failed",
            file=str(target),
            message=_("The copy could not be made: {reason}.", reason=str(error)),
            remedy=_("Check the free space and the rights of the folder, and try again."),
        ) from error
    finally:
        scratch.unlink(missing_ok=True)


def _copy(source: Path, scratch: Path) -> None:
    original = sqlcipher3.connect(str(source))
    copy = sqlcipher3.connect(str(scratch))
    try:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        answer = copy.execute("PRAGMA integrity_check").fetchall()
        if answer != [("ok",)]:
            raise sqlcipher3.DatabaseError(str(answer[0][0]))
    finally:
        copy.close()
        original.close()
