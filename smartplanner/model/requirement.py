"""分类分级要求: what a class and tier of district has to have in one area."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note
from smartplanner.model.district import DistrictKind


@entity(
    N_("Requirement"),
    N_("Requirements"),
    key=("text", "kind", "tier"),
    title="text",
    sort=("area",),
    icon="list",
    section="planning",
)
class Requirement(Row):
    """One requirement."""

    area: Annotated[str | None, note(N_("Area"), column=16, heads="领域 要求领域")] = None
    kind: Annotated[DistrictKind | None, note(N_("Class"), column=12, heads="分类 建设类型")] = None
    tier: Annotated[int | None, note(N_("Tier"), minimum=1, maximum=4, column=8, heads="分级 级别")] = None
    text: Annotated[str, note(N_("Requirement text"), kind=Kind.LONG_TEXT, column=44, heads="建设要求 要求 要求内容")]
    indicator: Annotated[str | None, note(N_("Indicator"), column=20, heads="指标 指标名称")] = None
    target: Annotated[str | None, note(N_("Target value"), column=14, heads="目标值 目标")] = None
    set: Annotated[str | None, note(N_("Requirement set"), column=16, heads="要求版本")] = None
    order: Annotated[int | None, note(N_("Order"), minimum=0)] = None
