"""The figures of the monthly briefing, read from a book as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from smartplanner.base.i18n import translate
from smartplanner.journal import Journal
from smartplanner.model.task import TaskState
from smartplanner.queries import Reader
from smartplanner.queries.overview import LIGHTS
from smartplanner.queries.spelling import spelled
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.queries.units import short_districts, short_unit_names
from smartplanner.reports.charts.of_papers import CITY_LEVEL as CITY_LEVEL
from smartplanner.reports.papers.comparing.earlier import earlier
from smartplanner.reports.papers.comparing.opening import scope_words, since_last
from smartplanner.reports.papers.periodic import briefing_items
from smartplanner.reports.papers.periodic.briefing import BriefingFigures, Circulation, Count, GroupRow
from smartplanner.reports.request import Request
from smartplanner.rules.elapsed import rounded, year_share
from smartplanner.rules.lights import FINISHED, Light
from smartplanner.rules.workdays import Calendar

_WORST_UNITS = 10
_LAST = 9_999
"""The order of a unit that has none."""
_FIELDS = 12
"""Categories with a row of their own; more would not fit on a page."""
OTHER_FIELDS, NO_FIELD = "其他领域", "未注明领域"
_NAMED_OTHER = ("其他", "其它", OTHER_FIELDS)
BEHIND = ("behind", "far_behind")
CIRCULATION = Circulation(
    report_to=("市智慧城市建设领导小组组长、副组长",),
    send_to=("市有关部门",),
    issue_to=("各区人民政府", "北京经济技术开发区管委会", "各专项工作组"),
)


REPORT = "monthly-briefing"
"""The name under which issues of it are kept."""


def gather(reader: Reader, journal: Journal, *, office: str, as_of: date) -> BriefingFigures:
    """Return the figures on all matters for the month of *as_of*, true for that day.

    *office* is the issuing office's name.
    """
    return gather_briefing(reader, journal, Request(office=office, as_of=as_of, calendar=Calendar()))


def gather_briefing(
    reader: Reader, journal: Journal, request: Request, *, report: str = REPORT, noun: str = "重点任务"
) -> BriefingFigures:
    """Return the figures that a request asks for: the month of its day, compared with the last issue of *report*.

    *noun* is what its opening calls the matters.
    """
    as_of = request.as_of
    every = task_lines(reader, as_of=as_of)
    lines = [line for line in every if request.within(line)]
    about = {line.id for line in lines}
    rows = {row.id: row for row in reader.rows("task") if row.id in about}
    units, order = short_unit_names(reader), _order(reader, "organisation")
    since = since_last(reader, journal, every, request, report=report, noun=noun)
    first = as_of.replace(day=1)
    in_month = since.moved
    if in_month is not None and since.start != first:  # the last issue was not that of the month before
        in_month = earlier(journal, every, since=first, until=as_of).movement(lambda id: id in about)
    return BriefingFigures(
        office=request.office,
        issue=request.issue_number or as_of.month,
        total_issue=request.total_number or 0,
        year=as_of.year,
        month=as_of.month,
        as_of=as_of,
        scope=scope_words(reader, request),
        opening=since.opening,
        states=matter_states(lines),
        lights=_lights(lines),
        done=sum(1 for line in lines if line.state in FINISHED),
        completion_before=since.opening.completion_before,
        completion_year_before=since.opening.completion_year_before,
        schedule=rounded(year_share(as_of.year, as_of=as_of)),
        fields=_fields(lines),
        districts=_districts(lines, reader),
        worst_units=_worst_units(lines, reader, units),
        done_this_month=briefing_items.done_this_month(lines, rows, in_month, as_of=as_of),
        overdue_this_month=tuple(line.title for line in lines if line.overdue_days and line.due and line.due >= first),
        changes=briefing_items.changes(since.moved, rows, reader, year=as_of.year),
        first_issue=since.moved is None,
        done_without_day=sum(line.state in FINISHED and rows[line.id].done_on is None for line in lines),
        late=briefing_items.late(lines, rows, reader, units, year=as_of.year),
        due_next_month=briefing_items.due_next_month(
            lines, rows, units, as_of=as_of, order=lambda line: order.get(line.lead, _LAST)
        ),
        planned_fen=sum(line.amount or 0 for line in lines) if any(line.amount for line in lines) else None,
        with_amount=sum(1 for line in lines if line.amount),
        problems=briefing_items.problems(lines, rows),
        circulation=CIRCULATION,
    )


def matter_states(lines: Iterable[TaskLine]) -> tuple[Count, ...]:
    """Count the matters in each state, those that are done first."""
    counts = Counter(line.state or "in_progress" for line in lines)
    order = [TaskState.CLOSED, TaskState.DONE, TaskState.IN_PROGRESS]
    order += [state for state in TaskState if state not in order]
    return tuple(Count(translate(state.label), counts[str(state)]) for state in order)


def _lights(lines: Iterable[TaskLine]) -> tuple[Count, ...]:
    counts = dict.fromkeys(LIGHTS, 0)
    for line in lines:
        counts[line.signal.light] += 1
    return tuple(Count(translate(Light.of(light).label), counts[light]) for light in LIGHTS if light != "blue")


def _fields(lines: Iterable[TaskLine]) -> tuple[GroupRow, ...]:
    """Return the largest categories, the largest first, then the others together, then the matters without one."""
    groups = _grouped(lines, lambda line: (line.category or "").strip())
    without = groups.pop("", [])
    others = [line for name in _NAMED_OTHER for line in groups.pop(name, [])]
    names = sorted(groups, key=lambda name: (-len(groups[name]), spelled(name)))
    if not names:
        return ()
    room = _FIELDS if len(names) > _FIELDS or others else len(names)
    others += [line for name in names[room:] for line in groups[name]]
    rows = [_group_row(name, groups[name]) for name in names[:room]]
    rows += [_group_row(OTHER_FIELDS, others)] if others else []
    return (*rows, *([_group_row(NO_FIELD, without)] if without else []))


def _districts(lines: Iterable[TaskLine], reader: Reader) -> tuple[GroupRow, ...]:
    """Return the districts in official order, then the matters of the city; nothing when no matter has a district."""
    groups = _grouped(lines, lambda line: line.district)
    of_city = groups.pop(None, [])
    names, order = short_districts(reader), _order(reader, "district")
    rows = [_group_row(names.get(id, id), groups[id]) for id in sorted(groups, key=lambda id: (order.get(id, 0), id))]
    return (*rows, _group_row(CITY_LEVEL, of_city)) if rows and of_city else tuple(rows)


def _worst_units(lines: Iterable[TaskLine], reader: Reader, units: Mapping[str, str]) -> tuple[GroupRow, ...]:
    """Return the lead units with most late matters, in official order where they have as many.

    Units that have as many late matters as the first one left out are left out too: naming one and not the
    other would be arbitrary.
    """
    groups = _grouped((line for line in lines if line.lead), lambda line: line.lead)
    order = _order(reader, "organisation")
    rows = [_group_row(units.get(id, ""), groups[id]) for id in sorted(groups, key=lambda id: (order.get(id, 0), id))]
    rows = sorted((row for row in rows if row.late), key=lambda row: -row.late)
    if len(rows) <= _WORST_UNITS:
        return tuple(rows)
    limit = rows[_WORST_UNITS].late
    return tuple(row for row in rows if row.late > limit) or tuple(rows[:_WORST_UNITS])


def _order(reader: Reader, entity: str) -> Mapping[Any, int]:
    return {id: order if order is not None else _LAST for id, order in reader.columns(entity, ["id", "order"])}


def _grouped(lines: Iterable[TaskLine], key: Callable[[TaskLine], Any]) -> dict[Any, list[TaskLine]]:
    groups: dict[Any, list[TaskLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return groups


def _group_row(name: str, lines: Sequence[TaskLine]) -> GroupRow:
    done = sum(1 for line in lines if line.state in FINISHED)
    overdue = sum(1 for line in lines if line.overdue_days)
    behind = sum(1 for line in lines if line.signal.cause in BEHIND)
    return GroupRow(name, len(lines), done, len(lines) - done - overdue - behind, behind, overdue)
