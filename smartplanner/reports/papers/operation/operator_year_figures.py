"""What the paper on an operator's year says, read from the book as of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.operator import OperatorModel, SecurityLevel
from smartplanner.queries import Reader
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.operators import OperatorPage, operator_page
from smartplanner.queries.scoring import score_period
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.papers.operation.contract_execution_figures import alarm_line, moved
from smartplanner.reports.papers.operation.contract_words import (
    STATES,
    missing_words,
    month_words,
    score_words,
    turn_words,
)
from smartplanner.reports.papers.operation.operator_opening import operator_opening
from smartplanner.reports.papers.operation.operator_year import (
    OpenPayment,
    OperatorYearFigures,
    YearContract,
    YearMonth,
)
from smartplanner.reports.prose.numbers import date_cn
from smartplanner.reports.request import Request
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import USUAL_STATE
from smartplanner.rules.expiry import Expiry
from smartplanner.rules.payments import PaymentStatus
from smartplanner.rules.periods import Period
from smartplanner.rules.service import MonthScore, month_scores
from smartplanner.rules.sums import figure, mean_of

_ENDS = {
    "contract": "合同“{title}”{day}到期",
    "bond": "“{title}”{day}应退还",
    "guarantee": "“{title}”保函{day}到期",
    "licence": "资质“{title}”{day}到期",
    "terms": "合作期限{day}届满",
}


def gather_operator_year(reader: Reader, _journal: Journal, request: Request) -> OperatorYearFigures:
    """Return the figures of the operator and the year asked for; a Problem where there is no such operator."""
    named = score_period(request.period or str(request.as_of.year), as_of=request.as_of)
    year = named.first.year
    as_of = min(date(year, 12, 31), request.as_of)
    page = operator_page(reader, request.operator, as_of=as_of) if request.operator else None
    if page is None:
        raise Problem(
            code="no_operator",
            message=_("This report is about one operator, and none is named."),
            remedy=_("Choose the operator."),
        )
    facts = [fact for fact in contract_facts(reader).values() if fact.operator == request.operator]
    scores = {fact.id: _of_year(fact, year, as_of) for fact in facts}
    every = [one for months in scores.values() for one in months]
    row = page.row
    figures = OperatorYearFigures(
        office=request.office,
        as_of=as_of,
        year=year,
        name=page.name,
        model=translate(OperatorModel.of(row.model).label) if row.model else "",
        shareholding=_shareholding(page.shareholders, row.shares),
        security=translate(SecurityLevel.of(row.security_level).label) if row.security_level else "",
        in_force=page.in_force,
        total=page.total,
        paid=page.paid,
        share=f"{figure(page.share, places=1)}%",
        deducted=next((one.deducted for one in page.years if one.year == year), 0),
        contracts=tuple(_contracts(page, facts, scores, year, as_of)),
        months=tuple(_months(every)),
        scored=len(every),
        mean=score_words(mean_of([one.score for one in every])) if every else "",
        lowest=score_words(min(one.score for one in every)) if every else "",
        below=sum(one.below for one in every),
        before=_before(facts, every, year),
        owed=tuple(_owed(one, page, short_unit_names(reader)) for one in page.owed),
        expiring=tuple(_ending(one) for one in page.expiring if one.kind in _ENDS and one.left >= 0),
        alarms=tuple(alarm_line(alarm).sentence for alarm in page.alarms),
        risks=(row.risks or "").strip(),
    )
    return replace(figures, opening=operator_opening(reader, request, figures))


def _of_year(fact: ContractFact, year: int, as_of: date) -> list[MonthScore]:
    return [one for one in month_scores(fact, as_of=as_of).values() if one.month.startswith(f"{year}-")]


def _contracts(
    page: OperatorPage, facts: Iterable[ContractFact], scores: dict[str, list[MonthScore]], year: int, as_of: date
) -> list[YearContract]:
    period = Period(str(year), date(year, 1, 1), date(year, 12, 31), date(year, 12, 31))
    planned, paid = moved(facts, period, as_of)
    made = []
    for line in page.contracts:
        months = scores.get(line.id, [])
        if not (line.in_force or months or planned.get(line.id) or paid.get(line.id)):
            continue
        mean = score_words(mean_of([one.score for one in months])) if months else "—"
        made.append(
            YearContract(
                line.title, STATES[line.state or USUAL_STATE],
                f"{line.end.year}.{line.end.month}.{line.end.day}" if line.end else "—",
                line.total, planned.get(line.id, 0), paid.get(line.id, 0), len(months), mean,
                sum(one.below for one in months),
            )
        )  # fmt: skip
    return made


def _months(every: Iterable[MonthScore]) -> list[YearMonth]:
    by_month: dict[str, list[MonthScore]] = defaultdict(list)
    for one in every:
        by_month[one.month].append(one)
    return [
        YearMonth(
            month_words(month),
            len(scored),
            score_words(mean_of([one.score for one in scored])),
            score_words(min(one.score for one in scored)),
            sum(one.below for one in scored),
        )
        for month, scored in sorted(by_month.items())
    ]


def _before(facts: Iterable[ContractFact], every: list[MonthScore], year: int) -> str:
    """Return how the mean compares with that of the same months a year before."""
    months = {one.month[5:] for one in every}
    earlier = [
        one.score
        for fact in facts
        for one in month_scores(fact).values()
        if one.month.startswith(f"{year - 1}-") and one.month[5:] in months
    ]
    if not earlier or not every:
        return ""
    then = _cents(mean_of(earlier))
    now = _cents(mean_of([one.score for one in every]))
    if now == then:
        return f"与上年同期（{score_words(then)}分）持平"
    return f"比上年同期（{score_words(then)}分）{'提高' if now > then else '下降'}{score_words(abs(now - then))}分"


def _cents(score: Fraction) -> Fraction:
    """Return a score as it is printed, so that the printed difference is that of the printed scores."""
    return Fraction(figure(score))


def _owed(one: PaymentStatus, page: OperatorPage, names: dict[str, str]) -> OpenPayment:
    title = next((line.title for line in page.contracts if line.id == one.contract), "")
    if one.released:
        standing = "条件具备，可支付"
    else:
        standing = "；".join(f"{missing_words(each)}（{turn_words(each, names)}）" for each in one.missing)
    return OpenPayment(title, one.title, one.outstanding, one.deducted, standing)


def _ending(one: Expiry) -> str:
    return _ENDS[one.kind].format(title=one.title, day=date_cn(one.day))


def _shareholding(rows: Iterable[Any], words: str | None) -> str:
    listed = [f"{row.name}{row.share:g}%" for row in sorted(rows, key=lambda row: -row.share)]
    return "、".join(listed) or (words or "").strip()
