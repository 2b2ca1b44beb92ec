"""运营商年度服务情况: one operator's year in contracts, money, services and risks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.operation.contract_words import remainder
from smartplanner.reports.templates import filling

TEMPLATE = "operator_year.md.j2"


@dataclass(frozen=True, slots=True)
class YearContract:
    """One contract in the year: sums in 分, scores as printed (— where none was given)."""

    title: str
    state: str
    end: str
    total: int
    planned: int
    paid: int
    scored: int
    mean: str
    below: int


@dataclass(frozen=True, slots=True)
class YearMonth:
    """One month: how many contracts were scored, their mean and lowest score, how many were below."""

    month: str
    contracts: int
    mean: str
    lowest: str
    below: int


@dataclass(frozen=True, slots=True)
class OpenPayment:
    """One payment that is due and not paid."""

    contract: str
    payment: str
    outstanding: int
    deducted: int
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorYearFigures:
    """Everything that the paper says about one operator; sums in 分, empty where the book does not say."""

    office: str
    as_of: date
    year: int
    name: str
    opening: str = ""
    """What changed since the last issue; empty: there was none."""
    model: str = ""
    shareholding: str = ""
    security: str = ""
    in_force: int
    total: int
    paid: int
    """Paid so far of the contracts in force."""
    share: str
    """Of the money of all contracts in force."""
    deducted: int
    """Taken off payments of the year."""
    contracts: tuple[YearContract, ...] = ()
    months: tuple[YearMonth, ...] = ()
    scored: int = 0
    mean: str = ""
    lowest: str = ""
    below: int = 0
    before: str = ""
    """The mean of the year before, with how it changed; empty where there is none."""
    owed: tuple[OpenPayment, ...] = ()
    expiring: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    risks: str = ""

    @property
    def left_words(self) -> str:
        """What is left of the contracts in force, such that the printed sums add up."""
        return remainder(self.total, self.paid)

    @property
    def planned_sum(self) -> int:
        """What fell due in the year."""
        return sum(one.planned for one in self.contracts)

    @property
    def paid_sum(self) -> int:
        """What was paid in the year."""
        return sum(one.paid for one in self.contracts)

    @property
    def total_sum(self) -> int:
        """What the listed contracts amount to."""
        return sum(one.total for one in self.contracts)

    @property
    def owed_sum(self) -> int:
        """What is due and not paid."""
        return sum(one.outstanding for one in self.owed)

    @property
    def owed_deducted(self) -> int:
        """What is taken off what is due and not paid."""
        return sum(one.deducted for one in self.owed)


def build_operator_year(figures: OperatorYearFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the paper; raises ``Problem`` when the template is wrong."""
    meta = Meta(
        title=f"{figures.name}{figures.year}年度服务情况", subject="运营商", author=figures.office, dated=figures.as_of
    )
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)
