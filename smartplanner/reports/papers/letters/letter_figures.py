"""What a letter asks a unit for, read from the book: its open matters, the worst first."""

from __future__ import annotations

from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.papers.letters.letter import AskedMatter, LetterFigures
from smartplanner.reports.papers.periodic.briefing_items import due_words
from smartplanner.reports.prose.official import issuing
from smartplanner.reports.request import Request
from smartplanner.rules.lights import ENDED, FINISHED

ANSWER_WORKDAYS = 7
"""Workdays that a unit of the same rank is given to answer a letter."""
_LIGHTS = {"red": 0, "yellow": 1}


def gather_letter(reader: Reader, _journal: Journal, request: Request) -> LetterFigures:
    """Return the open matters of the unit, or those among them that are asked for by name.

    A Problem when no unit is named or it has no such matter.
    """
    lines = [line for line in task_lines(reader, as_of=request.as_of) if request.unit and request.within(line)]
    lines = [line for line in lines if line.state not in FINISHED and line.state not in ENDED]
    if request.tasks:
        lines = [line for line in lines if line.id in request.tasks]
    if not lines:
        raise Problem(
            code="no_matters",
            message=_("There is no open matter that this unit could be asked to help with."),
            remedy=_("Choose another unit, or another day."),
            field="unit",
        )
    lines.sort(
        key=lambda line: (_LIGHTS.get(line.signal.light, 2), -line.overdue_days, str(line.due or "9"), line.title)
    )
    units, names = short_unit_names(reader), reader.names("organisation")
    rows = {row.id: row for row in reader.rows("task", [line.id for line in lines])}
    return LetterFigures(
        issuing=issuing(request),
        unit=names.get(request.unit or "", ""),
        matters=tuple(
            _matter(line, rows[line.id], unit=request.unit, units=units, year=request.as_of.year) for line in lines
        ),
        answer_by=request.calendar.add(request.as_of, ANSWER_WORKDAYS),
    )


def _matter(line: TaskLine, row: Any, *, unit: str | None, units: dict[str, str], year: int) -> AskedMatter:
    leads = line.lead == unit
    return AskedMatter(
        title=line.title,
        code=line.code or "",
        leads=leads,
        lead=units.get(line.lead or "", "") or (row.lead_text or ""),
        due_text=due_words(line, year=year),
        standing=_standing(line),
        asked=_asked(line, row, leads=leads),
    )


def _standing(line: TaskLine) -> str:
    if line.overdue_days:
        return f"已逾期{line.overdue_days}天"
    if line.signal.cause in ("behind", "far_behind"):
        return f"慢于计划进度{line.signal.amount}个百分点"
    return ""


def _asked(line: TaskLine, row: Any, *, leads: bool) -> str:
    """Return what is asked: help with the next steps that the book knows, and what the light calls for."""
    steps = " ".join((row.next_steps or "").split()).rstrip("。；; ")
    if leads:
        urgent = "倒排工期、尽快办结" if line.overdue_days else "统筹推进、按期办结"
        return f"{urgent}，落实下步工作（{steps}）" if steps else urgent
    return f"配合做好下步工作（{steps}）" if steps else "明确配合责任处室和人员，按职责做好配合工作"
