"""The derived fields of contracts, payments and operators in lists: money in 元, conditions by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contracts import paid_total
from smartplanner.queries.operators import operator_shares
from smartplanner.queries.reader import Reader
from smartplanner.rules.contracts import running_total
from smartplanner.rules.payments import PaymentStatus, chain

PAYMENT_FIELDS = ("released", "blocked_by", "deduction")
CONTRACT_FIELDS = ("total", "paid_total", "remaining")
OPERATOR_FIELDS = ("share",)
_HUNDRED = 100

Compute = Callable[[Any], Mapping[str, Any]]


def payments(reader: Reader, as_of: date) -> Compute:
    """Give whether a payment is released, what blocks it (names of conditions) and what is deducted."""
    facts = contract_facts(reader)
    told: dict[str, PaymentStatus] = {}

    def compute(row: Any) -> Mapping[str, Any]:
        if row.id not in told:
            told.update((one.id, one) for one in chain(facts[row.contract], as_of=as_of))
        one = told[row.id]
        return {
            "released": one.released,
            "blocked_by": list(dict.fromkeys(one.blocked_by)),
            "deduction": in_yuan(one.deducted),
        }

    return compute


def contracts(reader: Reader, as_of: date) -> Compute:
    """Give the running total of a contract, what was paid of it and what remains."""
    facts = contract_facts(reader)

    def compute(row: Any) -> Mapping[str, Any]:
        fact = facts[row.id]
        total = running_total(fact.amount, fact.amendments, as_of=as_of)
        paid = paid_total(fact, as_of=as_of)
        return {"total": in_yuan(total), "paid_total": in_yuan(paid), "remaining": in_yuan(total - paid)}

    return compute


def operators(reader: Reader, as_of: date) -> Compute:
    """Give an operator's share in the contracts in force of the whole city, in percent."""
    shares = operator_shares(reader, as_of=as_of)
    return lambda row: {"share": round(float(shares.get(row.id, 0)), 2)}


def in_yuan(cents: int) -> int | float:
    """Return a sum in 元 as lists print it: a whole number where it is one."""
    return cents // _HUNDRED if cents % _HUNDRED == 0 else cents / _HUNDRED
