"""On which day matters were finished: as the register says, as it was noted when they were, or by the journal.

A ledger that says only 已办结 gives no day.  Where the matter stood otherwise in the book before, the journal knows
when its state was changed; where it came in as done, nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from smartplanner.base.clock import local_day
from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.queries.step_changes import changes_after
from smartplanner.queries.tasks import TaskLine
from smartplanner.rules.lights import FINISHED

_ACTS = ("finish", "submit")


@dataclass(frozen=True, slots=True)
class FinishDays:
    """The days by matter, and those matters whose day only the journal tells."""

    days: Mapping[str, date]
    by_journal: frozenset[str]


def finish_days(reader: Reader, journal: Journal, lines: Iterable[TaskLine]) -> FinishDays:
    """Return the days on which the finished ones of *lines* were finished, as far as they are known."""
    done = {line.id for line in lines if line.state in FINISHED}
    days = {id: day for id, day in reader.columns("task", ("id", "done_on")) if id in done and day is not None}
    for task, act, day in reader.columns("task_event", ("task", "act", "happened_on")):
        if act in _ACTS and task in done and task not in days:
            days[task] = day
    unknown = done - days.keys()
    if not unknown:
        return FinishDays(days, frozenset())
    marked = _marked(journal, unknown)
    return FinishDays(days | marked, frozenset(marked))


def _marked(journal: Journal, wanted: set[str]) -> dict[str, date]:
    """Return when the state of matters last became that of a finished one, as days were here."""
    found: dict[str, str] = {}
    for _step, at, change in changes_after(journal, "task", after=0):
        if change.id not in wanted or change.after is None or "state" not in change.after:
            continue
        if change.after["state"] not in FINISHED or change.before is None:
            found.pop(change.id, None)
        elif change.before.get("state") not in FINISHED:
            found[change.id] = at
    return {id: local_day(at) for id, at in found.items()}
