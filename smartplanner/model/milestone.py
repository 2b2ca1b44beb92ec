"""里程碑: a point that a plan, a pilot or a contract has to reach."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class DateConstraint(Choice):
    """What holds the dates besides the milestones before."""

    SOON = "soon", N_("As soon as possible"), "尽早"
    NOT_BEFORE = "not_before", N_("Not to start before"), "不早于"
    NOT_AFTER = "not_after", N_("Not to finish after"), "不晚于"
    FIXED = "fixed", N_("Fixed"), "固定"


@entity(
    N_("Milestone"),
    N_("Milestones"),
    key=("title", "plan", "pilot", "contract"),
    sort=("due",),
    icon="flag",
    section="planning",
)
class Milestone(Row):
    """One milestone; early and late dates are computed from what it comes after."""

    title: Annotated[str, note(N_("Title"), column=36, heads="里程碑 里程碑名称 节点 节点名称")]
    plan: Annotated[str | None, note(N_("District plan"), target="plan", column=24, heads="建设计划 所属计划")] = None
    pilot: Annotated[str | None, note(N_("Pilot"), target="pilot", column=20, heads="试点 所属试点")] = None
    contract: Annotated[str | None, note(N_("Contract"), target="contract", column=20, heads="合同 所属合同")] = None
    start: Annotated[date | None, note(N_("Start"), column=12, heads="开始时间 计划开始")] = None
    due: Annotated[
        date | None, note(N_("Due"), column=12, words="due_text", heads="计划完成时间 计划完成 完成时间 节点时间")
    ] = None
    due_text: Annotated[str | None, note(N_("Due as given"))] = None
    done_on: Annotated[date | None, note(N_("Done on"), column=12, heads="实际完成时间 实际完成")] = None
    weight: Annotated[float | None, note(N_("Weight"), kind=Kind.PERCENT, column=8, heads="权重")] = None
    after: Annotated[tuple[str, ...], note(N_("Comes after"), target="milestone", heads="前置里程碑 前置节点")] = ()
    evidence: Annotated[str | None, note(N_("Evidence"), kind=Kind.LONG_TEXT, heads="佐证材料 完成依据")] = None
    parent: Annotated[str | None, note(N_("Part of the work item"), target="milestone", heads="上级工作项")] = None
    duration: Annotated[
        int | None,
        note(N_("Duration (workdays)"), minimum=0, maximum=10000, column=10, heads="工期 工期(工作日) 工作日数"),
    ] = None
    constraint: Annotated[DateConstraint | None, note(N_("Constraint"), heads="时间约束")] = None
    constraint_on: Annotated[date | None, note(N_("Constraint: day"), heads="约束日期")] = None
    progress: Annotated[float | None, note(N_("Progress"), kind=Kind.PERCENT, column=8)] = None
    lead: Annotated[str | None, note(N_("Lead unit"), target="organisation", column=20, heads="责任单位 牵头单位")] = (
        None
    )
    shared: Annotated[bool | None, note(N_("Shared by several plans"), column=8)] = None
