"""计划承诺: what a district plan undertakes for one requirement, with its indicator and what covers it."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Commitment"),
    N_("Commitments"),
    key=("text", "plan"),
    title="text",
    sort=("area",),
    icon="list",
    section="planning",
)
class Commitment(Row):
    """One commitment; it is covered when a task, a milestone or a pilot works on it."""

    plan: Annotated[str, note(N_("District plan"), target="plan", part_of=True, column=28, heads="建设计划 所属计划")]
    requirement: Annotated[str | None, note(N_("Requirement"), target="requirement", column=30)] = None
    area: Annotated[str | None, note(N_("Area"), column=14, heads="领域 要求领域")] = None
    text: Annotated[str, note(N_("What is undertaken"), kind=Kind.LONG_TEXT, column=40, heads="承诺事项 承诺内容")]
    indicator: Annotated[str | None, note(N_("Indicator"), column=20, heads="指标 指标名称")] = None
    target: Annotated[str | None, note(N_("Target value"), column=12, heads="承诺目标值 承诺值")] = None
    current: Annotated[str | None, note(N_("Current value"), column=12, heads="当前值 完成值")] = None
    tasks: Annotated[tuple[str, ...], note(N_("Covered by tasks"), target="task")] = ()
    milestones: Annotated[tuple[str, ...], note(N_("Covered by milestones"), target="milestone")] = ()
    pilot: Annotated[str | None, note(N_("Covered by a pilot"), target="pilot")] = None
    waived: Annotated[str | None, note(N_("Why it does not apply"), kind=Kind.LONG_TEXT)] = None
