"""区级建设计划: what one district undertakes to build in a period."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note
from smartplanner.model.district import DistrictKind


class PlanState(Choice):
    """Where a plan stands."""

    DRAFT = "draft", N_("Draft"), "编制中 草案"
    SUBMITTED = "submitted", N_("Submitted"), "已上报 上报"
    APPROVED = "approved", N_("Approved"), "已批复 批复"
    ADJUSTED = "adjusted", N_("Adjusted"), "已调整 调整"
    COMPLETED = "completed", N_("Completed"), "已完成"


@entity(
    N_("District plan"),
    N_("District plans"),
    key=("title", "district"),
    sort=("period_start",),
    icon="plan",
    section="planning",
)
class Plan(Row):
    """One plan of one district."""

    district: Annotated[str, note(N_("District"), target="district", column=14, heads="区 所属区 区县")]
    title: Annotated[str, note(N_("Title"), column=36, heads="计划名称 建设计划 计划")]
    version: Annotated[str | None, note(N_("Version"), column=10, heads="版本")] = None
    period_start: Annotated[date | None, note(N_("Period from"), column=12, heads="起始时间 计划起始")] = None
    period_end: Annotated[date | None, note(N_("Period to"), column=12, heads="截止时间 计划截止")] = None
    kind: Annotated[DistrictKind | None, note(N_("Class"), column=12, heads="分类 建设类型")] = None
    tier: Annotated[int | None, note(N_("Tier"), minimum=1, maximum=4, column=8, heads="分级 级别")] = None
    state: Annotated[PlanState | None, note(N_("State"), column=10, heads="状态")] = None
    budget: Annotated[
        int | None,
        note(N_("Budget"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, column=14, heads="总预算 预算 总投资"),
    ] = None
