"""The life of the sample book: minutes taken in, and a few acts of the months before, as an office would note them.

Everything goes through the commands that a person uses.  Matters are chosen by what they are, in the order of the
ledgers, so that the same ledgers always make the same life.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from smartplanner.base.paths import resources
from smartplanner.commands.editing import set_fields
from smartplanner.commands.lights import set_light
from smartplanner.commands.minutes import accept_minutes, propose_minutes
from smartplanner.commands.office import Office
from smartplanner.commands.reference import calendar
from smartplanner.commands.sample_plans import plan_districts
from smartplanner.commands.supervision import decide_extension, perform_act, report_progress, request_extension, sign
from smartplanner.commands.supervision.extending import pending_extension
from smartplanner.queries.tasks import TaskLine, task_lines

MINUTES = "08-会议纪要.docx"
_URGED = (date(2026, 10, 12), date(2026, 10, 26), date(2026, 11, 9))
"""Days on which the latest matters were urged, each time fewer of them."""
_MONTHLY = 12
"""Matters that owe a report each month."""


def sample_minutes() -> Path:
    """Return the sample minutes."""
    return resources("samples") / MINUTES


def live(office: Office, *, as_of: date) -> None:
    """Let the sample book of the ledgers live until *as_of*."""
    plan_districts(office, as_of=as_of)
    _let_plans_slip(office)
    _take_minutes(office, as_of)
    chosen = _Choice(task_lines(office.reader, as_of=as_of), as_of)
    _urge(office, chosen)
    _close(office, chosen)
    _report_monthly(office, chosen)
    _extend(office, chosen)
    _set_a_light(office, chosen)


class _Choice:
    """Gives out matters, each once."""

    def __init__(self, lines: Sequence[TaskLine], as_of: date) -> None:
        self._lines, self._as_of = lines, as_of
        self._given: set[str] = set()

    def take(self, count: int, fits: Callable[[TaskLine], bool]) -> list[str]:
        """Return the ids of the first *count* matters led by somebody that fit and were not given out yet."""
        found = list(self._first(count, (line for line in self._lines if line.lead and fits(line))))
        self._given.update(found)
        return found

    def running(self, line: TaskLine, *, days: int) -> bool:
        """Whether a matter is in progress and has at least *days* until its deadline."""
        return line.state == "in_progress" and line.due is not None and line.due >= self._as_of + timedelta(days)

    def _first(self, count: int, lines: Iterable[TaskLine]) -> Iterator[str]:
        for line in lines:
            if count <= 0:
                return
            if line.id not in self._given:
                count -= 1
                yield line.id


def _let_plans_slip(office: Office) -> None:
    """Let three plans need longer than was approved."""
    plans = [row.id for row in office.reader.rows("plan")]
    for plan, workdays in zip(plans, (20, 15, 40), strict=False):
        rows = office.reader.rows_naming("milestone", "plan", [plan])
        still = [row for row in rows if row.done_on is None and row.due is not None]
        if still:
            last = max(still, key=lambda row: (row.due, row.id))
            set_fields(office, "milestone", [last.id], {"due": calendar().add(last.due, workdays)})


def _take_minutes(office: Office, as_of: date) -> None:
    """Take all decisions of the minutes; half of the units have signed by now."""
    proposal = propose_minutes(office, sample_minutes(), as_of=as_of)
    accept_minutes(office, proposal, as_of=as_of)
    day = (proposal.held_on or as_of) + timedelta(2)
    signing = [row for row in office.reader.rows("task") if row.state == "signing" and row.document]
    for row in signing[: len(signing) // 2]:
        sign(office, row.id, on=day)
        for unit in row.support[:1]:
            sign(office, row.id, unit, on=day)


def _urge(office: Office, chosen: _Choice) -> None:
    late = chosen.take(6, lambda line: line.overdue_days > 45)
    for turn, day in enumerate(_URGED):
        perform_act(office, late[2 * turn :], "urge", on=day, reason="逾期未完成")


def _close(office: Office, chosen: _Choice) -> None:
    done = chosen.take(6, lambda line: line.state == "done")
    perform_act(office, done[:5], "close", on=date(2026, 11, 5), evidence="验收意见和完成情况报告已报办公室")
    perform_act(office, done[5:], "return", on=date(2026, 11, 6), reason="佐证材料不全，请补充后重新报送")


def _report_monthly(office: Office, chosen: _Choice) -> None:
    """Ask some units for a report each month from September on, of which all but a few have come."""
    asked = chosen.take(_MONTHLY, lambda line: chosen.running(line, days=0) and line.progress is not None)
    set_fields(office, "task", asked, {"cycle": "monthly", "start": date(2026, 9, 1)})
    for month, tasks in ((9, asked), (10, asked[:-4])):
        for task in tasks:
            row = office.reader.row("task", task)
            assert row is not None
            report_progress(
                office, task, on=date(2026, month, 28), period=f"2026-{month:02}", progress=row.progress,
                text="按计划推进，本月完成阶段任务。", next_steps="继续推进系统联调和试运行。",
            )  # fmt: skip


def _extend(office: Office, chosen: _Choice) -> None:
    """Ask to extend three matters: one was granted, one refused, one waits."""
    tasks = chosen.take(3, lambda line: chosen.running(line, days=14))
    asked = (date(2026, 10, 12), date(2026, 11, 2), date(2026, 11, 17))
    for task, on, workdays in zip(tasks, asked, (60, 90, 30), strict=True):
        row = office.reader.row("task", task)
        assert row is not None
        assert row.due is not None
        request_extension(
            office, task, to=calendar().add(row.due, workdays), on=on,
            reason="前期审批和设备采购周期长于预期", progress="已完成方案评审和招标准备",
        )  # fmt: skip
    for task, granted, on, answer in (
        (tasks[0], True, date(2026, 10, 19), "同意延期，不得再次延期"),
        (tasks[1], False, date(2026, 11, 6), "理由不充分，请按原时限加快推进"),
    ):
        waiting = pending_extension(office, task)
        assert waiting is not None
        decide_extension(office, waiting.id, granted=granted, on=on, decided_by="办公室", answer=answer)


def _set_a_light(office: Office, chosen: _Choice) -> None:
    tasks = chosen.take(1, lambda line: line.signal.light == "green" and chosen.running(line, days=14))
    for task in tasks:
        set_light(office, task, "yellow", reason="建设资金尚未落实，存在延期风险", on=date(2026, 11, 10))
