"""What the book notes of the units' parts in matters: who signed, reported, is done, and when a matter was assigned.

Read once and kept up with the commits; red list, papers, scores and lights reckon from it by ``rules.duties``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from smartplanner.base.clock import local_day
from smartplanner.changes import Change
from smartplanner.queries.reader import Reader
from smartplanner.rules.duties import LEAD, Told

_FEW = 200
"""Matters of which the facts are read by themselves rather than those of the whole book."""


class Part(NamedTuple):
    """What is noted of a unit's part in a matter."""

    role: str
    signed: date | None = None
    reported: date | None = None
    done: date | None = None

    def until(self, day: date) -> Part:
        """Return what was noted by the end of *day*: a signature of later was not there yet."""
        return self if self.signed is None or self.signed <= day else self._replace(signed=None)


NO_PART = Part("")
"""Where nothing is noted."""


class Facts(NamedTuple):
    """By matter: the reports as (unit, report), the parts of units, the days of assignment."""

    told: Mapping[str, Sequence[tuple[str | None, Told]]]
    parts: Mapping[str, Mapping[str, Part]]
    assigned: Mapping[str, Sequence[date]]

    def assigned_on(self, task: str, as_of: date) -> date | None:
        """Return the day on which a matter was last assigned, up to *as_of*."""
        return max((day for day in self.assigned.get(task, ()) if day <= as_of), default=None)


class PartBook:
    """The facts, each kind dropped when a row of it changes.  Any thread may ask."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Any] = {}
        self._turn = 0
        self._made: dict[str, date] = {}

    def facts(self, ids: Sequence[str]) -> Facts:
        """Return the facts of these matters at least."""
        return Facts(
            self._read("progress_report", _read_told, ids),
            self._read("party", _read_parts, ids),
            self._read("task_event", _read_assigned, ids),
        )

    def days_made(self, ids: list[str]) -> dict[str, date]:
        """Return the day on which each of these matters came into the book; that never changes."""
        known = self._made
        new = [id for id in ids if id not in known]
        written = self._reader.written("task", new) if new else []
        made: dict[str, date] = {}
        for id, at, before, _after in written:  # one that was removed and brought back came when it first came
            if before is None and id not in made:
                made[id] = local_day(at)
        self._made = known | made
        return self._made

    def follow(self, changes: Sequence[Change]) -> None:
        """Drop what a commit has changed."""
        touched = {change.entity for change in changes} & {"progress_report", "party", "task_event"}
        if touched:
            self._turn += 1
            self._known = {entity: value for entity, value in self._known.items() if entity not in touched}

    def _read(self, entity: str, read: Callable[[Reader, Sequence[str] | None], Any], ids: Sequence[str]) -> Any:
        known = self._known.get(entity)
        if known is None:
            if len(ids) <= _FEW:
                return read(self._reader, ids)
            turn = self._turn
            known = read(self._reader, None)
            if turn == self._turn:  # else it may be that of before a commit of another thread
                self._known[entity] = known
        return known


def _read_told(reader: Reader, ids: Sequence[str] | None) -> dict[str, list[tuple[str | None, Told]]]:
    day, found = _Days(), defaultdict(list)
    fields = ("task", "organisation", "period", "reported_on")
    for task, unit, period, on in reader.raw_columns("progress_report", fields, ids, by="task"):
        if period or on:
            found[task].append((unit, Told(period, day[on])))
    return found


def _read_parts(reader: Reader, ids: Sequence[str] | None) -> dict[str, dict[str, Part]]:
    day, found = _Days(), defaultdict[str, dict[str, Part]](dict)
    fields = ("task", "organisation", "role", "signed_on", "reported_on", "done_on")
    for task, unit, role, signed, reported, done in reader.raw_columns("party", fields, ids, by="task"):
        if role != "contact" and (unit not in found[task] or role == LEAD):
            found[task][unit] = Part(role, day[signed], day[reported], day[done])
    return found


def _read_assigned(reader: Reader, ids: Sequence[str] | None) -> dict[str, list[date]]:
    found = defaultdict(list)
    for task, act, on in reader.raw_columns("task_event", ("task", "act", "happened_on"), ids, by="task"):
        if act == "assign" and on:
            found[task].append(date.fromisoformat(on))
    return found


class _Days(dict[str | None, date | None]):
    """Days by their text, each read once."""

    def __init__(self) -> None:
        super().__init__({None: None})

    def __missing__(self, text: str | None) -> date | None:
        self[text] = day = date.fromisoformat(text) if text else None
        return day
