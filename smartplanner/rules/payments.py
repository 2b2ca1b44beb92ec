"""The payment chain: which sum of a contract is released, what still holds it, what is taken off, what remains.

A payment waits for all of: a signed contract; what its condition names (milestone, acceptance, service score), also
where only the milestone or the score needed is filled in; and an approval number, unless it says that none is needed.
Its service months are those it names, else the months from the payment before it (or the start of the contract) up to
the month before it falls due, within the contract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.rules.contract_facts import (
    ContractFact,
    MilestoneFact,
    PaymentFact,
    month_of_day,
    months_between,
    next_month,
)
from smartplanner.rules.contracts import NOT_YET, USUAL_STATE, running_total, term
from smartplanner.rules.deductions import NOTHING, Deduction, deduction
from smartplanner.rules.service import MonthScore, month_scores
from smartplanner.rules.signal import Signal
from smartplanner.rules.sums import exact, figure, split_by_shares

SOON = 30
"""Days before a payment's day from which its light is yellow."""
_LONGEST_SERVICE = 600
"""Months; a longer service period is a slip of the pen and is cut."""

MISSING = {
    "contract": N_("the contract is not signed"),
    "ended": N_("the contract was terminated"),
    "amount": N_("the payment has no amount"),
    "milestone": N_("milestone “{detail}” is not done"),
    "milestone_unnamed": N_("no milestone is named"),
    "acceptance": N_("the acceptance is not signed"),
    "service_score": N_("service score {detail}"),
    "service_unscored": N_("service not scored: {detail}"),
    "approval": N_("no approval number"),
}
"""What can be missing, in words."""
TURNS = {
    "operator": N_("Operator"),
    "buyer": N_("Commissioning unit"),
    "lead": N_("Lead unit of the milestone"),
    "office": N_("The office"),
}
"""Whose turn it can be."""
CAUSES = {
    "paid": N_("paid"),
    "payment_late": N_("{amount} days late"),
    "payment_blocked": N_("{amount} days late, blocked"),
    "payment_soon": N_("due in {amount} days"),
    "payment_later": N_("due later"),
    "no_day": N_("no day given"),
}


class Missing(NamedTuple):
    """One condition that is not met: its code, whose turn it is (role, and the unit's id if known) and a detail."""

    code: str
    turn: str
    unit: str | None = None
    detail: str = ""

    @property
    def condition(self) -> str:
        """The condition in one word: contract, amount, milestone, acceptance, service_score or approval."""
        return _CONDITIONS.get(self.code, self.code)

    @property
    def words(self) -> str:
        """What is missing, in words."""
        return _(MISSING[self.code], detail=self.detail)

    @property
    def whose(self) -> str:
        """Whose turn it is, as a role in words; ``unit`` names the organisation."""
        return _(TURNS[self.turn])


_CONDITIONS = {
    "ended": "contract",
    "milestone_unnamed": "milestone",
    "service_unscored": "service_score",
}


class PaymentStatus(NamedTuple):
    """One payment as of a day.  ``released``: nothing is missing; ``ready``: nothing but the approval number.

    ``deducted`` is what is taken off (as recorded, else as computed: ``deduction`` explains the computed sum),
    ``payable`` what remains of the amount, ``outstanding`` what of that is not paid yet.
    """

    id: str
    contract: str
    title: str
    due: date | None
    amount: int
    deduction: Deduction
    deducted: int
    payable: int
    paid: int
    outstanding: int
    paid_on: date | None
    settled: bool
    released: bool
    ready: bool
    missing: tuple[Missing, ...]
    light: Signal
    fact: PaymentFact

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """The conditions that are not met, in one word each."""
        return tuple(one.condition for one in self.missing)


def chain(fact: ContractFact, *, as_of: date) -> list[PaymentStatus]:
    """Return every payment of a contract as of a day, in the order in which they fall due."""
    scores = month_scores(fact, as_of=as_of)
    ordered = in_order(fact.payments)
    return [status(fact, ordered, place, scores, as_of=as_of) for place in range(len(ordered))]


def in_order(payments: Sequence[PaymentFact]) -> list[PaymentFact]:
    """Return payments in the order in which they fall due; those without a day come last."""
    return sorted(payments, key=lambda one: (one.due or date.max, one.title, one.id))


def status(
    fact: ContractFact,
    ordered: Sequence[PaymentFact],
    place: int,
    scores: Mapping[str, MonthScore],
    *,
    as_of: date,
) -> PaymentStatus:
    """Return one payment (by its *place* in the order) as of a day; *scores* are those of the contract."""
    one = ordered[place]
    amount = amount_of(fact, one)
    paid = paid_by(one, as_of, amount)
    recorded = one.deducted
    done = paid is not None and (one.paid is None or paid >= amount - (recorded or 0))
    worked = NOTHING
    if not done:
        worked = deduction(fact, amount, service_months(fact, ordered, place, as_of=as_of), scores)
    deducted = min(amount, recorded if recorded is not None else worked.total)
    payable = amount - deducted
    settled = done or (paid is not None and paid >= payable)
    lacking = () if settled else tuple(_missing(fact, one, worked, scores, as_of))
    return PaymentStatus(
        id=one.id,
        contract=one.contract,
        title=one.title,
        due=one.due,
        amount=amount,
        deduction=worked,
        deducted=deducted,
        payable=payable,
        paid=paid or 0,
        outstanding=0 if settled else payable - (paid or 0),
        paid_on=one.paid_on if paid is not None else None,
        settled=settled,
        released=not lacking,
        ready=all(item.code == "approval" for item in lacking),
        missing=lacking,
        light=_light(one.due, as_of, settled=settled, blocked=bool(lacking)),
        fact=one,
    )


