"""阶段评审: a decision whether a plan or pilot goes on."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class GateDecision(Choice):
    """What was decided."""

    PROCEED = "proceed", N_("Proceed"), "通过 同意"
    CONDITIONAL = "conditional", N_("Proceed on conditions"), "有条件通过"
    STOP = "stop", N_("Stop"), "不通过 终止"


@entity(
    N_("Gate review"),
    N_("Gate reviews"),
    key=("gate", "plan", "pilot"),
    title="gate",
    sort=("held_on",),
    icon="gate",
    section="planning",
)
class Gate(Row):
    """One review."""

    gate: Annotated[str, note(N_("Gate"), column=20, heads="评审阶段 评审名称 评审")]
    plan: Annotated[str | None, note(N_("District plan"), target="plan", column=24, heads="建设计划 所属计划")] = None
    pilot: Annotated[str | None, note(N_("Pilot"), target="pilot", column=24, heads="试点 试点名称")] = None
    held_on: Annotated[date | None, note(N_("Held on"), column=12, heads="评审日期 评审时间")] = None
    decision: Annotated[GateDecision | None, note(N_("Review result"), column=14, heads="评审结论 结论")] = None
    conditions: Annotated[
        str | None, note(N_("Conditions"), kind=Kind.LONG_TEXT, column=30, heads="整改要求 附加条件")
    ] = None
    document: Annotated[str | None, note(N_("Source"), target="document", heads="评审文件 来源文件")] = None
    due: Annotated[date | None, note(N_("Planned for"), column=12, heads="计划评审日期")] = None
    meeting: Annotated[str | None, note(N_("Meeting"), target="meeting")] = None
    order: Annotated[int | None, note(N_("Order"), minimum=0)] = None
