"""The first paragraph of a periodic paper: what changed since its last issue, or since the period began.

The last issue's own printed figures are what is compared with; where there is none, the journal tells how things
stood when the period began.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from smartplanner.journal import Journal
from smartplanner.model.issue import IssueState
from smartplanner.queries import Reader
from smartplanner.queries.overview import Movement
from smartplanner.queries.past_lights import PastLights
from smartplanner.queries.tasks import TaskLine
from smartplanner.reports.document.frozen import figures_of, options_kept
from smartplanner.reports.papers.comparing.earlier import Earlier, begun, completion, earlier, overdue
from smartplanner.reports.prose.numbers import change, date_cn, share_done
from smartplanner.reports.request import DISTRICT, GROUP, OPERATOR, PLAN, UNIT, Request
from smartplanner.rules.lights import FINISHED

SCOPE = (DISTRICT, GROUP, UNIT, OPERATOR, PLAN)
"""The options that make another series of issues of the same report; a period does not."""
MONTH, QUARTER, YEAR = 1, 3, 12
"""Months of the period that a paper reports on."""
_PERIODS = {MONTH: "上月末", QUARTER: "上季度末", YEAR: "上年末"}


def scope_of(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a paper was about, of all that was asked for."""
    return tuple(str(asked.get(option) or "") for option in SCOPE)


def scope_words(reader: Reader, request: Request) -> str:
    """Return the district, group or unit that a paper is about, by name; empty: the whole city."""
    asked = (("district", request.district), ("group", request.group), ("organisation", request.unit))
    return "".join(reader.name(entity, id) for entity, id in asked if id)


