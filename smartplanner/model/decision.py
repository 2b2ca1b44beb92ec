"""议定事项: what a meeting decided, from which a task is made."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Decision"),
    N_("Decisions"),
    key=("text", "meeting"),
    title="text",
    sort=("due",),
    icon="decision",
    section="supervision",
)
class Decision(Row):
    """One decision."""

    meeting: Annotated[str, note(N_("Meeting"), target="meeting", part_of=True, column=30, heads="会议 会议名称")]
    text: Annotated[str, note(N_("Decision text"), kind=Kind.LONG_TEXT, column=44, heads="议定事项 议定内容")]
    lead: Annotated[str | None, note(N_("Lead unit"), target="organisation", column=20, heads="牵头单位 责任单位")] = (
        None
    )
    support: Annotated[
        tuple[str, ...], note(N_("Co-operating units"), target="organisation", column=24, heads="配合单位")
    ] = ()
    due: Annotated[date | None, note(N_("Due"), column=12, words="due_text", heads="完成时限 时限")] = None
    due_text: Annotated[str | None, note(N_("Due as given"))] = None
    task: Annotated[str | None, note(N_("Task"), target="task", column=30, heads="督办事项 对应督办事项")] = None
    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8)] = None
    agenda_item: Annotated[str | None, note(N_("Agenda item"), target="agenda_item")] = None
