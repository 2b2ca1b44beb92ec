"""The bytes of an MS Project XML file to a plan.  The file is anybody's: no entities, no network, limits on everything.

What the plan cannot hold is said as a Problem that names the task; nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem, shorten
from smartplanner.excel.project.durations import lag_workdays, workdays
from smartplanner.excel.project.plan import (
    LINK_TYPES,
    MINUTES_PER_DAY,
    NAMESPACE,
    Constraint,
    Predecessor,
    Project,
    ProjectTask,
)

LARGEST = 64 << 20
"""Bytes of a file; 20,000 tasks with a calendar take about 40 MB."""
MOST_TASKS = 50_000
MOST_LINKS = 200_000
DEEPEST = 50
LONGEST_NAME = 500
"""Characters of a task's name; what the book takes."""
LONGEST_NOTE = 10_000
_FIRST_YEAR, _LAST_YEAR = 1949, 2199
_MIDNIGHT = "00:00:00"
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?.*")
_LEFT_OUT = {"Resources": N_("resource(s)"), "Assignments": N_("assignment(s)")}
_TAG = f"{{{NAMESPACE}}}"


def read_project(data: bytes) -> tuple[Project, list[Problem]]:
    """Return the plan in a file and what of it cannot be kept; raises a Problem that refuses the file."""
    root = _parse(data)
    problems: list[Problem] = []
    minutes = _integer(_text(root, "MinutesPerDay")) or MINUTES_PER_DAY
    minutes = min(max(minutes, 1), 24 * 60)
    tasks = root.find(f"{_TAG}Tasks")
    nodes = [] if tasks is None else tasks.findall(f"{_TAG}Task")
    if len(nodes) > MOST_TASKS:
        message = _("The plan has {found} tasks; at most {limit} are read.", found=len(nodes), limit=MOST_TASKS)
        raise Problem(code="too_many_tasks", message=message)
    links = sum(len(node.findall(f"{_TAG}PredecessorLink")) for node in nodes)
    if links > MOST_LINKS:
        message = _("The plan has {found} links; at most {limit} are read.", found=links, limit=MOST_LINKS)
        raise Problem(code="too_many_links", message=message)
    read = [task for node in nodes if (task := _task(node, minutes, problems)) is not None]
    title = _text(root, "Title") or _text(root, "Name")
    first, last = (_day(_text(root, name), problems, title) for name in ("StartDate", "FinishDate"))
    _say_what_is_left(root, nodes, problems)
    found = Project(
        title=shorten(title, 200), tasks=tuple(_levelled(_unique(read, problems))), start=first, finish=last
    )
    return found, problems


