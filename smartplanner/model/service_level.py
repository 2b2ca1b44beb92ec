"""服务标准: what an operator has to keep to, and what is deducted if not."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Service level"),
    N_("Service levels"),
    key=("title", "contract"),
    sort=("title",),
    icon="level",
    section="operation",
)
class ServiceLevel(Row):
    """One item of service."""

    contract: Annotated[str, note(N_("Contract"), target="contract", part_of=True, column=30, heads="合同 合同名称")]
    title: Annotated[str, note(N_("Service item"), column=28, heads="服务项 服务标准 考核项 服务内容")]
    target: Annotated[str | None, note(N_("Target value"), column=14, heads="目标值 标准值")] = None
    unit: Annotated[str | None, note(N_("Unit of measure"), column=8, heads="计量单位")] = None
    weight: Annotated[float | None, note(N_("Weight"), kind=Kind.PERCENT, column=8, heads="权重")] = None
    deduction: Annotated[
        str | None, note(N_("Deduction rule"), kind=Kind.LONG_TEXT, column=30, heads="扣款规则 扣分规则")
    ] = None
    target_score: Annotated[
        float | None, note(N_("Score that counts as kept"), minimum=0, maximum=100, column=10, heads="达标分")
    ] = None
    deduct_amount: Annotated[
        int | None,
        note(
            N_("Deduction for each month below"),
            kind=Kind.MONEY,
            unit=N_("10,000 yuan"),
            minimum=0,
            heads="每月扣款 未达标扣款",
        ),
    ] = None
