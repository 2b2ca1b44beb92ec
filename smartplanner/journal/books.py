"""Copies of whole books and their check, for those who must not touch the store themselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.journal.check import Tell, check, check_quickly
from smartplanner.journal.journal import Journal, open_book
from smartplanner.store import migrations
from smartplanner.store.backup import copy_verified
from smartplanner.store.book import look_at, remove_book, upgrade_copy
from smartplanner.store.engine import sqlite_version
from smartplanner.store.faults import from_system
from smartplanner.store.header import stated_version
from smartplanner.store.lock import Lock
from smartplanner.store.place import check_place
from smartplanner.store.tables import metadata


def check_book(journal: Journal, *, tell: Tell = lambda _part, _words: None) -> list[Problem]:
    """Return everything that is wrong with an open book; *tell* is told how far it is and may raise to stop."""
    return check(journal.book, tell=tell)


def check_book_quickly(journal: Journal) -> list[Problem]:
    """Return the damage of the file that a quick look finds."""
    return check_quickly(journal.book)


def versions(journal: Journal) -> dict[str, str]:
    """Return the versions of the tables and of SQLite."""
    return {"revision": str(migrations.latest()), "sqlite": ".".join(map(str, sqlite_version()))}


def is_older(book: Path) -> bool:
    """Whether the file is of an earlier version of the tables, so that to open it takes a copy and an upgrade."""
    try:
        return stated_version(book) < migrations.latest()
    except (OSError, Problem):
        return False  # whoever opens it says what is wrong


def prepare() -> None:
    """Make what every book needs when it is opened and what is the same for all: from then on opening is quick."""
    metadata()


def copy_book(book: Path, target: Path, *, progress: Callable[[float], object] = lambda _part: None) -> None:
    """Make a verified copy of *book*; a Problem if it is no book, the copy cannot be made or *target* is in use.

    *progress* is told the part done and may raise to stop.
    """
    look_at(book)
    _refuse_same(book, target)
    with _held(target):
        copy_verified(book, target, progress=progress)


def restore_book(copy: Path, book: Path) -> Path | None:
    """Put a checked copy in the place of *book*; the one that stood there is kept as ``.damaged``.

    Until the copy lies whole beside it, upgraded where it is older, the old book stays where it is.
    """
    look_at(copy)
    _refuse_same(copy, book)
    check_place(book)
    with _held(book):
        arrived = book.with_name(f"{book.name}.{os.getpid()}.restored")
        try:
            copy_verified(copy, arrived)
            _refuse_broken(copy, arrived)
            kept = _put_aside(book)
            arrived.replace(book)
        except OSError as error:
            raise from_system(book, error) from error
        finally:
            remove_book(arrived)
    return kept


def _refuse_broken(copy: Path, arrived: Path) -> None:
    upgrade_copy(arrived)
    journal = open_book(arrived, writable=False)
    try:
        problems = check(journal.book)
    finally:
        journal.close()
    if problems:
        raise problems[0].at(file=str(copy))


@contextmanager
def _held(book: Path) -> Iterator[None]:
    lock = Lock(book)
    lock.take()
    try:
        yield
    finally:
        lock.release()


def _refuse_same(one: Path, other: Path) -> None:
    if other.exists() and one.exists() and one.samefile(other):
        message = _("The copy and the book are the same file.")
        raise Problem(code="same_file", file=str(other), message=message, remedy=_("Choose another name."))


def _put_aside(book: Path) -> Path | None:
    """Rename the book and its companions; returns the new name, or None where there was no book."""
    number = 1
    while (kept := book.with_name(f"{book.name}.{number}.damaged")).exists():
        number += 1
    # Companions without a book are put aside as well: a log left alone would be replayed over the copy.
    for suffix in ("-wal", "-shm"):
        companion = book.with_name(book.name + suffix)
        if companion.exists():
            companion.replace(kept.with_name(kept.name + suffix))
    if not book.exists():
        return None
    return book.rename(kept)
