"""One book: a ``.splan`` file that is open, checked and, if it is to be written, held by us alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.store import migrations
from smartplanner.store.backup import copy_open, copy_verified
from smartplanner.store.engine import APPLICATION_ID, make_engine, reading, writing
from smartplanner.store.faults import damaged, from_driver, from_system, read_only
from smartplanner.store.header import check_header, check_log, companion, has_log, refuse_long, stated_version
from smartplanner.store.identity import Identity, replaced
from smartplanner.store.lock import Lock
from smartplanner.store.place import check_place
from smartplanner.store.tables import metadata

SUFFIX = ".splan"
OLDER_BOOK = "older_book"


class Book:
    """An open book.  ``read`` and ``write`` give transactions; ``close`` leaves one tidy file behind."""

    def __init__(self, path: Path, engine: Engine, lock: Lock | None, identity: Identity | None = None) -> None:
        self.path = path
        self._engine = engine
        self._lock = lock
        self._identity = identity or Identity(path)
        self._rescued: Path | None = None

    @property
    def writable(self) -> bool:
        """Whether this program holds the book and may write it."""
        return self._lock is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that reads one consistent state; a Problem if the file cannot be read any more."""
        with _mendable(self.path, writing=False), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that writes; for the journal only.

        A read-only book raises a Problem, and one whose file was replaced under us: what it held is rescued first.
        """
        if self._lock is None:
            raise read_only(self.path)
        if self._identity.is_lost:
            raise replaced(self.path, self._rescue())
        with _mendable(self.path, writing=True), writing(self._engine) as connection:
            yield connection

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file, so that the file alone is the whole book."""
        with self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Leave one tidy file behind and give the book free."""
        if self._lock is not None:
            if self._identity.is_lost:
                self._rescue()
            # On a full disk the log cannot be folded in.  It is kept beside the book, and nothing is lost.
            with suppress(DBAPIError, sqlcipher3.Error):
                self.checkpoint()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _rescue(self) -> Path | None:
        """Copy what the open file holds beside the one that took its place, once; None where that cannot be done."""
        if self._rescued is None:
            number = 1
            while (target := self.path.with_name(f"{self.path.stem}.{number}.rescued{SUFFIX}")).exists():
                number += 1
            with suppress(DBAPIError, sqlcipher3.Error, OSError, Problem), self._engine.connect() as connection:
                self._rescued = copy_open(connection.connection.dbapi_connection, target)
                connection.rollback()
                self.checkpoint()  # the log lies under the old name: it must not be replayed over the other file
        return self._rescued


def create_book(path: Path) -> Book:
    """Make an empty book at *path*; a file that is there already is a Problem and stays as it is."""
    check_place(path)
    refuse_long(path)
    if not path.parent.is_dir():
        message = _("The folder does not exist.")
        raise Problem(code="no_folder", file=str(path), message=message, remedy=_("Make the folder first."))
    _refuse_existing(path)
    lock = Lock(path)
    lock.take()
    try:
        _refuse_existing(path)  # asked again: another program may have made it before we had the lock
        return _made(path, lock)
    except BaseException:
        lock.release()
        raise


def remove_book(path: Path) -> None:
    """Remove the book at *path* with all that lies beside it; a Problem if somebody has it open."""
    lock = Lock(path)
    lock.take()
    try:
        _unlink(path)
    except OSError as error:
        raise from_system(path, error) from error
    finally:
        lock.release()


def open_book(path: Path, *, writable: bool = True) -> Book:
    """Open the book at *path* after checking that it is one of ours and of a version that we know.

    An older one is migrated after a verified copy was laid beside it.  To read (``writable=False``) no lock is
    taken, so that another program may hold the book meanwhile; only the upgrade of an older one takes it.
    """
    check_header(path)
    if not writable:
        try:
            return _opened(Book(path, _reading_engine(path), None))
        except Problem as problem:
            if problem.code != OLDER_BOOK or not _can_write(path):
                raise
        open_book(path).close()
        return _opened(Book(path, _reading_engine(path), None))
    if not _can_write(path):
        raise read_only(path)
    check_place(path)
    lock = Lock(path)
    lock.take()
    try:
        check_log(path)
        identity = Identity(path)
        identity.note()
        return _opened(Book(path, make_engine(path, mode="rw", guard=identity.check), lock, identity))
    except BaseException:
        lock.release()
        raise


def look_at(path: Path) -> None:
    """Raise a Problem unless *path* looks like a whole book of a version that we know; nothing is opened or changed."""
    check_header(path)
    _refuse_newer(path, stated_version(path))
    if not Lock(path).is_held():
        check_log(path)


def upgrade_copy(path: Path) -> None:
    """Bring the tables of a copy, which is nobody's book yet, to our version."""
    book = Book(path, make_engine(path, mode="rw"), Lock(path))
    try:
        with book.write() as connection:
            if _version(connection) < migrations.latest():
                migrations.upgrade(connection)
    finally:
        book.close()


