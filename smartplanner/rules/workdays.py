"""Workdays of a Chinese calendar: weekends, public holidays, and the weekend days worked in exchange (调休)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The exceptions of one year from its official notice: free weekdays and worked weekend days."""

    holidays: frozenset[date]
    workdays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The known years.  A year without a notice counts weekends only, and ``knows`` says so."""

    years: Mapping[int, YearCalendar] = field(default_factory=dict)

    def knows(self, year: int) -> bool:
        """Whether the official notice of *year* is in the calendar."""
        return year in self.years

    def is_workday(self, day: date) -> bool:
        """Whether *day* is worked."""
        year = self.years.get(day.year)
        if year is not None and day in year.workdays:
            return True
        if year is not None and day in year.holidays:
            return False
        return day.weekday() < 5

    def add(self, day: date, workdays: int) -> date:
        """Return the workday that lies *workdays* after *day* (before it, if negative)."""
        step = timedelta(1 if workdays > 0 else -1)
        for _ in range(abs(workdays)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def between(self, first: date, last: date) -> int:
        """Return the number of workdays after *first* up to and with *last*; negative if *last* is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_workday(first + timedelta(offset)) for offset in range(1, (last - first).days + 1))
