"""Which units report on which matters, from when on, and what they reported: read once, kept up with the book.

What follows from it (missed, owed, to come) is reckoned in ``rules.duties``, the same for all who ask.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from smartplanner.base.clock import local_day
from smartplanner.changes import Change
from smartplanner.queries.reader import Reader
from smartplanner.rules.duties import (
    LEAD,
    SUPPORT,
    Reporting,
    Told,
    can_owe,
    duty_began,
    owed_reports,
    part_began,
    report_to_come,
)
from smartplanner.rules.periods import CYCLES, Period

_FEW = 200
"""Matters of which the facts are read by themselves rather than those of the whole book."""


class Matter(Protocol):
    """What is asked of a matter; a ``TaskLine`` and a row have it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def cycle(self) -> str | None:
        """How often it is reported on."""

    @property
    def start(self) -> date | None:
        """Its start."""

    @property
    def lead(self) -> str | None:
        """The unit in the lead."""

    @property
    def support(self) -> tuple[str, ...]:
        """The co-operating units."""


class UnitReporting(NamedTuple):
    """One unit's duty to report on one matter; *unit* is None for the lead of a matter that names none."""

    task: str
    unit: str | None
    role: str
    duty: Reporting


class Owed(NamedTuple):
    """The reports that one unit owes for one matter, the earliest first."""

    task: str
    unit: str | None
    role: str
    periods: tuple[Period, ...]


def unit_reportings(reader: Reader, matters: Iterable[Matter], *, as_of: date) -> list[UnitReporting]:
    """Return who reports on these matters as of a day, the lead of each first; matters without a cycle have nobody.

    A report that names no unit, or one that has no part in the matter (any more), is the lead's.
    """
    asked = [matter for matter in matters if matter.cycle in CYCLES]
    if not asked:
        return []
    book = reader.companion(_ReportBook)
    facts = book.facts([one.id for one in asked])
    assigned = {task: max((day for day in days if day <= as_of), default=None) for task, days in facts.assigned.items()}
    entered = book.days_made([one.id for one in asked if one.start is None and assigned.get(one.id) is None])
    found: list[UnitReporting] = []
    for matter in asked:
        came = entered.get(matter.id, as_of)
        found += _of_matter(matter, facts, assigned.get(matter.id), min(came, as_of), as_of)
    return found


def owed_by_unit(reader: Reader, matters: Iterable[Matter], *, as_of: date) -> list[Owed]:
    """Return what each unit owes for these open matters as of a day; units that owe nothing are left out."""
    found = []
    for task, unit, role, duty in unit_reportings(reader, matters, as_of=as_of):
        if periods := owed_reports(duty, as_of):
            found.append(Owed(task, unit, role, periods))
    return found


class BareMatter(NamedTuple):
    """Just what is asked of a matter."""

    id: str
    cycle: str | None
    start: date | None
    lead: str | None
    support: tuple[str, ...] = ()


def owed_by_leads(reader: Reader, ids: Iterable[str] | None = None, *, as_of: date) -> dict[str, int]:
    """Return how many reports the leads of the open matters (all, or those of *ids*) owe, by matter."""
    owed = owed_by_unit(reader, _reported_on(reader, ids), as_of=as_of)
    return {one.task: len(one.periods) for one in owed if one.role == LEAD}


def to_come_from_leads(reader: Reader, ids: Iterable[str] | None = None, *, as_of: date) -> set[str]:
    """Return the open matters (among all, or *ids*) whose lead has not reported on the period that runs."""
    parts = unit_reportings(reader, _reported_on(reader, ids), as_of=as_of)
    return {one.task for one in parts if one.role == LEAD and report_to_come(one.duty, as_of)}


def _reported_on(reader: Reader, ids: Iterable[str] | None) -> list[BareMatter]:
    """Return the open matters that are to be reported on."""
    fields = ("id", "cycle", "start", "lead", "support", "state")
    return [
        BareMatter(id, cycle, date.fromisoformat(start) if start else None, lead, _units(support))
        for id, cycle, start, lead, support, state in reader.raw_columns("task", fields, ids)
        if cycle in CYCLES and can_owe(state)
    ]


def _units(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _of_matter(matter: Matter, facts: _Facts, assigned: date | None, entered: date, as_of: date) -> list[UnitReporting]:
    parts = facts.parts.get(matter.id, {})
    helping = dict.fromkeys((*matter.support, *(unit for unit, part in parts.items() if part.role == SUPPORT)))
    helping.pop(matter.lead or "", None)
    told: dict[str | None, list[Told]] = defaultdict(list)
    for unit, report in facts.told.get(matter.id, ()):
        if report.on is None or report.on <= as_of:
            told[unit if unit in helping else matter.lead].append(report)
    lead = parts.get(matter.lead or "", _NO_PART)
    began = duty_began(assigned=assigned, start=matter.start, signed=lead.signed, entered=entered)
    own = _own_told(told.get(matter.lead), lead)
    found = [UnitReporting(matter.id, matter.lead, LEAD, Reporting(matter.cycle, began, own))]
    for unit in helping:
        part = parts.get(unit, _NO_PART)
        own = _own_told(told.get(unit), part)
        since = part_began(assigned or matter.start, signed=part.signed, told=own)
        if since is not None:
            found.append(UnitReporting(matter.id, unit, SUPPORT, Reporting(matter.cycle, since, own, part.done)))
    return found


def _own_told(told: list[Told] | None, part: _Part) -> tuple[Told, ...]:
    """Return the reports of a unit; where the book has none, the day of its last report may still be noted."""
    if told:
        return tuple(told)
    return (Told(None, part.reported),) if part.reported is not None else ()


class _Part(NamedTuple):
    """What is noted of a unit's part in a matter."""

    role: str
    signed: date | None = None
    reported: date | None = None
    done: date | None = None


_NO_PART = _Part("")


class _Facts(NamedTuple):
    """By matter: the reports as (unit, report), the parts of units, the days of assignment."""

    told: Mapping[str, Sequence[tuple[str | None, Told]]]
    parts: Mapping[str, Mapping[str, _Part]]
    assigned: Mapping[str, Sequence[date]]


class _ReportBook:
    """The facts, each kind dropped when a row of it changes.  Any thread may ask."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Any] = {}
        self._turn = 0
        self._made: dict[str, date] = {}

    def facts(self, ids: Sequence[str]) -> _Facts:
        """Return the facts of these matters at least."""
        return _Facts(
            self._read("progress_report", _read_told, ids),
            self._read("party", _read_parts, ids),
            self._read("task_event", _read_assigned, ids),
        )

    def days_made(self, ids: list[str]) -> dict[str, date]:
        """Return the day on which each of these matters came into the book; that never changes."""
        known = self._made
        new = [id for id in ids if id not in known]
        written = self._reader.written("task", new) if new else []
        self._made = known | {id: local_day(at) for id, at, before, _after in written if before is None}
        return self._made

    def follow(self, changes: Sequence[Change]) -> None:
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


def _read_parts(reader: Reader, ids: Sequence[str] | None) -> dict[str, dict[str, _Part]]:
    day, found = _Days(), defaultdict[str, dict[str, _Part]](dict)
    fields = ("task", "organisation", "role", "signed_on", "reported_on", "done_on")
    for task, unit, role, signed, reported, done in reader.raw_columns("party", fields, ids, by="task"):
        if role != "contact" and (unit not in found[task] or role == LEAD):
            found[task][unit] = _Part(role, day[signed], day[reported], day[done])
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
