"""How the money of the year stands against the calendar: planned, approved, paid, month by month.  Money is in 分."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import NOT_YET, USUAL_STATE
from smartplanner.rules.elapsed import year_share
from smartplanner.rules.payments import amount_of, paid_by
from smartplanner.rules.sums import HUNDRED

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """The payments of one year up to a day.

    ``planned`` falls due in the year, ``due`` of it by the day; ``approved`` of what is planned has its approval or
    is paid; ``paid`` was paid in the year.  ``by_month`` are (planned, paid) of January to December.
    """

    year: int
    planned: int
    due: int
    approved: int
    paid: int
    elapsed: Fraction
    """How much of the year is over, in percent."""
    by_month: tuple[tuple[int, int], ...]

    @property
    def paid_share(self) -> Fraction | None:
        """What was paid of what is planned, in percent; None where nothing is planned."""
        return Fraction(self.paid * HUNDRED, self.planned) if self.planned else None

    @property
    def behind(self) -> Fraction | None:
        """By how many points paying is behind the calendar; negative when it is ahead."""
        return self.elapsed - self.paid_share if self.paid_share is not None else None


def spending(facts: Iterable[ContractFact], *, as_of: date) -> Spending:
    """Return how the payments of the year of *as_of* stand."""
    planned, paid = [0] * MONTHS, [0] * MONTHS
    due = approved = 0
    for fact in facts:
        signed, ended = (fact.state or USUAL_STATE) not in NOT_YET, fact.state == "terminated"
        for one in fact.payments:
            in_year = one.due is not None and one.due.year == as_of.year
            if not in_year and (one.paid_on is None or one.paid_on.year != as_of.year):
                continue
            amount = one.amount if one.amount is not None else amount_of(fact, one)
            done = paid_by(one, as_of, amount)
            if one.due is not None and in_year and signed and (done is not None or not ended):
                planned[one.due.month - 1] += amount
                due += amount if one.due <= as_of else 0
                approved += amount if one.approved_no or done else 0
            day = one.paid_on or one.due
            if done and day is not None and day.year == as_of.year:
                paid[day.month - 1] += done
    return Spending(
        year=as_of.year,
        planned=sum(planned),
        due=due,
        approved=approved,
        paid=sum(paid),
        elapsed=year_share(as_of.year, as_of=as_of),
        by_month=tuple(zip(planned, paid, strict=True)),
    )
