"""What a task ledger says about the state: its column, the progress and the prose brought to one state.

The percentage and the words of a state column may contradict each other; then both are kept and shown.
"""

from __future__ import annotations

import re
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.grammar.cell import EMPTY, REMARK, Cell, CellContext, CellReader
from smartplanner.excel.grammar.cells import choice_of
from smartplanner.fields import text
from smartplanner.fields.description import Field
from smartplanner.fields.progress import find_progress, read_progress
from smartplanner.model.task import TaskState

_BY_STATUS = {
    "done": TaskState.DONE,
    "not_started": TaskState.NOT_STARTED,
    "on_track": TaskState.IN_PROGRESS,
    "in_progress": TaskState.IN_PROGRESS,
    "behind": TaskState.IN_PROGRESS,
    "cancelled": TaskState.TERMINATED,
    "routine": TaskState.ROUTINE,
}
_ENDED = frozenset(str(state) for state in (TaskState.DONE, TaskState.CLOSED))
_OPEN = frozenset(
    str(state) for state in (TaskState.NOT_STARTED, TaskState.IN_PROGRESS, TaskState.ASSIGNING, TaskState.SIGNING)
)
_LIGHTS = re.compile(r"[红黄绿蓝橙灰]灯?|[●○🔴🟡🟢]")
_CLOSED = re.compile(r"(?<!未)(?<!待)(?:已)?销号")
_WORDS = (
    (TaskState.TERMINATED, re.compile(r"终止|中止|取消|撤销|不再实施|停止实施")),
    (TaskState.ROUTINE, re.compile(r"常态化|转日常")),
    (TaskState.EXTENSION, re.compile(r"申请延期|延期中|拟延期")),
    (TaskState.REVIEW, re.compile(r"待审核|审核中|待验收|待核验")),
    (TaskState.NOT_STARTED, re.compile(r"未启动|未开工|未开始|未开展|待启动|未实施|未动工")),
    (TaskState.IN_PROGRESS, re.compile(
        r"推进|进行|办理|实施|建设|施工|在建|滞后|缓慢|序时|正常|基本完成|部分完成|未完成|未办结|逾期|超期|未销号|启动|开展|整改"
    )),
)  # fmt: skip


def state_reader(described: Field, context: CellContext) -> CellReader:
    """Return the function that reads the cells of a column of states, of 是否完成 and of 是否销号 too."""
    asks_done, asks_closed = "是否" in context.head, "是否" in context.head and "销号" in context.head

    def read(raw: Any) -> Cell:
        if text.is_empty(raw):
            return EMPTY
        words = text.words(raw)
        if (exact := choice_of(described, words)) is not None:
            return Cell({"state": exact})
        if asks_done and text.squeeze(words).lower() in ("是", "√", "✓", "y", "yes"):
            return Cell({"state": str(TaskState.CLOSED if asks_closed else TaskState.DONE)})
        if asks_done and text.squeeze(words).lower() in ("否", "×", "✗", "x", "n", "no"):
            return EMPTY
        return _read_words(raw, words, described)

    return read


def _read_words(raw: Any, words: str, described: Field) -> Cell:
    if _CLOSED.search(words):
        return Cell({"state": str(TaskState.CLOSED)})
    reading = read_progress(raw)
    if reading.status in _BY_STATUS and not reading.asks:
        values: dict[str, Any] = {"state": str(_BY_STATUS[reading.status])}
        return Cell(values, (reading.problem,) if reading.problem else ())
    remark = {REMARK: _("{label}: {words}", label=_(described.note.label), words=words)}
    if _LIGHTS.fullmatch(text.squeeze(words)):
        message = _("A light is worked out from dates and progress, it is not read; its words went to the note.")
        return Cell(remark, (Problem(code="light_not_read", message=message, level=Level.NOTE, value=words),))
    for state, pattern in _WORDS:
        if pattern.search(words):
            message = _("“{words}” was read as {state}; the words went to the note.", words=words, state=_(state.label))
            problem = Problem(code="state_guessed", message=message, level=Level.NOTE, value=words)
            return Cell({"state": str(state)} | remark, (problem,))
    message = _("“{words}” is no known state; the words went to the note.", words=words)
    return Cell(remark, (Problem(code="state_unknown", message=message, level=Level.WARNING, value=words),))


def finish_task(values: dict[str, Any], status: str) -> list[tuple[str, Problem]]:
    """Bring state and progress to one in *values*; *status* is what the progress column calls the state.

    Returns problems with the field at whose cell they stand.
    """
    problems: list[tuple[str, Problem]] = []
    state, progress = values.get("state"), values.get("progress")
    if status == "done" and _CLOSED.search(values.get("progress_words") or ""):
        state = values.setdefault("state", str(TaskState.CLOSED))
    if state is None and progress is None and not status and (prose := values.get("progress_text")):
        reading = find_progress(prose)
        status, progress = reading.status, reading.value
        if progress is not None:
            values["progress"] = progress
        if reading.problem is not None:
            problems.append(("progress_text", reading.problem))
    if state is None:
        state = _state_of(status, progress)
        if state is not None:
            values["state"] = state
    if state in _ENDED and progress is None:
        values["progress"] = 100.0
    elif (problem := _contradiction(state, progress)) is not None:
        problems.append(("state" if "state" in values else "progress", problem))
    return problems


_FITTING: dict[str, tuple[TaskState, ...]] = {
    TaskState.DONE: (TaskState.DONE, TaskState.CLOSED, TaskState.REVIEW),
    TaskState.NOT_STARTED: (TaskState.NOT_STARTED, TaskState.ASSIGNING, TaskState.SIGNING),
    TaskState.IN_PROGRESS: (
        TaskState.IN_PROGRESS,
        TaskState.ASSIGNING,
        TaskState.SIGNING,
        TaskState.EXTENSION,
        TaskState.REVIEW,
        TaskState.RETURNED,
        TaskState.ROUTINE,
    ),
}


def fits(state: str | None, concluded: str) -> bool:
    """Return whether the book's *state* says no less than what was concluded from a percentage."""
    return state is not None and state in _FITTING.get(concluded, ())


def _state_of(status: str, progress: float | None) -> str | None:
    if status in _BY_STATUS:
        return str(_BY_STATUS[status])
    if progress is None:
        return None
    if progress >= 100:
        return str(TaskState.DONE)
    return str(TaskState.IN_PROGRESS if progress > 0 else TaskState.NOT_STARTED)


def _contradiction(state: str | None, progress: float | None) -> Problem | None:
    if state is None or progress is None:
        return None
    if not (
        (state in _ENDED and progress < 100)
        or (state in _OPEN and progress >= 100)
        or (state == TaskState.NOT_STARTED and progress > 0)
    ):
        return None
    message = _(
        "The state is “{state}”, but the progress is {progress}%.",
        state=_(TaskState.of(state).label),
        progress=f"{progress:g}",
    )
    return Problem(
        code="state_contradicts_progress",
        message=message,
        level=Level.WARNING,
        remedy=_("Check which of the two is right."),
    )
