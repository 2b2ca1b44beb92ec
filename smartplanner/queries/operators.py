"""One operator as the office weighs it: its company, contracts, money, services, scores and risks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from smartplanner.base.problems import Problem
from smartplanner.model.operator import Operator
from smartplanner.queries.concentration import concentration, in_force
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contract_expiry import expiries
from smartplanner.queries.contract_problems import problems_of
from smartplanner.queries.contracts import owed_payments, paid_total
from smartplanner.queries.reader import Reader
from smartplanner.rules.concentration import Alarm, EndingTogether
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import running_total, term
from smartplanner.rules.expiry import Expiry
from smartplanner.rules.operators import operator_problems
from smartplanner.rules.payments import PaymentStatus, chain
from smartplanner.rules.service import Breach, breaches, latest_breach, mean, month_scores, trend
from smartplanner.rules.sums import HUNDRED


class ContractLine(NamedTuple):
    """One contract of the operator; *mean* is that of the newest twelve months that were scored."""

    id: str
    title: str
    state: str | None
    area: str | None
    district: str | None
    start: date | None
    end: date | None
    total: int
    paid: int
    mean: Fraction | None
    trend: str
    breach: Breach | None
    in_force: bool


class YearOfService(NamedTuple):
    """An operator's year: months scored, their mean and lowest, months below, what was deducted from its payments."""

    year: int
    scored: int
    mean: Fraction
    lowest: Fraction
    below: int
    deducted: int


class AreaShare(NamedTuple):
    """The operator's share of one cell of a cut, in percent, with the cell's light."""

    cut: str
    cell: str | None
    name: str
    percent: Fraction
    light: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorPage:
    """One operator as of a day.  Money is in 分; *share* is that of the whole city, in percent."""

    as_of: date
    row: Operator
    name: str
    shareholders: tuple[Any, ...]
    licences: tuple[Any, ...]
    contracts: tuple[ContractLine, ...]
    in_force: int
    total: int
    paid: int
    remaining: int
    share: Fraction
    shares: tuple[AreaShare, ...]
    owed: tuple[PaymentStatus, ...]
    years: tuple[YearOfService, ...]
    ending: tuple[EndingTogether, ...]
    alarms: tuple[Alarm, ...]
    expiring: tuple[Expiry, ...]
    problems: tuple[Problem, ...]


def operator_page(reader: Reader, id: str, *, as_of: date) -> OperatorPage | None:
    """Return one operator as of a day; None if it is gone."""
    row = reader.row("operator", id)
    if row is None:
        return None
    own = {fact.id: fact for fact in contract_facts(reader).values() if fact.operator == id}
    lines = tuple(_line(fact, as_of) for fact in own.values())
    shareholders = tuple(reader.rows_naming("shareholder", "operator", [id]))
    name = reader.name("operator", id)
    cuts = [concentration(reader, cut=cut, as_of=as_of) for cut in ("city", "district", "area")]
    shares = [
        AreaShare(cut.cut, cell.id, cell.name, part.percent, cell.light)
        for cut in cuts
        for cell in cut.cells
        for part in cell.operators
        if part.operator == id
    ]
    city = cuts[0].cells
    total = sum(line.total for line in lines if line.in_force)
    paid = sum(line.paid for line in lines if line.in_force)
    mine = {(share.cut, share.cell) for share in shares if share.percent * 2 >= HUNDRED}
    return OperatorPage(
        as_of=as_of,
        row=row,
        name=name,
        shareholders=shareholders,
        licences=tuple(reader.rows_naming("licence", "operator", [id])),
        contracts=tuple(sorted(lines, key=lambda line: (not line.in_force, -line.total, line.title))),
        in_force=sum(line.in_force for line in lines),
        total=total,
        paid=paid,
        remaining=total - paid,
        share=next((share.percent for share in shares if share.cut == "city"), Fraction()),
        shares=tuple(sorted(shares, key=lambda share: (share.cut != "city", share.cut, -share.percent))),
        owed=tuple(owed_payments(own.values(), as_of=as_of)),
        years=tuple(years_of_service(own.values(), as_of=as_of)),
        ending=tuple(one for cell in city for one in cell.ending if one.operator == id),
        alarms=tuple(alarm for cut in cuts for alarm in cut.alarms if (alarm.cut, alarm.cell) in mine),
        expiring=tuple(one for one in expiries(reader, own, as_of=as_of) if one.operator == id),
        problems=(
            *operator_problems(row, shareholders, name=name, as_of=as_of),
            *(problem for fact in own.values() for problem in problems_of(fact)),
        ),
    )


def operator_shares(reader: Reader, *, as_of: date) -> dict[str, Fraction]:
    """Return the share of each operator in the contracts in force of the whole city, in percent."""
    cells = concentration(reader, cut="city", as_of=as_of).cells
    return {part.operator: part.percent for cell in cells for part in cell.operators if part.operator}


def years_of_service(facts: Iterable[ContractFact], *, as_of: date) -> list[YearOfService]:
    """Return the years of service of these contracts, the newest first."""
    scores: dict[int, list[Fraction]] = defaultdict(list)
    below: dict[int, int] = defaultdict(int)
    deducted: dict[int, int] = defaultdict(int)
    for fact in facts:
        months = month_scores(fact, as_of=as_of)
        for month, one in months.items():
            scores[int(month[:4])].append(one.score)
        for breach in breaches(fact, months):
            below[int(breach.month[:4])] += 1
        for told in chain(fact, as_of=as_of):
            day = told.paid_on or told.due
            if told.deducted and day is not None and day <= as_of:
                deducted[day.year] += told.deducted
    years = sorted({*scores, *deducted}, reverse=True)
    return [
        YearOfService(
            year, len(scores[year]), sum(scores[year], Fraction()) / (len(scores[year]) or 1),
            min(scores[year], default=Fraction()), below[year], deducted[year],
        )
        for year in years
    ]  # fmt: skip


def _line(fact: ContractFact, as_of: date) -> ContractLine:
    months = month_scores(fact, as_of=as_of)
    runs = term(fact, as_of=as_of)
    listed = list(months.values())
    return ContractLine(
        fact.id, fact.title, fact.state, fact.area, fact.district, runs.start, runs.end,
        running_total(fact.amount, fact.amendments, as_of=as_of), paid_total(fact, as_of=as_of),
        mean(listed[-12:]), trend(listed), latest_breach(fact, months), in_force(fact, as_of=as_of),
    )  # fmt: skip
