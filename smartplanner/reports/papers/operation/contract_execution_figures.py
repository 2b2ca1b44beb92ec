"""The figures of the paper on how contracts were carried out, read from a book as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.queries.concentration import by_cut, in_force, place_of, stakes
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contracts import owed_payments, paid_total
from smartplanner.queries.scoring import score_period
from smartplanner.queries.spelling import spelled
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.charts.of_papers import MonthMoney
from smartplanner.reports.papers.operation.contract_execution import (
    AlarmLine,
    BlockedPayment,
    ContractExecutionFigures,
    Deducted,
    Ending,
    LowService,
    OperatorMoney,
)
from smartplanner.reports.papers.operation.contract_words import (
    STATES,
    deduction_words,
    missing_words,
    month_words,
    score_words,
    turn_words,
)
from smartplanner.reports.prose.numbers import percent
from smartplanner.reports.prose.periods import period_words
from smartplanner.reports.request import Request
from smartplanner.rules.concentration import CUTS, Alarm
from smartplanner.rules.contract_facts import ContractFact, month_of_day
from smartplanner.rules.contracts import IN_FORCE, NOT_YET, USUAL_STATE, running_total, term
from smartplanner.rules.payments import PaymentStatus, amount_of, paid_by
from smartplanner.rules.periods import Period
from smartplanner.rules.service import month_scores
from smartplanner.rules.sums import figure

SOON = 90
"""Days before its end from which a contract is listed."""
_UNNAMED = "未明确运营商"
_MEASURES: Mapping[str, str] = {
    "largest": "{place}最大运营商{who}合同金额占比{value}%",
    "top_three": "{place}前三名运营商合同金额占比{value}%",
    "hhi": "{place}运营商集中度指数（HHI）为{value}",
    "ending_together": "{place}{who}的合同中有{value}%（按金额）在同一季度到期",
    "single": "{place}有{value}个领域只有一家运营商",
    "single_here": "{place}只有一家运营商（{who}）",
    "sole_renewals": "{place}单一来源连续续签{value}次",
}
_LIGHTS: Mapping[str, str] = {"red": "红灯", "yellow": "黄灯"}


def gather_contract_execution(reader: Reader, _journal: Journal, request: Request) -> ContractExecutionFigures:
    """Return the figures of the contracts asked for by district and operator, in the period asked for."""
    period = score_period(request.period or str(request.as_of.year), as_of=request.as_of)
    as_of = min(period.last, request.as_of)
    every = contract_facts(reader)
    places = place_of(reader, every)
    facts = {
        id: fact
        for id, fact in every.items()
        if (request.operator is None or fact.operator == request.operator)
        and (request.district is None or places[id] == request.district)
        and (fact.signed_on is None or fact.signed_on <= as_of)
    }
    binding = {id: fact for id, fact in facts.items() if in_force(fact, as_of=as_of)}
    owed = list(owed_payments(facts.values(), as_of=as_of))
    names, operators = short_unit_names(reader), reader.names("operator")
    weights = stakes(every, places, as_of=as_of)
    cuts = [by_cut(reader, weights, cut=cut, as_of=as_of) for cut in CUTS]
    measured = cuts[0].cells
    alarms = sorted((alarm for cut in cuts for alarm in cut.alarms), key=lambda alarm: alarm.light != "red")
    counted = Counter(fact.state or USUAL_STATE for fact in facts.values())
    released = [one for one in owed if one.released]
    planned, paid = moved(facts.values(), period, as_of)
    return ContractExecutionFigures(
        office=request.office,
        as_of=as_of,
        period=period_words(period),
        scope="".join(
            reader.name(entity, id)
            for entity, id in (("district", request.district), ("operator", request.operator))
            if id
        ),
        contracts=len(facts),
        in_force=len(binding),
        states=tuple((STATES[state], counted[state]) for state in STATES if counted[state]),
        total=sum(running_total(fact.amount, fact.amendments, as_of=as_of) for fact in binding.values()),
        paid=sum(paid_total(fact, as_of=as_of) for fact in binding.values()),
        planned_here=sum(planned.values()),
        paid_here=sum(paid.values()),
        owed=len(owed),
        owed_sum=sum(one.outstanding for one in owed),
        released=len(released),
        released_sum=sum(one.outstanding for one in released),
        blocked=tuple(_blocked(one, facts, names) for one in owed if not one.released),
        deductions=tuple(
            Deducted(facts[one.contract].title, one.title, one.deducted, _why(one)) for one in owed if one.deducted
        ),
        low=tuple(_low(facts.values(), operators, period, as_of)),
        ending=tuple(_ending(binding.values(), operators, as_of)),
        operators=tuple(_by_operator(facts, binding, owed, planned, paid, operators, as_of)),
        months=tuple(_by_month(list(facts.values()), period, as_of)),
        alarms=tuple(
            alarm_line(alarm)
            for alarm in alarms
            if request.operator is None or alarm.who == operators.get(request.operator)
        ),
        largest=_percent(measured[0].largest) if measured else "",
        top_three=_percent(measured[0].top_three) if measured else "",
        index=figure(measured[0].hhi, places=0) if measured else "",
    )


def alarm_line(alarm: Alarm) -> AlarmLine:
    """Return an alarm with the rule that makes it one."""
    place = "全市" if alarm.cut == "city" else alarm.place
    whole = alarm.measure in ("hhi", "single", "sole_renewals")
    value = figure(alarm.value, places=0 if whole else 1)
    here = "single_here" if alarm.measure == "single" and alarm.cut != "city" else alarm.measure
    words = _MEASURES[here].format(place=place, who=alarm.who or _UNNAMED, value=value)
    threshold = figure(alarm.threshold, places=1) + ("" if whole else "%")
    level = _LIGHTS[alarm.light]
    return AlarmLine(
        level, words, f"达到{level}标准（{threshold}及以上）" if here != "single_here" else f"达到{level}标准"
    )


def _percent(value: Fraction) -> str:
    return percent(float(value))


def moved(facts: Iterable[ContractFact], period: Period, as_of: date) -> tuple[Counter[str], Counter[str]]:
    """Return what fell due and what was paid in the period up to the day, by contract."""
    planned: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    for fact in facts:
        binding = (fact.state or USUAL_STATE) not in NOT_YET and fact.state != "terminated"
        for one in fact.payments:
            amount = amount_of(fact, one)
            if binding and one.due is not None and period.first <= one.due <= as_of:
                planned[fact.id] += amount
            day = one.paid_on or one.due
            given = paid_by(one, as_of, amount)
            if given and day is not None and period.first <= day <= as_of:
                paid[fact.id] += given
    return planned, paid


def _by_month(facts: Sequence[ContractFact], period: Period, as_of: date) -> Iterator[MonthMoney]:
    """Give what falls due in each month of the period, and what was paid in those that have begun."""
    first = period.first
    while first <= period.last:
        following = (first + timedelta(days=31)).replace(day=1)
        month = Period("", first, following - timedelta(days=1), first)
        planned, _paid = moved(facts, month, month.last)
        paid_so_far = sum(moved(facts, month, min(month.last, as_of))[1].values()) if first <= as_of else None
        yield MonthMoney(f"{first.month}月", sum(planned.values()), paid_so_far)
        first = following


def _blocked(one: PaymentStatus, facts: Mapping[str, ContractFact], names: Mapping[str, str]) -> BlockedPayment:
    reasons = "；".join(f"{missing_words(each)}（{turn_words(each, names)}）" for each in one.missing)
    return BlockedPayment(facts[one.contract].title, one.title, one.outstanding, _short_day(one.due), reasons)


def _why(one: PaymentStatus) -> str:
    if one.fact.deducted is not None:
        return "按已登记的扣款金额计"
    return "；".join(deduction_words(line) for line in one.deduction.lines)


def _low(
    facts: Iterable[ContractFact], operators: Mapping[str, str], period: Period, as_of: date
) -> Iterator[LowService]:
    first, last = month_of_day(period.first), month_of_day(as_of)
    for fact in facts:
        months = [one for one in month_scores(fact, as_of=as_of).values() if first <= one.month <= last and one.below]
        if months and fact.score_needed is not None:
            yield LowService(
                fact.title,
                operators.get(fact.operator or "", _UNNAMED),
                "、".join(month_words(one.month).removeprefix(f"{as_of.year}年") for one in months),
                score_words(min(one.score for one in months)),
                f"{fact.score_needed:g}",
            )


def _ending(facts: Iterable[ContractFact], operators: Mapping[str, str], as_of: date) -> list[Ending]:
    found = []
    for fact in facts:
        end = term(fact, as_of=as_of).end
        if fact.state in IN_FORCE and end is not None and 0 <= (end - as_of).days <= SOON:
            total = running_total(fact.amount, fact.amendments, as_of=as_of)
            name = operators.get(fact.operator or "", _UNNAMED)
            found.append(Ending(fact.title, name, _short_day(end), (end - as_of).days, total))
    return sorted(found, key=lambda one: (one.days, one.contract))


def _by_operator(
    facts: Mapping[str, ContractFact],
    binding: Mapping[str, ContractFact],
    owed: Iterable[PaymentStatus],
    planned: Mapping[str, int],
    paid: Mapping[str, int],
    operators: Mapping[str, str],
    as_of: date,
) -> list[OperatorMoney]:
    deducted: Counter[str] = Counter()
    for one in owed:
        deducted[one.contract] += one.deducted
    by_operator: dict[str, list[str]] = {}
    for id, fact in facts.items():
        if id in binding or planned.get(id) or paid.get(id):
            by_operator.setdefault(fact.operator or "", []).append(id)
    made = [
        OperatorMoney(
            operators.get(operator, _UNNAMED),
            sum(id in binding for id in ids),
            sum(running_total(facts[id].amount, facts[id].amendments, as_of=as_of) for id in ids if id in binding),
            sum(planned.get(id, 0) for id in ids),
            sum(paid.get(id, 0) for id in ids),
            sum(deducted[id] for id in ids),
        )
        for operator, ids in by_operator.items()
    ]
    return sorted(made, key=lambda one: (-one.total, spelled(one.name)))


def _short_day(day: date | None) -> str:
    return f"{day.year}.{day.month}.{day.day}" if day else "—"
