"""Who owes which report: the one rule behind red list, lights, papers, scores, forms and boards.

Three things are told apart, and nothing else is counted anywhere:

- *missed* (漏报): a period whose report was due and never came; a later report does not undo it.  Scores count these.
- *owed* (逾期未报): the missed periods since the last report, for which the unit is still asked.  Red list, reminders,
  circulars, lights and "who holds it up" count these.
- *to come* (本期未报): the period that runs has no report yet; nobody need be late.  The board shows it.

The leading unit owes reports from the day of the duty's beginning on.  A co-operating one owes them from the day on
which it took its part, by signing or by a first report: many offices hear only from the lead, and whoever has not
signed is asked for the signature first.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from smartplanner.rules.light_conditions import ENDED, FINISHED
from smartplanner.rules.periods import CYCLES, Period, missed_periods, period_before, period_named, period_of

LEAD, SUPPORT = "lead", "support"
BEFORE_ASSIGNING = frozenset({"registered", "assigning"})
"""States in which no unit has been given the matter yet."""
LONGEST = 24
"""Periods in a row that are counted as owed at most."""


class Told(NamedTuple):
    """One report of a unit: the period as it was written, and the day."""

    period: str | None
    on: date | None


class Reporting(NamedTuple):
    """One unit's duty to report on one matter: how often, from which day on (None: not at all), what it reported.

    From the day *done* on, on which the unit did its part, nothing more is asked of it.
    """

    cycle: str | None
    since: date | None
    told: tuple[Told, ...] = ()
    done: date | None = None


NO_REPORTING = Reporting(None, None)


def can_owe(state: str | None) -> bool:
    """Whether units owe anything in a matter in this state: it was handed out and has not ended."""
    return state not in FINISHED and state not in ENDED and state not in BEFORE_ASSIGNING


def duty_began(
    *, assigned: date | None, start: date | None, signed: date | None = None, entered: date | None = None
) -> date | None:
    """Return the day from which the lead owes reports: that of the assignment, else the start of the matter.

    Where neither is known, the day of the signature, and else the day on which the matter came into the book.
    """
    return assigned or start or signed or entered


def part_began(began: date | None, *, signed: date | None, told: tuple[Told, ...]) -> date | None:
    """Return the day from which a co-operating unit owes reports; None as long as it took no part.

    *began* is the day of the assignment, or else the start of the matter: it owes none from before.
    """
    took = [signed] if signed is not None else [report.on for report in told if report.on is not None]
    if not took:
        return began if told else None
    first = min(day for day in took if day is not None)
    return max(first, began) if began is not None else first


@lru_cache(maxsize=20_000)
def owed_reports(duty: Reporting, as_of: date) -> tuple[Period, ...]:
    """Return the periods owed on a day, the earliest first.  Kept, since matters of one plan are alike."""
    if duty.cycle not in CYCLES or duty.since is None or _is_done(duty, as_of):
        return ()
    known = covered_periods(duty, as_of)
    period = period_of(as_of, duty.cycle)
    found: list[Period] = []
    if period.name in known:
        return ()
    if period.due >= as_of:
        period = period_before(period, duty.cycle)
    while period.last >= duty.since and period.name not in known and len(found) < LONGEST:
        found.append(period)
        period = period_before(period, duty.cycle)
    return tuple(reversed(found))


def missed_reports(duty: Reporting, as_of: date) -> list[Period]:
    """Return all periods that were due before a day and never had their report, the earliest first."""
    if duty.since is None or duty.cycle is None:
        return []
    until = as_of if duty.done is None else min(duty.done, as_of)
    return missed_periods(duty.cycle, duty.since, covered_periods(duty, as_of), as_of=until)


def report_to_come(duty: Reporting, as_of: date) -> bool:
    """Whether the period that runs on a day has no report yet."""
    if duty.cycle not in CYCLES or duty.since is None or _is_done(duty, as_of):
        return False
    period = period_of(as_of, duty.cycle)
    return period.last >= duty.since and period.name not in covered_periods(duty, as_of)


def _is_done(duty: Reporting, as_of: date) -> bool:
    return duty.done is not None and duty.done <= as_of


def covered_periods(duty: Reporting, as_of: date) -> frozenset[str]:
    """Return the names of the periods on which there are reports by a day.

    A report is on the period that it names, or, where it names none, on that of its day; one that names a period of
    another length is on the one in which that was due.
    """
    names = (
        covered_period(report, duty.cycle, as_of) for report in duty.told if report.on is None or report.on <= as_of
    )
    return frozenset(name for name in names if name)


@lru_cache(maxsize=5_000)
def covered_period(report: Told, cycle: str | None, as_of: date) -> str:
    """Return the name of the period that a report is on; empty if it is on none."""
    if cycle not in CYCLES:
        return ""
    named = period_named(report.period, as_of=as_of) if report.period else None
    if named is not None:
        return period_of(named.due, cycle).name
    return period_of(report.on, cycle).name if report.on is not None else ""
