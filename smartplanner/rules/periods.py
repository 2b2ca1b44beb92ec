"""The periods of periodic reports: weeks, months, quarters; how people write them, and which were missed.

A period's name is plain and sorts by time: ``2026-W47`` (the ISO week), ``2026-11``, ``2026-Q4``.  A report is due on
the Friday of its week, or on the last day of its month or quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from smartplanner.fields.dates import DateContext, read_date

CYCLES = ("weekly", "monthly", "quarterly")
_FRIDAY = 4
_LONGEST = 40
"""Characters; a longer text is no name of a period."""

_WEEK = re.compile(r"(?:(\d{4})\s*年?\s*[-/.]?\s*)?(?:第|W|w)\s*(\d{1,2})\s*(?:周|个?星期)?")
_QUARTER = re.compile(r"(?:(\d{4})\s*年?\s*[-/.]?\s*)?(?:第?\s*([1-4一二三四])\s*季度?|[Qq]\s*([1-4]))")
_MONTH = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*(?:月份?)?(?:月?[报])?")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4}


class Period(NamedTuple):
    """One period: its name, its first and last day, and the day on which its report is due."""

    name: str
    first: date
    last: date
    due: date


def period_of(day: date, cycle: str) -> Period:
    """Return the period of *cycle* (weekly, monthly, quarterly) that holds *day*; another cycle is a KeyError."""
    if cycle == "weekly":
        first = day - timedelta(day.weekday())
        year, week, _weekday = day.isocalendar()
        return Period(f"{year}-W{week:02}", first, first + timedelta(6), first + timedelta(_FRIDAY))
    if cycle == "monthly":
        last = _end_of_month(day.year, day.month)
        return Period(f"{day.year}-{day.month:02}", day.replace(day=1), last, last)
    if cycle == "quarterly":
        quarter = (day.month - 1) // 3 + 1
        last = _end_of_month(day.year, 3 * quarter)
        return Period(f"{day.year}-Q{quarter}", date(day.year, 3 * quarter - 2, 1), last, last)
    raise KeyError(cycle)


def period_before(period: Period, cycle: str) -> Period:
    """Return the period of *cycle* right before *period*."""
    return period_of(period.first - timedelta(1), cycle)


def period_named(text: str, *, as_of: date) -> Period | None:
    """Return the period that *text* names (2026-11, 2026年11月, 11月, 第四季度, 第47周), or None if it names none.

    A name without a year means the latest such period that has begun by *as_of*.
    """
    plain = "".join(text.split())
    if not plain or len(plain) > _LONGEST:
        return None
    if found := _QUARTER.fullmatch(plain):
        words = found[2] or found[3]
        return _latest(found[1], lambda year: _quarter(year, _CHINESE.get(words) or int(words)), as_of)
    if found := _WEEK.fullmatch(plain):
        return _latest(found[1], lambda year: _week(year, int(found[2])), as_of)
    if (found := _MONTH.fullmatch(plain)) and (found[1] or not plain.isdecimal()):
        return _latest(found[1], lambda year: _month(year, int(found[2])), as_of)
    reading = read_date(plain, DateContext(year=as_of.year, as_of=as_of, role="due"))
    cycles = {"month": "monthly", "quarter": "quarterly"}
    if reading.value is None or reading.precision not in cycles:
        return None
    return period_of(reading.value, cycles[reading.precision])


def missed_periods(
    cycle: str | None, start: date, reported: Iterable[str | date | None], *, as_of: date
) -> list[Period]:
    """Return the periods since *start* whose report was due before *as_of* and did not come, the earliest first.

    *reported* holds what is known of the reports: names of periods as people write them, or days.  A cycle that is
    none of the three has no periods.
    """
    if cycle not in CYCLES:
        return []
    known = {_name(item, cycle, as_of) for item in reported}
    missed = []
    period = period_of(start, cycle)
    while period.due < as_of:
        if period.name not in known:
            missed.append(period)
        period = period_of(period.last + timedelta(1), cycle)
    return missed


def _name(item: str | date | None, cycle: str, as_of: date) -> str:
    if isinstance(item, date):
        return period_of(item, cycle).name
    named = period_named(item, as_of=as_of) if item else None
    return named.name if named else ""


def _latest(year: str | None, make: object, as_of: date) -> Period | None:
    assert callable(make)
    try:
        if year:
            made: Period = make(int(year))
            return made
        this: Period = make(as_of.year)
        return this if this.first <= as_of else make(as_of.year - 1)
    except ValueError:
        return None


def _week(year: int, week: int) -> Period:
    return period_of(date.fromisocalendar(year, week, 1), "weekly")


def _month(year: int, month: int) -> Period:
    return period_of(date(year, month, 1), "monthly")


def _quarter(year: int, quarter: int) -> Period:
    return period_of(date(year, 3 * quarter, 1), "quarterly")


def _end_of_month(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(1)
