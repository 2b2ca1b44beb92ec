"""The first paragraph of the paper on a district plan: what changed since its last issue, or in the month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from smartplanner.queries import Reader
from smartplanner.reports.papers.comparing.opening import LastIssue, last_issue, trend
from smartplanner.reports.papers.districts.plan_progress import PlanProgressFigures
from smartplanner.reports.prose.numbers import change
from smartplanner.reports.request import Request

REPORT = "plan-progress"
"""The name under which issues of it are kept."""
_NAMED = 5


def plan_opening(
    reader: Reader, request: Request, plan: Any, milestones: Sequence[Any], figures: PlanProgressFigures
) -> str:
    """Return the paragraph; *milestones* are the rows of the plan's milestones."""
    # A plan may be asked for by itself or as the only one of its district: both are the same series.
    asked = (
        replace(request, plan=plan.id, district=None),
        replace(request, plan=None, district=plan.district),
        replace(request, plan=plan.id, district=plan.district),
    )
    issues = [issue for one in asked if (issue := last_issue(reader, REPORT, one)) is not None]
    if issues:
        return _since_issue(max(issues, key=lambda issue: issue.as_of), figures)
    return _in_month(milestones, request.as_of)


def _since_issue(issue: LastIssue, figures: PlanProgressFigures) -> str:
    kept = issue.figures
    known = {str(one.get("title")) for one in _rows(kept, "done")}
    done = [one.title for one in figures.done if one.title not in known]
    late = sum(one.get("overdue_days", 0) > 0 for one in _rows(kept, "late"))
    clauses = [f"新完成里程碑{len(done)}个（{_named(done)}）"] if done else []
    clauses += trend("里程碑", kept.get("milestones"), figures.milestones, measure="个")
    clauses += trend("逾期里程碑", late, len(figures.overdue), measure="个")
    clauses += trend("逾期督办事项", kept.get("tasks_overdue"), figures.tasks_overdue)
    progress = kept.get("progress")
    if isinstance(progress, (int, float)) and figures.progress is not None and progress != figures.progress:
        clauses.append(f"总体进度{change(figures.progress - progress)}")
    if not clauses:
        return f"与{issue.words}相比，计划进展情况没有变化。"
    return f"与{issue.words}相比，{'，'.join(clauses)}。"


def _rows(kept: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    found = kept.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _in_month(milestones: Iterable[Any], as_of: date) -> str:
    rows = list(milestones)
    if not rows:
        return ""
    first = as_of.replace(day=1)
    done = [row.title for row in rows if row.done_on is not None and first <= row.done_on <= as_of]
    overdue = [
        row.title
        for row in rows
        if row.due is not None and first <= row.due < as_of and (row.done_on is None or row.done_on > as_of)
    ]
    clauses = [
        f"{verb}{len(titles)}个（{_named(titles)}）"
        for verb, titles in (("完成里程碑", done), ("新增逾期里程碑", overdue))
        if titles
    ]
    return f"{as_of.month}月份，{'，'.join(clauses) or '无新完成和新增逾期的里程碑'}。"


def _named(titles: Sequence[str]) -> str:
    return "、".join(titles[:_NAMED]) + ("等" if len(titles) > _NAMED else "")
