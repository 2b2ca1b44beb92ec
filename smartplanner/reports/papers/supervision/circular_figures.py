"""The figures of the circular, read from a book as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.queries.duties import Duty, duties
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.queries.units import every_district, short_unit_names
from smartplanner.reports.papers.comparing.opening import QUARTER, scope_words, since_last
from smartplanner.reports.papers.periodic import briefing_items
from smartplanner.reports.papers.periodic.briefing import Count
from smartplanner.reports.papers.supervision.circular import CircularFigures, OnTrackItem
from smartplanner.reports.prose.numbers import percent
from smartplanner.reports.request import Request
from smartplanner.rules.duties import can_owe, owed_reports
from smartplanner.rules.lights import ENDED, FINISHED, expected_progress

DONE, EARLY, AHEAD, ON_TIME, BEHIND, OTHER = "已完成", "提前完成", "超进度", "达进度", "欠进度", "其他"
CLASSES = (EARLY, DONE, AHEAD, ON_TIME, BEHIND, OTHER)
"""The counting classes of supervision circulars, in the order in which they are printed."""
NEAR = 10
"""Percentage points by which progress may differ from the plan and still keep to it."""
_GOOD_UNITS = 6
_NAMED_UNITS = 8


REPORT = "supervision-circular"
"""The name under which issues of it are kept."""


def gather_circular(reader: Reader, journal: Journal, request: Request) -> CircularFigures:
    """Return the figures of the matters asked for, compared with the last circular or the end of last quarter."""
    every = task_lines(reader, as_of=request.as_of)
    lines = [line for line in every if request.within(line)]
    ids = {line.id for line in lines}
    rows = {row.id: row for row in reader.rows("task") if row.id in ids}
    units = short_unit_names(reader)
    kinds = {line.id: class_of(line, done_on=rows[line.id].done_on, as_of=request.as_of) for line in lines}
    counted = Counter(kinds.values())
    behind = [line for line in lines if kinds[line.id] == BEHIND]
    worst = Counter((line.lead, line.overdue_days > 0) for line in behind)
    behind.sort(
        key=lambda line: (
            not line.overdue_days, -worst[line.lead, line.overdue_days > 0], line.lead or "", -line.overdue_days,
            -_points(line, request.as_of), line.title,
        )
    )  # fmt: skip
    districts = every_district(reader)
    parts = list(duties(reader, as_of=request.as_of, within=lambda line: line.id in ids))
    done = sum(line.state in FINISHED for line in lines)
    ended = sum(line.state in ENDED for line in lines)
    return CircularFigures(
        office=request.office,
        as_of=request.as_of,
        document_number=request.document_number,
        scope=scope_words(reader, request),
        opening=since_last(reader, journal, every, request, report=REPORT, months=QUARTER).opening,
        done=done,
        ended=ended,
        under_way=len(lines) - done - ended,
        classes=tuple(Count(label, counted[label]) for label in CLASSES),
        good_units=_good_units(lines, kinds, units),
        late=tuple(
            briefing_items.late_item(
                line, rows[line.id], units, districts, points=_points(line, request.as_of), year=request.as_of.year
            )
            for line in behind
        ),
        on_track=_on_track(lines, kinds, units, year=request.as_of.year),
        unreported=_count_units((part for part in parts if _unreported(part, request.as_of)), units),
        unsigned=_count_units((part for part in parts if part.unsigned), units),
    )


def class_of(line: TaskLine, *, done_on: date | None, as_of: date) -> str:
    """Return the counting class of a matter."""
    if line.state in FINISHED:
        return EARLY if done_on is not None and line.due is not None and done_on < line.due else DONE
    if line.state in ENDED:
        return OTHER
    if line.overdue_days or line.signal.cause in ("behind", "far_behind"):
        return BEHIND
    if line.due is None or line.progress is None:
        return OTHER
    points = _points(line, as_of)
    if points >= NEAR:
        return BEHIND
    return AHEAD if points <= -NEAR else ON_TIME


def _points(line: TaskLine, as_of: date) -> int:
    """Return by how many percentage points a matter is behind its plan; negative: ahead of it."""
    if line.due is None or line.progress is None:
        return line.signal.amount
    return round(expected_progress(line.start, line.due, as_of=as_of) - line.progress)


def _good_units(
    lines: Iterable[TaskLine], kinds: Mapping[str, str], units: Mapping[str, str]
) -> tuple[tuple[str, int], ...]:
    finished = Counter(line.lead for line in lines if line.lead and line.state in FINISHED)
    lagging = {line.lead for line in lines if kinds[line.id] == BEHIND}
    good = [(units.get(id, ""), count) for id, count in finished.most_common() if id not in lagging]
    return tuple(good[:_GOOD_UNITS])


def _on_track(
    lines: Iterable[TaskLine], kinds: Mapping[str, str], units: Mapping[str, str], *, year: int
) -> tuple[OnTrackItem, ...]:
    chosen = sorted(
        (line for line in lines if kinds[line.id] in (AHEAD, ON_TIME)),
        key=lambda line: (line.due or date.max, line.title),
    )
    return tuple(
        OnTrackItem(
            line.title,
            units.get(line.lead or "", ""),
            briefing_items.due_words(line, year=year),
            percent(line.progress or 0).replace(".0%", "%"),
        )
        for line in chosen
    )


def _unreported(part: Duty, as_of: date) -> bool:
    return can_owe(part.line.state) and bool(owed_reports(part.reporting, as_of))


def _count_units(parts: Iterable[Duty], units: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(part.unit for part in parts)
    return tuple((units.get(id, ""), count) for id, count in counted.most_common(_NAMED_UNITS))
