"""The book as it was after one of its steps: a copy from which the later steps are taken out again.

What is made here is nobody's book: a copy to look at.  Its rows and its history end with the step, as if nothing
had come after it, so that every page, every report and the check of the book work on it as on any other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3

from smartplanner.fields.description import Kind
from smartplanner.journal.net import Entry, Fields, Net, net_of
from smartplanner.model import entity
from smartplanner.store.backup import copy_verified
from smartplanner.store.book import look_at
from smartplanner.store.engine import address
from smartplanner.store.header import companion

Said = Callable[[float], None]
"""Told how much is done, 0 to 1; what it raises stops the work, and nothing is left behind."""
_TOLD_EVERY = 2_000
_COPIED, _READ = 0.4, 0.6


def rebuild(book: Path, number: int, copy: Path, said: Said = lambda _part: None) -> None:
    """Write *book* as it was after the step *number* to *copy*; a Problem if it cannot be copied.

    Nothing stands at *copy* when this raises.
    """
    look_at(book)
    try:
        said(0.0)
        copy_verified(book, copy)
        said(_COPIED)
        _take_out(copy, number, said)
    except BaseException:
        for one in (copy, *(companion(copy, suffix) for suffix in ("-wal", "-shm", "-journal"))):
            one.unlink(missing_ok=True)
        raise


def _take_out(copy: Path, number: int, said: Said) -> None:
    connection = sqlcipher3.connect(address(copy, "mode=rw"), uri=True)
    try:
        connection.isolation_level = None
        # A power cut may cost this copy: it is made again at the next asking.
        for setting in ("synchronous=OFF", "journal_mode=MEMORY", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA defer_foreign_keys=ON")
        query = "SELECT entity, row, before, after FROM journal_change WHERE step > ? ORDER BY step, position"
        later = list(net_of(Entry(*found) for found in connection.execute(query, (number,))))
        said(_READ)
        _write_back(connection, later, said)
        connection.execute("DELETE FROM journal_change WHERE step > ?", (number,))
        connection.execute("DELETE FROM journal_step WHERE number > ?", (number,))
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        connection.close()
    said(1.0)


def _write_back(connection: Any, later: Sequence[Net], said: Said) -> None:
    done = 0
    for statement, rows in _statements(later):
        for start in range(0, len(rows), _TOLD_EVERY):
            part = rows[start : start + _TOLD_EVERY]
            connection.executemany(statement, part)
            done += len(part)
            said(_READ + (1 - _READ) * done / len(later))


def _statements(later: Sequence[Net]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Yield statements with their rows; the references are looked at only at the end, so any order will do."""
    gone: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    back: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    changed: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
    for net in later:
        if net.before is None:
            gone[net.entity].append((net.id,))
        elif net.after is None:
            back[net.entity].append((net.id, *_stored(net.entity, net.before, [*entity(net.entity).by_name])))
        else:
            names = tuple(sorted(net.before))
            changed[net.entity, names].append((*_stored(net.entity, net.before, names), net.id))
    for name, rows in gone.items():
        yield f'DELETE FROM "{name}" WHERE id = ?', rows
    for name, rows in back.items():
        columns = ["id", *entity(name).by_name]
        places = ", ".join("?" * len(columns))
        yield f'INSERT INTO "{name}" ({_listed(columns)}) VALUES ({places})', rows
    for (name, names), rows in changed.items():
        settings = ", ".join(f'"{column}" = ?' for column in names)
        yield f'UPDATE "{name}" SET {settings} WHERE id = ?', rows


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _stored(name: str, values: Fields, names: Sequence[str]) -> list[Any]:
    """Return *values* as the tables hold them: a list as its JSON text, nothing as NULL."""
    described = entity(name)
    return [
        _as_text(values.get(column)) if described[column].kind is Kind.MANY else _or_null(values.get(column))
        for column in names
    ]


def _as_text(members: Any) -> str | None:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")) if members else None


def _or_null(value: Any) -> Any:
    return None if value == "" else value
