"""One book: a ``.splan`` file that is open, checked and, if it is to be written, held by us alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.store import migrations
from smartplanner.store.backup import copy_verified
from smartplanner.store.engine import APPLICATION_ID, make_engine, reading, writing
from smartplanner.store.lock import Lock
from smartplanner.store.place import check_place
from smartplanner.store.tables import metadata

SUFFIX = ".splan"
_MAGIC = b"SQLite format 3\0"


class Book:
    """An open book.  ``read`` and ``write`` give transactions; ``close`` leaves one tidy file behind."""

    def __init__(self, path: Path, engine: Engine, lock: Lock | None) -> None:
        self.path = path
        self._engine = engine
        self._lock = lock

    @property
    def writable(self) -> bool:
        """Whether this program holds the book and may write it."""
        return self._lock is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that reads one consistent state."""
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that writes; for the journal only.  A read-only book raises a Problem."""
        if self._lock is None:
            raise read_only(self.path)
        try:
            with writing(self._engine) as connection:
                yield connection
        except DBAPIError as error:
            raise _environment(self.path, error) from error

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file, so that the file alone is the whole book."""
        with self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Leave one tidy file behind and give the book free."""
        if self._lock is not None:
            self.checkpoint()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def create_book(path: Path) -> Book:
    """Make an empty book at *path*; a file that is there already is a Problem and stays as it is."""
    check_place(path)
    if not path.parent.is_dir():
        message = _("The folder does not exist.")
        raise Problem(code="no_folder", file=str(path), message=message, remedy=_("Make the folder first."))
    if path.exists():
        message = _("The file exists already and is not overwritten.")
        raise Problem(code="book_exists", file=str(path), message=message, remedy=_("Choose another name."))
    lock = Lock(path)
    lock.take()
    engine = make_engine(path, mode="rwc")
    try:
        with writing(engine) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            migrations.upgrade(connection)
            connection.execute(
                metadata().tables["book"].insert(),
                [
                    {"key": "book", "value": new_id()},
                    {"key": "site", "value": new_id()},
                    {"key": "made", "value": clock.now()},
                ],
            )
    except BaseException:
        engine.dispose()
        for leftover in (path, *_companions(path)):
            leftover.unlink(missing_ok=True)
        lock.release()
        raise
    book = Book(path, engine, lock)
    book.checkpoint()  # the header that tells a book by its first bytes lies in the log until then
    return book


def open_book(path: Path, *, writable: bool = True) -> Book:
    """Open the book at *path* after checking that it is one of ours and of a version that we know.

    An older one is migrated after a verified copy was laid beside it.  To read (``writable=False``) no lock is
    taken, so that another program may hold the book meanwhile.
    """
    _check_header(path)
    if not writable:
        return _opened(Book(path, _reading_engine(path), None))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise read_only(path)
    check_place(path)
    lock = Lock(path)
    lock.take()
    try:
        return _opened(Book(path, make_engine(path, mode="rw"), lock))
    except BaseException:
        lock.release()
        raise


def _reading_engine(path: Path) -> Engine:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return make_engine(path, mode="look")
    # SQLite cannot lay its shared-memory file beside the book: read the file alone.
    return make_engine(path, mode="immutable")


def _opened(book: Book) -> Book:
    try:
        with book.read() as connection:
            version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
            _check_schema(book.path, connection, version)
        if version < migrations.latest():
            _migrate(book, version)
    except DBAPIError as error:
        book._engine.dispose()  # noqa: SLF001 - our own half-open book
        raise _damaged(book.path) from error
    except BaseException:
        book._engine.dispose()  # noqa: SLF001
        raise
    return book


def _migrate(book: Book, version: int) -> None:
    if not book.writable:
        raise Problem(
            code="older_book",
            file=str(book.path),
            message=_("The book was made by an earlier version and has to be upgraded first."),
            remedy=_("Open it once in the program (or with a verb that writes)."),
        )
    copy_verified(book.path, book.path.with_name(f"{book.path.stem}.v{version:04d}.backup{SUFFIX}"))
    with book.write() as connection:
        migrations.upgrade(connection)


def _check_header(path: Path) -> None:
    if not path.is_file():
        message = _("There is no such book.")
        raise Problem(code="no_book", file=str(path), message=message, remedy=_("Check the name and the folder."))
    with path.open("rb") as file:
        header = file.read(100)
    ours = header[:16] == _MAGIC and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not ours or len(header) < 100:
        raise Problem(
            code="not_a_book",
            file=str(path),
            message=_("The file is not a book of SmartPlanner."),
            remedy=_("Choose a file that ends in .splan, or import a workbook into a book."),
        )


def _check_schema(path: Path, connection: Connection, version: int) -> None:
    if version > migrations.latest():
        raise Problem(
            code="newer_book",
            file=str(path),
            message=_(
                "The book was made by a newer version of the program (its version {theirs}, ours {ours}).",
                theirs=version,
                ours=migrations.latest(),
            ),
            remedy=_("Update the program on this computer."),
        )
    found = connection.execute(text("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")).all()
    planted = [name for kind, name in found if kind in ("trigger", "view")]
    missing = set(metadata().tables) - {name for kind, name in found if kind == "table"}
    if planted or (missing and version == migrations.latest()):
        raise Problem(
            code="foreign_schema",
            file=str(path),
            message=_(
                "The structure of the book was changed from outside: {names}.",
                names="、".join([*planted, *sorted(missing)]),
            ),
            remedy=_("Use a backup of the book."),
        )


def read_only(path: Path) -> Problem:
    """Return the Problem of writing a book that can only be read."""
    return Problem(
        code="read_only",
        file=str(path),
        message=_("The book is read-only here, so nothing can be changed."),
        remedy=_("Copy it to a folder of your own and open it there."),
    )


def _environment(path: Path, error: DBAPIError) -> BaseException:
    """Tell the environment's faults (a Problem) from ours (a bug)."""
    reason = str(error.orig).casefold()
    if "disk is full" in reason:
        message, remedy = _("The disk is full; nothing was written."), _("Free some space and try again.")
        return Problem(code="disk_full", file=str(path), message=message, remedy=remedy)
    if "disk i/o error" in reason or "readonly" in reason:
        message, remedy = _("The file cannot be written; nothing was changed."), _("Check the drive and your rights.")
        return Problem(code="not_writable", file=str(path), message=message, remedy=remedy)
    if "malformed" in reason or "not a database" in reason:
        return _damaged(path)
    return error


def _damaged(path: Path) -> Problem:
    message = _("The book is damaged and cannot be read.")
    return Problem(code="damaged_book", file=str(path), message=message, remedy=_("Restore it from a backup."))


def _companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal")]
