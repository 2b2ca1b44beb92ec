"""一件事的单位: what one unit does for one matter: signs for it, reports on it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class PartyRole(Choice):
    """The part that a unit has in a matter."""

    LEAD = "lead", N_("Lead"), "牵头 主办"
    SUPPORT = "support", N_("Co-operation"), "配合 协办"
    CONTACT = "contact", N_("Contact"), "联络 联络人"


@entity(N_("Party"), N_("Parties"), key=("task", "organisation", "role"), title="organisation", icon="person")
class Party(Row):
    """One unit's part in one matter."""

    task: Annotated[str, note(N_("Task"), target="task", part_of=True, column=36, heads="督办事项 任务名称")]
    organisation: Annotated[str, note(N_("Organisation"), target="organisation", column=24, heads="单位")]
    role: Annotated[PartyRole, note(N_("Role"), column=8, heads="角色 分工")] = PartyRole.SUPPORT
    person: Annotated[str | None, note(N_("Contact person"), column=14, heads="联系人 联络人")] = None
    signed_on: Annotated[date | None, note(N_("Signed for on"), column=12, heads="签收日期 签收时间")] = None
    reported_on: Annotated[date | None, note(N_("Last reported on"), column=12, heads="反馈日期 反馈时间")] = None
    done_on: Annotated[date | None, note(N_("Own part done on"), column=12, heads="本单位完成日期")] = None
    blocked_by: Annotated[str | None, note(N_("What holds it up"), kind=Kind.LONG_TEXT, column=30)] = None
