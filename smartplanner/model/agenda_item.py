"""会议议程: one item that a meeting goes through, with what the chair said of it."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class AgendaKind(Choice):
    """Why an item is on the agenda."""

    RED = "red", N_("Red or overdue"), "红灯事项"
    YELLOW = "yellow", N_("At risk"), "黄灯事项"
    EXTENSION = "extension", N_("Extension to decide"), "延期审批"
    GATE = "gate", N_("Gate due"), "阶段评审"
    OTHER = "other", N_("Other item"), "其他议题"


@entity(
    N_("Agenda item"),
    N_("Agenda items"),
    key=("meeting", "title"),
    sort=("order",),
    icon="list",
)
class AgendaItem(Row):
    """One item; ``remark`` is what was said (批示), ``passed`` that the meeting is through with it."""

    meeting: Annotated[str, note(N_("Meeting"), target="meeting", part_of=True, column=30)]
    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8)] = None
    title: Annotated[str, note(N_("Title"), column=40)]
    kind: Annotated[AgendaKind, note(N_("Kind of item"), column=12)] = AgendaKind.OTHER
    task: Annotated[str | None, note(N_("Task"), target="task", column=30)] = None
    extension: Annotated[str | None, note(N_("Extension"), target="extension")] = None
    gate: Annotated[str | None, note(N_("Gate review"), target="gate")] = None
    remark: Annotated[str | None, note(N_("What was said"), kind=Kind.LONG_TEXT, column=36)] = None
    passed: Annotated[bool | None, note(N_("Gone through"), column=8)] = None
