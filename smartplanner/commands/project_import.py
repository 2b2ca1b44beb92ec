"""A plan of an MS Project XML file as changes of the book: proposed first, taken in as one step.

A task is the milestone that it was written from (its UID says so), else the one of that title in the plan, else a
new one.  Only what differs from what an export would say is changed, so a file that comes back as it went changes
nothing.  Milestones that the file lacks stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem, shorten
from smartplanner.base.refusals import reason_of
from smartplanner.changes import Change, Label, Step, delete, insert, update
from smartplanner.commands.editing import with_cleared_words
from smartplanner.commands.office import Office
from smartplanner.commands.project_days import day_values
from smartplanner.commands.project_export import PlanRows, plan_rows, project_of
from smartplanner.commands.project_rings import refuse_new_rings
from smartplanner.commands.reference import calendar
from smartplanner.excel.project import LARGEST, Project, ProjectTask, read_project
from smartplanner.fields.values import validate
from smartplanner.journal import Source
from smartplanner.model import entity as described_entity
from smartplanner.queries.schedule import OWNERS
from smartplanner.rules.schedule import Activity, Link, make_schedule
from smartplanner.rules.workdays import Calendar

_DAYS = ("start", "finish", "duration", "constraint", "constraint_on", "deadline", "is_milestone")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectProposal:
    """What taking a file in would change; ``problems`` say what of it is not kept, and why."""

    file: str
    sha256: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    new: int
    changed: int
    unchanged: int


@dataclass(slots=True)
class _Reading:
    """The work on one file: which row each UID is, and what has been found so far."""

    owner: tuple[str, str]
    plan: PlanRows
    known: Mapping[int, ProjectTask]
    rows: Mapping[int, Any]
    ids: dict[int, str]
    problems: list[Problem]
    calendar: Calendar
    changes: list[Change] = field(default_factory=list)
    new: int = 0


def propose_project(office: Office, path: Path, owner: str) -> ProjectProposal:
    """Read *path* as the plan, pilot or contract *owner* (id); nothing is written.  A Problem refuses the file."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        message = _("The file cannot be read: {reason}.", reason=reason_of(error))
        raise Problem(code="file_not_read", message=message, file=path.name) from error
    try:
        project, problems = read_project(data)
    except Problem as problem:
        raise problem.at(file=path.name) from None
    reading = _start(office, owner, project, problems)
    parents = _parents(project.tasks)
    for task in project.tasks:
        _take(reading, task, parent=parents.get(task.uid))
    updated = len(reading.changes) - reading.new
    _take_links(office, reading, project.tasks)
    _refuse_rings(project)
    refuse_new_rings(office, reading.changes)
    if missing := len(reading.rows.keys() - reading.ids.keys()):
        message = _("{count} milestone(s) of the plan are not in the file; they stay.", count=missing)
        reading.problems.append(Problem(code="not_in_file", level=Level.NOTE, message=message))
    return ProjectProposal(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        changes=tuple(reading.changes),
        problems=tuple(reading.problems),
        new=reading.new,
        changed=updated,
        unchanged=len(reading.ids) - reading.new - updated,
    )


def accept_project(office: Office, proposal: ProjectProposal) -> Step | None:
    """Take a proposal in as one step; None if it changes nothing."""
    label = Label(N_("Import “{file}”"), {"file": proposal.file})
    source = Source(proposal.file, proposal.sha256)
    return office.journal.commit(label, proposal.changes, origin="import", source=source)


def _start(office: Office, owner: str, project: Project, problems: list[Problem]) -> _Reading:
    entity = next((entity for entity in OWNERS if owner in office.reader.names(entity)), None)
    if entity is None:
        raise Problem(code="row_gone", message=_("The record has been removed meanwhile."))
    plan = plan_rows(office, owner)
    known = {task.uid: task for task in project_of(office, owner, plan).tasks}
    rows = {plan.uids[row.id]: row for row in plan.rows}
    ids = {task.uid: rows[task.uid].id for task in project.tasks if task.uid in rows}
    titles: dict[str, list[str]] = {}
    for row in plan.rows:
        if row.id not in ids.values():
            titles.setdefault(row.title, []).append(row.id)
    for task in project.tasks:
        if task.uid not in ids:
            same = titles.get(task.name, [])
            ids[task.uid] = same.pop() if len(same) == 1 else new_id()
    return _Reading((entity, owner), plan, known, rows, ids, problems, calendar(office.reader))


