"""The single matters that the monthly briefing names: late, due next month, finished, moved, and their problems."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from smartplanner.queries import Reader
from smartplanner.queries.overview import Movement
from smartplanner.queries.tasks import TaskLine, red_list
from smartplanner.queries.units import every_district, join_units
from smartplanner.reports.papers.periodic.briefing import Changes, DueChange, DueItem, LateItem
from smartplanner.reports.prose.numbers import deadline
from smartplanner.rules.lights import FINISHED

_PROBLEMS = 8
_LATE = ("overdue", "behind", "far_behind")
_OPEN = ("red", "yellow", "green", "grey")
_URGENCY = {"top": 0, "urgent": 1}
_EXACTNESS = ("day", "ten_days", "month", "range", "quarter", "half", "year")
_CLOSING_SIGNS = "。；; \n"


def late(
    lines: Iterable[TaskLine], rows: Mapping[str, Any], reader: Reader, units: Mapping[str, str], *, year: int
) -> tuple[LateItem, ...]:
    """Return the overdue matters, the longest first, then those behind, the farthest first."""
    districts = every_district(reader)
    chosen = [line for line in red_list(lines) if line.signal.cause in _LATE]
    chosen.sort(key=lambda line: (-line.overdue_days, -line.signal.amount))
    return tuple(
        late_item(line, rows[line.id], units, districts, points=line.signal.amount, year=year) for line in chosen
    )


def late_item(
    line: TaskLine, row: Any, units: Mapping[str, str], districts: frozenset[str], *, points: int, year: int
) -> LateItem:
    """Return a late matter as a paper names it; *points*: by how many it is behind, if it is not overdue."""
    return LateItem(
        title=line.title,
        lead=units.get(line.lead or "", ""),
        support=join_units(line.support, units, districts),
        due_text=due_words(line, year=year),
        overdue_days=line.overdue_days,
        behind_points=0 if line.overdue_days else points,
        cause=_clause(row.problems),
        next_steps=_clause(row.next_steps),
    )


def due_next_month(
    lines: Iterable[TaskLine],
    rows: Mapping[str, Any],
    units: Mapping[str, str],
    *,
    as_of: date,
    order: Callable[[TaskLine], int],
) -> tuple[DueItem, ...]:
    """Return the open matters due in the month after *as_of*: the earliest first, then by their units' *order*.

    ``rank`` orders them by weight: the urgent ones first, then by planned investment, then by the day.
    """
    first = (as_of.replace(day=28) + timedelta(4)).replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    due = [line for line in lines if line.due and first <= line.due <= last and line.signal.light in _OPEN]
    due = [line for line in due if line.signal.cause != "ended"]
    exactness = {precision: place for place, precision in enumerate(_EXACTNESS)}
    due.sort(
        key=lambda line: (line.due or as_of, exactness.get(line.due_precision or "day", 0), order(line), line.title)
    )

    def weight(line: TaskLine) -> tuple[int, int]:
        return (_URGENCY.get(rows[line.id].priority or "", 2), -(line.amount or 0))

    ranks = {line.id: rank for rank, line in enumerate(sorted(due, key=weight), start=1)}
    return tuple(
        DueItem(line.title, units.get(line.lead or "", ""), due_words(line, year=as_of.year), ranks[line.id])
        for line in due
    )


def due_words(line: TaskLine, *, year: int) -> str:
    """Return a deadline as a paper of *year* prints it; the ledger's own words where they name no day."""
    return deadline(line.due, line.due_precision, year=year) or (line.due_text or "")


def done_this_month(
    lines: Iterable[TaskLine], rows: Mapping[str, Any], moved: Movement | None, *, as_of: date
) -> tuple[str, ...]:
    """Return the titles of the matters finished in the month: by their day, or by the journal."""
    marked = set(moved.finished) if moved else set()
    first = as_of.replace(day=1)
    return tuple(
        line.title
        for line in lines
        if line.state in FINISHED
        and (line.id in marked or ((day := rows[line.id].done_on) is not None and first <= day <= as_of))
    )


def changes(moved: Movement | None, rows: Mapping[str, Any], reader: Reader, *, year: int) -> Changes:
    """Return what changed in the month, deadlines that were moved with and without a granted extension apart."""
    if moved is None:
        return Changes()
    granted: dict[str, Any] = {row.task: row for row in reader.rows("extension") if row.state == "granted"}
    extended, changed = [], []
    for id, before in moved.due_before.items():
        row = rows.get(id)
        if row is None or row.due == before:
            continue
        old, new = (deadline(before, year=year) or "未定"), (deadline(row.due, row.due_precision, year=year) or "未定")
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


def problems(lines: Iterable[TaskLine], rows: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what units reported on matters that are late, each sentence once, the most frequent first."""
    found = Counter(filter(None, (_clause(rows[line.id].problems) for line in red_list(lines))))
    return tuple(text for text, _count in found.most_common(_PROBLEMS))


def _clause(text: str | None) -> str:
    """Return a sentence without its closing sign, for it stands in a cell or within another sentence."""
    return (text or "").strip().rstrip(_CLOSING_SIGNS)
