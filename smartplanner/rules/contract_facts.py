"""What rules are told of a contract: its row and all that hangs on it, as plain values.  Money is in 分.

A month is written ``2026-11``: it sorts by time, and a day's month is the first seven letters of the day.
"""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import NamedTuple

_MONTH = re.compile(r"(\d{4})\s*[年./\-]?\s*(\d{1,2})\s*(?:月份?)?")


class PaymentFact(NamedTuple):
    """One row of the entity ``payment``, field by field."""

    id: str
    contract: str
    title: str
    amount: int | None = None
    due: date | None = None
    condition: str | None = None
    approved_no: str | None = None
    paid_on: date | None = None
    paid: int | None = None
    share: float | None = None
    milestone: str | None = None
    accepted_on: date | None = None
    acceptance_no: str | None = None
    score_needed: float | None = None
    service_from: date | None = None
    service_to: date | None = None
    needs_approval: bool | None = None
    source: str | None = None
    deducted: int | None = None


class AmendmentFact(NamedTuple):
    """One row of the entity ``amendment``."""

    id: str
    contract: str
    title: str
    signed_on: date | None = None
    amount_change: int | None = None
    new_start: date | None = None
    new_end: date | None = None
    number: str | None = None


class LevelFact(NamedTuple):
    """One row of the entity ``service_level``: weight in percent, the deduction for each month below in 分."""

    id: str
    contract: str
    title: str
    weight: float | None = None
    target_score: float | None = None
    deduct_amount: int | None = None


class ScoreFact(NamedTuple):
    """One row of the entity ``service_score``; *month* is empty where the period names no month."""

    id: str
    contract: str
    level: str | None
    period: str
    score: float | None
    month: str


class MilestoneFact(NamedTuple):
    """What a payment asks of its milestone; *lead* is the id of an organisation."""

    id: str
    title: str
    done_on: date | None = None
    lead: str | None = None


class ContractFact(NamedTuple):
    """One contract; *operator* is the id of the operator, *operator_unit* that of its organisation."""

    id: str
    title: str
    code: str | None = None
    operator: str | None = None
    operator_unit: str | None = None
    kind: str | None = None
    amount: int | None = None
    signed_on: date | None = None
    start: date | None = None
    end: date | None = None
    state: str | None = None
    district: str | None = None
    area: str | None = None
    buyer: str | None = None
    plan: str | None = None
    pilot: str | None = None
    sole_source: bool | None = None
    renews: str | None = None
    score_needed: float | None = None
    deduct_percent: float | None = None
    deduct_limit: float | None = None
    invested_by: str | None = None
    built_by: str | None = None
    run_by: str | None = None
    benefits: str | None = None
    payments: tuple[PaymentFact, ...] = ()
    amendments: tuple[AmendmentFact, ...] = ()
    levels: tuple[LevelFact, ...] = ()
    scores: tuple[ScoreFact, ...] = ()
    milestones: tuple[MilestoneFact, ...] = ()


def month_of(text: str) -> str:
    """Return the month that *text* names (2026年11月, 2026-11, 2026.11, 202611); empty if it names none."""
    found = _MONTH.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        return ""
    return f"{found[1]}-{int(found[2]):02}"


@functools.lru_cache(maxsize=32_768)
def month_of_day(day: date) -> str:
    """Return the month of a day."""
    return f"{day.year:04}-{day.month:02}"


@functools.lru_cache(maxsize=4096)
def next_month(month: str) -> str:
    """Return the month after *month*."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def months_between(first: str, after: str) -> list[str]:
    """Return the months from *first* on that come before *after*."""
    found = []
    month = first
    while month < after:
        found.append(month)
        month = next_month(month)
    return found
