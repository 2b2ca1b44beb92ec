"""A series that goes on: days, months' ends, numbers and numbered texts, from the first cells of a column."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from smartplanner.fields.description import Field, Kind

_NUMBERS = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER)
_STEPS = {Kind.MONEY: 1_000_000}
"""What one more is where a single value says no step: of an amount 1万元 (in 分), else 1."""


def go_on(field: Field, values: Sequence[Any], count: int) -> list[Any]:
    """Return *count* further values after the first *values* of a cell's field (at least one, none empty).

    Two values or more say the step (the last difference); one is followed by the next day, the next number, the
    next numbered text.  Days at the same place of their months go on by months.  Other kinds repeat themselves.
    """
    if field.kind is Kind.DATE:
        return _days(values, count)
    if field.kind in _NUMBERS:
        return _numbers(field, values, count)
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return _texts(values, count)
    return [values[place % len(values)] for place in range(count)]


def _days(values: Sequence[date], count: int) -> list[date]:
    last = values[-1]
    before = values[-2] if len(values) > 1 else last - timedelta(1)
    months = (last.year - before.year) * 12 + last.month - before.month
    if months and _place(last) == _place(before):
        found = (_month_later(last, months * number, _place(last)) for number in range(1, count + 1))
        return [day for day in found if day is not None]
    step = (last - before).days
    return [last + timedelta(step * number) for number in range(1, count + 1)]


def _place(day: date) -> int:
    """Return the day of its month; 31 for the last one, whichever that is."""
    return 31 if day.day == monthrange(day.year, day.month)[1] else day.day


def _month_later(day: date, months: int, place: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(place, monthrange(year, month + 1)[1]))


def _numbers(field: Field, values: Sequence[float], count: int) -> list[Any]:
    exact = [Decimal(format(value, ".15g")) for value in values]
    step = exact[-1] - exact[-2] if len(exact) > 1 else Decimal(_STEPS.get(field.kind, 1))
    found = [exact[-1] + step * number for number in range(1, count + 1)]
    whole = field.kind in (Kind.MONEY, Kind.INTEGER)
    return [int(number) if whole else float(number) for number in found]


def _texts(values: Sequence[str], count: int) -> list[str]:
    """Return texts whose last number grows (T-009, T-010); texts without one repeat themselves."""
    parts = [_split(text) for text in values]
    head, number, tail = parts[-1]
    if not number:
        return [values[place % len(values)] for place in range(count)]
    step = 1
    if len(parts) > 1 and parts[-2][1] and (parts[-2][0], parts[-2][2]) == (head, tail):
        step = int(number) - int(parts[-2][1])
    return [f"{head}{int(number) + step * each:0{len(number)}}{tail}" for each in range(1, count + 1)]


def _split(text: str) -> tuple[str, str, str]:
    """Return what stands before the last number of *text*, the number, and what stands after it."""
    found = None
    for found in re.finditer(r"\d{1,15}", text):  # noqa: B007 - the last one is wanted
        pass
    return (text, "", "") if found is None else (text[: found.start()], found[0], text[found.end() :])
