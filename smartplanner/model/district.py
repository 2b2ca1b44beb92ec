"""区: a district of the city, built by class (新建区, 已建区) and tier."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Row, entity, note


class DistrictKind(Choice):
    """The class that a district is built by."""

    NEW = "new", N_("Newly built district"), "新建"
    BUILT = "built", N_("Built-up district"), "已建 建成区"


@entity(N_("District"), N_("Districts"), key=("name",), title="name", sort=("order",), icon="map", section="base")
class District(Row):
    """One district or an area that is managed like one (经开区)."""

    code: Annotated[str | None, note(N_("Code"), column=10, heads="区划代码 行政区划代码")] = None
    name: Annotated[str, note(N_("Name"), column=18, heads="区 区名 区县 所属区")]
    short_name: Annotated[str | None, note(N_("Short name"), column=10)] = None
    zone: Annotated[str | None, note(N_("Functional zone"), column=20, heads="功能区 圈层")] = None
    kind: Annotated[DistrictKind | None, note(N_("Class"), column=12, heads="分类 建设类型")] = None
    tier: Annotated[int | None, note(N_("Tier"), minimum=1, maximum=4, column=8, heads="分级 等级 级别")] = None
    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8, heads="排序")] = None
