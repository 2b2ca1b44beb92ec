"""What poor service takes off a payment, by the contract's own rule, with every 分 explained.

Two parts are added: a share of the payment for each point by which the mean of its months is below what the contract
needs (pro rata, to the exact fraction of a point), and a fixed sum for each month in which an item was below its own
target.  The share part and the fixed sums together are cut to the contract's limit (a share of the payment), and never
exceed the payment.  Each share is rounded half up to the 分, once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from smartplanner.base.i18n import _
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.service import MonthScore, mean
from smartplanner.rules.sums import HUNDRED, exact, figure, percent_of, yuan


class DeductionLine(NamedTuple):
    """One part: *kind* is share, level or limit (which gives back what is above it, so its amount is negative)."""

    kind: str
    amount: int
    month: str = ""
    title: str = ""
    score: Fraction = Fraction()
    needed: Fraction = Fraction()
    percent: Fraction = Fraction()

    @property
    def words(self) -> str:
        """How it comes about, in one sentence."""
        if self.kind == "share":
            return _(
                "mean score {score} is {points} below {needed}: {percent} % of the payment, {sum}",
                score=figure(self.score), points=figure(self.needed - self.score), needed=figure(self.needed),
                percent=figure(self.percent, places=4), sum=yuan(self.amount),
            )  # fmt: skip
        if self.kind == "level":
            return _(
                "{month}, “{title}”: score {score} below {needed}, {sum}",
                month=self.month, title=self.title, score=figure(self.score), needed=figure(self.needed),
                sum=yuan(self.amount),
            )  # fmt: skip
        return _("no more than {percent} % of the payment: {sum}", percent=figure(self.percent), sum=yuan(self.amount))


class Deduction(NamedTuple):
    """What is taken off one payment: the sum of its lines, the months that count and those without a score."""

    total: int = 0
    lines: tuple[DeductionLine, ...] = ()
    months: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()
    mean: Fraction | None = None
    needed: Fraction | None = None


NOTHING = Deduction()


def deduction(fact: ContractFact, amount: int, months: Sequence[str], scores: Mapping[str, MonthScore]) -> Deduction:
    """Return what is taken off a payment of *amount* for the service of *months*."""
    scored = [scores[month] for month in months if month in scores]
    needed = exact(fact.score_needed) if fact.score_needed is not None else None
    reached = mean(scored)
    lines = [*_share(fact, amount, reached, needed), *_levels(scored)]
    limit = exact(fact.deduct_limit) if fact.deduct_limit is not None else Fraction(HUNDRED)
    total = sum(line.amount for line in lines)
    most = min(percent_of(amount, limit), amount)
    if total > most:
        lines.append(DeductionLine("limit", most - total, percent=min(limit, Fraction(HUNDRED))))
        total = most
    unscored = tuple(month for month in months if month not in scores)
    return Deduction(total, tuple(lines), tuple(months), unscored, reached, needed)


def _share(fact: ContractFact, amount: int, reached: Fraction | None, needed: Fraction | None) -> list[DeductionLine]:
    if reached is None or needed is None or reached >= needed or not fact.deduct_percent:
        return []
    percent = (needed - reached) * exact(fact.deduct_percent)
    part = percent_of(amount, percent)
    return [DeductionLine("share", part, score=reached, needed=needed, percent=percent)] if part else []


def _levels(scored: Sequence[MonthScore]) -> list[DeductionLine]:
    return [
        DeductionLine("level", item.deduct_amount, one.month, item.title, item.score, item.needed)
        for one in scored
        for item in one.items
        if item.deduct_amount and item.needed is not None and item.score < item.needed
    ]
