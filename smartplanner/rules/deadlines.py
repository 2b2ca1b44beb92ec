"""Deadlines: what the office's table gives a matter, and what is said of a day that nobody works.

The table (``model/deadline_rule``) names workdays by kind of source and urgency; an empty column fits any, and the
first row that fits is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.rules.workdays import Calendar


class Rule(Protocol):
    """One row of the table."""

    @property
    def order(self) -> int | None:
        """Its place; rows without one come last."""

    @property
    def source(self) -> str | None:
        """The kind of source that it is for."""

    @property
    def priority(self) -> str | None:
        """The urgency that it is for."""

    @property
    def workdays(self) -> int:
        """How many workdays it gives."""

    @property
    def cycle(self) -> str | None:
        """How often units report."""


class Deadline(NamedTuple):
    """What the table gives: the last day, the reporting cycle, the workdays; *known* is False where the calendar of
    a year on the way is not known yet, so that the day may still shift."""

    due: date
    cycle: str | None
    workdays: int
    known: bool


def fitting_rule(rules: Iterable[Rule], source: str | None, priority: str | None) -> Rule | None:
    """Return the first row of the table that fits, or None."""
    ordered = sorted(rules, key=lambda rule: (rule.order is None, rule.order or 0))
    fits = (rule for rule in ordered if rule.source in (None, source) and rule.priority in (None, priority))
    return next(fits, None)


def deadline(
    rules: Sequence[Rule], source: str | None, priority: str | None, start: date, calendar: Calendar
) -> Deadline | None:
    """Return the deadline of a matter that starts on *start*; None where no row of the table fits."""
    rule = fitting_rule(rules, source, priority)
    if rule is None:
        return None
    due = calendar.add(start, rule.workdays)
    known = all(calendar.knows(year) for year in range(start.year, due.year + 1))
    return Deadline(due, rule.cycle, rule.workdays, known)


def next_workday(day: date, calendar: Calendar) -> date:
    """Return *day* if it is worked, else the next workday."""
    return day if calendar.is_workday(day) else calendar.add(day, 1)


def free_day(day: date, calendar: Calendar) -> Problem | None:
    """Return the warning about a deadline on a day that nobody works, with the next workday as the remedy."""
    if calendar.is_workday(day):
        return None
    return Problem(
        code="no_workday",
        message=_("{day} is no workday.", day=day.isoformat()),
        remedy=_("The next workday is {day}.", day=next_workday(day, calendar).isoformat()),
        level=Level.WARNING,
        field="due",
        value=day.isoformat(),
    )
