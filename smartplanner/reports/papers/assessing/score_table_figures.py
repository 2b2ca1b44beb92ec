"""The scores of the units as a paper prints them, read from the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.organisation import OrganisationKind
from smartplanner.queries import Reader
from smartplanner.queries.scoring import KINDS, UnitScore, score_period, scores
from smartplanner.reports.papers.assessing.score_table import ScoredKind, ScoredPoint, ScoredUnit, ScoreTableFigures
from smartplanner.reports.prose.periods import period_words
from smartplanner.reports.request import Request
from smartplanner.rules.scoring import BASE, say_detail


def gather_score_table(reader: Reader, _journal: Journal, request: Request) -> ScoreTableFigures:
    """Return the scores of the period asked for, of one unit if one is named; a Problem for a book without rules."""
    period = score_period(request.period, as_of=request.as_of)
    found = scores(reader, period, as_of=request.as_of)
    if not found.has_rules:
        raise Problem(
            code="no_score_rules",
            message=_("This book has no rules of scoring, so no score can be told."),
            remedy=_("Take over the usual table on the page of scores, or with: score BOOK --take-rules."),
        )
    units = [unit for unit in found.units if request.unit in (None, unit.unit)]
    kinds = [(kind, tuple(_unit(unit) for unit in units if unit.kind == kind)) for kind in KINDS]
    return ScoreTableFigures(
        office=request.office,
        as_of=request.as_of,
        period=period_words(period),
        until=found.until,
        kinds=tuple(ScoredKind(translate(OrganisationKind.of(kind).label), made) for kind, made in kinds if made),
    )


def _unit(unit: UnitScore) -> ScoredUnit:
    others = [line.points for line in unit.lines if line.condition != BASE]
    return ScoredUnit(
        rank=unit.rank,
        unit=unit.short,
        base=f"{unit.points(BASE):g}",
        minus=f"{round(sum(points for points in others if points < 0), 2):g}",
        plus=f"{round(sum(points for points in others if points > 0), 2):g}",
        total=f"{unit.total:g}",
        leads=unit.leads,
        supports=unit.supports,
        points=tuple(_points(unit)),
    )


def _short_day(day: date | None) -> str:
    """Return 2026.8.31, as cells of a table write a day."""
    return f"{day.year}.{day.month}.{day.day}" if day else ""


def _points(unit: UnitScore) -> Iterator[ScoredPoint]:
    for line in unit.lines:
        if line.condition == BASE:
            continue
        title = line.title or "人工认定"
        for item in line.items:
            detail = say_detail(line.condition, item.detail, translate)
            reason = f"{item.title}（{detail}）" if detail else item.title
            role = ("牵头" if item.lead else "配合") if item.task else ""
            yield ScoredPoint(title, reason, role, _short_day(item.day), f"{item.points:+g}")
        if line.cut:
            yield ScoredPoint(title, "达到本项上限，超出部分不计", "", "", f"{line.cut:+g}")
