"""延期申请: a request to move a deadline; the original date stays visible."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class ExtensionState(Choice):
    """What became of a request."""

    REQUESTED = "requested", N_("Requested"), "申请中 待审批"
    GRANTED = "granted", N_("Granted"), "同意 已批准"
    REFUSED = "refused", N_("Refused"), "不同意 未批准"


@entity(
    N_("Extension"),
    N_("Extensions"),
    key=("task", "new_due"),
    title="reason",
    sort=("new_due",),
    icon="clock",
    section="supervision",
)
class Extension(Row):
    """One request."""

    task: Annotated[str, note(N_("Task"), target="task", part_of=True, column=36, heads="督办事项 任务名称")]
    original_due: Annotated[date | None, note(N_("Original due date"), column=12, heads="原时限 原定时限")] = None
    new_due: Annotated[date | None, note(N_("New due date"), column=12, heads="延期至 新时限")] = None
    reason: Annotated[str | None, note(N_("Reason"), kind=Kind.LONG_TEXT, column=36, heads="延期原因 原因")] = None
    state: Annotated[ExtensionState, note(N_("State"), column=10, heads="审批状态 状态")] = ExtensionState.REQUESTED
    decided_by: Annotated[str | None, note(N_("Decided by"), column=12, heads="审批人")] = None
    decided_on: Annotated[date | None, note(N_("Decided on"), column=12, heads="审批日期")] = None
    requested_on: Annotated[date | None, note(N_("Requested on"), column=12, heads="申请日期")] = None
    requested_by: Annotated[
        str | None, note(N_("Requested by"), target="organisation", column=20, heads="申请单位")
    ] = None
    progress: Annotated[
        str | None, note(N_("Progress at the request"), kind=Kind.LONG_TEXT, column=30, heads="申请时进展")
    ] = None
    answer: Annotated[str | None, note(N_("Answer"), kind=Kind.LONG_TEXT, column=30, heads="审批意见")] = None
