"""Workdays of a Chinese calendar: weekends, public holidays, and the weekend days worked in exchange (调休).

Days are counted, not walked: weekdays by arithmetic, the few hundred exceptions of the notices by bisection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The exceptions of one year from its official notice: free weekdays and worked weekend days."""

    holidays: frozenset[date]
    workdays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The known years.  A year without a notice counts weekends only, and ``knows`` says so.

    Every workday has a number, that of the workdays before it since the year 1: planning adds and compares numbers.
    """

    years: Mapping[int, YearCalendar] = field(default_factory=dict)
    _worked: list[int] = field(init=False, repr=False, compare=False)
    _free: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        worked, free = set(), set()
        for number, year in self.years.items():
            worked |= {day.toordinal() for day in year.workdays if day.year == number and day.weekday() >= 5}
            off = year.holidays - year.workdays
            free |= {day.toordinal() for day in off if day.year == number and day.weekday() < 5}
        object.__setattr__(self, "_worked", sorted(worked))
        object.__setattr__(self, "_free", sorted(free))

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

    def workdays_before(self, day: date) -> int:
        """Return how many workdays lie before *day*: its own number, if it is worked."""
        return self._before(day.toordinal())

    def workdays_through(self, day: date) -> int:
        """Return how many workdays there are up to and with *day*."""
        return self._before(day.toordinal() + 1)

    def workday(self, number: int) -> date:
        """Return the workday with this number; beyond what a ``date`` can hold, the first or the last of all days."""
        if number < 0:
            return date.min
        ordinal = number // 5 * 7 + number % 5 + 1
        while ordinal < _LAST and (missing := number + 1 - self._before(ordinal + 1)):
            ordinal += missing
        if ordinal >= _LAST:
            return date.max
        while self._before(ordinal) == number + 1:  # a free day after the one that is meant
            ordinal -= 1
        return date.fromordinal(ordinal)

    def add(self, day: date, workdays: int) -> date:
        """Return the workday that lies *workdays* after *day* (before it, if negative)."""
        if workdays > 0:
            return self.workday(self.workdays_through(day) + workdays - 1)
        return self.workday(self.workdays_before(day) + workdays) if workdays else day

    def between(self, first: date, last: date) -> int:
        """Return the number of workdays after *first* up to and with *last*; negative if *last* is earlier."""
        return self.workdays_through(last) - self.workdays_through(first)

    def _before(self, ordinal: int) -> int:
        weeks, rest = divmod(ordinal - 1, 7)  # the first of all days is a Monday
        return weeks * 5 + min(rest, 5) + bisect_left(self._worked, ordinal) - bisect_left(self._free, ordinal)