def _parse(data: bytes) -> Any:
    if len(data) > LARGEST:
        size = LARGEST >> 20
        raise Problem(code="file_too_large", message=_("The file is larger than {size} MB.", size=size))
    _refuse_definitions(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _not_xml(str(error)) from error
    if root.tag != f"{_TAG}Project":
        raise Problem(
            code="not_a_project",
            message=_("The file is not an MS Project XML file."),
            remedy=_("Save the plan as XML in MS Project, ProjectLibre or GanttProject."),
        )
    return root


def _refuse_definitions(data: bytes) -> None:
    """Stop at the first DOCTYPE, before a parser that could follow it sees the file."""

    def refuse(*_declared: object) -> None:
        raise Problem(
            code="file_has_doctype",
            message=_("The file holds entity definitions (DOCTYPE), which no plan needs."),
            remedy=_("Save the plan anew as XML in the program that it comes from."),
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _not_xml(str(error)) from error


def _not_xml(reason: str) -> Problem:
    return Problem(
        code="file_damaged",
        message=_("The file is not readable as XML: {reason}.", reason=shorten(reason, 100)),
        remedy=_("Save the plan anew as XML in the program that it comes from."),
    )


def _task(node: Any, minutes: int, problems: list[Problem]) -> ProjectTask | None:
    """Return one task; None for an empty line and for the line of the project itself (outline level 0)."""
    uid, level = _integer(_text(node, "UID")), _integer(_text(node, "OutlineLevel"))
    name = " ".join(_text(node, "Name").split())
    if _is_set(node, "IsNull") or level == 0 or (uid is None and not name):
        return None
    if not name:
        name = _("(task {uid} without a name)", uid=uid)
    if uid is None:
        problems.append(_left(name, _("it has no UID")))
        return None
    if len(name) > LONGEST_NAME:
        words = _("its name has {count} characters; the first {limit} are kept", count=len(name), limit=LONGEST_NAME)
        problems.append(_noted(shorten(name), words))
    start, finish = _day(_text(node, "Start"), problems, name), _finish(node, "Finish", problems, name)
    duration = workdays(_text(node, "Duration"), _integer(_text(node, "DurationFormat")), minutes)
    if duration.note:
        problems.append(_noted(name, duration.note))
    percent = _integer(_text(node, "PercentComplete"))
    kind = _integer(_text(node, "ConstraintType")) or 0
    constraint = Constraint(kind) if kind in set(Constraint) else Constraint.AS_SOON_AS_POSSIBLE
    if kind not in set(Constraint):
        problems.append(_noted(name, _("the constraint of kind {kind} is not known", kind=kind)))
    if _is_set(node, "Milestone") and duration.days:
        problems.append(_noted(name, _("it is marked as a milestone but takes time; it is taken as work")))
    return ProjectTask(
        uid=uid,
        name=name[:LONGEST_NAME],
        level=min(max(level or 1, 1), DEEPEST),
        is_summary=_is_set(node, "Summary"),
        is_milestone=duration.days == 0 or (duration.days is None and _is_set(node, "Milestone")),
        start=start,
        finish=finish,
        duration=duration.days,
        percent=None if percent is None else min(max(percent, 0), 100),
        done_on=_finish(node, "ActualFinish", problems, name),
        constraint=constraint,
        constraint_on=_constraint_day(node, constraint, problems, name),
        deadline=_finish(node, "Deadline", problems, name),
        notes=_text(node, "Notes")[:LONGEST_NOTE],
        predecessors=tuple(_predecessors(node, minutes, problems, name)),
        baseline=_baseline(node, problems, name),
        is_critical=_is_set(node, "Critical"),
    )


def _predecessors(node: Any, minutes: int, problems: list[Problem], name: str) -> Iterable[Predecessor]:
    for link in node.findall(f"{_TAG}PredecessorLink"):
        uid, kind = _integer(_text(link, "PredecessorUID")), _integer(_text(link, "Type"))
        if uid is None or _is_set(link, "CrossProject"):
            problems.append(_noted(name, _("a link to another file cannot be kept")))
            continue
        if kind is None or not 0 <= kind < len(LINK_TYPES):
            kind = 1
        lag = lag_workdays(_integer(_text(link, "LinkLag")) or 0, _integer(_text(link, "LagFormat")), minutes)
        if lag.note:
            problems.append(_noted(name, lag.note))
        yield Predecessor(uid, LINK_TYPES[kind], lag.days or 0)


def _baseline(node: Any, problems: list[Problem], name: str) -> tuple[date, date] | None:
    for one in node.findall(f"{_TAG}Baseline"):
        if (_integer(_text(one, "Number")) or 0) == 0:
            first, last = _day(_text(one, "Start"), problems, name), _finish(one, "Finish", problems, name)
            return (first, last) if first is not None and last is not None else None
    return None


def _constraint_day(node: Any, constraint: Constraint, problems: list[Problem], name: str) -> date | None:
    if constraint in (Constraint.MUST_FINISH_ON, Constraint.FINISH_NO_EARLIER, Constraint.FINISH_NO_LATER):
        return _finish(node, "ConstraintDate", problems, name)
    return _day(_text(node, "ConstraintDate"), problems, name)


def _finish(node: Any, element: str, problems: list[Problem], name: str) -> date | None:
    """Return the last day of a span that ends then: midnight belongs to the day before."""
    words = _text(node, element)
    day = _day(words, problems, name)
    is_midnight = words[11:19].ljust(8, "0") == _MIDNIGHT if "T" in words else False
    if day is None or not is_midnight or _text(node, "Start") == words:
        return day
    return date.fromordinal(day.toordinal() - 1)


def _day(words: str, problems: list[Problem], name: str) -> date | None:
    if not words or words == "NA":
        return None
    found = _MOMENT.fullmatch(words)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        problems.append(_noted(name, _("“{words}” is not a day of a plan", words=shorten(words, 30))))
        return None
    return day


def _unique(tasks: Iterable[ProjectTask], problems: list[Problem]) -> Iterable[ProjectTask]:
    seen: set[int] = set()
    for task in tasks:
        if task.uid in seen:
            problems.append(_left(task.name, _("its UID {uid} is used twice", uid=task.uid)))
        else:
            seen.add(task.uid)
            yield task


def _levelled(tasks: Iterable[ProjectTask]) -> Iterable[ProjectTask]:
    """Mend levels that skip one: a part stands one level below what it is part of."""
    above: list[int] = []
    for task in tasks:
        while above and above[-1] >= task.level:
            above.pop()
        above.append(task.level)
        yield task if len(above) == task.level else replace(task, level=len(above))


def _say_what_is_left(root: Any, nodes: list[Any], problems: list[Problem]) -> None:
    for element, part in _LEFT_OUT.items():
        node = root.find(f"{_TAG}{element}")
        if node is not None and len(node):
            message = _("{count} {part} of the file are not taken in.", count=len(node), part=_(part))
            problems.append(Problem(code="not_taken_in", level=Level.NOTE, message=message))
    values = sum(1 for node in nodes if node.find(f"{_TAG}ExtendedAttribute") is not None)
    if values:
        message = _("Own fields of {count} task(s) are not taken in.", count=values)
        problems.append(Problem(code="not_taken_in", level=Level.NOTE, message=message))


def _left(name: str, reason: str) -> Problem:
    message = _("“{name}” is left out: {reason}.", name=shorten(name), reason=reason)
    return Problem(code="task_left_out", message=message)


def _noted(name: str, reason: str) -> Problem:
    message = _("“{name}”: {reason}.", name=shorten(name), reason=reason)
    return Problem(code="task_noted", level=Level.WARNING, message=message)


def _text(node: Any, name: str) -> str:
    return (node.findtext(f"{_TAG}{name}") or "").strip()


def _is_set(node: Any, name: str) -> bool:
    return _text(node, name) in ("1", "true")


def _integer(words: str) -> int | None:
    if not re.fullmatch(r"-?[0-9]{1,15}(\.0*)?", words):
        return None
    return int(words.partition(".")[0])
