"""序时进度: how much of a period is over at the end of a day, by whole months and the days within the month.

The end of September is 75 % of a year, as official papers reckon it, though only 273 of its 365 days are over.  All
figures that are called so in the window and in papers are reckoned here; only the light of one matter goes by the days
of its own term (``light_conditions.expected_progress``), which is often shorter than a month.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date
from fractions import Fraction

from smartplanner.rules.sums import half_up

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def elapsed_share(begin: date, end: date, *, as_of: date) -> Fraction:
    """Return how much of the time from *begin* up to and with *end* is over on a day, in percent from 0 to 100.

    A period that ends before it begins is over.
    """
    if as_of >= end:
        return Fraction(100)
    if as_of < begin:
        return Fraction(0)
    start = _months(begin) - Fraction(1, _length(begin))
    return 100 * (_months(as_of) - start) / (_months(end) - start)


def year_share(year: int, *, as_of: date) -> Fraction:
    """Return how much of a year is over on a day, in percent."""
    return elapsed_share(date(year, 1, 1), date(year, 12, 31), as_of=as_of)


def rounded(share: Fraction) -> float:
    """Return a share as it is written: to one decimal, halves up."""
    return half_up(share * 10) / 10


def _months(day: date) -> Fraction:
    """Return the months up to the end of a day, counted from the year 0."""
    return 12 * day.year + day.month - 1 + Fraction(day.day, _length(day))


def _length(day: date) -> int:
    return 29 if day.month == 2 and isleap(day.year) else _LENGTHS[day.month - 1]
