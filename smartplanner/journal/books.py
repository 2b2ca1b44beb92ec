"""Copies of whole books and their check, for those who must not touch the store themselves."""

from __future__ import annotations

from pathlib import Path

from smartplanner.base.problems import Problem
from smartplanner.journal.check import check
from smartplanner.journal.journal import Journal, open_book
from smartplanner.store import migrations
from smartplanner.store.backup import copy_verified
from smartplanner.store.engine import sqlite_version
from smartplanner.store.lock import Lock


def check_book(journal: Journal) -> list[Problem]:
    """Return everything that is wrong with an open book."""
    return check(journal.book)


def versions(journal: Journal) -> dict[str, str]:
    """Return the versions of the tables and of SQLite."""
    return {"revision": str(migrations.latest()), "sqlite": ".".join(map(str, sqlite_version()))}


def copy_book(book: Path, target: Path) -> None:
    """Make a verified copy of *book*; a Problem if it is no book or the copy cannot be made."""
    open_book(book, writable=False).close()
    copy_verified(book, target)


def restore_book(copy: Path, book: Path) -> Path | None:
    """Put a checked copy in the place of *book*; the one that stood there is kept as ``.damaged``."""
    journal = open_book(copy, writable=False)
    problems = check(journal.book)
    journal.close()
    if problems:
        raise problems[0].at(file=str(copy))
    lock = Lock(book)
    lock.take()
    try:
        kept = _put_aside(book) if book.exists() else None
        copy_verified(copy, book)
    finally:
        lock.release()
    return kept


def _put_aside(book: Path) -> Path:
    number = 1
    while (kept := book.with_name(f"{book.name}.{number}.damaged")).exists():
        number += 1
    for suffix in ("-wal", "-shm"):
        companion = book.with_name(book.name + suffix)
        if companion.exists():
            companion.rename(kept.with_name(kept.name + suffix))
    book.rename(kept)
    return kept
