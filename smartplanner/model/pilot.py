"""试点: an area or theme where something is tried before it is copied."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class PilotStage(Choice):
    """How far a pilot has come."""

    PROPOSED = "proposed", N_("Proposed"), "申报 拟试点"
    SELECTED = "selected", N_("In selection"), "遴选"
    APPROVED = "approved", N_("Pilot approved"), "批复"
    RUNNING = "running", N_("Running"), "实施 试点中 建设中"
    MIDTERM = "midterm", N_("Mid-term assessment"), "中期评估"
    ACCEPTED = "accepted", N_("Accepted"), "验收"
    ASSESSED = "assessed", N_("Assessed"), "评估 已评估"
    SPREADING = "spreading", N_("Spreading"), "推广 推广中"
    CLOSED = "closed", N_("Pilot closed"), "结束 已结束"


@entity(
    N_("Pilot"), N_("Pilots"), key=("name", "district"), title="name", sort=("start",), icon="flag", section="planning"
)
class Pilot(Row):
    """One pilot."""

    name: Annotated[str, note(N_("Name"), column=32, heads="试点名称 试点 试点项目")]
    district: Annotated[str | None, note(N_("District"), target="district", column=14, heads="区 所属区 区县")] = None
    theme: Annotated[str | None, note(N_("Theme"), column=20, heads="主题 试点方向 试点内容")] = None
    stage: Annotated[PilotStage | None, note(N_("Stage"), column=10, heads="阶段 试点阶段")] = None
    lead: Annotated[
        str | None, note(N_("Lead unit"), target="organisation", column=24, heads="牵头单位 责任单位 实施单位 试点单位")
    ] = None
    operator: Annotated[str | None, note(N_("Operator"), target="operator", column=20, heads="运营商 运营单位")] = None
    start: Annotated[date | None, note(N_("Start"), column=12, heads="开始时间 启动时间")] = None
    end: Annotated[date | None, note(N_("End"), column=12, heads="结束时间 完成时间")] = None
    budget: Annotated[
        int | None,
        note(N_("Budget"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, column=14, heads="预算 总投资 试点经费"),
    ] = None
    scope: Annotated[str | None, note(N_("Scope"), kind=Kind.LONG_TEXT, heads="试点范围 试点内容说明")] = None
