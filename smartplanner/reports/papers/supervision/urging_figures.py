"""The reminders of a week, read from a book: what each unit is late with, and how sharply it is urged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from smartplanner.base.i18n import translate
from smartplanner.journal import Journal
from smartplanner.model.task_event import UrgeGrade
from smartplanner.queries import Reader
from smartplanner.queries.duties import LEAD, Duty, duties
from smartplanner.queries.spelling import spelled
from smartplanner.queries.tasks import is_due_soon
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.papers.periodic.briefing_items import due_words
from smartplanner.reports.papers.supervision.urging import UnitNotice, UrgedMatter, UrgingFigures
from smartplanner.reports.request import Request
from smartplanner.rules.duties import can_owe, owed_reports
from smartplanner.rules.lights import ENDED, FINISHED
from smartplanner.rules.periods import Period
from smartplanner.rules.urging import next_grade, sharpest

SOON = 7
"""Days within which a deadline is named."""
ANSWER_WORKDAYS = 3
"""Workdays that a unit has to answer."""
_LAST = 9_999


def gather_urging(reader: Reader, _journal: Journal, request: Request) -> UrgingFigures:
    """Return the reminders of the units asked for, in the official order of the units."""
    found: dict[str, list[tuple[Duty, UrgedMatter]]] = defaultdict(list)
    for duty in duties(reader, as_of=request.as_of, within=request.within):
        if request.unit in (None, duty.unit) and (matter := urged_matter(duty, as_of=request.as_of)) is not None:
            found[duty.unit].append((duty, matter))
    names, short = reader.names("organisation"), short_unit_names(reader)
    order = {id: _LAST if place is None else place for id, place in reader.columns("organisation", ["id", "order"])}
    year, week, _weekday = request.as_of.isocalendar()
    return UrgingFigures(
        office=request.office,
        as_of=request.as_of,
        year=year,
        week=week,
        answer_by=request.calendar.add(request.as_of, ANSWER_WORKDAYS),
        notices=tuple(
            _notice(unit, names.get(unit, ""), short.get(unit, ""), found[unit])
            for unit in sorted(found, key=lambda id: (order.get(id, _LAST), spelled(names.get(id, ""))))
        ),
    )


def urged_matter(duty: Duty, *, as_of: date) -> UrgedMatter | None:
    """Return what a unit is reminded of in one matter, or None when there is nothing."""
    line = duty.line
    if line.state in FINISHED or line.state in ENDED or duty.own_part_done_on is not None:
        return None
    soon = is_due_soon(line, as_of=as_of, days=SOON)
    owed = owed_reports(duty.reporting, as_of) if can_owe(line.state) else ()
    asked = duty.asked_on is not None or duty.asked_until is not None
    reasons = [
        f"逾期{line.overdue_days}日" if line.overdue_days else "",
        _days_left(line.due, as_of) if soon else "",
        _owed_words(owed, as_of) if owed else "",
        "尚未签收" if duty.unsigned else "",
        "延期申请待批" if asked else "",
    ]
    if not any(reasons):
        return None
    grade = next_grade(duty.urged, overdue_days=line.overdue_days, lead=duty.role == LEAD)
    return UrgedMatter(
        task=line.id,
        title=line.title,
        code=line.code or "",
        role="牵头" if duty.role == LEAD else "配合",
        due_text=due_words(line, year=as_of.year),
        reasons=tuple(filter(None, reasons)),
        grade=grade,
        grade_label=translate(UrgeGrade.of(grade).label),
        overdue=bool(line.overdue_days),
        due_soon=soon,
        unreported=bool(owed),
        unsigned=duty.unsigned,
        extension=asked,
    )


def _notice(id: str, name: str, short: str, found: list[tuple[Duty, UrgedMatter]]) -> UnitNotice:
    found.sort(key=lambda pair: (-pair[0].line.overdue_days, pair[0].role != LEAD, pair[0].line.due or date.max))
    grade = sharpest(matter.grade for _duty, matter in found)
    return UnitNotice(
        id=id,
        unit=name,
        short=short or name,
        grade=grade,
        grade_label=translate(UrgeGrade.of(grade).label),
        matters=tuple(matter for _duty, matter in found),
    )


def _days_left(due: date | None, as_of: date) -> str:
    left = (due - as_of) if due else timedelta(0)
    return f"{left.days}日后到期" if left.days else "今日到期"


def _owed_words(owed: Sequence[Period], as_of: date) -> str:
    last = owed[-1]
    length = (last.last - last.first).days
    if length < 7:
        name = f"第{last.first.isocalendar().week}周"
    elif length < 31:
        name = f"{last.first.month}月"
    else:
        name = f"第{'一二三四'[last.last.month // 3 - 1]}季度"
    year = f"{last.last.year}年" if last.last.year != as_of.year else ""
    more = f"（连续{len(owed)}期）" if len(owed) > 1 else ""
    return f"未报{year}{name}进展{more}"
