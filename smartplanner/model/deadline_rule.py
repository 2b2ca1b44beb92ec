"""时限规则: how many workdays a matter of one source and urgency is given, and how often it is reported on."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note
from smartplanner.model.document import DocumentKind
from smartplanner.model.task import Priority, ReportCycle


@entity(
    N_("Deadline rule"),
    N_("Deadline rules"),
    key=("source", "priority"),
    title="workdays",
    sort=("order",),
    icon="clock",
    section="base",
)
class DeadlineRule(Row):
    """One row of the table; an empty source or urgency fits any, and the first row that fits is used."""

    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8)] = None
    source: Annotated[DocumentKind | None, note(N_("Kind of source"), column=14)] = None
    priority: Annotated[Priority | None, note(N_("Priority"), column=10)] = None
    workdays: Annotated[int, note(N_("Workdays given"), minimum=1, maximum=500, column=10)]
    cycle: Annotated[ReportCycle | None, note(N_("Reporting cycle"), column=12)] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT, column=36)] = None
