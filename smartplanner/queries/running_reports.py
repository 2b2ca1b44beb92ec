"""Of which matters the report on the running period is still to come from the lead.

The answer is that of ``rules.duties.report_to_come`` for the lead of each open matter (a test holds them together).  A
board of many cards asks for nothing else, so no more is read than this takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from smartplanner.queries.reader import Reader
from smartplanner.rules.duties import LEAD, SUPPORT, Told, can_owe, covered_period
from smartplanner.rules.periods import CYCLES, Period, period_of


class _Matter(NamedTuple):
    """What is asked of a matter; *support* is the list of the co-operating units as it is stored."""

    cycle: str
    lead: str | None
    support: str


def reports_to_come(reader: Reader, ids: Iterable[str] | None = None, *, as_of: date) -> set[str]:
    """Return the open matters (among all, or *ids*) on whose running period the lead has not reported by a day."""
    wanted = None if ids is None else list(ids)
    running = {cycle: period_of(as_of, cycle) for cycle in CYCLES}
    matters = _begun(reader, wanted, running, as_of)
    if not matters:
        return set()
    covered = _Covered(as_of)
    told, reported, doubtful = set(), set(), []
    fields = ("task", "organisation", "period", "reported_on")
    for task, unit, words, day in reader.raw_columns("progress_report", fields, wanted, by="task"):
        matter = matters.get(task)
        if matter is None or not (words or day) or (day and day > as_of.isoformat()):
            continue
        is_now = covered[words, day, matter.cycle] == running[matter.cycle].name
        if unit is None or unit == matter.lead:
            told.add(task)
            if is_now:
                reported.add(task)
        else:
            doubtful.append((task, unit, is_now))
    asked = [id for id in matters if id not in told]
    asked += {task for task, _unit, _now in doubtful} - set(asked)
    parts = reader.raw_columns("party", ("task", "organisation", "role", "reported_on"), asked, by="task")
    helping = {(task, unit) for task, unit, role, _day in parts if role == SUPPORT} if doubtful else set()
    for task, unit, is_now in doubtful:  # what a unit without a part reported is the lead's
        if (
            task not in reported
            and (task, unit) not in helping
            and unit not in json.loads(matters[task].support or "[]")
        ):
            told.add(task)
            if is_now:
                reported.add(task)
    for task, unit, role, day in parts:
        if day and role == LEAD and task not in told and task in matters and unit == matters[task].lead:
            cycle = matters[task].cycle
            if day <= as_of.isoformat() and covered[None, day, cycle] == running[cycle].name:
                reported.add(task)
    return matters.keys() - reported


def _begun(reader: Reader, wanted: list[str] | None, running: Mapping[str, Period], as_of: date) -> dict[str, _Matter]:
    """Return the open matters with a cycle on which reports are due in the running period already."""
    found, later = {}, []
    fields = ("id", "cycle", "start", "lead", "support", "state")
    for id, cycle, start, lead, support, state in reader.raw_columns("task", fields, wanted):
        if cycle in running and can_owe(state):
            found[id] = _Matter(cycle, lead, support or "")
            if start and start > running[cycle].last.isoformat():
                later.append(id)
    assigned = {
        task
        for task, act, day in reader.raw_columns("task_event", ("task", "act", "happened_on"), later, by="task")
        if act == "assign" and day <= as_of.isoformat()
    }
    for id in later:
        if id not in assigned:
            del found[id]
    return found


class _Covered(dict[tuple[str | None, str | None, str], str]):
    """The period that a report is on, by its words, its day and the cycle; a book has few different ones."""

    def __init__(self, as_of: date) -> None:
        super().__init__()
        self._as_of = as_of

    def __missing__(self, key: tuple[str | None, str | None, str]) -> str:
        words, day, cycle = key
        told = Told(words, date.fromisoformat(day) if day else None)
        self[key] = name = covered_period(told, cycle, self._as_of)
        return name
