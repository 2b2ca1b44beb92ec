"""Single fields of all records of a kind, read in one query when a list first shows them, and kept up with the book.

Lists of matters hold what most people look at; a further field (进展情况, 备注 …) comes from here once it is shown.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from smartplanner.changes import Change
from smartplanner.fields.description import Kind
from smartplanner.model import entity as described_entity
from smartplanner.queries.reader import Reader

Key = tuple[str, str]
"""Entity and field."""


class FieldValues:
    """The values of fields by record; ask the reader for its ``companion(FieldValues)``.  For any thread."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[Key, dict[str, Any]] = {}
        self._stale: dict[Key, set[str]] = {}
        self._turn = 0
        self._noting = threading.Lock()
        self._reading = threading.Lock()

    def value(self, entity: str, field: str, id: str) -> Any:
        """Return a stored value; None where the record is gone or the field is empty."""
        key = (entity, field)
        known = self._known.get(key)
        if known is None or key in self._stale:
            known = self._renew(key)
        return known.get(id)

    def follow(self, changes: Sequence[Change]) -> None:
        """Note which values a commit touched; they are read when they are next asked for."""
        with self._noting:
            self._turn += 1
            for change in changes:
                for key in self._known:
                    if key[0] == change.entity:
                        self._stale.setdefault(key, set()).add(change.id)

    def _renew(self, key: Key) -> dict[str, Any]:
        """Read what is missing of a field; one thread at a time, and never while a writer waits."""
        with self._reading:
            while True:
                with self._noting:
                    turn, touched = self._turn, self._stale.pop(key, set())
                known = self._known.get(key)
                if known is not None:
                    if touched:
                        self._take(key, known, touched)
                    return known
                known = self._read(key)
                with self._noting:
                    if turn == self._turn:  # else a commit came between, and nobody knows what it touched
                        self._known[key] = known
                        return known

    def _read(self, key: Key) -> dict[str, Any]:
        entity, name = key
        if described_entity(entity)[name].kind in (Kind.TEXT, Kind.LONG_TEXT):
            return {id: text for id, text in self._reader.raw_columns(entity, ("id", name)) if text}
        return {id: value for id, value in self._reader.columns(entity, ("id", name)) if value is not None}

    def _take(self, key: Key, known: dict[str, Any], ids: set[str]) -> None:
        entity, name = key
        fresh = {row.id: getattr(row, name) for row in self._reader.rows(entity, ids)}
        for id in ids:
            if fresh.get(id) is None:
                known.pop(id, None)
            else:
                known[id] = fresh[id]