@contextmanager
def _mendable(path: Path, *, writing: bool) -> Iterator[None]:
    """Turn what the environment did to the book into a Problem; a fault of ours goes up as it is."""
    try:
        yield
    except (DBAPIError, sqlcipher3.Error) as error:
        problem = from_driver(path, getattr(error, "orig", error), writing=writing)
        if problem is None:
            raise
        raise problem from error
    except UnicodeDecodeError as error:
        # SQLite repeats the broken bytes in its complaint, and the driver cannot read that.
        raise damaged(path) from error


def _made(path: Path, lock: Lock) -> Book:
    identity = Identity(path)
    engine = make_engine(path, mode="rwc", guard=identity.check)
    try:
        book = Book(path, engine, lock, identity)
        with book.write() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            migrations.upgrade(connection)
            first = {"book": new_id(), "site": new_id(), "made": clock.now()}
            rows = [{"key": key, "value": value} for key, value in first.items()]
            connection.execute(metadata().tables["book"].insert(), rows)
        with _mendable(path, writing=True):
            book.checkpoint()  # the header that tells a book by its first bytes lies in the log until then
        identity.note()
    except BaseException:
        engine.dispose()
        _unlink(path)
        raise
    return book


def _refuse_existing(path: Path) -> None:
    try:
        exists = path.exists() or path.is_symlink()
    except OSError as error:
        raise from_system(path, error) from error
    if exists:
        message = _("The file exists already and is not overwritten.")
        raise Problem(code="book_exists", file=str(path), message=message, remedy=_("Choose another name."))


def _unlink(path: Path) -> None:
    for one in (path, *(companion(path, suffix) for suffix in ("-wal", "-shm", "-journal"))):
        one.unlink(missing_ok=True)


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _reading_engine(path: Path) -> Engine:
    if _can_write(path):
        if not Lock(path).is_held():
            check_log(path)
        return make_engine(path, mode="look")
    if os.access(path.parent, os.W_OK) or (has_log(path) and companion(path, "-shm").exists()):
        return make_engine(path, mode="ro")
    if has_log(path):
        raise Problem(
            code="log_not_readable",
            file=str(path),
            message=_("The newest changes lie in the log file beside the book, which cannot be read in this folder."),
            remedy=_("Copy the book together with its -wal file to a folder of your own and open it there."),
        )
    # SQLite cannot lay its shared-memory file beside the book: read the file alone.
    return make_engine(path, mode="immutable")


def _opened(book: Book) -> Book:
    try:
        with book.read() as connection:
            version = _version(connection)
            _check_schema(book.path, connection, version)
        if version < migrations.latest():
            _migrate(book, version)
    except BaseException:
        book._engine.dispose()  # noqa: SLF001 - our own half-open book
        raise
    return book


def _migrate(book: Book, version: int) -> None:
    if not book.writable:
        raise Problem(
            code=OLDER_BOOK,
            file=str(book.path),
            message=_("The book was made by an earlier version and has to be upgraded first."),
            remedy=_("Open it once in the program (or with a verb that writes)."),
        )
    copy_verified(book.path, book.path.with_name(f"{book.path.stem}.v{version:04d}.backup{SUFFIX}"))
    with book.write() as connection:
        migrations.upgrade(connection)


def _version(connection: Connection) -> int:
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def _check_schema(path: Path, connection: Connection, version: int) -> None:
    _refuse_newer(path, version)
    found = connection.execute(text("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")).all()
    planted = [name for kind, name in found if kind in ("trigger", "view")]
    missing = _missing(connection) if version == migrations.latest() else []
    if planted or missing:
        raise Problem(
            code="foreign_schema",
            file=str(path),
            message=_(
                "The structure of the book was changed from outside: {names}.",
                names="、".join([*planted, *missing]),
            ),
            remedy=_("Use a backup of the book."),
        )


def _refuse_newer(path: Path, version: int) -> None:
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


def _missing(connection: Connection) -> list[str]:
    """Return the tables and columns (``task.due``) that a book of our version has and this one lacks."""
    query = text("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'")
    found = {(table, column) for table, column in connection.execute(query)}
    tables = {table for table, _column in found}
    lacking = [name for name in metadata().tables if name not in tables]
    lacking += [
        f"{table.name}.{column.name}"
        for table in metadata().tables.values()
        if table.name in tables
        for column in table.columns
        if (table.name, column.name) not in found
    ]
    return sorted(lacking)