@dataclass(frozen=True, slots=True)
class Standing:
    """The counts that two issues are compared by; kept with the figures of each issue."""

    total: int
    done: int
    overdue: int
    red: int

    @property
    def completion(self) -> float | None:
        """Share of matters done, in percent with one decimal; None where there are none."""
        return share_done(self.done, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What changed since the last issue, in counts; ``words`` is the paragraph."""

    noun: str
    """What the matters are called: 重点任务, 督办事项."""
    now: Standing
    begun: bool = False
    """Whether the book was begun in this period, so that nothing can be compared."""
    against: str = ""
    """What it is compared with: 上期（第10期，截至2026年10月31日）."""
    added: int = 0
    finished: int = 0
    removed: int = 0
    extended: int = 0
    due_changed: int = 0
    overdue_before: int | None = None
    red_before: int | None = None
    completion_before: float | None = None
    completion_year_before: float | None = None
    """As printed in the issue of the same period of the last year."""

    @property
    def words(self) -> str:
        """The paragraph; empty where nothing can be compared."""
        if self.begun:
            return ""
        moved = [
            f"{verb}{count}项"
            for verb, count in (
                (f"新增{self.noun}", self.added),
                ("办结", self.finished),
                ("移出台账", self.removed),
            )
            if count
        ]
        lights = [
            *trend("逾期事项", self.overdue_before, self.now.overdue),
            *trend("红灯事项", self.red_before, self.now.red),
        ]
        deadlines = [
            f"{verb}{count}项"
            for verb, count in (("经批准延期", self.extended), ("调整完成时限", self.due_changed))
            if count
        ]
        clauses = ["，".join(part) for part in (moved, lights, deadlines) if part]
        if not clauses:
            return f"与{self.against}相比，{self.noun}办理情况没有变化。"
        return f"与{self.against}相比，{'；'.join(clauses)}。"

    @property
    def rate_words(self) -> str:
        """How the share of matters done moved: 办结率47.7%，较上期提高2.3个百分点; empty where it is not known."""
        rate = self.now.completion
        compared = [
            f"{than}{change(rate - before)}"
            for than, before in (("较上期", self.completion_before), ("同比", self.completion_year_before))
            if rate is not None and before is not None
        ]
        return f"办结率{rate:.1f}%，{'，'.join(compared)}。" if compared else ""


def trend(name: str, before: int | None, now: int, *, measure: str = "项", gone: str = "现已全部消除") -> Iterable[str]:
    """Give 逾期事项增加3项（现有15项）; nothing where it is the same, or was not known."""
    if before is None or before == now:
        return
    left = f"现有{now}{measure}" if now else gone
    yield f"{name}{'增加' if now > before else '减少'}{abs(now - before)}{measure}（{left}）"


@dataclass(frozen=True, slots=True)
class LastIssue:
    """The last issue of the same paper: what it was called, up to where it knew the book, and what it printed."""

    number: int | None
    as_of: date
    position: int
    standing: Mapping[str, Any]
    figures: Mapping[str, Any]
    """All that it printed, as plain JSON."""

    @property
    def words(self) -> str:
        """上期（第10期，截至2026年10月31日）."""
        number = f"第{self.number}期，" if self.number else ""
        return f"上期（{number}截至{date_cn(self.as_of)}）"

    def count(self, name: str) -> int | None:
        """Return a printed count; None where that issue did not print it."""
        found = self.standing.get(name)
        return found if isinstance(found, int) else None

    @property
    def completion(self) -> float | None:
        """The printed share of matters done."""
        total, done = self.count("total"), self.count("done")
        return Standing(total, done, 0, 0).completion if total and done is not None else None


def last_issue(reader: Reader, report: str, request: Request) -> LastIssue | None:
    """Return the last issued paper of the same kind and scope from before the day asked for."""
    found = [row for row in _issues(reader, report, request) if row[1] < request.as_of]
    return _read(reader, max(found, key=lambda row: (row[1], row[0]))[0]) if found else None


def issue_a_year_before(reader: Reader, report: str, request: Request, *, months: int) -> LastIssue | None:
    """Return the issue of the same month, quarter or year of the year before."""
    wanted = (request.as_of.year - 1, (request.as_of.month - 1) // months)
    found = [row for row in _issues(reader, report, request) if (row[1].year, (row[1].month - 1) // months) == wanted]
    return _read(reader, max(found, key=lambda row: (row[1], row[0]))[0]) if found else None


def _issues(reader: Reader, report: str, request: Request) -> list[tuple[str, date]]:
    scope = scope_of({option: getattr(request, option) for option in SCOPE})
    rows = reader.columns("issue", ["id", "report", "state", "as_of", "options"])
    return [
        (id, as_of)
        for id, of, state, as_of, options in rows
        if of == report and state == IssueState.ISSUED and scope_of(options_kept(options)) == scope
    ]


def _read(reader: Reader, id: str) -> LastIssue:
    row = reader.row("issue", id)
    assert row is not None
    figures = figures_of(row.figures)
    parts = [figures, *(part for part in figures.values() if isinstance(part, dict))]  # a paper may be of several
    openings = [part["opening"] for part in parts if isinstance(part.get("opening"), dict)]
    now = openings[0].get("now") if openings else None
    return LastIssue(row.number, row.as_of, row.position or 0, now if isinstance(now, dict) else {}, figures)


@dataclass(frozen=True, slots=True)
class Since:
    """What a periodic paper compares with: the opening, and what happened to single matters (None: not known)."""

    opening: Opening
    moved: Movement | None
    start: date
    """The first day that counts as since then."""


def since_last(
    reader: Reader,
    journal: Journal,
    every: Sequence[TaskLine],
    request: Request,
    *,
    report: str,
    months: int = MONTH,
    noun: str = "督办事项",
) -> Since:
    """Return what changed in the scope of a request since the last issue of *report*, or since the period began.

    *every* are all matters of the book as of the day.
    """
    lines = [line for line in every if request.within(line)]
    now = standing(lines)
    issue = last_issue(reader, report, request)
    first = first_of_period(request.as_of, months)
    year_before = issue_a_year_before(reader, report, request, months=months)
    rate_year_before = year_before.completion if year_before else None
    if issue is not None:
        past = earlier(journal, every, after=issue.position, until=request.as_of)
        then = past.within(request.within)
        before = issue.count("overdue")
        opening = Opening(
            noun=noun, now=now, against=issue.words,
            overdue_before=overdue(then.values(), as_of=issue.as_of) if before is None else before,
            red_before=issue.count("red"),
            completion_before=issue.completion if issue.completion is not None else completion(then.values()),
            completion_year_before=rate_year_before,
        )  # fmt: skip
        return _counted(reader, opening, past, lines, then, start=issue.as_of + timedelta(1))
    started = begun(journal)
    if started is None or started >= first:
        opening = Opening(noun=noun, now=now, begun=True, completion_year_before=rate_year_before)
        return Since(opening, None, first)
    past = earlier(journal, every, since=first, until=request.as_of)
    then = past.within(request.within)
    day_before = first - timedelta(1)
    opening = Opening(
        noun=noun, now=now, against=f"{_PERIODS[months]}（{date_cn(day_before)}）",
        overdue_before=overdue(then.values(), as_of=day_before),
        red_before=_red_before(reader, then, then=day_before),
        completion_before=completion(then.values()), completion_year_before=rate_year_before,
    )  # fmt: skip
    return _counted(reader, opening, past, lines, then, start=first)


def standing(lines: Iterable[TaskLine]) -> Standing:
    """Return the counts of matters as they stand."""
    rows = list(lines)
    lights = Counter(line.signal.light for line in rows)
    return Standing(
        len(rows), sum(line.state in FINISHED for line in rows), sum(line.overdue_days > 0 for line in rows),
        lights["red"],
    )  # fmt: skip


def first_of_period(day: date, months: int) -> date:
    """Return the first day of the month, quarter or year of a day."""
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def _counted(
    reader: Reader, opening: Opening, past: Earlier, lines: Sequence[TaskLine], then: Mapping[str, Any], *, start: date
) -> Since:
    """Fill in what happened to the matters that are in the scope, or were."""
    about = {line.id for line in lines}
    moved = past.movement(lambda id: id in about or id in then)
    moved_due = [id for id in moved.due_before if id in about]
    granted = {row.task for row in reader.rows_naming("extension", "task", moved_due) if row.state == "granted"}
    filled = Opening(
        noun=opening.noun, now=opening.now, against=opening.against,
        added=sum(id in about for id in moved.added), finished=sum(id in about for id in moved.finished),
        removed=len(moved.removed), extended=sum(id in granted for id in moved_due),
        due_changed=sum(id not in granted for id in moved_due), overdue_before=opening.overdue_before,
        red_before=opening.red_before, completion_before=opening.completion_before,
        completion_year_before=opening.completion_year_before,
    )  # fmt: skip
    return Since(filled, moved, start)


def _red_before(reader: Reader, existed: Iterable[str], *, then: date) -> int:
    """Return how many of the matters that *existed* then, some of them gone since, showed a red light."""
    asked = set(existed)
    lights = PastLights(reader, asked).on(then)
    return sum(lights.get(id) == "red" for id in asked)
