"""The files of a book's attachments go along when the book is copied or brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of
from smartplanner.commands.attachments import HASH, folder_of, hash_of, keep_file


def kept_files(book: Path) -> list[Path]:
    """Return the files of the attachments beside a book, by their names; left-overs and strange files are not among."""
    return sorted(path for path in _entries(folder_of(book)) if path.is_file() and not path.is_symlink())


def copy_attachments(book: Path, target: Path) -> int:
    """Copy the files beside *book* to beside its copy *target*, each read back; returns how many are whole.

    A file that is no longer what its name says is left out: it must not stand in for the right one.  Raises a Problem
    when one cannot be copied; what was copied before stays.
    """
    whole = 0
    try:
        for path in kept_files(book):
            if hash_of(path) == path.name:
                keep_file(folder_of(target), path)
                whole += 1
    except (OSError, Problem) as error:
        reason = error.message if isinstance(error, Problem) else reason_of(error)
        raise Problem(
            code="attachments_not_copied",
            file=str(target),
            message=_("The book is copied, but its attachments are not: {reason}.", reason=reason.rstrip("。.")),
            remedy=_("Copy the folder “{folder}” by hand, or try again.", folder=folder_of(book).name),
        ) from error
    return whole


def _entries(place: Path) -> Iterator[Path]:
    try:
        yield from (path for path in place.iterdir() if HASH.fullmatch(path.name))
    except (FileNotFoundError, NotADirectoryError):
        return
