"""单位: a department, a district government, a company or an institute."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Row, entity, note


class OrganisationKind(Choice):
    """What sort of unit it is."""

    DEPARTMENT = "department", N_("Department"), "市级部门 委办局"
    DISTRICT = "district", N_("District government"), "区政府"
    COMPANY = "company", N_("Company"), "企业 公司"
    INSTITUTE = "institute", N_("Institute"), "院校 科研院所 事业单位"
    OTHER = "other", N_("Other unit"), "其他"


@entity(
    N_("Organisation"), N_("Organisations"), key=("name",), title="name", sort=("order",), icon="office", section="base"
)
class Organisation(Row):
    """One unit under its full official name; its short forms are rows of ``alias``."""

    name: Annotated[str, note(N_("Full name"), column=34, heads="名称 单位名称 单位")]
    kind: Annotated[OrganisationKind | None, note(N_("Kind of unit"), column=12, heads="单位类别 单位性质")] = None
    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8, heads="排序")] = None
