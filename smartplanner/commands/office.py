"""An open book with all that a verb needs: its journal to write, its reader to look things up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smartplanner.base.i18n import N_
from smartplanner.changes import Label
from smartplanner.commands.reference import reference_changes
from smartplanner.journal import Journal, books, create_book, open_book, remove_book
from smartplanner.queries import Reader

if TYPE_CHECKING:
    from smartplanner.excel.apart.worker import Worker


class Office:
    """One open book at work.  ``worker`` reads foreign workbooks; its process starts with the first of them."""

    def __init__(self, journal: Journal, worker: Worker | None = None) -> None:
        self.journal = journal
        self.reader = Reader(journal)
        self._worker = worker

    @property
    def worker(self) -> Worker:
        """What reads foreign workbooks; made when it is first asked for, since no window waits for it."""
        if self._worker is None:
            from smartplanner.excel.apart.worker import Worker

            self._worker = Worker()
        return self._worker

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self.journal.book.path

    @property
    def writable(self) -> bool:
        """Whether the book can be changed from here."""
        return self.journal.book.writable

    def close(self) -> None:
        """Close the book, and end the process that reads workbooks."""
        if self._worker is not None:
            self._worker.close()
        self.reader.forget()
        self.journal.close()

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def open_office(path: Path, *, writable: bool = True) -> Office:
    """Open the book at *path*; a Problem if that cannot be done."""
    return Office(open_book(path, writable=writable))


def is_older(path: Path) -> bool:
    """Whether the book at *path* is of an earlier version, so that it is copied and upgraded when it is opened."""
    return books.is_older(path)


def prepare() -> None:
    """Make what opening any book needs and takes a tenth of a second, on whichever thread has the time."""
    books.prepare()


def open_ready(path: Path, *, writable: bool = True) -> Office:
    """Open the book at *path* and read what its window asks for first, so that nothing waits for the file there."""
    office = open_office(path, writable=writable)
    try:
        office.journal.to_undo()
    except BaseException:
        office.close()
        raise
    return office


def new_office(path: Path) -> Office:
    """Make a book with the reference data of the city and open it; a Problem if it cannot be made there."""
    office = Office(create_book(path))
    try:
        office.journal.commit(Label(N_("New book with reference data")), reference_changes(), origin="create")
    except BaseException:
        office.close()
        remove_book(path)  # half a book would be in the way of the next try
        raise
    return office
