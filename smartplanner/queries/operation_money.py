"""Money across all contracts and fundings: planned against paid, batches shared by plans, burn against the calendar.

Money is in 分.  Planned is what falls due by the payments of contracts that are signed; what was paid counts always.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.model.budget_batch import MoneySource
from smartplanner.queries.reader import Reader
from smartplanner.queries.spelling import spelled
from smartplanner.rules.contract_facts import ContractFact, month_of_day
from smartplanner.rules.contracts import NOT_YET, USUAL_STATE
from smartplanner.rules.elapsed import year_share
from smartplanner.rules.payments import amount_of, paid_by
from smartplanner.rules.sums import HUNDRED, figure, yuan

BEHIND_YELLOW, BEHIND_RED = 10, 20
"""Points by which spending may be behind the calendar (序时进度) before its light is yellow or red."""
_FUNDING = ("id", "plan", "pilot", "contract", "year", "source", "batch", "amount", "spent")


class MoneyRow(NamedTuple):
    """Planned against paid for one month, year, source, district or area (*key*; None: none given)."""

    key: str | None
    name: str
    planned: int
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Planned against paid in every cut; months and years in their order, the others by the most money."""

    planned: int
    paid: int
    due: int
    """What fell due up to the day."""
    by_month: tuple[MoneyRow, ...]
    by_year: tuple[MoneyRow, ...]
    by_source: tuple[MoneyRow, ...]
    by_district: tuple[MoneyRow, ...]
    by_area: tuple[MoneyRow, ...]


class FundingFact(NamedTuple):
    """One row of the entity ``funding``."""

    id: str
    plan: str | None
    pilot: str | None
    contract: str | None
    year: int
    source: str
    batch: str | None
    amount: int
    spent: int


class BatchUse(NamedTuple):
    """One budget batch: what it holds, what was allocated from it to how many plans, pilots and contracts."""

    id: str
    title: str
    year: int
    source: str
    amount: int
    allocated: int
    spent: int
    users: int
    light: str

    @property
    def left(self) -> int:
        """What is not allocated yet; negative where too much was."""
        return self.amount - self.allocated


class Burn(NamedTuple):
    """Spending of one year against the calendar: of one plan (*plan* is its id), or of all (*plan* None).

    Shares are in percent: *spent_share* of the money, *elapsed* of the year.
    """

    year: int
    plan: str | None
    name: str
    amount: int
    spent: int
    spent_share: Fraction
    elapsed: Fraction
    light: str

    @property
    def behind(self) -> Fraction:
        """By how many points spending is behind the calendar; negative when it is ahead."""
        return self.elapsed - self.spent_share


def money_across(
    facts: Iterable[ContractFact], places: Mapping[str, str | None], districts: Mapping[str, str], *, as_of: date
) -> Money:
    """Return planned against paid as of a day in every cut; *places* gives the district of each contract."""
    days, sources, areas, held = _Cut(), _Cut(), _Cut(), _Cut()
    for fact in facts:
        signed, ended = (fact.state or USUAL_STATE) not in NOT_YET, fact.state == "terminated"
        whole = given = 0
        for one in fact.payments:
            amount = one.amount if one.amount is not None else amount_of(fact, one)
            done = paid_by(one, as_of, amount)
            if signed and (done is not None or not ended):
                whole += amount
                days.planned[one.due] += amount
                sources.planned[one.source] += amount
            if done:
                given += done
                days.paid[one.paid_on or one.due] += done
                sources.paid[one.source] += done
        for cut, key in ((held, places.get(fact.id)), (areas, fact.area)):
            cut.planned[key] += whole
            cut.paid[key] += given
    months = days.by(month_of_day)
    source_names = {str(source): _(source.label) for source in MoneySource}
    return Money(
        planned=days.planned.total(),
        paid=days.paid.total(),
        due=sum(amount for day, amount in days.planned.items() if day is not None and day <= as_of),
        by_month=_in_time(months.rows()),
        by_year=_in_time(months.by(lambda month: month[:4]).rows()),
        by_source=_by_money(sources.rows(source_names)),
        by_district=_by_money(held.rows(districts, nameless=_("City level"))),
        by_area=_by_money(areas.rows(nameless=_("No area given"))),
    )


def fundings(reader: Reader) -> list[FundingFact]:
    """Return every funding."""
    return [
        FundingFact(id, plan, pilot, contract, year, source, batch, amount or 0, spent or 0)
        for id, plan, pilot, contract, year, source, batch, amount, spent in reader.raw_columns("funding", _FUNDING)
    ]


def batch_uses(reader: Reader, held: Sequence[FundingFact]) -> list[BatchUse]:
    """Return the budget batches with what was allocated from each, over-allocated ones first."""
    by_batch: dict[str, list[FundingFact]] = defaultdict(list)
    for one in held:
        if one.batch:
            by_batch[one.batch].append(one)
    found = []
    for id, title, year, source, amount in reader.raw_columns(
        "budget_batch", ("id", "title", "year", "source", "amount")
    ):
        users = by_batch.get(id, [])
        allocated, spent = sum(one.amount for one in users), sum(one.spent for one in users)
        holders = {one.plan or one.pilot or one.contract for one in users}
        light = "red" if allocated > (amount or 0) or spent > (amount or 0) else "green"
        found.append(BatchUse(id, title, year, source, amount or 0, allocated, spent, len(holders), light))
    return sorted(found, key=lambda use: (use.light != "red", -use.year, use.title))


