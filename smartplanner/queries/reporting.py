"""Which matters are behind with their periodic reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from smartplanner.base.clock import local_day
from smartplanner.changes import Change
from smartplanner.queries.reader import Reader
from smartplanner.rules.light_conditions import ENDED, FINISHED
from smartplanner.rules.periods import CYCLES, missed_periods

LONGEST = 24
"""Periods in a row that are counted at most."""


class Missing(NamedTuple):
    """The reports that a matter owes: how many in a row up to now, and when the first of them was due."""

    periods: int
    since: date


Matter = tuple[str, str | None, date | None]
"""A matter's id, reporting cycle and start."""


def missing_reports(reader: Reader, matters: Iterable[Matter], *, as_of: date) -> dict[str, Missing]:
    """Return what each of these open matters owes: the periods since its last report.

    Periods count from the start of the matter, or, where that is not known, from the day it came into the book.
    """
    owing = [(id, cycle, start) for id, cycle, start in matters if cycle in CYCLES]
    if not owing:
        return {}
    book = reader.companion(_ReportBook)
    made = book.days_made([id for id, _cycle, start in owing if start is None])
    reports = book.reports()
    found = {}
    for id, cycle, start in owing:
        since = start or made.get(id)
        if since is not None and (missing := _missing(str(cycle), since, reports.get(id, ()), as_of)):
            found[id] = missing
    return found


def read_matters(reader: Reader, ids: Iterable[str] | None = None) -> list[Matter]:
    """Return the open matters (all, or those of *ids*) with what ``missing_reports`` asks of them."""
    return [
        (id, cycle, date.fromisoformat(start) if start else None)
        for id, cycle, start, state in reader.raw_columns("task", ("id", "cycle", "start", "state"), ids)
        if cycle in CYCLES and state not in FINISHED and state not in ENDED
    ]


class _ReportBook:
    """The periods and days that reports name, by matter, read once and dropped when a report changes."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[str | date, ...]] | None = None
        self._turn = 0
        self._made: dict[str, date] = {}

    def reports(self) -> dict[str, tuple[str | date, ...]]:
        known = self._known
        if known is None:
            turn = self._turn
            known = _read_reports(self._reader)
            if turn == self._turn:  # else they may be those of before a commit of another thread
                self._known = known
        return known

    def days_made(self, ids: list[str]) -> dict[str, date]:
        """Return the day on which each of these matters came into the book; that never changes."""
        known = self._made
        new = [id for id in ids if id not in known]
        written = self._reader.written("task", new) if new else []
        self._made = known | {id: local_day(at) for id, at, before, _after in written if before is None}
        return self._made

    def follow(self, changes: Sequence[Change]) -> None:
        if any(change.entity == "progress_report" for change in changes):
            self._turn += 1
            self._known = None


def _read_reports(reader: Reader) -> dict[str, tuple[str | date, ...]]:
    said: dict[str, set[Any]] = defaultdict(set)
    for task, period, on in reader.raw_columns("progress_report", ("task", "period", "reported_on")):
        name = period or (date.fromisoformat(on) if on else None)
        if name:
            said[task].add(name)
    return {task: tuple(sorted(names, key=str)) for task, names in said.items()}


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
