"""Exact sums: money is whole 分, shares and scores are fractions; where a 分 must be cut it is rounded half up."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from smartplanner.base.i18n import _

HUNDRED = 100


@functools.lru_cache(maxsize=8192)
def exact(number: float) -> Fraction:
    """Return a number exactly as it was written: 0.1 is a tenth, not its neighbour among the floats."""
    return Fraction(Decimal(str(number)))


def half_up(value: Fraction) -> int:
    """Return *value* as a whole number, halves away from zero (四舍五入)."""
    doubled = abs(value) * 2 + 1
    whole = doubled.numerator // (doubled.denominator * 2)
    return whole if value >= 0 else -whole


def less(one: Fraction, other: Fraction) -> bool:
    """Return whether *one* < *other*: six times as fast as the operator, which first asks what the other is."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def mean_of(values: Sequence[Fraction]) -> Fraction:
    """Return the exact mean of at least one value; adding fractions one by one would take ten times as long."""
    if len(values) == 1:
        return values[0]
    common = math.lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (common // value.denominator) for value in values), common * len(values))


def percent_of(amount: int, percent: Fraction) -> int:
    """Return *percent* of a sum in whole 分."""
    return half_up(amount * percent / HUNDRED)


def split_by_shares(total: int, shares: Sequence[float]) -> list[int]:
    """Return *total* divided by *shares* (percent) in whole 分.

    Shares that add to 100 give parts that add to *total*: the 分 that rounding down leaves go to the parts that lost
    most, the first of equals first.  Other shares give each its own rounded part.
    """
    parts = [total * exact(share) / HUNDRED for share in shares]
    if sum(map(exact, shares), Fraction()) != HUNDRED:
        return [half_up(part) for part in parts]
    whole = [part.numerator // part.denominator for part in parts]
    lost = sorted(range(len(parts)), key=lambda place: (whole[place] - parts[place], place))
    for place in lost[: total - sum(whole)]:
        whole[place] += 1
    return whole


def yuan(cents: int) -> str:
    """Return a sum as people read it, to the 分: 12,345.60 元."""
    sign, cents = ("-" if cents < 0 else ""), abs(cents)
    return _("{sum} yuan", sum=f"{sign}{cents // HUNDRED:,}.{cents % HUNDRED:02}")


def figure(value: Fraction, *, places: int = 2) -> str:
    """Return a number with at most *places* digits after the point, rounded half up: 82.5."""
    scale = 10**places
    scaled = half_up(value * scale)
    sign, scaled = ("-" if scaled < 0 else ""), abs(scaled)
    digits = f"{scaled % scale:0{places}}".rstrip("0")
    return f"{sign}{scaled // scale}" + (f".{digits}" if digits else "")
