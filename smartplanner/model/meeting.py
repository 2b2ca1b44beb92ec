"""会议: a session of the leading group or of a working group."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Meeting"), N_("Meetings"), key=("title", "held_on"), sort=("held_on",), icon="meeting", section="supervision"
)
class Meeting(Row):
    """One meeting."""

    held_on: Annotated[date | None, note(N_("Held on"), column=12, heads="会议日期 会议时间 召开时间")] = None
    title: Annotated[str, note(N_("Title"), column=40, heads="会议名称 会议")]
    chair: Annotated[str | None, note(N_("Chair"), column=14, heads="主持人 主持")] = None
    group: Annotated[str | None, note(N_("Working group"), target="group", column=20, heads="专项工作组 工作组")] = None
    agenda: Annotated[str | None, note(N_("Agenda"), kind=Kind.LONG_TEXT, column=36, heads="议题 议程")] = None
    place: Annotated[str | None, note(N_("Meeting place"), column=20, heads="会议地点")] = None
    present: Annotated[tuple[str, ...], note(N_("Present"), target="organisation", heads="出席单位 参会单位")] = ()
    attending: Annotated[
        tuple[str, ...], note(N_("Attending without vote"), target="organisation", heads="列席单位")
    ] = ()
    absent: Annotated[tuple[str, ...], note(N_("Absent with leave"), target="organisation", heads="请假单位")] = ()
    number: Annotated[str | None, note(N_("Number of the minutes"), column=16, heads="纪要编号 纪要文号")] = None
    ended: Annotated[bool | None, note(N_("Meeting ended"), column=8)] = None
