"""付款建议书: one payment of a contract with its conditions, its deduction line by line, and what is to be paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.operation.contract_words import in_words, plain_yuan, yuan
from smartplanner.reports.templates import filling

TEMPLATE = "payment_advice.md.j2"


@dataclass(frozen=True, slots=True)
class AdvisedCondition:
    """One condition of the payment: what it is, whether it is met, what shows it or whose turn it is."""

    name: str
    met: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class DeductionPart:
    """One part of the deduction and its sum in 分."""

    words: str
    amount: int

    @property
    def shown(self) -> str:
        """The sum in 元."""
        return yuan(self.amount)


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """One payment of the contract: what falls due, what was paid, how it stands; sums in 分."""

    title: str
    amount: int
    due: str
    paid: int
    state: str
    this: bool = False

    @property
    def shown(self) -> tuple[str, str]:
        """The sums in 元."""
        return yuan(self.amount), yuan(self.paid) if self.paid else "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentAdviceFigures:
    """Everything that the advice says; sums in 分, empty where the book does not say."""

    office: str
    as_of: date
    contract: str
    code: str = ""
    operator: str = ""
    buyer: str = ""
    signed_on: date | None = None
    runs: str = ""
    original: int
    amendments: tuple[tuple[str, int], ...] = ()
    """Each amendment with its change."""
    total: int
    """The running total: the original with its amendments."""
    paid: int
    """Paid so far, this payment not included unless it was paid."""
    payment: str
    due: str = ""
    amount: int
    share: str = ""
    service: str = ""
    """The months whose service is paid."""
    conditions: tuple[AdvisedCondition, ...] = ()
    deductions: tuple[DeductionPart, ...] = ()
    deducted: int = 0
    payable: int
    """What is still to be paid of it."""
    part_paid: int = 0
    """Paid of this payment already."""
    missing: tuple[tuple[str, str], ...] = ()
    """What it lacks, and whose turn it is."""
    settled: str = ""
    """When it was paid in full; empty: not yet."""
    only_approval: bool = False
    payments: tuple[PlannedPayment, ...] = ()
    attachments: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The sum to be paid as cheques write it."""
        return in_words(self.payable)

    @property
    def plain(self) -> dict[str, str]:
        """The sums for sentences, by name."""
        names = ("original", "total", "paid", "amount", "deducted", "payable", "part_paid", "left", "left_after")
        return {name: plain_yuan(getattr(self, name)) for name in names}

    @property
    def shown(self) -> dict[str, str]:
        """The sums for cells, in 元."""
        names = ("original", "total", "paid", "amount", "deducted", "payable", "part_paid", "left", "left_after")
        return {name: yuan(getattr(self, name)) for name in names}

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """The amendments with 增加 or 减少 and the sum."""
        return tuple(
            (title, f"{'增加' if change > 0 else '减少'}{plain_yuan(abs(change))}" if change else "金额不变")
            for title, change in self.amendments
        )

    @property
    def left(self) -> int:
        """What is left of the contract before this payment."""
        return self.total - self.paid

    @property
    def left_after(self) -> int:
        """What is left of the contract once this is paid."""
        return self.left - self.payable

    @property
    def sums(self) -> tuple[str, str]:
        """What all payments come to, and what was paid of them, in 元."""
        return yuan(sum(one.amount for one in self.payments)), yuan(sum(one.paid for one in self.payments))


def build_payment_advice(figures: PaymentAdviceFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the advice; raises ``Problem`` when the template is wrong."""
    meta = Meta(title=f"付款建议书：{figures.contract}", subject="付款", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)
