"""The figures of the paper on one district plan, read from a book as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.fields.money import format_money
from smartplanner.journal import Journal
from smartplanner.model.baseline import BaselineKind
from smartplanner.model.budget_batch import MoneySource
from smartplanner.model.district import DistrictKind
from smartplanner.model.plan import PlanState
from smartplanner.queries import Reader
from smartplanner.queries.plan_versions import differences, held_in, held_now, versions_of
from smartplanner.queries.portfolio_coverage import CommitmentLine, Cover, coverage, milestone_covers
from smartplanner.queries.tasks import task_lines
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.papers.districts.plan_opening import plan_opening
from smartplanner.reports.papers.districts.plan_progress import (
    DONE_LATE,
    PlanCommitment,
    PlanMilestone,
    PlanMoney,
    PlanProgressFigures,
)
from smartplanner.reports.papers.districts.version_words import difference_words
from smartplanner.reports.prose.causes import light_cause
from smartplanner.reports.prose.numbers import date_cn, deadline, numeral
from smartplanner.reports.request import Request
from smartplanner.rules.elapsed import elapsed_share, rounded
from smartplanner.rules.lights import FINISHED
from smartplanner.rules.plan_money import MoneyLine, money_lines
from smartplanner.rules.tiers import WAIVED

COMING_DAYS = 92
"""Days ahead in which a milestone is named as coming."""
_MANY = 20
"""Differences from the approved version that are written out."""


def gather_plan_progress(reader: Reader, _journal: Journal, request: Request) -> PlanProgressFigures:
    """Return the figures of the plan asked for, or of the district's only plan; else a Problem with the choices."""
    plan = chosen_plan(reader, request)
    as_of = request.as_of
    rows = reader.rows_naming("milestone", "plan", [plan.id])
    covers = milestone_covers(reader, as_of=as_of)
    units = short_unit_names(reader)
    done, late, coming = _sorted(rows, covers, units, as_of)
    commitments = coverage(reader, plan.id, as_of=as_of)
    applying = [line for line in commitments if line.signal.cause != WAIVED]
    of_plan = {id for id, of in reader.raw_columns("task", ("id", "plan")) if of == plan.id}
    tasks = [line for line in task_lines(reader, as_of=as_of) if line.id in of_plan]
    money = reader.rows_naming("funding", "plan", [plan.id])
    version, differing = _compared(reader, plan.id)
    district = reader.row("district", plan.district)
    figures = PlanProgressFigures(
        office=request.office,
        as_of=as_of,
        title=plan.title,
        district=district.name if district is not None else "",
        kind=class_words(plan.kind or getattr(district, "kind", None), plan.tier or getattr(district, "tier", None)),
        state=translate(PlanState.of(str(plan.state)).label) if plan.state else "",
        period=_period(plan),
        budget=plan.budget,
        progress=weighted_progress(rows, as_of=as_of),
        schedule=elapsed(plan.period_start, plan.period_end, as_of=as_of),
        milestones=len(rows),
        done=done,
        late=late,
        coming=coming,
        under_way=len(rows) - len(done) - len(late),
        money=tuple(_money(line) for line in money_lines(plan, money, as_of=as_of)),
        money_problems=tuple(_money_problems(plan, money)),
        commitments=len(applying),
        waived=len(commitments) - len(applying),
        covered=sum(not line.is_open for line in applying),
        open=tuple(_commitment(line, "尚无工作支撑") for line in applying if line.is_open),
        weak=tuple(
            _commitment(line, f"{_LIGHTS[line.signal.light]}：{_weak(line)}")
            for line in applying
            if line.signal.light in _LIGHTS
        ),
        version=version,
        differences=differing,
        tasks=len(tasks),
        tasks_done=sum(line.state in FINISHED for line in tasks),
        tasks_overdue=sum(line.overdue_days > 0 for line in tasks),
    )
    return replace(figures, opening=plan_opening(reader, request, plan, rows, figures))


_LIGHTS: Mapping[str, str] = {"red": "红灯", "yellow": "黄灯"}


def chosen_plan(reader: Reader, request: Request) -> Any:
    """Return the plan that a request is about; a Problem where none is named, or a district has none or several."""
    if request.plan:
        row = reader.row("plan", request.plan)
        if row is not None:
            return row
    rows = [row for row in reader.rows("plan") if request.district is None or row.district == request.district]
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise Problem(
            code="no_plan",
            message=_("This report is about one district plan, and there is none."),
            remedy=_("Enter the plan first, or choose another district."),
        )
    raise Problem(
        code="several_plans",
        message=_("This report is about one district plan, and there are {count}.", count=len(rows)),
        remedy=_("Choose the plan, or a district that has one."),
    )


def class_words(kind: str | None, tier: int | None) -> str:
    """Return a class and tier as papers name them: 已建、二级."""
    words = translate(DistrictKind.of(str(kind)).label) if kind else ""
    return "、".join(filter(None, (words, f"{numeral(tier)}级" if tier else "")))


def elapsed(begin: date | None, end: date | None, *, as_of: date) -> float | None:
    """Return the elapsed share of a period in percent, one decimal; None where it is not known."""
    if begin is None or end is None or end < begin:
        return None
    return rounded(elapsed_share(begin, end, as_of=as_of))


def weighted_progress(rows: Sequence[Any], *, as_of: date) -> float | None:
    """Return how far milestones have come in percent, by their weights; work items that have parts do not count.

    Where any lacks a weight all weigh the same; one that is done counts whole.
    """
    parents = {row.parent for row in rows if row.parent}
    leaves = [row for row in rows if row.id not in parents]
    if not leaves:
        return None
    weighed = all(row.weight for row in leaves)
    total = part = 0.0
    for row in leaves:
        weight = row.weight if weighed else 1.0
        total += weight
        part += weight * (100.0 if _is_done(row, as_of) else min(100.0, row.progress or 0.0))
    return round(part / total + 1e-9, 1)


