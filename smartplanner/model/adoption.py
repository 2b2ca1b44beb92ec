"""案例推广: a district takes a case over, followed as a task."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Row, entity, note


class AdoptionState(Choice):
    """How far it has come."""

    SUGGESTED = "suggested", N_("Suggested"), "拟推广"
    ADOPTING = "adopting", N_("Being adopted"), "推广中"
    ADOPTED = "adopted", N_("Adopted"), "已落地"
    DECLINED = "declined", N_("Declined"), "不采用"


@entity(N_("Adoption"), N_("Adoptions"), key=("case", "district"), title="case", sort=("decided_on",), icon="star")
class Adoption(Row):
    """One district's adoption of one case."""

    case: Annotated[str, note(N_("Case"), target="case", part_of=True, column=30)]
    district: Annotated[str, note(N_("District"), target="district", column=14)]
    state: Annotated[AdoptionState, note(N_("State"), column=10)] = AdoptionState.SUGGESTED
    decided_on: Annotated[date | None, note(N_("Decided on"), column=12)] = None
    task: Annotated[str | None, note(N_("Task"), target="task", column=30)] = None
    remark: Annotated[str | None, note(N_("Remark"), column=30)] = None
