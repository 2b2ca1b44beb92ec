"""Tells the faults of the environment, which a person can mend, from our own: a full disk is no bug."""

from __future__ import annotations

import errno
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem


def from_driver(path: Path, reason: object, *, writing: bool) -> Problem | None:
    """Return the Problem behind what SQLite said about the book at *path*; None if it is a bug of ours."""
    text = str(reason).casefold()
    if "disk is full" in text:
        return disk_full(path)
    if "locked" in text or "busy" in text:
        return _busy(path)
    if any(words in text for words in ("disk i/o error", "readonly", "unable to open", "could not open")):
        return not_writable(path) if writing else not_readable(path)
    if any(words in text for words in ("malformed", "not a database", "could not decode", "encrypted", "corrupt")):
        return damaged(path)
    return None


def from_system(path: Path, error: OSError) -> Problem:
    """Return the Problem of an operation on a file of the book at *path* that the system refused."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(path)
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return bad_name(path)
    return not_writable(path)


def bad_name(path: Path) -> Problem:
    """Return the Problem of a file name that this system cannot take."""
    message, remedy = _("The name is too long or not possible here."), _("Choose another name.")
    return Problem(code="bad_name", file=str(path), message=message, remedy=remedy)


def disk_full(path: Path) -> Problem:
    """Return the Problem of a disk without space."""
    message, remedy = _("The disk is full; nothing was written."), _("Free some space and try again.")
    return Problem(code="disk_full", file=str(path), message=message, remedy=remedy)


def not_writable(path: Path) -> Problem:
    """Return the Problem of a file that should be written and cannot."""
    message, remedy = _("The file cannot be written; nothing was changed."), _("Check the drive and your rights.")
    return Problem(code="not_writable", file=str(path), message=message, remedy=remedy)


def not_readable(path: Path) -> Problem:
    """Return the Problem of a file that is there and cannot be read."""
    message, remedy = _("The file cannot be read."), _("Check the drive and your rights.")
    return Problem(code="not_readable", file=str(path), message=message, remedy=remedy)


def damaged(path: Path) -> Problem:
    """Return the Problem of a book whose bytes are no longer those of a book."""
    message = _("The book is damaged and cannot be read.")
    return Problem(code="damaged_book", file=str(path), message=message, remedy=_("Restore it from a backup."))


def read_only(path: Path) -> Problem:
    """Return the Problem of writing a book that can only be read."""
    return Problem(
        code="read_only",
        file=str(path),
        message=_("The book is read-only here, so nothing can be changed."),
        remedy=_("Copy it to a folder of your own and open it there."),
    )


def _busy(path: Path) -> Problem:
    message = _("Another program is working on the book at this moment; nothing was changed.")
    return Problem(code="book_busy", file=str(path), message=message, remedy=_("Close it there and try again."))
