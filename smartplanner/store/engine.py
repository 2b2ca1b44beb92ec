"""The SQLite engine: driver, pragmas and transactions as a book needs them.

``sqlcipher3`` brings one current SQLite to every platform.  Python's own transaction handling is switched
off, because it releases savepoints outside a transaction and lets DDL escape a rollback; instead every
transaction begins explicitly, and one that writes begins IMMEDIATE, so that it waits for its turn instead
of failing half-way.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

APPLICATION_ID = 0x53504C4E
"""``SPLN``: marks a file as a book; SQLite keeps it at byte 68 of the header."""
WAL_IS_SAFE_FROM = (3, 51, 3)
"""Earlier versions can corrupt a file when its WAL is reset (fixed 2026-03-13)."""
BUSY_TIMEOUT = 5000
"""Milliseconds that a writer waits for its turn."""


def make_engine(path: Path, *, mode: str, guard: Callable[[], object] = lambda: None) -> Engine:
    """Return an engine for the file *path*; *guard* is called before each connection and may raise to refuse it.

    *mode* is ``rw``, ``rwc`` (make it), ``look`` (read only, yet able to tidy up the log behind it), ``ro``
    (a file that we cannot write, but others may) or ``immutable`` (a file that nobody can write).
    """
    access = {"immutable": "mode=ro&immutable=1", "look": "mode=rw"}.get(mode, f"mode={mode}")
    target = address(path, access)

    def connect() -> Any:
        guard()
        connection = sqlcipher3.connect(target, uri=True, check_same_thread=False, timeout=BUSY_TIMEOUT / 1000)
        try:
            connection.isolation_level = None
            _set_pragmas(connection, writable=mode in ("rw", "rwc"))
            if mode not in ("rw", "rwc"):
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=connect,
        poolclass=QueuePool,
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )
    event.listen(engine, "begin", _begin)
    return engine


def address(path: Path, access: str) -> str:
    """Return *path* as SQLite's URI; every letter that means something in one (% # ?) is written as its bytes."""
    return f"file:{quote(os.fsencode(path.resolve()))}?{access}"


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that may write; it is rolled back when the block raises."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads: one consistent view of the book."""
    with engine.connect() as connection, connection.begin():
        yield connection


def sqlite_version() -> tuple[int, ...]:
    """Return the version of SQLite that the driver brings."""
    return tuple(int(part) for part in sqlcipher3.sqlite_version.split("."))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_pragmas(connection: Any, *, writable: bool) -> None:
    settings = [
        f"busy_timeout={BUSY_TIMEOUT}",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "synchronous=FULL",
        "secure_delete=ON",
    ]
    if writable:
        # WAL with FULL loses no acknowledged change at a power cut; with NORMAL it did in 192 of 300.
        settings.append("journal_mode=WAL" if sqlite_version() >= WAL_IS_SAFE_FROM else "journal_mode=TRUNCATE")
    for setting in settings:
        connection.execute(f"PRAGMA {setting}").fetchall()
