"""What the assessment report of a pilot says, read from the book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.district import DistrictKind
from smartplanner.model.gate import GateDecision
from smartplanner.model.pilot import PilotStage
from smartplanner.queries import Reader
from smartplanner.queries.cases import cases_of
from smartplanner.queries.pilots import GateView, gates_of, last_sheet
from smartplanner.reports.papers.assessing.pilot_assessment import (
    HeldGate,
    PilotAssessmentFigures,
    PilotCase,
    ScoredIndicator,
)
from smartplanner.reports.prose.numbers import numeral
from smartplanner.reports.request import Request
from smartplanner.rules.assessment import GRADES, SUGGESTIONS, IndicatorLine, Sheet, say_why

_NAMED = 2
"""Indicators that are named as the strongest and the weakest."""
_ADVICE = {
    "spread": "总结固化试点成果，按“共性做法＋个性延展”形成可复制的标准和工具，优先向同类别、同级别的区推广",
    "mend": "对照问题清单限期完善，完善情况经复核后再组织推广",
    "hold": "暂不推广，由实施单位分析原因、提出整改方案，整改到位后重新评估",
}


def gather_pilot_assessment(reader: Reader, _journal: Journal, request: Request) -> PilotAssessmentFigures:
    """Return the figures of the pilot asked for; a Problem when none is named, or its scores do not make a sheet."""
    row = reader.row("pilot", request.pilot) if request.pilot else None
    if row is None:
        raise Problem(
            code="no_pilot",
            message=_("This report is about one pilot, and none is named."),
            remedy=_("Choose the pilot."),
        )
    sheet = last_sheet(reader, row.id)
    if sheet is None:
        raise Problem(
            code="no_scores",
            message=_("“{pilot}” has not been scored yet.", pilot=row.name),
            remedy=_("Take in the score sheet, or enter scores."),
        )
    if isinstance(sheet, Problem):
        raise sheet
    district = reader.row("district", row.district) if row.district else None
    days = [one.assessed_on for one in reader.rows_naming("assessment", "pilot", [row.id]) if one.assessed_on]
    gates = gates_of(reader, row.id, as_of=request.as_of)
    problems = tuple(_problems(sheet, gates))
    return PilotAssessmentFigures(
        office=request.office,
        as_of=request.as_of,
        name=row.name,
        district=district.name if district is not None else "",
        kind=_class(district),
        theme=row.theme or "",
        scope=(row.scope or "").strip().rstrip("。"),
        lead=reader.name("organisation", row.lead) if row.lead else "",
        operator=reader.name("operator", row.operator) if row.operator else "",
        start=row.start,
        end=row.end,
        budget=row.budget,
        stage=translate(PilotStage.of(row.stage).label) if row.stage else "",
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        scorers=sheet.scorers,
        indicators=tuple(_indicator(line, sheet) for line in sheet.lines),
        total=f"{sheet.total:.2f}",
        arithmetic=sheet.arithmetic,
        grades=_grades(sheet),
        grade=translate(GRADES[sheet.grade]),
        suggestion=translate(SUGGESTIONS[sheet.suggestion]),
        why=say_why(sheet, translate),
        strong=tuple(_named(sorted(sheet.lines, key=lambda line: -line.average), of=len(sheet.lines) + 1)),
        weak=tuple(_named(sorted(sheet.lines, key=lambda line: line.average), of=len(sheet.lines))),
        missing=tuple(f"{scorer}未评“{indicator}”" for scorer, indicator in sheet.missing),
        gates=tuple(_gate(view.row) for view in gates if view.row.decision is not None),
        problems=problems,
        cases=tuple(
            PilotCase(case.title, _clause(case.common), _clause(case.extension), _clause(case.result))
            for case in cases_of(reader, row.id)
        ),
        advice=tuple(_advice(sheet, gates)),
    )


def _class(district: Any | None) -> str:
    if district is None:
        return ""
    kind = translate(DistrictKind.of(district.kind).label) if district.kind else ""
    tier = f"{numeral(district.tier)}级" if district.tier else ""
    return "、".join(filter(None, (kind, tier)))


def _indicator(line: IndicatorLine, sheet: Sheet) -> ScoredIndicator:
    scores = tuple(f"{line.scores[name]:g}" if name in line.scores else "—" for name in sheet.scorers)
    title = f"{line.indicator}（一票否决项）" if line.veto else line.indicator
    return ScoredIndicator(
        title, f"{line.weight:g}", scores, f"{line.average:.2f}", f"{line.spread:g}", f"{line.share:.2f}"
    )


def _grades(sheet: Sheet) -> str:
    lines = [f"{start:g}分以上为{translate(GRADES[name])}" for name, start in sheet.standard.grades]
    return "，".join([*lines, f"{sheet.standard.pass_line:g}分以下为{translate(GRADES['failed'])}"])


def _named(lines: list[IndicatorLine], *, of: int) -> Iterator[str]:
    """Give the first ones with their points; of few indicators none is among the strong and the weak."""
    for line in lines[: min(_NAMED, of // 2)]:
        yield f"“{line.indicator}”{line.average:.2f}分"


def _gate(row: Any) -> HeldGate:
    decision = translate(GateDecision.of(row.decision).label)
    return HeldGate(row.gate, row.held_on, decision, _clause(row.conditions))


def _problems(sheet: Sheet, gates: tuple[GateView, ...]) -> Iterator[str]:
    """Give what is wrong, in clauses: vetoes, weak indicators, scorers who differ, scores that lack, conditions."""
    if sheet.vetoed:
        yield f"一票否决项{_quoted(sheet.vetoed)}未达到{sheet.standard.veto_below:g}分"
    weak = [line.indicator for line in sheet.lines if line.average < sheet.standard.pass_line and not line.vetoed]
    if weak:
        yield f"{_quoted(weak)}平均分低于{sheet.standard.pass_line:g}分"
    wide = [line.indicator for line in sheet.lines if line.wide]
    if wide:
        yield f"{_quoted(wide)}各评估人评分相差{sheet.standard.wide_spread:g}分以上，需复核"
    if sheet.missing:
        yield f"尚缺{len(sheet.missing)}项评分，平均分按已有评分计算"
    for view in gates:
        waiting = [line.title for line in view.tasks if line.signal.light not in ("blue", "grey")]
        if not view.tasks and view.row.decision == "conditional" and view.row.conditions:
            yield f"{view.row.gate}所附整改要求尚未纳入督办：{_clause(view.row.conditions)}"
        if waiting:
            yield f"{view.row.gate}所附条件尚有{len(waiting)}项未落实：{'；'.join(waiting)}"


def _advice(sheet: Sheet, gates: tuple[GateView, ...]) -> Iterator[str]:
    yield _ADVICE[sheet.suggestion]
    weakest = min(sheet.lines, key=lambda line: (line.average, line.indicator))
    yield f"围绕得分最低的“{weakest.indicator}”制定提升措施，明确责任单位和完成时限"
    if any(line.signal.light not in ("blue", "grey") for view in gates for line in view.tasks):
        yield "评审所附条件纳入督查督办，逐项落实、办结销号"


def _quoted(names: tuple[str, ...] | list[str]) -> str:
    return "".join(f"“{name}”" for name in names)


def _clause(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip("。；")