def amount_of(fact: ContractFact, one: PaymentFact) -> int:
    """Return the sum of a payment: as given, else its share of the contract's running total, else 0."""
    if one.amount is not None:
        return one.amount
    if one.share is None:
        return 0
    total = running_total(fact.amount, fact.amendments)
    alike = [other for other in fact.payments if other.share is not None]
    if len(alike) < len(fact.payments):
        return split_by_shares(total, [one.share])[0]
    parts = split_by_shares(total, [other.share or 0.0 for other in alike])
    return next(part for other, part in zip(alike, parts, strict=True) if other.id == one.id)


def paid_by(one: PaymentFact, as_of: date, amount: int) -> int | None:
    """Return what was paid of a payment by a day, None for nothing yet; a day without a sum means all that was due."""
    if one.paid_on is not None and one.paid_on > as_of:
        return None
    if one.paid is not None:
        return one.paid if one.paid or one.paid_on else None
    return amount - min(amount, one.deducted or 0) if one.paid_on is not None else None


def may_be_open(one: PaymentFact, *, as_of: date) -> bool:
    """Whether something may be left to pay: a quick look that leaves out what was surely paid in full by then."""
    if one.paid_on is None or one.paid_on > as_of:
        return True
    return one.paid is not None and (one.amount is None or one.paid < one.amount - (one.deducted or 0))


def service_months(fact: ContractFact, ordered: Sequence[PaymentFact], place: int, *, as_of: date) -> list[str]:
    """Return the months whose service a payment is for."""
    one, runs = ordered[place], term(fact, as_of=as_of)
    if one.service_from is not None and one.service_to is not None:
        first, after = month_of_day(one.service_from), next_month(month_of_day(one.service_to))
    else:
        before = next((other.due for other in reversed(ordered[:place]) if other.due), None) or runs.start
        last = one.due or as_of
        if one.service_from is not None:
            before = one.service_from
        if before is None:
            return []
        first, after = month_of_day(before), month_of_day(last)
        if one.service_to is not None:
            after = next_month(month_of_day(one.service_to))
        if runs.start is not None:
            first = max(first, month_of_day(runs.start))
        if runs.end is not None:
            after = min(after, next_month(month_of_day(runs.end)))
    return months_between(first, after)[:_LONGEST_SERVICE]


def say_light(signal: Signal) -> str:
    """Return why a payment has its light, in words."""
    return _(CAUSES[signal.cause], amount=signal.amount)


def _missing(
    fact: ContractFact, one: PaymentFact, worked: Deduction, scores: Mapping[str, MonthScore], as_of: date
) -> list[Missing]:
    found = []
    if fact.state == "terminated":
        found.append(Missing("ended", "office"))
    elif (fact.state or USUAL_STATE) in NOT_YET and (fact.signed_on is None or fact.signed_on > as_of):
        found.append(Missing("contract", "buyer", fact.buyer))
    if one.amount is None and one.share is None:
        found.append(Missing("amount", "office"))
    if one.condition == "milestone" or one.milestone:
        found += _milestone_missing(fact, one, as_of)
    if one.condition == "acceptance" and (one.accepted_on is None or one.accepted_on > as_of):
        found.append(Missing("acceptance", "buyer", fact.buyer))
    if one.condition == "service_score" or one.score_needed is not None:
        found += _service_missing(fact, one, worked)
    if one.needs_approval is not False and not one.approved_no:
        found.append(Missing("approval", "office"))
    return found


def _milestone_missing(fact: ContractFact, one: PaymentFact, as_of: date) -> list[Missing]:
    named: MilestoneFact | None = next((item for item in fact.milestones if item.id == one.milestone), None)
    if named is None:
        return [Missing("milestone_unnamed", "office")]
    if named.done_on is not None and named.done_on <= as_of:
        return []
    if named.lead is not None:
        return [Missing("milestone", "lead", named.lead, named.title)]
    return [Missing("milestone", "operator", fact.operator_unit, named.title)]


def _service_missing(fact: ContractFact, one: PaymentFact, worked: Deduction) -> list[Missing]:
    if worked.unscored or not worked.months:
        return [Missing("service_unscored", "buyer", fact.buyer, _span(worked.unscored))]
    needed = exact(one.score_needed) if one.score_needed is not None else worked.needed
    reached = worked.mean or Fraction()
    if needed is None or reached >= needed:
        return []
    detail = f"{figure(reached)} < {figure(needed)}"
    return [Missing("service_score", "operator", fact.operator_unit, detail)]


def _span(months: Sequence[str]) -> str:
    if len(months) < 2:
        return "".join(months)
    return f"{months[0]}…{months[-1]}"


def _light(due: date | None, as_of: date, *, settled: bool, blocked: bool) -> Signal:
    if settled:
        return Signal("blue", "paid")
    if due is None:
        return Signal("grey", "no_day")
    left = (due - as_of).days
    if left < 0:
        return Signal("red", "payment_blocked" if blocked else "payment_late", -left)
    return Signal("yellow", "payment_soon", left) if left <= SOON else Signal("green", "payment_later", left)
