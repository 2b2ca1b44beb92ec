"""The terms of a contract turned into sums of 分 that add up to its amount: the last one takes what rounding leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields.money import format_money
from smartplanner.fields.payment_terms import Term, TermsReading


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """One payment: its sum in 分, its share in percent (one decimal), the day it falls due if the words tell it."""

    term: Term
    amount: int
    share: float
    due: date | None


def split_amount(reading: TermsReading, amount: int, *, signed_on: date | None) -> tuple[PaymentPart, ...]:
    """Return the payments of a contract of *amount* 分 in the order of their terms; they add up to *amount*.

    Raises a ``Problem`` (a warning without a place) where amounts and shares contradict the contract's amount.
    """
    terms = reading.terms
    if not terms:
        return ()
    sums = [_sum(term, amount) for term in terms]
    open_at = _open(terms)
    left = amount - sum(value for place, value in enumerate(sums) if place != open_at)
    if open_at is None and left:
        raise _differs(reading, amount - left, amount)
    if open_at is not None:
        if -len(terms) < left < 0 and not terms[open_at].rest:
            # A few 分 that rounding gave the others too much: the largest of them gives them back.
            largest = max((place for place in range(len(sums)) if place != open_at), key=lambda place: sums[place])
            sums[largest], left = sums[largest] + left, 0
        if left < 0 or (left == 0 and amount and terms[open_at].rest):
            raise _differs(reading, amount - left, amount)
        sums[open_at] = left
    shares = _percents(terms, sums, amount)
    return tuple(
        PaymentPart(term, value, share, _due(term, signed_on))
        for term, value, share in zip(terms, sums, shares, strict=True)
    )


def _sum(term: Term, amount: int) -> int:
    if term.amount is not None:
        return term.amount
    if term.share is None:
        return 0
    return int((amount * term.share / 100).quantize(Decimal(1), ROUND_HALF_UP))


def _open(terms: Sequence[Term]) -> int | None:
    """Return which term takes what the others leave: the one that says so, else the last in shares of a whole 100 %."""
    for place, term in enumerate(terms):
        if term.rest:
            return place
    shares = [term.share for term in terms if term.share is not None]
    if len(shares) < len(terms):
        return None
    exact = all(term.amount is not None for term in terms)
    return None if exact else max(place for place, term in enumerate(terms) if term.amount is None)


def _percents(terms: Sequence[Term], sums: Sequence[int], amount: int) -> list[float]:
    """Return the shares in percent with one decimal; they add up to 100.0, as the largest remainders are raised."""
    if not amount:
        return [0.0 for _term in terms]
    exact = [
        term.share * 10 if term.share is not None and term.amount is None else Decimal(value) * 1000 / amount
        for term, value in zip(terms, sums, strict=True)
    ]
    tenths = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda place: tenths[place] - exact[place])
    for place in order[: max(0, 1000 - sum(tenths))]:
        tenths[place] += 1
    return [share / 10 for share in tenths]


def _due(term: Term, signed_on: date | None) -> date | None:
    if term.due is not None or term.after_signing is None or signed_on is None:
        return term.due
    return term.after_signing.after(signed_on)


def _differs(reading: TermsReading, total: int, amount: int) -> Problem:
    return Problem(
        code="terms_differ_from_amount",
        message=_(
            "The payments come to {total}, the contract to {amount}; they were not split.",
            total=format_money(total),
            amount=format_money(amount),
        ),
        remedy=_("Check the amount of the contract and the terms of payment."),
        level=Level.WARNING,
        value=reading.words[:200],
    )