def _is_done(row: Any, as_of: date) -> bool:
    return row.done_on is not None and row.done_on <= as_of


def _sorted(
    rows: Iterable[Any], covers: Mapping[str, Cover], units: Mapping[str, str], as_of: date
) -> tuple[tuple[PlanMilestone, ...], tuple[PlanMilestone, ...], tuple[PlanMilestone, ...]]:
    """Return the milestones that are done, those that are late (the longest first), and those that are near."""
    done, late, coming = [], [], []
    rows = list(rows)
    by_id = {row.id: row for row in rows}
    for row in sorted(rows, key=lambda row: (row.due or date.max, row.title)):
        signal = covers[row.id].signal
        made = _milestone(row, signal, units, as_of)
        if made.overdue_days or made.cause.startswith(DONE_LATE):
            made = replace(made, cause=made.cause + _held_up(row, by_id, as_of))
        if _is_done(row, as_of):
            done.append(made)
        elif made.overdue_days or signal.cause in ("behind", "far_behind"):
            late.append(made)
        elif row.due is not None and row.due <= as_of + timedelta(COMING_DAYS):
            coming.append(made)
    late.sort(key=lambda one: (-one.overdue_days, -one.behind_points))
    return tuple(done), tuple(late), tuple(coming)


def _held_up(row: Any, by_id: Mapping[str, Any], as_of: date) -> str:
    """Return what comes before and held a milestone up, in words; empty where nothing did."""
    before = [by_id[id] for id in row.after if id in by_id]
    waiting = [one.title for one in before if not _is_done(one, as_of)]
    if waiting:
        return f"，前置“{waiting[0]}”尚未完成"
    late = [one for one in before if one.due is not None and one.done_on > one.due]
    return f"，前置“{late[0].title}”晚{(late[0].done_on - late[0].due).days}天" if late else ""


def _milestone(row: Any, signal: Any, units: Mapping[str, str], as_of: date) -> PlanMilestone:
    is_open = not _is_done(row, as_of)
    overdue = max(0, (as_of - row.due).days) if row.due is not None and is_open else 0
    return PlanMilestone(
        row.title,
        deadline(row.due, year=as_of.year) or "未明确",
        date_cn(row.done_on) if not is_open else "",
        overdue,
        signal.amount if signal.cause in ("behind", "far_behind") else 0,
        units.get(row.lead or "", ""),
        light_cause(signal) if is_open else _lateness(row),
    )


def _lateness(row: Any) -> str:
    if row.due is None:
        return "—"
    days = (row.done_on - row.due).days
    return f"{DONE_LATE}{days}天" if days > 0 else f"早于时限{-days}天" if days < 0 else "按期"


def _period(plan: Any) -> str:
    if plan.period_start is None or plan.period_end is None:
        return ""
    return f"{date_cn(plan.period_start)}至{date_cn(plan.period_end)}"


def _money(line: MoneyLine) -> PlanMoney:
    year = f"{line.year}年" if line.year is not None else "总计"
    source = translate(MoneySource.of(line.source).label) if line.source else "小计" if line.year is not None else "—"
    return PlanMoney(year, source, line.amount, line.spent, line.spent_share, line.gap)


def _money_problems(plan: Any, rows: Sequence[Any]) -> Iterator[str]:
    """Give what ``rules.plan_money.check_money`` finds, in the words of a paper."""
    total = sum(row.amount or 0 for row in rows)
    if rows and plan.budget is not None and total != plan.budget:
        way = "多" if total > plan.budget else "少"
        gap = format_money(abs(total - plan.budget))
        yield f"分年度安排资金合计{format_money(total)}，比总预算{format_money(plan.budget)}{way}{gap}"
    for row in rows:
        if (row.spent or 0) > (row.amount or 0):
            over = format_money((row.spent or 0) - (row.amount or 0))
            yield f"{row.year}年{translate(MoneySource.of(str(row.source)).label)}超支{over}"


def _commitment(line: CommitmentLine, reason: str) -> PlanCommitment:
    target = "".join(filter(None, (line.indicator, line.target)))
    return PlanCommitment(line.area or "未分领域", _clause(line.text), target or "—", reason)


def _weak(line: CommitmentLine) -> str:
    worst = min(line.covers, key=lambda cover: ("red", "yellow").index(cover.signal.light)
                if cover.signal.light in _LIGHTS else 9)  # fmt: skip
    return f"“{_clause(worst.title)}”{light_cause(worst.signal)}"


def _compared(reader: Reader, plan: str) -> tuple[str, tuple[str, ...]]:
    """Return the approved (else the newest) version in words, and how the plan differs from it."""
    known = versions_of(reader, plan)
    approved = [row for row in known if str(row.kind) == "approved"] or known
    if not approved:
        return "", ()
    row = approved[-1]
    name = f"{translate(BaselineKind.of(str(row.kind)).label)}（{date_cn(row.taken_on)}）"
    return name, tuple(_sentences(reader, plan, row.id))


def _sentences(reader: Reader, plan: str, version: str) -> Iterator[str]:
    found = differences(reader, plan, version)
    said = difference_words(found[:_MANY], held_in(reader, version), held_now(reader, plan))
    yield from (_clause(sentence) for sentence in said)
    if len(found) > _MANY:
        yield f"另有{len(found) - _MANY}处变化"


def _clause(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip("。；;.")
