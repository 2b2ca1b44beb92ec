"""What each unit has to do in each matter, and what it did: the facts behind reminders and scores."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from smartplanner.base.memory import without_scans
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.rules.parties import signatures_count

R = TypeVar("R", "_Event", "_Report")
LEAD, SUPPORT = "lead", "support"
BEFORE_ASSIGNING = frozenset({"registered", "assigning"})
"""States in which no unit has been given the matter yet."""


class Told(NamedTuple):
    """One report of a unit: the period as it was written, and the day."""

    period: str | None
    on: date | None


class Duty(NamedTuple):
    """One unit's part in one matter.  Days are those of the events that concern this unit.

    A named tuple, because a large book has 150,000 of them.
    """

    line: TaskLine
    unit: str
    role: str
    """lead or support."""
    cycle: str | None = None
    given_on: date | None = None
    """The day on which the matter was assigned, or else its start; None: not known."""
    done_on: date | None = None
    own_part_done_on: date | None = None
    unsigned: bool = False
    """Whether the matter was given to the unit and it has not signed for it."""
    reports: tuple[Told, ...] = ()
    urged: tuple[str | None, ...] = ()
    """The grades of the reminders that the unit has had."""
    slips_on: tuple[date, ...] = ()
    """Those of the reminders that were a slip (蓝单 and sharper) or a circular."""
    returned_on: tuple[date, ...] = ()
    granted_on: tuple[date, ...] = ()
    asked_on: date | None = None
    """The day of an extension request that waits for its decision."""
    asked_until: date | None = None


def duties(reader: Reader, *, as_of: date, within: Callable[[TaskLine], bool] = lambda _line: True) -> list[Duty]:
    """Return the parts of all units in all matters as of a day, lead units before co-operating ones."""
    with without_scans():
        lines = [line for line in task_lines(reader, as_of=as_of) if within(line)]
        facts = _Facts(reader, as_of)
        found = [facts.duty(line, line.lead, LEAD) for line in lines if line.lead]
        found += [facts.duty(line, unit, SUPPORT) for line in lines for unit in line.support if unit != line.lead]
    return found


class _Event(NamedTuple):
    """What is asked of an event."""

    task: str
    organisation: str | None
    act: str
    happened_on: date
    grade: str | None


class _Report(NamedTuple):
    """What is asked of a report."""

    task: str
    organisation: str | None
    period: str | None
    reported_on: date | None


class _Facts:
    """What the book knows about matters and units until a day, looked up by (matter, unit)."""

    def __init__(self, reader: Reader, as_of: date) -> None:
        self.tasks: dict[str, tuple[str | None, date | None, str | None]] = {
            id: (cycle, done_on, lead)
            for id, cycle, done_on, lead in reader.columns("task", ["id", "cycle", "done_on", "lead"])
        }
        self.as_of = as_of
        self.parties = {(row.task, row.organisation): row for row in reader.rows("party") if row.role != "contact"}
        self.signed = {task for (task, _unit), row in self.parties.items() if row.signed_on is not None}
        told = itertools.starmap(_Report, reader.columns("progress_report", _Report._fields))
        self.reports = self._by_unit(row for row in told if row.reported_on is None or row.reported_on <= as_of)
        happened = itertools.starmap(_Event, reader.columns("task_event", _Event._fields))
        events = sorted((row for row in happened if row.happened_on <= as_of), key=lambda row: row.happened_on)
        self.events = self._by_unit(events)
        self.given = {row.task: row.happened_on for row in reversed(events) if row.act == "assign"}
        self.finished = {row.task: row.happened_on for row in events if row.act in ("finish", "submit")}
        self.waiting = {row.task: row for row in reader.rows("extension") if row.state == "requested"}

    def _by_unit(self, rows: Iterable[R]) -> Mapping[tuple[str, str | None], list[R]]:
        """Sort rows by matter and unit; what names no unit concerns the one in the lead."""
        found: dict[tuple[str, str | None], list[R]] = defaultdict(list)
        for row in rows:
            found[row.task, row.organisation or self.tasks[row.task][2]].append(row)
        return found

    def duty(self, line: TaskLine, unit: str | None, role: str) -> Duty:
        assert unit is not None
        cycle, done_on, _lead = self.tasks[line.id]
        key = line.id, unit
        party, events, told = self.parties.get(key), self.events.get(key), self.reports.get(key)
        made = Duty(
            line, unit, role, cycle, self.given.get(line.id) or line.start, done_on or self.finished.get(line.id),
            party.done_on if party else None, self._unsigned(line, party),
            tuple(Told(row.period, row.reported_on) for row in told) if told else (),
        )  # fmt: skip
        waiting = self.waiting.get(line.id)
        if waiting is not None and (waiting.requested_by or line.lead) == unit:
            made = made._replace(asked_on=waiting.requested_on, asked_until=waiting.new_due)
        return _with_events(made, events) if events else made

    def _unsigned(self, line: TaskLine, party: Any | None) -> bool:
        """Whether a unit owes its signature since yesterday or longer: nobody is late on the day of assignment."""
        if line.state in BEFORE_ASSIGNING or self.given.get(line.id) == self.as_of:
            return False
        if party is None:
            return line.state == "signing"
        counts = signatures_count(line.state, any_signed=line.id in self.signed)
        return counts and party.signed_on is None


def _with_events(duty: Duty, events: Iterable[_Event]) -> Duty:
    def days(act: str) -> tuple[date, ...]:
        return tuple(row.happened_on for row in events if row.act == act)

    slips = (row for row in events if row.act == "urge" and row.grade not in (None, "reminder"))
    return duty._replace(
        urged=tuple(row.grade for row in events if row.act == "urge"),
        slips_on=tuple(row.happened_on for row in slips),
        returned_on=days("return"),
        granted_on=days("grant"),
    )
