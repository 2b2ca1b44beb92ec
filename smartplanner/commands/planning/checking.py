"""What is wrong with a plan taken as a whole: class and tier, dates, weights, money, open commitments."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.office import Office
from smartplanner.commands.planning.finding import class_of, find_row
from smartplanner.commands.reference import calendar
from smartplanner.queries.portfolio_coverage import coverage
from smartplanner.queries.schedule import read_schedule
from smartplanner.rules.plan_money import check_money
from smartplanner.rules.schedule import problems as say
from smartplanner.rules.tiers import require_set, say_set, set_names

_SLACK = 0.05
"""Percent that the weights may be off by rounding."""


def check_plan(office: Office, plan: str, *, as_of: date) -> list[Problem]:
    """Return what is wrong with a plan, errors first; nothing is written.  A Problem if it is gone."""
    row = find_row(office, "plan", plan)
    milestones = office.reader.rows_naming("milestone", "plan", [plan])
    found = [*_class(office, row), *_older_set(office, row), *_weights(milestones), *_dates(row, milestones)]
    found += _computed(office, row, milestones)
    found += check_money(row, office.reader.rows_naming("funding", "plan", [plan]))
    found += _open(office, plan, as_of)
    order = [Level.ERROR, Level.WARNING, Level.NOTE]
    return sorted(found, key=lambda problem: order.index(problem.level))


def _class(office: Office, row: Any) -> list[Problem]:
    try:
        require_set(office.reader.rows("requirement"), *class_of(office, row))
    except Problem as problem:
        return [problem]
    return []


def _older_set(office: Office, row: Any) -> list[Problem]:
    """Say of a plan that was made by an earlier requirement set that another one applies now."""
    rows = office.reader.rows("requirement")
    names = set_names(rows, *class_of(office, row))
    taken = {one.requirement for one in office.reader.rows_naming("commitment", "plan", [row.id])}
    older = {one.set for one in rows if one.id in taken and one.set in names[1:]}
    if not older:
        return []
    message = say_set(rows, *class_of(office, row))
    remedy = _("“Change class and tier” shows what it asks otherwise, and takes it over.")
    return [Problem(code="older_set", message=message, remedy=remedy, level=Level.NOTE)]


def _weights(milestones: list[Any]) -> list[Problem]:
    top = [row for row in milestones if not row.parent]
    weights = [row.weight for row in top if row.weight is not None]
    total = sum(weights)
    if not weights or abs(total - 100) <= _SLACK:
        return []
    message = _("The weights of the milestones add up to {total}, not to 100.", total=f"{total:g}")
    missing = [row.title for row in top if row.weight is None]
    remedy = _("Correct the weights.")
    if missing:
        remedy = _("Without a weight: {titles}.", titles="、".join(missing[:5]) + ("…" if len(missing) > 5 else ""))
    return [Problem(code="weights_not_100", message=message, remedy=remedy, field="weight", value=f"{total:g}")]


def _dates(row: Any, milestones: list[Any]) -> list[Problem]:
    found = []
    for one in milestones:
        first, last = one.start or one.due, one.due or one.start
        if row.period_start and first and first < row.period_start:
            values = {"title": one.title, "day": first.isoformat(), "begin": row.period_start.isoformat()}
            message = _("“{title}” begins on {day}, before the plan does ({begin}).", **values)
            found.append(Problem(code="before_plan", message=message, remedy=_("Check both days."), field="start"))
        if row.period_end and last and last > row.period_end:
            values = {"title": one.title, "day": last.isoformat(), "end": row.period_end.isoformat()}
            message = _("“{title}” is due on {day}, after the plan ends ({end}).", **values)
            remedy = _("Check both days.")
            found.append(Problem(code="after_plan", message=message, remedy=remedy, level=Level.WARNING, field="due"))
    return found


def _computed(office: Office, row: Any, milestones: list[Any]) -> list[Problem]:
    """Return what comes to end after the plan by what it waits for, though its written day does not say so."""
    if row.period_end is None:
        return []
    schedule = read_schedule(office.reader, calendar(office.reader), owner=row.id)
    found = []
    for one in milestones:
        times = schedule.times.get(one.id)
        written = one.due or one.start
        if times is None or one.done_on or times.early_finish <= row.period_end:
            continue
        if written is None or written <= row.period_end:
            found.append(say.after_end(one.title, finish=times.early_finish, end=row.period_end))
    return found


def _open(office: Office, plan: str, as_of: date) -> list[Problem]:
    lines = coverage(office.reader, plan, as_of=as_of)
    spots = [line for line in lines if line.is_open]
    if not spots:
        return []
    names = "、".join(dict.fromkeys(line.area or line.text for line in spots))
    message = _("{count} of {total} commitments have nothing that works on them.", count=len(spots), total=len(lines))
    remedy = _("Areas: {names}.", names=names)
    return [Problem(code="not_covered", message=message, remedy=remedy, level=Level.WARNING)]
