"""Which records have memos and attachments: read once for a whole book, and kept up with its commits.

Lists and boards ask for each row that they draw, so an answer costs a look into a table and no query.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from smartplanner.base.problems import shorten
from smartplanner.changes import Change
from smartplanner.queries.beside import Key
from smartplanner.queries.reader import Reader

MARKING = ("memo", "attachment")
"""The entities whose rows make marks."""
_LONGEST = 40
"""Characters of the last memo that a mark says."""
_READ = {"memo": ("id", "entity", "of", "written_on", "text"), "attachment": ("id", "entity", "of")}


class Mark(NamedTuple):
    """How many memos and attachments a record has, and how the last memo begins."""

    memos: int
    attachments: int
    words: str


class _Memo(NamedTuple):
    """One memo by the day on which it was written (ISO; empty: none was given) and its id, as they are put in order."""

    day: str
    id: str
    words: str


class Marks:
    """The marks by record; ask the reader for its ``companion(Marks)``.  For any thread.

    ``touched`` are the records whose marks the last commit changed, by entity.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._loading = threading.Lock()
        self._loaded = False
        self._turn = 0
        self._owners: dict[tuple[str, str], Key] = {}
        self._memos: dict[Key, dict[str, _Memo]] = {}
        self._attachments: dict[Key, set[str]] = {}
        self._marks: dict[Key, Mark] = {}
        self.touched: Mapping[str, set[str]] = {}

    def mark(self, entity: str, id: str) -> Mark | None:
        """Return the mark of a record; None where it has neither memo nor attachment."""
        if not self._loaded:
            self._load()
        return self._marks.get((entity, id))

    def of_entity(self, entity: str) -> Mapping[str, Mark]:
        """Return the marks of all records of *entity* that have one, by their ids."""
        self.load()
        return {id: mark for (name, id), mark in list(self._marks.items()) if name == entity}

    def load(self) -> None:
        """Read them now, so that nobody waits for it later; quick if they are known."""
        if not self._loaded:
            self._load()

    def follow(self, changes: Sequence[Change]) -> None:
        """Take note of a commit."""
        self._turn += 1
        touched: set[Key] = set()
        for change in changes:
            if change.entity in MARKING and self._loaded:
                touched |= self._take(change)
        for key in touched:
            self._mark(key)
        found: dict[str, set[str]] = {}
        for entity, id in touched:
            found.setdefault(entity, set()).add(id)
        self.touched = found

    def _load(self) -> None:
        with self._loading:
            while not self._loaded:
                turn = self._turn
                self._owners, self._memos, self._attachments = {}, {}, {}
                for name in MARKING:
                    for id, *values in self._reader.raw_columns(name, _READ[name]):
                        self._put(name, id, dict(zip(_READ[name][1:], values, strict=True)))
                self._marks = {}
                for key in self._memos.keys() | self._attachments.keys():
                    self._mark(key)
                self._loaded = turn == self._turn  # else a commit came between, and they are read again

    def _take(self, change: Change) -> set[Key]:
        """Take one change over; returns the records that it concerns."""
        name, id = change.entity, change.id
        former = self._owners.get((name, id))
        values: dict[str, Any] = {}
        if change.after is not None and former is not None:
            kept = self._memos.get(former, {}).get(id)
            values = {"entity": former[0], "of": former[1]}
            if kept is not None:
                values |= {"written_on": kept.day, "text": kept.words}
        self._drop(name, id)
        if change.after is None:
            return {former} if former is not None else set()
        owner = self._put(name, id, values | dict(change.after))
        return {owner} if former is None else {owner, former}

    def _put(self, name: str, id: str, values: Mapping[str, Any]) -> Key:
        owner = (values.get("entity") or "", values.get("of") or "")
        self._owners[name, id] = owner
        if name == "memo":
            memo = _Memo(str(values.get("written_on") or ""), id, shorten(values.get("text") or "", _LONGEST))
            self._memos.setdefault(owner, {})[id] = memo
        else:
            self._attachments.setdefault(owner, set()).add(id)
        return owner

    def _drop(self, name: str, id: str) -> None:
        owner = self._owners.pop((name, id), None)
        if owner is None:
            return
        if name == "memo":
            self._memos.get(owner, {}).pop(id, None)
        else:
            self._attachments.get(owner, set()).discard(id)

    def _mark(self, key: Key) -> None:
        memos, attachments = self._memos.get(key), self._attachments.get(key)
        if not memos and not attachments:
            self._marks.pop(key, None)
            return
        words = max(memos.values()).words if memos else ""
        self._marks[key] = Mark(len(memos or ()), len(attachments or ()), words)
