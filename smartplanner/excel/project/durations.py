"""Durations and lags of MS Project XML in workdays."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from smartplanner.base.i18n import _

LONGEST = 10_000
"""Workdays of one item; what the book takes."""
LONGEST_LAG = 1_000
_ELAPSED = frozenset((4, 6, 8, 10, 12, 36, 38, 40, 42, 44))
"""``DurationFormat`` and ``LagFormat`` that count nights and free days as well."""
_PERCENT = frozenset((19, 20, 51, 52))
_DURATION = re.compile(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?")
_MINUTES_OF_A_DAY = 24 * 60
_WORKDAYS_OF_A_WEEK, _DAYS_OF_A_WEEK = 5, 7


class Span(NamedTuple):
    """Workdays (None: not said), and what had to be changed to say it in workdays."""

    days: int | None
    note: str = ""


def workdays(words: str, format: int | None, minutes_per_day: int) -> Span:
    """Return an ``xsd:duration``; parts of a day count as a whole one."""
    if not words:
        return Span(None)
    found = _DURATION.fullmatch(words)
    if not found or words in ("P", "PT"):
        return Span(None, _("the duration “{words}” is not understood", words=words[:30]))
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 60 + minutes + seconds / 60 + days * _MINUTES_OF_A_DAY
    if format in _ELAPSED:
        whole = math.ceil(total / _MINUTES_OF_A_DAY * _WORKDAYS_OF_A_WEEK / _DAYS_OF_A_WEEK)
        return Span(min(whole, LONGEST), _("its duration runs through nights and free days; taken as workdays"))
    whole = math.ceil(round(total / minutes_per_day, 6))
    if whole > LONGEST:
        return Span(LONGEST, _("its duration of {count} workdays is too long", count=whole))
    if abs(whole - total / minutes_per_day) > 1e-3:
        return Span(whole, _("its duration is no whole number of workdays; taken as {count}", count=whole))
    return Span(whole)


def lag_workdays(tenths: int, format: int | None, minutes_per_day: int) -> Span:
    """Return a ``LinkLag`` (tenths of minutes, or a percentage where the format says so)."""
    if not tenths:
        return Span(0)
    if format in _PERCENT:
        return Span(0, _("a lag of {count} percent cannot be kept", count=tenths))
    days = tenths / 10 / minutes_per_day
    if format in _ELAPSED:
        days = tenths / 10 / _MINUTES_OF_A_DAY * _WORKDAYS_OF_A_WEEK / _DAYS_OF_A_WEEK
    whole = max(-LONGEST_LAG, min(LONGEST_LAG, round(days)))
    if abs(whole - days) > 1e-3 or format in _ELAPSED:
        return Span(whole, _("a lag is no whole number of workdays; taken as {count}", count=whole))
    return Span(whole)
