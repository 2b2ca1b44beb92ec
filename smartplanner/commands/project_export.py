"""A plan of the book as a plan of MS Project XML: what is written, and what an import compares with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.office import Office
from smartplanner.commands.reference import calendar
from smartplanner.excel.project import Constraint, Predecessor, Project, ProjectTask, write_project
from smartplanner.queries.schedule import OWNERS, owner_names, read_schedule
from smartplanner.reports.files import replace_file
from smartplanner.rules.schedule import Schedule

_LARGEST_UID = 0x7FFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRows:
    """The milestones of one plan in outline order, with what an MS Project file calls them.

    ``links`` are (before, after, kind, lag) with both ends in the plan; ``outside`` counts those with one end only.
    """

    rows: tuple[Any, ...]
    levels: Mapping[str, int]
    uids: Mapping[str, int]
    links: tuple[tuple[str, str, str, int], ...]
    outside: int


def export_project(office: Office, owner: str, path: Path) -> tuple[int, list[Problem]]:
    """Write the plan, pilot or contract *owner* (id); returns how many tasks, and what the file cannot hold."""
    plan = plan_rows(office, owner)
    project = project_of(office, owner, plan)
    replace_file(path, write_project(project))
    problems = []
    if plan.outside:
        message = _("{count} link(s) to other plans are not in the file.", count=plan.outside)
        problems.append(Problem(code="links_left_out", level=Level.WARNING, message=message))
    return len(project.tasks), problems


def plan_rows(office: Office, owner: str) -> PlanRows:
    """Read the milestones of one plan, pilot or contract."""
    rows = [row for row in office.reader.rows("milestone") if owner_of(row) == owner]
    ids = {row.id for row in rows}
    ordered, levels = _in_outline(rows, ids)
    links: list[tuple[str, str, str, int]] = []
    outside = 0
    found = [(before, row.id, "finish_start", 0) for row in rows for before in row.after]
    found += [(row.before, row.after, str(row.kind), row.lag or 0) for row in office.reader.rows("dependency")]
    for link in found:
        ends = (link[0] in ids) + (link[1] in ids)
        outside += ends == 1
        if ends == 2 and link not in links[-1:]:
            links.append(link)
    return PlanRows(
        rows=tuple(ordered), levels=levels, uids=_uids(ids), links=tuple(dict.fromkeys(links)), outside=outside
    )


def owner_of(row: Any) -> str | None:
    """Return the id of what a milestone belongs to."""
    return next((getattr(row, entity) for entity in OWNERS if getattr(row, entity)), None)


def project_of(office: Office, owner: str, plan: PlanRows) -> Project:
    """Return the plan as a file says it, with computed dates."""
    schedule = read_schedule(office.reader, calendar(office.reader), owner=owner)
    waits: dict[str, list[Predecessor]] = {}
    for before, after, kind, lag in plan.links:
        waits.setdefault(after, []).append(Predecessor(plan.uids[before], kind, lag))
    held = _approved(office, owner)
    tasks = [
        _task(row, plan, schedule, predecessors=waits.get(row.id, ()), baseline=held.get(row.id)) for row in plan.rows
    ]
    years = calendar(office.reader).years.values()
    return Project(
        title=owner_names(office.reader, [owner])[owner],
        tasks=tuple(tasks),
        start=min((task.start for task in tasks if task.start), default=None),
        finish=max((task.finish for task in tasks if task.finish), default=None),
        holidays=frozenset(day for year in years for day in year.holidays if day.weekday() < 5),
        workdays=frozenset(day for year in years for day in year.workdays if day.weekday() >= 5),
    )


def _task(
    row: Any, plan: PlanRows, schedule: Schedule, *, predecessors: Sequence[Predecessor], baseline: Any
) -> ProjectTask:
    is_summary = bool(schedule.parts(row.id))
    times = schedule.times.get(row.id)
    first, last = (times.early_start, times.early_finish) if times else (row.start, row.due)
    workdays = schedule.workdays(row.id)
    if is_summary and first and last:
        workdays = schedule.calendar.workdays_through(last) - schedule.calendar.workdays_before(first)
    is_point = not workdays and not is_summary
    constraint, day, deadline = _constraint(row, schedule, first=first, last=last, is_point=is_point)
    return ProjectTask(
        uid=plan.uids[row.id],
        name=row.title,
        level=plan.levels[row.id],
        is_summary=is_summary,
        is_milestone=is_point,
        start=first,
        finish=last,
        duration=workdays,
        percent=100 if row.done_on else None if row.progress is None else round(row.progress),
        done_on=row.done_on,
        constraint=Constraint.AS_SOON_AS_POSSIBLE if is_summary else constraint,
        constraint_on=None if is_summary else day,
        deadline=deadline,
        notes=row.evidence or "",
        predecessors=tuple(sorted(predecessors)),
        baseline=baseline,
        is_critical=bool(times and times.critical),
    )


def _constraint(
    row: Any, schedule: Schedule, *, first: date | None, last: date | None, is_point: bool
) -> tuple[Constraint, date | None, date | None]:
    """Return constraint, its day and a deadline.

    MS Project moves what has no constraint to the begin of the plan.  So an item that stands where its own dates put
    it goes out as "not earlier than"; one that a link pushes needs nothing.
    """
    nothing = Constraint.AS_SOON_AS_POSSIBLE, None
    own = (Constraint.FINISH_NO_EARLIER, last) if is_point else (Constraint.START_NO_EARLIER, first)
    is_pushed = row.id in schedule.times and len(schedule.chain(row.id)) > 1
    deadline = row.constraint_on if row.constraint == "not_after" else None
    if row.done_on or first is None:
        return (*nothing, deadline)
    if row.constraint == "fixed":
        return (Constraint.MUST_FINISH_ON, last, None) if is_point else (Constraint.MUST_START_ON, first, None)
    if not is_pushed:
        return (*own, deadline)
    if deadline is not None:
        return Constraint.FINISH_NO_LATER, deadline, None
    if row.constraint == "not_before" and row.constraint_on:
        return own[0], row.constraint_on, None
    return (*nothing, None)


def _in_outline(rows: Iterable[Any], ids: set[str]) -> tuple[list[Any], dict[str, int]]:
    below: dict[str | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.parent if row.parent in ids and row.parent != row.id else None, []).append(row)
    ordered: list[Any] = []
    levels: dict[str, int] = {}
    stack = [(row, 1) for row in reversed(below.get(None, []))]
    while stack:
        row, level = stack.pop()
        levels[row.id] = level
        ordered.append(row)
        stack += [(part, level + 1) for part in reversed(below.get(row.id, []))]
    return ordered, levels  # those whose parents go round are in no outline


def _uids(ids: Iterable[str]) -> dict[str, int]:
    """Return a number for each row that stays the same from export to export."""
    uids: dict[str, int] = {}
    taken: set[int] = set()
    for id in sorted(ids):
        uid = int.from_bytes(hashlib.sha256(id.encode()).digest()[:4], "big") & _LARGEST_UID or 1
        while uid in taken:
            uid = uid % _LARGEST_UID + 1
        taken.add(uid)
        uids[id] = uid
    return uids


def _approved(office: Office, owner: str) -> dict[str, tuple[date, date]]:
    """Return the days of the newest approved version by milestone."""
    versions = [row for row in office.reader.rows("baseline") if row.plan == owner and row.kind == "approved"]
    if not versions:
        return {}
    newest = max(versions, key=lambda row: row.taken_on).id
    items = [row for row in office.reader.rows("baseline_item") if row.baseline == newest and row.what == "milestone"]
    return {row.of: (row.start or row.due, row.due) for row in items if row.due}
