"""办理记录: one thing that happened to a matter: a move with who, when and why, a reminder, an instruction."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note
from smartplanner.model.task import TaskState


class TaskAct(Choice):
    """What was done."""

    REGISTER = "register", N_("Registered"), "立项"
    DIVIDE = "divide", N_("Divided into matters"), "分解"
    ASSIGN = "assign", N_("Assigned"), "交办"
    SIGN = "sign", N_("Signed for"), "签收"
    REPORT = "report", N_("Progress reported"), "反馈"
    URGE = "urge", N_("Urged"), "催办"
    REQUEST = "request", N_("Extension asked for"), "申请延期"
    GRANT = "grant", N_("Extension granted"), "同意延期"
    REFUSE = "refuse", N_("Extension refused"), "不同意延期"
    SUBMIT = "submit", N_("Submitted for review"), "提交审核"
    FINISH = "finish", N_("Reported as done"), "办结"
    RETURN = "return", N_("Returned"), "退办 退回"
    CLOSE = "close", N_("Closed by the office"), "销号"
    ARCHIVE = "archive", N_("Archived"), "归档"
    TERMINATE = "terminate", N_("Terminated by decision"), "中止 终止"
    MAKE_ROUTINE = "make_routine", N_("Made routine"), "转常态化"
    REOPEN = "reopen", N_("Reopened"), "重新办理"
    INSTRUCT = "instruct", N_("Instruction noted"), "批示"
    SET_LIGHT = "set_light", N_("Light set by hand"), "人工亮灯"
    CHANGE_DUE = "change_due", N_("Deadline changed"), "调整时限"


class UrgeGrade(Choice):
    """How sharply a unit is urged: the ladder of reminders."""

    REMINDER = "reminder", N_("Reminder"), "提醒"
    BLUE = "blue", N_("Blue slip"), "蓝单"
    YELLOW = "yellow", N_("Yellow slip"), "黄单"
    RED = "red", N_("Red slip"), "红单"
    NOTICE = "notice", N_("Circulated by name"), "通报"


@entity(
    N_("Event of a matter"),
    N_("Events of matters"),
    key=("task", "act", "happened_on", "organisation"),
    title="act",
    sort=("happened_on",),
    icon="history",
)
class TaskEvent(Row):
    """One event.  ``before`` and ``after`` are the states around a move; empty where the state did not change."""

    task: Annotated[str, note(N_("Task"), target="task", part_of=True, column=36, heads="督办事项")]
    act: Annotated[TaskAct, note(N_("What was done"), column=14, heads="办理动作")]
    happened_on: Annotated[date, note(N_("Happened on"), column=12, heads="办理日期")]
    organisation: Annotated[str | None, note(N_("Unit concerned"), target="organisation", column=20)] = None
    before: Annotated[TaskState | None, note(N_("State before"), column=12)] = None
    after: Annotated[TaskState | None, note(N_("State after"), column=12)] = None
    grade: Annotated[UrgeGrade | None, note(N_("Grade of the reminder"), column=12)] = None
    person: Annotated[str | None, note(N_("By whom"), column=12, heads="经手人")] = None
    reason: Annotated[str | None, note(N_("Why"), kind=Kind.LONG_TEXT, column=36)] = None
    evidence: Annotated[str | None, note(N_("Evidence"), kind=Kind.LONG_TEXT, column=30)] = None
    meeting: Annotated[str | None, note(N_("Meeting"), target="meeting")] = None
