"""What the days and the constraint of a task of MS Project mean for a milestone."""

from __future__ import annotations

from typing import Any

from smartplanner.base.i18n import _
from smartplanner.excel.project import Constraint, ProjectTask
from smartplanner.rules.workdays import Calendar


def day_values(task: ProjectTask, calendar: Calendar) -> tuple[dict[str, Any], list[str]]:
    """Return start, due, duration and constraint of the milestone, and notes on what could not be kept as it was."""
    notes: list[str] = []
    values: dict[str, Any] = {"start": task.start, "due": task.finish, "duration": task.duration}
    if task.is_milestone:
        values |= {"start": None, "due": task.finish or task.start, "duration": 0}
    elif task.start is not None and task.finish is not None:
        counted = calendar.workdays_through(task.finish) - calendar.workdays_before(task.start)
        if task.duration is not None and counted != task.duration:
            note = _(
                "takes {given} workdays in the file and {counted} in the city's calendar; its days are kept",
                given=task.duration,
                counted=counted,
            )
            notes.append(note)
            values["duration"] = max(counted, 0)
    constraint, day = _constraint(task, calendar, notes)
    if task.deadline is not None:
        if constraint is None:
            constraint, day = "not_after", task.deadline
        else:
            notes.append(_("its deadline {day} is not kept beside its constraint", day=task.deadline.isoformat()))
    return {**values, "constraint": constraint, "constraint_on": day}, notes


def _constraint(task: ProjectTask, calendar: Calendar, notes: list[str]) -> tuple[str | None, Any]:
    kind, day = task.constraint, task.constraint_on
    if kind is Constraint.AS_LATE_AS_POSSIBLE:
        notes.append(_("“as late as possible” is not kept; its days are"))
        return None, None
    if kind is Constraint.MUST_START_ON:
        return "fixed", day or task.start
    if kind is Constraint.MUST_FINISH_ON:
        return "fixed", (day or task.finish) if task.is_milestone else task.start
    if day is None or kind is Constraint.AS_SOON_AS_POSSIBLE:
        return None, None
    if kind is Constraint.FINISH_NO_LATER:
        return "not_after", day
    if kind is Constraint.START_NO_LATER:
        latest = calendar.add(day, max((task.duration or 0) - 1, 0))
        notes.append(_("“start no later” is taken as “finish no later than {day}”", day=latest.isoformat()))
        return "not_after", latest
    if kind is Constraint.FINISH_NO_EARLIER and not task.is_milestone:
        if day == task.finish:
            return None, None
        first = calendar.workday(calendar.workdays_through(day) - (task.duration or 0))
        notes.append(_("“finish no earlier” is taken as “start no earlier than {day}”", day=first.isoformat()))
        return "not_before", first
    return (None, None) if day in (task.start, task.finish) else ("not_before", day)
