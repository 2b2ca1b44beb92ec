"""A plan to the bytes of an MS Project XML file; elements in the order that the schema asks for."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from smartplanner.excel.project.plan import (
    LINK_TYPES,
    LONGEST_NAME,
    MINUTES_PER_DAY,
    NAMESPACE,
    Constraint,
    Project,
    ProjectTask,
)

_HOURS = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
_MORNING, _EVENING = "T08:00:00", "T17:00:00"
_IN_DAYS = 7
"""``DurationFormat`` and ``LagFormat``: days."""
_CALENDAR_UID = 1
_LONGEST_FILE_NAME = 255
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_project(project: Project) -> bytes:
    """Return the file; equal plans give equal bytes."""
    root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE})
    _add(root, "SaveVersion", 12)
    _add(root, "Name", _name(project.title)[:_LONGEST_FILE_NAME])
    _add(root, "Title", _name(project.title))
    _add(root, "ScheduleFromStart", 1)
    if project.start is not None:
        _add(root, "StartDate", project.start.isoformat() + _MORNING)
    if project.finish is not None:
        _add(root, "FinishDate", project.finish.isoformat() + _EVENING)
    _add(root, "CurrencyCode", "CNY")  # the schema asks for it
    _add(root, "CalendarUID", _CALENDAR_UID)
    _add(root, "DefaultStartTime", _MORNING[1:])
    _add(root, "DefaultFinishTime", _EVENING[1:])
    _add(root, "MinutesPerDay", MINUTES_PER_DAY)
    _add(root, "MinutesPerWeek", MINUTES_PER_DAY * 5)
    _add(root, "DaysPerMonth", 20)
    _add(root, "DurationFormat", _IN_DAYS)
    _add(root, "HonorConstraints", 1)
    _add(root, "MultipleCriticalPaths", 1)
    _add_calendar(root, project)
    tasks = etree.SubElement(root, f"{{{NAMESPACE}}}Tasks")
    counts: list[int] = []
    for number, task in enumerate(project.tasks, 1):
        del counts[task.level :]
        counts += [0] * (task.level - len(counts))
        counts[-1] += 1
        _add_task(tasks, task, number=number, outline=".".join(map(str, counts)))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True))


def _add_task(tasks: Any, task: ProjectTask, *, number: int, outline: str) -> None:
    node = etree.SubElement(tasks, f"{{{NAMESPACE}}}Task")
    morning = _EVENING if task.is_milestone else _MORNING
    _add(node, "UID", task.uid)
    _add(node, "ID", number)
    _add(node, "Name", _name(task.name))
    _add(node, "Type", 1)
    _add(node, "IsNull", 0)
    _add(node, "OutlineNumber", outline)
    _add(node, "OutlineLevel", task.level)
    _add_day(node, "Start", task.start, morning)
    _add_day(node, "Finish", task.finish, _EVENING)
    if task.duration is not None:
        _add(node, "Duration", _duration(task.duration))
        _add(node, "DurationFormat", _IN_DAYS)
    _add(node, "Estimated", 0)
    _add(node, "Milestone", int(task.is_milestone))
    _add(node, "Summary", int(task.is_summary))
    _add(node, "Critical", int(task.is_critical))
    if task.percent is not None:
        _add(node, "PercentComplete", task.percent)
    if task.done_on is not None:
        _add_day(node, "ActualStart", min(task.start or task.done_on, task.done_on), morning)
        _add_day(node, "ActualFinish", task.done_on, _EVENING)
    _add(node, "ConstraintType", int(task.constraint))
    _add(node, "CalendarUID", -1)
    at_start = task.constraint in (Constraint.MUST_START_ON, Constraint.START_NO_EARLIER, Constraint.START_NO_LATER)
    _add_day(node, "ConstraintDate", task.constraint_on, morning if at_start else _EVENING)
    _add_day(node, "Deadline", task.deadline, _EVENING)
    if task.notes:
        _add(node, "Notes", _NOT_XML.sub("�", task.notes))
    for link in task.predecessors:
        one = etree.SubElement(node, f"{{{NAMESPACE}}}PredecessorLink")
        _add(one, "PredecessorUID", link.uid)
        _add(one, "Type", LINK_TYPES.index(link.kind))
        _add(one, "CrossProject", 0)
        _add(one, "LinkLag", link.lag * MINUTES_PER_DAY * 10)
        _add(one, "LagFormat", _IN_DAYS)
    if task.baseline is not None:
        one = etree.SubElement(node, f"{{{NAMESPACE}}}Baseline")
        _add(one, "Number", 0)
        _add_day(one, "Start", task.baseline[0], morning)
        _add_day(one, "Finish", task.baseline[1], _EVENING)


def _add_calendar(root: Any, project: Project) -> None:
    calendars = etree.SubElement(root, f"{{{NAMESPACE}}}Calendars")
    calendar = etree.SubElement(calendars, f"{{{NAMESPACE}}}Calendar")
    _add(calendar, "UID", _CALENDAR_UID)
    _add(calendar, "Name", "Standard")
    _add(calendar, "IsBaseCalendar", 1)
    _add(calendar, "BaseCalendarUID", -1)
    weekdays = etree.SubElement(calendar, f"{{{NAMESPACE}}}WeekDays")
    for number in range(1, 8):  # Sunday is 1
        _add_weekday(weekdays, number, is_worked=1 < number < 7)
    exceptions = [(day, False) for day in project.holidays] + [(day, True) for day in project.workdays]
    for day, is_worked in sorted(exceptions):
        _add_weekday(weekdays, 0, is_worked=is_worked, on=day)


def _add_weekday(weekdays: Any, number: int, *, is_worked: bool, on: date | None = None) -> None:
    node = etree.SubElement(weekdays, f"{{{NAMESPACE}}}WeekDay")
    _add(node, "DayType", number)
    _add(node, "DayWorking", int(is_worked))
    if on is not None:
        period = etree.SubElement(node, f"{{{NAMESPACE}}}TimePeriod")
        _add_day(period, "FromDate", on, "T00:00:00")
        _add_day(period, "ToDate", on, "T23:59:00")
    if is_worked:
        times = etree.SubElement(node, f"{{{NAMESPACE}}}WorkingTimes")
        for first, last in _HOURS:
            one = etree.SubElement(times, f"{{{NAMESPACE}}}WorkingTime")
            _add(one, "FromTime", first)
            _add(one, "ToTime", last)


def _add(parent: Any, name: str, value: object) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = str(value)


def _add_day(parent: Any, name: str, day: date | None, time: str) -> None:
    if day is not None:
        _add(parent, name, day.isoformat() + time)


def _duration(workdays: int) -> str:
    return f"PT{workdays * MINUTES_PER_DAY // 60}H0M0S"


def _name(text: str) -> str:
    """Return a name as the schema allows it: one line, 512 letters, none that XML cannot hold."""
    return _NOT_XML.sub("�", " ".join(text.split()))[:LONGEST_NAME]
