"""What does not fit together among the payments of one contract: sums, what is left, periods, order of events."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.rules.contract_facts import ContractFact, PaymentFact, month_of_day
from smartplanner.rules.contracts import IN_FORCE, running_total
from smartplanner.rules.payments import amount_of, paid_by
from smartplanner.rules.sums import HUNDRED, exact, figure, yuan


def payment_problems(fact: ContractFact) -> list[Problem]:
    """Return what is wrong with the payments of a contract, taken together and one by one."""
    if not fact.payments:
        return _without_payments(fact)
    problems = [*_total(fact), *_shares(fact), *_paid(fact), *_overlaps(fact)]
    for one in fact.payments:
        if _worth_a_look(one):
            problems += _one(fact, one)
    return problems


def over_what_is_left(fact: ContractFact, payment: str, paid: int) -> Problem | None:
    """Return the Problem of paying *paid* 分 for the payment of this id when less is left of the contract."""
    left = running_total(fact.amount, fact.amendments) - sum(
        _paid_of(fact, one) for one in fact.payments if one.id != payment
    )
    if fact.amount is None or paid <= left:
        return None
    return Problem(
        code="over_what_is_left",
        message=_(
            "{sum} is more than what is left of “{title}”: {left}.", sum=yuan(paid), title=fact.title, left=yuan(left)
        ),
        remedy=_("Correct the sum, or enter the amendment that raised the contract."),
        field="paid",
    )


def _without_payments(fact: ContractFact) -> list[Problem]:
    if fact.state not in IN_FORCE or not running_total(fact.amount, fact.amendments):
        return []
    message = _("“{title}” is in force and has no payments.", title=fact.title)
    return [
        Problem(code="no_payments", message=message, remedy=_("Enter its payments."), level=Level.NOTE, field="amount")
    ]


def _total(fact: ContractFact) -> list[Problem]:
    without = [one for one in fact.payments if one.amount is None and one.share is None]
    if without:
        names = "、".join(one.title for one in without[:3])
        message = _("“{title}” has payments without an amount: {names}.", title=fact.title, names=names)
        return [Problem(code="payment_without_amount", message=message, remedy=_("Enter the amounts."), field="amount")]
    if fact.amount is None:
        message = _("“{title}” has payments but no contract amount.", title=fact.title)
        return [Problem(code="no_amount", message=message, remedy=_("Fill in the contract amount."), field="amount")]
    total, planned = running_total(fact.amount, fact.amendments), _planned(fact)
    if planned == total:
        return []
    sums = {"title": fact.title, "planned": yuan(planned), "total": yuan(total), "gap": yuan(abs(planned - total))}
    message = _("The payments of “{title}” add to {planned}, {gap} more than the contract ({total}).", **sums)
    if planned < total:
        message = _("The payments of “{title}” add to {planned}, {gap} less than the contract ({total}).", **sums)
    remedy = _("Correct a payment, the contract amount, or enter the missing amendment.")
    return [Problem(code="payments_total", message=message, remedy=remedy, field="amount")]


def _planned(fact: ContractFact) -> int:
    return sum(one.amount if one.amount is not None else amount_of(fact, one) for one in fact.payments)


def sum_doubts(fact: ContractFact, before: ContractFact | None) -> list[Problem]:
    """Return the Problem when the payments of a contract do not add up to it any more.

    While payments are entered one by one their sum is too small, and nothing is said of that; *before* is the
    contract as it was.
    """
    found = [problem for problem in _total(fact) if problem.code == "payments_total"] if fact.payments else []
    if not found or before is None or not before.payments:
        return [problem for problem in found if _planned(fact) > running_total(fact.amount, fact.amendments)]
    old = [problem for problem in _total(before) if problem.code == "payments_total"]
    grew = _planned(fact) > running_total(fact.amount, fact.amendments)
    return found if found != old and (grew or not old) else []


def _shares(fact: ContractFact) -> list[Problem]:
    shares = [exact(one.share) for one in fact.payments if one.share is not None]
    if len(shares) < len(fact.payments) or (total := sum(shares, Fraction())) == HUNDRED:
        return []
    message = _(
        "The shares of the payments of “{title}” add to {sum} %, not to 100 %.", title=fact.title, sum=figure(total)
    )
    return [
        Problem(
            code="payment_shares", message=message, remedy=_("Correct the shares."), level=Level.WARNING, field="share"
        )
    ]


def _paid(fact: ContractFact) -> list[Problem]:
    total, paid = running_total(fact.amount, fact.amendments), 0
    if fact.amount is None or sum([_paid_of(fact, one) for one in fact.payments]) <= total:
        return []
    for one in sorted(fact.payments, key=lambda one: one.paid_on or date.max):
        given = _paid_of(fact, one)
        if given and paid + given > total:
            return [_overpaid(fact, one, given, total - paid)]
        paid += given
    return []


def _paid_of(fact: ContractFact, one: PaymentFact) -> int:
    """Return what was paid of a payment on any day; a day without a sum means all that was due."""
    if one.paid is not None or one.paid_on is None:
        return one.paid or 0
    return paid_by(one, date.max, one.amount if one.amount is not None else amount_of(fact, one)) or 0


def _overlaps(fact: ContractFact) -> list[Problem]:
    """Return the payments whose service periods share months, so that a bad month would be deducted twice."""
    spans = sorted(
        (one.service_from, one.service_to, one.title)
        for one in fact.payments
        if one.service_from is not None and one.service_to is not None and one.service_from <= one.service_to
    )
    problems = []
    for (_first, last, before), (first, _last, after) in itertools.pairwise(spans):
        if month_of_day(first) <= month_of_day(last):
            message = _(
                "“{title}”: the service periods of “{before}” and “{after}” share months, which would deduct twice.",
                title=fact.title, before=before, after=after,
            )  # fmt: skip
            remedy = _("Correct the service periods.")
            problems.append(
                Problem(
                    code="service_overlap", message=message, remedy=remedy, level=Level.WARNING, field="service_from"
                )
            )
    return problems


def _overpaid(fact: ContractFact, one: PaymentFact, paid: int, left: int) -> Problem:
    return Problem(
        code="over_what_is_left",
        message=_(
            "“{payment}” of “{title}”: {sum} was paid, but only {left} was left of the contract.",
            payment=one.title, title=fact.title, sum=yuan(paid), left=yuan(left),
        ),
        remedy=_("Correct the sum, or enter the amendment that raised the contract."),
        field="paid",
    )  # fmt: skip


def _worth_a_look(one: PaymentFact) -> bool:
    """Whether anything in it could be wrong: most payments of a large book are let through here."""
    if one.paid_on is not None and one.condition == "acceptance":
        return True
    return (
        one.deducted is not None
        or one.service_from is not None
        or (one.paid is not None and (one.amount is None or one.paid > one.amount))
    )


def _one(fact: ContractFact, one: PaymentFact) -> list[Problem]:
    problems = []
    amount, names = amount_of(fact, one), {"payment": one.title, "title": fact.title}
    if one.deducted is not None and one.deducted > amount:
        message = _("“{payment}” of “{title}”: more is deducted than the payment amounts to.", **names)
        problems.append(Problem(code="over_deducted", message=message, remedy=_("Correct the sum."), field="deducted"))
    if one.paid is not None and one.paid > amount and (one.amount is not None or one.share is not None):
        message = _("“{payment}” of “{title}”: more was paid than the payment amounts to.", **names)
        problems.append(Problem(code="over_paid", message=message, remedy=_("Correct the sum."), field="paid"))
    if one.service_from and one.service_to and one.service_from > one.service_to:
        message = _("“{payment}” of “{title}”: its service period ends before it begins.", **names)
        remedy = _("Correct one of the two days.")
        problems.append(Problem(code="service_reversed", message=message, remedy=remedy, field="service_to"))
    if one.paid_on and one.condition == "acceptance" and (one.accepted_on is None or one.accepted_on > one.paid_on):
        message = _("“{payment}” of “{title}” was paid before its acceptance was signed.", **names)
        remedy = _("Enter the day of the acceptance, or clear the matter up.")
        problems.append(
            Problem(code="paid_early", message=message, remedy=remedy, level=Level.WARNING, field="accepted_on")
        )
    return problems