def _take(reading: _Reading, task: ProjectTask, *, parent: int | None) -> None:
    """Add the change that makes the row say what the task says."""
    id = reading.ids[task.uid]
    uid = reading.plan.uids.get(id)
    row = reading.rows.get(uid) if uid is not None else None
    known = reading.known.get(uid) if uid is not None else None
    values = _values(reading, task, known)
    above = reading.ids[parent] if parent is not None else None
    if row is None:
        values = {**values, reading.owner[0]: reading.owner[1], "parent": above}
        found = validate(described_entity("milestone"), {"title": task.name, **values})
        reading.problems += [problem.at(value=shorten(task.name)) for problem in found]
        refused = {problem.field for problem in found}
        kept = {name: value for name, value in values.items() if name not in refused}
        reading.changes.append(insert("milestone", id, kept))
        reading.new += 1
        return
    if above != (row.parent if row.parent in reading.plan.levels else None):
        values["parent"] = above
    before = {name: getattr(row, name) for name in values}
    after = with_cleared_words("milestone", before, values, row)
    if change := update("milestone", id, {name: getattr(row, name) for name in after}, after):
        reading.changes.append(change)


def _values(reading: _Reading, task: ProjectTask, known: ProjectTask | None) -> dict[str, Any]:
    """Return the fields in which the task differs from what an export of its row says; all of a new one."""
    values: dict[str, Any] = {}
    if known is None or known.name != task.name:
        values["title"] = task.name
    if not task.is_summary and (known is None or any(getattr(known, one) != getattr(task, one) for one in _DAYS)):
        days, notes = day_values(task, reading.calendar)
        values |= days
        for note in notes:
            message = _("“{name}”: {reason}.", name=shorten(task.name), reason=note)
            reading.problems.append(Problem(code="task_noted", level=Level.WARNING, message=message))
    if (known is None or known.percent != task.percent) and task.percent is not None:
        values["progress"] = float(task.percent)
    if known is None or known.done_on != task.done_on:
        values["done_on"] = task.done_on
    if known is None or known.notes.strip() != task.notes:
        values["evidence"] = task.notes or None
    if task.baseline is not None and (known is None or known.baseline != task.baseline):
        message = _("“{name}”: the days of its baseline are not taken in.", name=shorten(task.name))
        reading.problems.append(Problem(code="baseline_left_out", level=Level.NOTE, message=message))
    return values


def _parents(tasks: Sequence[ProjectTask]) -> dict[int, int]:
    """Return the UID of the task that each is part of."""
    parents: dict[int, int] = {}
    above: list[ProjectTask] = []
    for task in tasks:
        del above[task.level - 1 :]
        if above:
            parents[task.uid] = above[-1].uid
        above.append(task)
    return parents


def _take_links(office: Office, reading: _Reading, tasks: Sequence[ProjectTask]) -> None:
    """Add the changes that make the links among the tasks of the file those of the file."""
    wanted: dict[tuple[str, str, str, int], None] = {}
    for task in tasks:
        for before, sort, delay in task.predecessors:
            if before not in reading.ids or before == task.uid:
                message = _("“{name}”: a link names a task that is not there.", name=shorten(task.name))
                reading.problems.append(Problem(code="link_left_out", level=Level.WARNING, message=message))
            else:
                wanted[reading.ids[before], reading.ids[task.uid], sort, delay] = None
    present = set(reading.plan.links)
    among = set(reading.ids.values())
    gone = {link for link in present if link[0] in among and link[1] in among} - wanted.keys()
    for row in reading.rows.values():
        rest = tuple(before for before in row.after if (before, row.id, "finish_start", 0) not in gone)
        reading.changes += filter(None, [update("milestone", row.id, {"after": row.after}, {"after": rest})])
    for row in office.reader.rows("dependency") if gone else ():
        if (row.before, row.after, str(row.kind), row.lag or 0) in gone:
            reading.changes.append(delete("dependency", row))
    for link in wanted:
        if link not in present:
            first, second, kind, lag = link
            values = {"before": first, "after": second, "kind": kind, "lag": lag or None}
            reading.changes.append(insert("dependency", new_id(), values))


def _refuse_rings(project: Project) -> None:
    """Refuse a file whose tasks wait for each other in a ring."""
    parents = _parents(project.tasks)
    activities = [
        Activity(
            str(task.uid), task.name, task.duration, parent=str(parents[task.uid]) if task.uid in parents else None
        )
        for task in project.tasks
    ]
    links = [
        Link(str(before), str(task.uid), kind, lag)
        for task in project.tasks
        for before, kind, lag in task.predecessors
        if before != task.uid
    ]
    for problem in make_schedule(activities, links, calendar()).problems:
        if problem.code == "schedule_loop":
            raise problem
