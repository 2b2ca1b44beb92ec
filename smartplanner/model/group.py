"""专项工作组: a working group across departments, with a convener."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Row, entity, note


@entity(N_("Working group"), N_("Working groups"), key=("name",), title="name", icon="people", section="base")
class Group(Row):
    """One working group; the convener is usually a deputy mayor."""

    name: Annotated[str, note(N_("Name"), column=24, heads="工作组名称 专项工作组 工作组 专班")]
    field: Annotated[str | None, note(N_("Field of work"), column=16, heads="领域 工作领域")] = None
    convener: Annotated[str | None, note(N_("Convener"), column=12, heads="召集人")] = None
    convener_title: Annotated[str | None, note(N_("Convener's post"), column=16, heads="召集人职务 职务")] = None
    lead: Annotated[str | None, note(N_("Lead unit"), target="organisation", column=24, heads="牵头单位 牵头部门")] = (
        None
    )
    members: Annotated[
        tuple[str, ...], note(N_("Member units"), target="organisation", column=40, heads="成员单位")
    ] = ()
