"""The figures of the monthly briefing, read from a book as of a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.fields.dates import format_date
from smartplanner.journal import Journal
from smartplanner.model.task import TaskState
from smartplanner.queries import Reader
from smartplanner.queries.overview import LIGHTS, Movement, movement
from smartplanner.queries.tasks import TaskLine, red_list, task_lines
from smartplanner.reports.briefing import (
    BriefingFigures,
    Changes,
    Circulation,
    Count,
    DueChange,
    DueItem,
    GroupRow,
    LateItem,
)
from smartplanner.rules.lights import FINISHED, Light, say_cause

_WORST_UNITS = 10
_PROBLEMS = 8
CIRCULATION = Circulation(
    report_to=("市智慧城市建设领导小组组长、副组长",),
    send_to=("市有关部门",),
    issue_to=("各区人民政府", "北京经济技术开发区管委会", "各专项工作组"),
)


def gather(reader: Reader, journal: Journal, *, office: str, as_of: date) -> BriefingFigures:
    """Return the figures for the month of *as_of*, true for that day.  *office* is the issuing office's name."""
    lines = task_lines(reader, as_of=as_of)
    first = as_of.replace(day=1)
    rows = {row.id: row for row in reader.rows("task")}
    finished = [line for line in lines if line.state in FINISHED]
    started = _first_day(journal)
    moved = movement(journal, since=first, until=as_of) if started is not None and started < first else None
    return BriefingFigures(
        office=office,
        issue=as_of.month,
        total_issue=as_of.month,
        year=as_of.year,
        month=as_of.month,
        as_of=as_of,
        states=_states(lines),
        lights=_lights(lines),
        done=len(finished),
        schedule=elapsed_share(as_of),
        fields=_groups(lines, "category", None, _sizes(lines)),
        districts=_groups(lines, "district", reader.names("district"), _order(reader)),
        worst_units=_worst_units(lines, reader),
        done_this_month=_done_this_month(lines, rows, moved, first, as_of),
        overdue_this_month=tuple(line.title for line in lines if line.overdue_days and line.due and line.due >= first),
        changes=_changes(moved, rows, reader),
        first_issue=moved is None,
        late=_late(lines, rows, reader),
        due_next_month=_due_next_month(lines, reader, as_of),
        planned_fen=sum(line.amount or 0 for line in lines) if any(line.amount for line in lines) else None,
        with_amount=sum(1 for line in lines if line.amount),
        problems=_problems(lines, rows),
        circulation=CIRCULATION,
    )


def elapsed_share(as_of: date) -> float:
    """Return the 序时进度 of the year in percent, one decimal: whole months, and days within the month."""
    days = calendar.monthrange(as_of.year, as_of.month)[1]
    return round(100 * (as_of.month - 1 + as_of.day / days) / 12, 1)


def _first_day(journal: Journal) -> date | None:
    steps = journal.steps()
    return date.fromisoformat(steps[-1].at[:10]) if steps else None


def _states(lines: Sequence[TaskLine]) -> tuple[Count, ...]:
    counts = {str(state): 0 for state in TaskState}
    for line in lines:
        counts[line.state or "in_progress"] += 1
    order = [TaskState.CLOSED, TaskState.DONE, *(state for state in TaskState if state not in FINISHED)]
    return tuple(Count(_(state.label), counts[str(state)]) for state in order)


def _lights(lines: Iterable[TaskLine]) -> tuple[Count, ...]:
    counts = dict.fromkeys(LIGHTS, 0)
    for line in lines:
        counts[line.signal.light] += 1
    return tuple(Count(_(Light.of(light).label), counts[light]) for light in LIGHTS if light != "blue")


def _order(reader: Reader) -> Mapping[Any, int]:
    return {id: order if order is not None else 9_999 for id, order in reader.columns("district", ["id", "order"])}


def _sizes(lines: Iterable[TaskLine]) -> Mapping[Any, int]:
    """Order categories by size, the largest first."""
    sizes: dict[Any, int] = {}
    for line in lines:
        sizes[line.category] = sizes.get(line.category, 0) - 1
    return sizes


