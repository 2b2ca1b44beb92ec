"""进展填报: what a unit reported on a matter for one period."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Progress report"),
    N_("Progress reports"),
    key=("task", "organisation", "period"),
    title="period",
    sort=("reported_on",),
    icon="report",
    section="supervision",
)
class ProgressReport(Row):
    """One report of one unit."""

    task: Annotated[str, note(N_("Task"), target="task", part_of=True, column=36, heads="督办事项 任务名称")]
    organisation: Annotated[
        str | None, note(N_("Reporting unit"), target="organisation", column=20, heads="填报单位 单位")
    ] = None
    period: Annotated[str | None, note(N_("Period"), column=12, heads="填报周期 期次 月份")] = None
    progress: Annotated[
        float | None, note(N_("Progress"), kind=Kind.PERCENT, column=8, heads="完成率 进度 形象进度")
    ] = None
    text: Annotated[
        str | None,
        note(N_("Progress in words"), kind=Kind.LONG_TEXT, column=40, heads="进展情况 工作进展 办理情况"),
    ] = None
    problems: Annotated[str | None, note(N_("Problems"), kind=Kind.LONG_TEXT, heads="存在问题")] = None
    next_steps: Annotated[str | None, note(N_("Next steps"), kind=Kind.LONG_TEXT, heads="下一步措施 下一步工作")] = None
    reported_on: Annotated[date | None, note(N_("Reported on"), column=12, heads="填报日期 填报时间")] = None
