"""Days as workday numbers and back, each asked of the calendar once."""

from __future__ import annotations

from datetime import date

from smartplanner.rules.workdays import Calendar


class Days:
    """Numbers of one calendar, remembered: a plan of 20,000 items has a few thousand different days."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._before: dict[date, int] = {}
        self._through: dict[date, int] = {}
        self._days: dict[int, date] = {}

    def before(self, day: date) -> int:
        """Return the number at which work of *day* begins."""
        number = self._before.get(day)
        if number is None:
            number = self._before[day] = self.calendar.workdays_before(day)
        return number

    def through(self, day: date) -> int:
        """Return the number at which *day* is over."""
        number = self._through.get(day)
        if number is None:
            number = self._through[day] = self.calendar.workdays_through(day)
        return number

    def day(self, number: int) -> date:
        """Return the workday of this number."""
        day = self._days.get(number)
        if day is None:
            day = self._days[number] = self.calendar.workday(number)
        return day