def _groups(
    lines: Iterable[TaskLine], field: str, names: Mapping[str, str] | None, order: Mapping[Any, int]
) -> tuple[GroupRow, ...]:
    groups: dict[Any, list[TaskLine]] = {}
    for line in lines:
        groups.setdefault(getattr(line, field), []).append(line)
    keys = sorted((key for key in groups if key), key=lambda key: (order.get(key, 10_000), str(key)))
    rows = [_group_row(names[key] if names else key, groups[key]) for key in keys]
    if None in groups and rows:
        rows.append(_group_row("市级统筹" if field == "district" else "其他", groups[None]))
    return tuple(rows)


def _group_row(name: str, lines: Sequence[TaskLine]) -> GroupRow:
    done = sum(1 for line in lines if line.state in FINISHED)
    overdue = sum(1 for line in lines if line.overdue_days)
    behind = sum(1 for line in lines if line.signal.cause in ("behind", "far_behind"))
    return GroupRow(name, len(lines), done, len(lines) - done - overdue - behind, behind, overdue)


def _worst_units(lines: Iterable[TaskLine], reader: Reader) -> tuple[GroupRow, ...]:
    rows = _groups((line for line in lines if line.lead), "lead", reader.names("organisation"), {})
    late = [row for row in rows if row.overdue or row.behind]
    return tuple(sorted(late, key=lambda row: (-row.overdue, -row.behind, row.name))[:_WORST_UNITS])


def _done_this_month(
    lines: Iterable[TaskLine], rows: Mapping[str, Any], moved: Movement | None, first: date, as_of: date
) -> tuple[str, ...]:
    marked = set(moved.finished) if moved else set()
    return tuple(
        line.title
        for line in lines
        if line.state in FINISHED
        and (line.id in marked or ((day := rows[line.id].done_on) is not None and first <= day <= as_of))
    )


def _changes(moved: Movement | None, rows: Mapping[str, Any], reader: Reader) -> Changes:
    if moved is None:
        return Changes()
    granted: dict[str, Any] = {row.task: row for row in reader.rows("extension") if row.state == "granted"}
    extended, changed = [], []
    for id, before in moved.due_before.items():
        row = rows.get(id)
        if row is None or row.due == before:
            continue
        old, new = (format_date(day) if day else "未定" for day in (before, row.due))
        if id in granted:
            extended.append(DueChange(row.title, old, new, granted[id].reason or ""))
        else:
            changed.append(DueChange(row.title, old, new))
    return Changes(
        added=tuple(rows[id].title for id in moved.added if id in rows),
        finished=tuple(rows[id].title for id in moved.finished if id in rows),
        extended=tuple(extended),
        due_changed=tuple(changed),
    )


def _late(lines: Iterable[TaskLine], rows: Mapping[str, Any], reader: Reader) -> tuple[LateItem, ...]:
    causes = ("overdue", "behind", "far_behind")
    return tuple(
        LateItem(
            title=line.title,
            lead=reader.name("organisation", line.lead) if line.lead else "",
            support=tuple(reader.name("organisation", id) for id in line.support),
            due_text=due_words(line),
            overdue_days=line.overdue_days,
            cause=rows[line.id].problems or say_cause(line.signal),
            next_steps=rows[line.id].next_steps or "",
        )
        for line in sorted(red_list(lines), key=lambda line: -line.overdue_days)
        if line.signal.cause in causes
    )


def _due_next_month(lines: Iterable[TaskLine], reader: Reader, as_of: date) -> tuple[DueItem, ...]:
    first = (as_of.replace(day=28) + timedelta(4)).replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    due = [line for line in lines if line.due and first <= line.due <= last and line.signal.light in _OPEN]
    return tuple(
        DueItem(line.title, reader.name("organisation", line.lead) if line.lead else "", due_words(line))
        for line in sorted(due, key=lambda line: (line.due or as_of, line.title))
    )


_OPEN = ("red", "yellow", "green", "grey")


def due_words(line: TaskLine) -> str:
    """Return a deadline as a table of a report prints it: the ledger's words, else the day."""
    return line.due_text or (format_date(line.due, line.due_precision or "day") if line.due else "")


def _problems(lines: Iterable[TaskLine], rows: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what units reported on matters that are late, each sentence once, the worst matters first."""
    found: dict[str, None] = {}
    for line in red_list(lines):
        text = (rows[line.id].problems or "").strip().rstrip("。；;")
        if text:
            found[text] = None
    return tuple(list(found)[:_PROBLEMS])
