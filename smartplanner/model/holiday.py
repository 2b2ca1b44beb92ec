"""放假调休安排: the days off of a year's notice and the weekend days worked for them, as the office enters them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class HolidayKind(Choice):
    """What the days are."""

    OFF = "off", N_("Day off"), "放假 休息 假日"
    WORKED = "worked", N_("Worked for it"), "上班 调休 补班 调休上班"


@entity(
    N_("Holiday"),
    N_("Holidays and days worked for them"),
    key=("kind", "start"),
    title="title",
    sort=("start", "kind"),
    icon="calendar",
    section="base",
)
class Holiday(Row):
    """Some days of one notice (国务院办公厅关于部分节假日安排的通知); a single day has no end.

    Workdays are counted with these beside the notices that the program brings along.
    """

    title: Annotated[str, note(N_("Festival"), heads="节日 节假日 假日名称", column=16)]
    kind: Annotated[HolidayKind, note(N_("Off or worked"), heads="放假或上班 放假/上班", column=12)] = HolidayKind.OFF
    start: Annotated[date, note(N_("First day"), heads="放假日期 起始日 首日", column=12)]
    end: Annotated[date | None, note(N_("Last day"), heads="末日 截止日", column=12)] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT, column=36)] = None
