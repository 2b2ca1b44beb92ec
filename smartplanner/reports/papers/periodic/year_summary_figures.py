"""The figures of the summary of a year, read from a book as of its end, or of the day asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.budget_batch import MoneySource
from smartplanner.model.gate import GateDecision
from smartplanner.model.organisation import OrganisationKind
from smartplanner.model.pilot import PilotStage
from smartplanner.queries import Reader
from smartplanner.queries.cases import adoptions_of
from smartplanner.queries.scoring import Scores, score_period, scores
from smartplanner.queries.spelling import spelled
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.queries.units import short_districts, short_unit_names
from smartplanner.reports.papers.comparing.opening import YEAR, since_last
from smartplanner.reports.papers.operation.contract_execution import ContractExecutionFigures
from smartplanner.reports.papers.operation.contract_execution_figures import gather_contract_execution
from smartplanner.reports.papers.periodic.briefing import GroupRow
from smartplanner.reports.papers.periodic.briefing_figures import BEHIND, CITY_LEVEL, matter_states
from smartplanner.reports.papers.periodic.finish_days import finish_days
from smartplanner.reports.papers.periodic.year_summary import (
    YearContracts,
    YearMoney,
    YearMonth,
    YearScore,
    YearSummaryFigures,
)
from smartplanner.reports.request import Request
from smartplanner.rules.elapsed import rounded, year_share
from smartplanner.rules.lights import ENDED, FINISHED
from smartplanner.rules.periods import Period

_LONGEST = 5
"""Overdue matters that are named."""
_LAST = 9_999
_NO_GROUP = "未明确工作组"


REPORT = "year-summary"
"""The name under which issues of it are kept."""


def gather_year_summary(reader: Reader, journal: Journal, request: Request) -> YearSummaryFigures:
    """Return the figures of the year asked for, up to the day asked for; a Problem where the period is no year."""
    period = _year(request)
    until = min(period.last, request.as_of)
    rows = dict(reader.columns("task", ("id", "done_on")))
    every = task_lines(reader, as_of=until)
    finished = finish_days(reader, journal, every)
    lines = [line for line in every if not _earlier(line, finished.days.get(line.id), period)]
    done = [line for line in lines if line.state in FINISHED]
    known = [(line.due, day) for line in done if line.due is not None and (day := rows[line.id]) is not None]
    late = sum(day > due for due, day in known)
    units = short_unit_names(reader)
    overdue = sorted((line for line in lines if line.overdue_days), key=lambda line: (-line.overdue_days, line.title))
    due, reached = _milestones(reader, period, until)
    stages = Counter(str(row.stage) for row in reader.rows("pilot") if row.stage)
    cases = reader.rows("case")
    next_year = [
        line
        for line in lines
        if line.due is not None and line.due.year == until.year + 1 and line.state not in FINISHED | ENDED
    ]
    asked = Request(office=request.office, as_of=request.as_of, calendar=request.calendar, period=period.name)
    contracts = gather_contract_execution(reader, journal, asked)
    return YearSummaryFigures(
        office=request.office,
        as_of=until,
        year=period.first.year,
        opening=since_last(
            reader, journal, every, replace(request, as_of=until), report=REPORT, months=YEAR, noun="督办任务"
        ).opening,
        states=matter_states(lines),
        done=len(done),
        done_in_time=len(known) - late,
        done_late=late,
        overdue=len(overdue),
        schedule=rounded(year_share(until.year, as_of=until)),
        groups=_by_group(lines, reader),
        districts=_by_district(lines, reader),
        longest=tuple((line.title, units.get(line.lead or "", ""), line.overdue_days) for line in overdue[:_LONGEST]),
        plans=len(reader.rows("plan")),
        milestones_due=due,
        milestones_done=reached,
        money=_money(reader, period.first.year),
        pilots=len(reader.rows("pilot")),
        stages=tuple((translate(stage.label), stages[str(stage)]) for stage in PilotStage if stages[str(stage)]),
        reviews=_reviews(reader, period, until),
        cases=len(cases),
        adopted=sum(line.state == "adopted" for case in cases for line in adoptions_of(reader, case.id, as_of=until)),
        contracts=_contracts(contracts),
        scores=_scores(scores(reader, period, as_of=request.as_of)),
        months=tuple(_months([day for line in done if (day := finished.days.get(line.id))], period, until)),
        days_by_journal=sum(line.id in finished.by_journal and finished.days[line.id] <= until for line in done),
        paid_by_month=contracts.months,
        due_next=len(next_year),
    )


def _months(days: Sequence[date], period: Period, until: date) -> Iterator[YearMonth]:
    """Give the months of the year, with how many of the matters were done by the end of each."""
    for month in range(1, 13):
        first = date(period.first.year, month, 1)
        last = min(until, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        finished = sum(first <= day <= last for day in days)
        so_far = sum(day <= last for day in days) if first <= until else None
        yield YearMonth(f"{month}月", 100 * month / 12, finished, so_far)


def _year(request: Request) -> Period:
    period = score_period(request.period or str(request.as_of.year), as_of=request.as_of)
    if "-" in period.name or period.first > request.as_of:
        raise Problem(
            code="no_year",
            message=_("“{text}” is not a year that has begun.", text=request.period),
            remedy=_("Write the year, such as {year}.", year=request.as_of.year),
        )
    return period


def _earlier(line: TaskLine, done_on: date | None, period: Period) -> bool:
    """Whether a matter was over before the year began."""
    return line.state in FINISHED and done_on is not None and done_on < period.first


def _by_group(lines: Sequence[TaskLine], reader: Reader) -> tuple[GroupRow, ...]:
    """Return the working groups in their order, then the matters of none; nothing where no matter has one."""
    return _rows(lines, lambda line: line.group, _order(reader, "group"), reader.names("group"), _NO_GROUP)


def _by_district(lines: Sequence[TaskLine], reader: Reader) -> tuple[GroupRow, ...]:
    """Return the districts in official order, then the matters of the city; nothing where no matter has one."""
    return _rows(lines, lambda line: line.district, _order(reader, "district"), short_districts(reader), CITY_LEVEL)


def _rows(
    lines: Sequence[TaskLine],
    key: Callable[[TaskLine], str | None],
    order: Mapping[str, int],
    names: Mapping[str, str],
    without: str,
) -> tuple[GroupRow, ...]:
    parts: dict[str | None, list[TaskLine]] = defaultdict(list)
    for line in lines:
        parts[key(line)].append(line)
    rest = parts.pop(None, [])
    known = [id for id in parts if id is not None]
    known.sort(key=lambda id: (order.get(id, _LAST), spelled(names.get(id, id))))
    made = [_row(names.get(id, id), parts[id]) for id in known]
    return (*made, *([_row(without, rest)] if made and rest else []))


def _row(name: str, lines: Sequence[TaskLine]) -> GroupRow:
    done = sum(line.state in FINISHED for line in lines)
    overdue = sum(line.overdue_days > 0 for line in lines)
    behind = sum(line.signal.cause in BEHIND for line in lines)
    return GroupRow(name, len(lines), done, len(lines) - done - overdue - behind, behind, overdue)


def _order(reader: Reader, entity: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in reader.rows(entity):
        order = getattr(row, "order", None)
        found[row.id] = _LAST if order is None else order
    return found


def _milestones(reader: Reader, period: Period, until: date) -> tuple[int, int]:
    """Return how many milestones of plans fell due in the year, and how many of them are done."""
    due = [row for row in reader.rows("milestone") if row.plan and row.due and period.first <= row.due <= until]
    return len(due), sum(row.done_on is not None and row.done_on <= until for row in due)


def _money(reader: Reader, year: int) -> tuple[YearMoney, ...]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in reader.rows("funding"):
        if row.plan and row.year == year:
            sums[str(row.source)][0] += row.amount or 0
            sums[str(row.source)][1] += row.spent or 0
    return tuple(
        YearMoney(translate(source.label), *sums[str(source)]) for source in MoneySource if any(sums[str(source)])
    )


def _reviews(reader: Reader, period: Period, until: date) -> tuple[tuple[str, int], ...]:
    held: Counter[str] = Counter()
    for row in reader.rows("gate"):
        if row.decision and row.held_on and period.first <= row.held_on <= until:
            held[str(row.decision)] += 1
    return tuple((translate(one.label), held[str(one)]) for one in GateDecision if held[str(one)])


def _contracts(found: ContractExecutionFigures) -> YearContracts | None:
    if not found.contracts:
        return None
    return YearContracts(
        found.contracts, found.in_force, found.total, found.planned_here, found.paid_here, len(found.blocked),
        found.blocked_sum, len(found.low), len(found.ending),
    )  # fmt: skip


def _scores(found: Scores) -> tuple[YearScore, ...]:
    if not found.has_rules:
        return ()
    return tuple(
        YearScore(
            translate(OrganisationKind.of(unit.kind).label), unit.rank, unit.short, unit.leads + unit.supports,
            f"{unit.total:g}",
        )
        for unit in found.units
    )  # fmt: skip
