"""What each unit has to do in each matter, and what it did: the facts behind reminders and scores."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from smartplanner.base.memory import without_scans
from smartplanner.queries.past_standings import standings_then
from smartplanner.queries.reader import Reader
from smartplanner.queries.reporting import unit_reportings
from smartplanner.queries.signatures import unsigned_units
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.rules.duties import LEAD as LEAD
from smartplanner.rules.duties import NO_REPORTING, Reporting
from smartplanner.rules.duties import SUPPORT as SUPPORT
from smartplanner.rules.timeline import Standing


class Duty(NamedTuple):
    """One unit's part in one matter.  Days are those of the events that concern this unit.

    A named tuple, because a large book has 150,000 of them.
    """

    line: TaskLine
    unit: str
    role: str
    """lead or support."""
    given_on: date | None = None
    """The day on which the matter was assigned, or else its start; None: not known."""
    done_on: date | None = None
    own_part_done_on: date | None = None
    unsigned: bool = False
    """Whether the matter was given to the unit and it has not signed for it."""
    reporting: Reporting = NO_REPORTING
    """The unit's duty to report, and what it reported; ``rules.duties`` says what follows from it."""
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
        return _duties(reader, [line for line in task_lines(reader, as_of=as_of) if within(line)], {}, as_of)


def duties_then(reader: Reader, *, day: date) -> list[Duty]:
    """Return the parts of all units as matters stood at the end of *day*: their states, deadlines and units then.

    A matter that came into the book later is taken as far as can be told, unless the book was kept by then already:
    then it was not there yet.  Lights are those of today's state and are not to be read.
    """
    with without_scans():
        stood = standings_then(reader, day)
        lines = []
        for line in task_lines(reader, as_of=day):
            if line.id not in stood:
                lines.append(line)
            elif (then := stood[line.id]) is not None:
                lines.append(
                    line._replace(
                        state=then.state, progress=then.progress, start=then.start, due=then.due, lead=then.lead,
                        support=then.support, cycle=then.cycle, parent=then.parent,
                    )
                )  # fmt: skip
        return _duties(reader, lines, stood, day)


def _duties(reader: Reader, lines: list[TaskLine], stood: Mapping[str, Standing | None], as_of: date) -> list[Duty]:
    facts = _Facts(reader, lines, as_of, stood)
    found = [facts.duty(line, line.lead, LEAD) for line in lines if line.lead]
    found += [facts.duty(line, unit, SUPPORT) for line in lines for unit in facts.helpers(line)]
    return found


class _Event(NamedTuple):
    """What is asked of an event."""

    task: str
    organisation: str | None
    act: str
    happened_on: date
    grade: str | None


class _Facts:
    """What the book knows about matters and units until a day, looked up by (matter, unit).

    *stood* says how matters stood that day where they stand otherwise now.
    """

    def __init__(
        self, reader: Reader, lines: Sequence[TaskLine], as_of: date, stood: Mapping[str, Standing | None]
    ) -> None:
        self.tasks: dict[str, tuple[date | None, str | None]] = {
            id: (done_on, lead) for id, done_on, lead in reader.columns("task", ["id", "done_on", "lead"])
        }
        self.tasks |= {id: (then.done_on, then.lead) for id, then in stood.items() if then is not None}
        self.as_of = as_of
        self.parties = {(row.task, row.organisation): row for row in reader.rows("party") if row.role != "contact"}
        self.helping: dict[str, list[str]] = defaultdict(list)
        for (task, unit), row in self.parties.items():
            if row.role == SUPPORT:
                self.helping[task].append(unit)
        self.unsigned = {(one.task, owing) for one in unsigned_units(reader, lines, as_of=as_of) for owing in one.units}
        happened = itertools.starmap(_Event, reader.columns("task_event", _Event._fields))
        events = sorted((row for row in happened if row.happened_on <= as_of), key=lambda row: row.happened_on)
        self.events = self._by_unit(events)
        self.given = {row.task: row.happened_on for row in events if row.act == "assign"}
        self.finished = {row.task: row.happened_on for row in events if row.act in ("finish", "submit")}
        self.reportings = {
            (one.task, one.unit): one.duty for one in unit_reportings(reader, lines, as_of=as_of) if one.unit
        }
        self.waiting = {row.task: row for row in reader.rows("extension") if row.state == "requested"}

    def _by_unit(self, rows: Iterable[_Event]) -> Mapping[tuple[str, str | None], list[_Event]]:
        """Sort rows by matter and unit; what names no unit concerns the one in the lead."""
        found: dict[tuple[str, str | None], list[_Event]] = defaultdict(list)
        for row in rows:
            found[row.task, row.organisation or self.tasks[row.task][1]].append(row)
        return found

    def helpers(self, line: TaskLine) -> Iterable[str]:
        """Return the co-operating units: those that the matter names, and those whose part is noted."""
        noted = self.helping.get(line.id, ())
        return [unit for unit in dict.fromkeys((*line.support, *noted)) if unit != line.lead]

    def duty(self, line: TaskLine, unit: str | None, role: str) -> Duty:
        assert unit is not None
        done_on, _lead = self.tasks[line.id]
        key = line.id, unit
        party, events = self.parties.get(key), self.events.get(key)
        made = Duty(
            line, unit, role, self.given.get(line.id) or line.start, done_on or self.finished.get(line.id),
            party.done_on if party and role == SUPPORT else None, (line.id, unit) in self.unsigned,
            self.reportings.get(key, NO_REPORTING),
        )  # fmt: skip
        waiting = self.waiting.get(line.id)
        if waiting is not None and (waiting.requested_by or line.lead) == unit:
            made = made._replace(asked_on=waiting.requested_on, asked_until=waiting.new_due)
        return _with_events(made, events) if events else made


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
