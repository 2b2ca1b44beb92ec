"""运营合同执行情况: how the contracts of a city, a district or an operator were carried out in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.fields.money import format_wan
from smartplanner.reports.charts.of_papers import MonthMoney, money_chart
from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.operation.contract_words import remainder
from smartplanner.reports.prose.numbers import shares
from smartplanner.reports.templates import filling

TEMPLATE = "contract_execution.md.j2"


@dataclass(frozen=True, slots=True)
class OperatorMoney:
    """One operator: its contracts in force and their money in 分."""

    name: str
    contracts: int
    total: int
    planned: int
    paid: int
    deducted: int


@dataclass(frozen=True, slots=True)
class BlockedPayment:
    """One payment that is due and not released: why, and whose turn it is."""

    contract: str
    payment: str
    outstanding: int
    due: str
    reasons: str


@dataclass(frozen=True, slots=True)
class LowService:
    """One contract whose service fell below what it needs in the period."""

    contract: str
    operator: str
    months: str
    lowest: str
    needed: str


@dataclass(frozen=True, slots=True)
class Deducted:
    """What is taken off one payment."""

    contract: str
    payment: str
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ending:
    """One contract that ends within 90 days."""

    contract: str
    operator: str
    end: str
    days: int
    total: int


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One measure of concentration that a rule makes yellow or red."""

    level: str
    words: str
    rule: str

    @property
    def sentence(self) -> str:
        """The measure with its rule, for a sentence."""
        return f"{self.words}，{self.rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractExecutionFigures:
    """Everything that the paper says; sums in 分."""

    office: str
    as_of: date
    """The last day that counts: the end of the period, or the day asked for."""
    period: str
    scope: str = ""
    contracts: int
    in_force: int
    states: tuple[tuple[str, int], ...] = ()
    total: int
    paid: int
    """Paid so far of the contracts in force."""
    planned_here: int
    """What fell due in the period, of all contracts."""
    paid_here: int
    """What was paid in the period."""
    owed: int
    """How many payments are due by the end of the month and not paid."""
    owed_sum: int
    released: int
    released_sum: int
    blocked: tuple[BlockedPayment, ...] = ()
    deductions: tuple[Deducted, ...] = ()
    low: tuple[LowService, ...] = ()
    ending: tuple[Ending, ...] = ()
    operators: tuple[OperatorMoney, ...] = ()
    months: tuple[MonthMoney, ...] = ()
    """What fell due and was paid in each month of the period."""
    alarms: tuple[AlarmLine, ...] = ()
    largest: str = ""
    top_three: str = ""
    index: str = ""

    @property
    def left_words(self) -> str:
        """What is left of the contracts in force, such that the printed sums add up."""
        return remainder(self.total, self.paid)

    @property
    def blocked_sum(self) -> int:
        """What the blocked payments come to."""
        return sum(one.outstanding for one in self.blocked)

    @property
    def deducted_sum(self) -> int:
        """What the deductions come to."""
        return sum(one.amount for one in self.deductions)

    @property
    def shown_states(self) -> tuple[tuple[str, int, float], ...]:
        """The states with counts and shares that add up to 100.0."""
        parts = shares([count for _state, count in self.states])
        return tuple((state, count, part) for (state, count), part in zip(self.states, parts, strict=True))

    @property
    def operator_rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the table of operators: names, counts, 万元, and shares that add up to 100.0."""
        parts = shares([one.total for one in self.operators])
        return tuple(
            (
                one.name,
                str(one.contracts),
                format_wan(one.total),
                f"{part:.1f}%",
                format_wan(one.planned),
                format_wan(one.paid),
                format_wan(one.deducted) if one.deducted else "—",
            )
            for one, part in zip(self.operators, parts, strict=True)
        )

    @property
    def operator_sums(self) -> tuple[str, ...]:
        """The sums below the table of operators."""
        sums = [sum(getattr(one, name) for one in self.operators) for name in ("total", "planned", "paid", "deducted")]
        count = sum(one.contracts for one in self.operators)
        total, planned, paid, deducted = map(format_wan, sums)
        return (str(count), total, "100.0%" if sums[0] else "—", planned, paid, deducted if sums[3] else "—")


def build_contract_execution(
    figures: ContractExecutionFigures, *, wordings: filling.Wordings = filling.OURS
) -> Document:
    """Return the paper; raises ``Problem`` when the template is wrong."""
    chart = money_chart(f"{figures.period}应付和实付（累计）", figures.months, as_of=figures.as_of)
    charts = {"money": chart} if chart else {}
    meta = Meta(title="运营合同执行情况", subject="运营合同", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures, "charts": charts}, meta, wordings=wordings)
