"""Which matters are behind with their periodic reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from smartplanner.base.clock import local_day
from smartplanner.queries.reader import Reader
from smartplanner.rules.light_conditions import ENDED, FINISHED
from smartplanner.rules.periods import CYCLES, missed_periods

LONGEST = 24
"""Periods in a row that are counted at most."""


class Missing(NamedTuple):
    """The reports that a matter owes: how many in a row up to now, and when the first of them was due."""

    periods: int
    since: date


def missing_reports(reader: Reader, *, as_of: date) -> dict[str, Missing]:
    """Return what each open matter with a reporting cycle owes: the periods since its last report.

    Periods count from the start of the matter, or, where that is not known, from the day it came into the book.
    """
    fields = ("id", "cycle", "start", "state")
    owing = [
        (id, cycle, start)
        for id, cycle, start, state in reader.raw_columns("task", fields)
        if cycle in CYCLES and state not in FINISHED and state not in ENDED
    ]
    if not owing:
        return {}
    reports = _latest_reports(reader, (id for id, _cycle, _start in owing))
    made = _days_made(reader, [id for id, _cycle, start in owing if start is None])
    found = {}
    for id, cycle, start in owing:
        since = date.fromisoformat(start) if start else made.get(id)
        if since is not None and (missing := _missing(cycle, since, reports.get(id, ()), as_of)):
            found[id] = missing
    return found


def _latest_reports(reader: Reader, ids: Iterable[str]) -> dict[str, tuple[str | date, ...]]:
    """Return of each matter the periods and days that its reports name, the same for the same."""
    said: dict[str, set[Any]] = defaultdict(set)
    wanted = set(ids)
    for task, period, on in reader.raw_columns("progress_report", ("task", "period", "reported_on")):
        if task in wanted:
            said[task].add(period or (date.fromisoformat(on) if on else None))
    return {task: tuple(sorted((name for name in names if name), key=str)) for task, names in said.items()}


def _days_made(reader: Reader, ids: list[str]) -> dict[str, date]:
    return {id: local_day(at) for id, at, before, _after in reader.written("task", ids) if before is None}


@lru_cache(maxsize=20_000)
def _missing(cycle: str, since: date, reports: tuple[str | date, ...], as_of: date) -> Missing | None:
    """Count the periods in a row without a report up to *as_of*.  Kept, since matters of one plan are alike."""
    missed = missed_periods(cycle, since, reports, as_of=as_of)
    if not missed or missed[-1] != missed_periods(cycle, since, (), as_of=as_of)[-1]:
        return None
    run = [missed[-1]]
    for period in reversed(missed[:-1]):
        if (run[-1].first - period.last).days != 1 or len(run) == LONGEST:
            break
        run.append(period)
    return Missing(len(run), run[-1].due)
