"""The figures of the material for a meeting, read from a book: of its working group, or of all matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from smartplanner.base.i18n import translate
from smartplanner.journal import Journal
from smartplanner.model.task import TaskState
from smartplanner.queries import Reader
from smartplanner.queries.agenda import matters_of
from smartplanner.queries.overview import LIGHTS
from smartplanner.queries.spelling import spelled
from smartplanner.queries.tasks import TaskLine, is_due_soon
from smartplanner.queries.units import every_district, short_unit_names
from smartplanner.reports.papers.meetings.material import AskedExtension, EarlierDecision, MaterialFigures
from smartplanner.reports.papers.meetings.minutes_figures import closed, in_order, meeting_asked_for
from smartplanner.reports.papers.periodic import briefing_items
from smartplanner.reports.papers.periodic.briefing import Count, GroupRow, LateItem
from smartplanner.reports.prose.numbers import deadline
from smartplanner.reports.request import Request
from smartplanner.rules.lights import FINISHED, Light

_UNITS = 12
_BEHIND = ("behind", "far_behind")


def gather_material(reader: Reader, _journal: Journal, request: Request) -> MaterialFigures:
    """Return what the meeting, or the working group, asked for is shown; everything when neither is named."""
    meeting = meeting_asked_for(reader, request) if request.meeting else None
    if meeting is not None and request.group is None:
        request = replace(request, group=meeting.group)
    asked = replace(request, group=None).within
    lines = [line for line in matters_of(reader, request.group, as_of=request.as_of) if asked(line)]
    rows = {row.id: row for row in reader.rows("task", [line.id for line in lines])}
    units, year = short_unit_names(reader), request.as_of.year
    group = reader.name("group", request.group) if request.group else ""
    earlier = _meeting_before(reader, meeting, request)
    return MaterialFigures(
        office=request.office,
        as_of=request.as_of,
        title=meeting.title if meeting is not None else f"{group or '智慧城市建设领导小组'}会议",
        total=len(lines),
        done=sum(line.state in FINISHED for line in lines),
        lights=tuple(
            Count(translate(Light.of(light).label), sum(line.signal.light == light for line in lines))
            for light in LIGHTS
        ),
        units=_by_unit(lines, units),
        late=briefing_items.late(lines, rows, reader, units, year=year),
        due_soon=_due_soon(lines, rows, reader, units, as_of=request.as_of),
        extensions=_extensions(reader, rows, units, year=year),
        earlier_title=earlier.title if earlier is not None else "",
        earlier=_earlier(reader, earlier, units, year=year) if earlier is not None else (),
    )


def _by_unit(lines: Iterable[TaskLine], units: Mapping[str, str]) -> tuple[GroupRow, ...]:
    groups: dict[str, list[TaskLine]] = defaultdict(list)
    for line in lines:
        groups[line.lead or ""].append(line)
    rows = []
    for id, found in groups.items():
        done = sum(line.state in FINISHED for line in found)
        overdue = sum(1 for line in found if line.overdue_days)
        behind = sum(1 for line in found if line.signal.cause in _BEHIND)
        name = units.get(id, "") or "未明确"
        rows.append(GroupRow(name, len(found), done, len(found) - done - overdue - behind, behind, overdue))
    rows.sort(key=lambda row: (-row.overdue, -row.behind, -row.total, spelled(row.name)))
    if len(rows) <= _UNITS:
        return tuple(rows)
    rest = rows[_UNITS - 1 :]
    sums = [sum(getattr(row, name) for row in rest) for name in ("total", "done", "on_track", "behind", "overdue")]
    return (*rows[: _UNITS - 1], GroupRow(f"其他{len(rest)}个单位", *sums))


def _due_soon(
    lines: Sequence[TaskLine], rows: Mapping[str, Any], reader: Reader, units: Mapping[str, str], *, as_of: date
) -> tuple[LateItem, ...]:
    districts = every_district(reader)
    soon = [line for line in lines if is_due_soon(line, as_of=as_of) and line.signal.cause not in _BEHIND]
    soon.sort(key=lambda line: (line.due or date.max, line.title))
    return tuple(
        briefing_items.late_item(line, rows[line.id], units, districts, points=0, year=as_of.year) for line in soon
    )


def _extensions(
    reader: Reader, rows: Mapping[str, Any], units: Mapping[str, str], *, year: int
) -> tuple[AskedExtension, ...]:
    found = []
    for row in reader.rows("extension"):
        task = rows.get(row.task)
        if row.state != "requested" or task is None:
            continue
        before = deadline(row.original_due or task.due, year=year) or "未定"
        unit = units.get(row.requested_by or task.lead or "", "")
        after = deadline(row.new_due, year=year) or "未定"
        found.append(AskedExtension(task.title, unit, before, after, closed(row.reason), closed(row.progress)))
    return tuple(found)


def _meeting_before(reader: Reader, meeting: Any | None, request: Request) -> Any | None:
    """Return the last meeting of the same group before this one."""
    day = (meeting.held_on if meeting is not None else None) or request.as_of
    before = [
        row
        for row in reader.rows("meeting")
        if row.held_on is not None
        and row.group == request.group
        and (row.held_on < day if meeting is not None else row.held_on <= day)
    ]
    return max(before, key=lambda row: row.held_on, default=None)


def _earlier(reader: Reader, meeting: Any, units: Mapping[str, str], *, year: int) -> tuple[EarlierDecision, ...]:
    states: dict[str, str | None] = {str(id): state for id, state in reader.columns("task", ["id", "state"])}
    found = []
    for row in in_order(reader, "decision", meeting.id):
        state = states.get(row.task or "")
        words = translate(TaskState.of(state).label) if state else "未列入督办" if not row.task else "办理中"
        due = deadline(row.due, year=year) or (row.due_text or "")
        found.append(EarlierDecision(closed(row.text), units.get(row.lead or "", ""), due, words))
    return tuple(found)
