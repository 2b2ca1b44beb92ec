"""What the bytes of a file say before SQLite looks at it: is it a book of ours, is all of it there, is its log its own?

SQLite takes an empty file for an empty database, replays any log that lies beside a file, and finds a missing
end only when it comes to read there.  So these are asked first.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import sqlcipher3

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.store.engine import APPLICATION_ID, address
from smartplanner.store.faults import bad_name, damaged, from_system, not_readable

_MAGIC = b"SQLite format 3\0"
_LONGEST = 500
"""Bytes of a full file name: SQLite knows 512, with the ending of the log."""
_LENGTH = 100
"""Bytes of the header of an SQLite file (https://sqlite.org/fileformat2.html#the_database_header)."""


def check_header(path: Path) -> None:
    """Raise a Problem unless *path* is a whole book by its first bytes and its size."""
    refuse_long(path)
    header, size = _read(path)
    if len(header) < _LENGTH or header[:16] != _MAGIC or _number(header, 68) != APPLICATION_ID:
        raise Problem(
            code="not_a_book",
            file=str(path),
            message=_("The file is not a book of SmartPlanner."),
            remedy=_("Choose a file that ends in .splan, or import a workbook into a book."),
        )
    # With a log beside it the end of the book may still lie there.
    if size < _stated_size(header) and not has_log(path):
        raise damaged(path)


def stated_version(path: Path) -> int:
    """Return the number of the tables' revision that the header of the book *path* gives."""
    return _number(_read(path)[0], 60)


def refuse_long(path: Path) -> None:
    """Raise a Problem if the full name of *path* is longer than SQLite can work with."""
    if len(os.fsencode(os.path.realpath(path))) > _LONGEST:
        raise bad_name(path)


def companion(path: Path, suffix: str) -> Path:
    """Return the file that SQLite lays beside *path*: ``-wal``, ``-shm`` or ``-journal``."""
    return path.with_name(path.name + suffix)


def has_log(path: Path) -> bool:
    """Whether a write-ahead log lies beside *path*: its holder works on it, or was killed."""
    log = companion(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def check_log(path: Path) -> None:
    """Raise a Problem if the log beside *path* is of another book or another day.

    To be asked when nobody holds the book.  It is read without being folded in, so both files stay as they are.
    Its own log leads from the history that the file holds to a longer one; any other breaks that or the pages.
    """
    if not has_log(path):
        return
    alone, together = _look(path, "mode=ro&immutable=1"), _look(path, "mode=ro")
    follows = alone.book in ("", together.book) and together.steps[: len(alone.steps)] == alone.steps
    if together.whole and follows:
        return
    if not alone.whole:
        raise damaged(path)
    raise Problem(
        code="foreign_log",
        file=str(path),
        message=_("The log file “{log}” beside the book does not belong to it.", log=companion(path, "-wal").name),
        remedy=_("Move the log file to another folder and open the book again, or use a backup."),
    )


class _State(NamedTuple):
    """What a look into the file found: whether all pages are sound, the key of the book, the steps of its history."""

    whole: bool = False
    book: str = ""
    steps: tuple[tuple[object, ...], ...] = ()


def _look(path: Path, access: str) -> _State:
    try:
        connection = sqlcipher3.connect(address(path, access), uri=True)
    except sqlcipher3.Error:
        return _State()
    try:
        whole = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        row = connection.execute("SELECT value FROM book WHERE key = 'book'").fetchone()
        steps = connection.execute("SELECT number, id, chain FROM journal_step ORDER BY number").fetchall()
        return _State(whole, row[0] if row else "", tuple(steps))
    except (sqlcipher3.Error, UnicodeDecodeError):
        return _State()
    finally:
        connection.close()


def _read(path: Path) -> tuple[bytes, int]:
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(_LENGTH), path.stat().st_size
    except PermissionError:
        raise not_readable(path) from None
    except OSError as error:
        raise from_system(path, error) from error
    if path.is_dir():
        message, remedy = _("This is a folder, not a book."), _("Choose a file that ends in .splan.")
        raise Problem(code="not_a_book", file=str(path), message=message, remedy=remedy)
    message = _("There is no such book.")
    raise Problem(code="no_book", file=str(path), message=message, remedy=_("Check the name and the folder."))


def _stated_size(header: bytes) -> int:
    """Return the size that the header gives; 0 where an old program left it unstated."""
    if _number(header, 24) != _number(header, 92):
        return 0
    page = int.from_bytes(header[16:18], "big")
    return _number(header, 28) * (65_536 if page == 1 else page)


def _number(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + 4], "big")