def batch_problems(uses: Iterable[BatchUse], held: Iterable[FundingFact]) -> list[Problem]:
    """Return the batches from which too much was allocated, and fundings that do not fit their batch."""
    known = {use.id: use for use in uses}
    problems = [_over_allocated(use) for use in known.values() if use.allocated > use.amount]
    for one in held:
        use = known.get(one.batch or "")
        if use is not None and (one.year != use.year or one.source != use.source):
            message = _("A funding from “{title}” is of another year or source than the batch.", title=use.title)
            remedy = _("Correct the year or source of the funding, or its batch.")
            problems.append(
                Problem(code="batch_mismatch", message=message, remedy=remedy, level=Level.WARNING, field="batch")
            )
    return problems


def overspent(reader: Reader, held: Iterable[FundingFact]) -> list[Problem]:
    """Return the fundings of which more was spent than was planned."""
    problems = []
    for one in held:
        if one.spent <= one.amount:
            continue
        name = (
            reader.name("plan", one.plan) if one.plan else
            reader.name("contract", one.contract) if one.contract else
            reader.name("pilot", one.pilot) if one.pilot else ""
        )  # fmt: skip
        message = _(
            "“{name}” {year} ({source}): {spent} spent of {amount}, {over} too much.",
            name=name, year=one.year, source=_(MoneySource.of(one.source).label), spent=yuan(one.spent),
            amount=yuan(one.amount), over=yuan(one.spent - one.amount),
        )  # fmt: skip
        remedy = _("Check the figure, or plan more money for the year.")
        problems.append(Problem(code="overspent", message=message, remedy=remedy, level=Level.WARNING, field="spent"))
    return problems


def burns(reader: Reader, held: Iterable[FundingFact], *, as_of: date) -> list[Burn]:
    """Return spending against the calendar in the year of the day: of all, then of each plan, the slowest first."""
    year = as_of.year
    sums: dict[str | None, list[int]] = defaultdict(lambda: [0, 0])
    for one in held:
        if one.year == year:
            for key in {None, one.plan}:
                sums[key][0] += one.amount
                sums[key][1] += one.spent
    elapsed = year_share(year, as_of=as_of)
    made = [
        _burn(year, plan, reader.name("plan", plan) if plan else _("All fundings"), amount, spent, elapsed)
        for plan, (amount, spent) in sums.items()
    ]
    return sorted(made, key=lambda burn: (burn.plan is not None, -burn.behind, spelled(burn.name)))


def say_burn(burn: Burn) -> str:
    """Return how spending stands against the calendar, in words."""
    return _(
        "{year}: {spent} % spent, {elapsed} % of the year is over",
        year=burn.year, spent=figure(burn.spent_share, places=1), elapsed=figure(burn.elapsed, places=1),
    )  # fmt: skip


def _burn(year: int, plan: str | None, name: str, amount: int, spent: int, elapsed: Fraction) -> Burn:
    share = Fraction(spent * HUNDRED, amount) if amount else Fraction(0)
    behind = elapsed - share
    light = "red" if spent > amount or behind >= BEHIND_RED else "yellow" if behind >= BEHIND_YELLOW else "green"
    return Burn(year, plan, name, amount, spent, share, elapsed, light)


def _over_allocated(use: BatchUse) -> Problem:
    return Problem(
        code="over_allocated",
        message=_(
            "{allocated} was allocated from “{title}”, which holds {amount}: {over} too much.",
            allocated=yuan(use.allocated), title=use.title, amount=yuan(use.amount), over=yuan(-use.left),
        ),
        remedy=_("Reduce a funding of this batch, or correct the amount of the batch."),
        field="amount",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is added up while the payments go by: planned and paid in 分, by day, source, place or area."""

    planned: Counter[Any] = field(default_factory=Counter)
    paid: Counter[Any] = field(default_factory=Counter)

    def by(self, key: Callable[[Any], str | None]) -> _Cut:
        """Return the same sums by a coarser key; what has none keeps none."""
        coarser = _Cut()
        for sums, given in ((coarser.planned, self.planned), (coarser.paid, self.paid)):
            for fine, amount in given.items():
                sums[key(fine) if fine else None] += amount
        return coarser

    def rows(self, names: Mapping[str, str] = MappingProxyType({}), *, nameless: str = "") -> list[MoneyRow]:
        """Return what is not nothing, with the names of its keys."""
        unknown = nameless or _("Not filled in")
        return [
            MoneyRow(key, unknown if key is None else names.get(key, key), self.planned[key], self.paid[key])
            for key in {**self.planned, **self.paid}
            if self.planned[key] or self.paid[key]
        ]


def _in_time(rows: Iterable[MoneyRow]) -> tuple[MoneyRow, ...]:
    return tuple(sorted(rows, key=lambda row: row.key or "9999-99"))


def _by_money(rows: Iterable[MoneyRow]) -> tuple[MoneyRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.key is None, -row.planned, spelled(row.name))))
