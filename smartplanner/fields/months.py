"""The name of a month as people write it: 2026年9月, 2026-09, 202609, 9月, 九月份; said in one way, 2026年9月."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from smartplanner.fields import numerals, text

_MONTH = re.compile(
    r"(?:(?P<year>20\d\d|[二〇零○一三四五六七八九]{4})(?:年度?|[-/.])?)?(?P<month>0?[1-9]|1[0-2]|[一二三四五六七八九十]{1,2})(?:月份?)"
    r"(?:考核|得分|评分|分数|考核得分|考核分)?(?:\(分\))?"
)
_FIGURES = re.compile(r"(?P<year>20\d\d)(?:[-/.年](?P<month>0?[1-9]|1[0-2])|(?P<joined>0[1-9]|1[0-2]))")


def read_month(raw: Any) -> tuple[int | None, int] | None:
    """Return the year (None if none is named) and the month that *raw* names; None if it names no month."""
    if isinstance(raw, date):
        return (raw.year, raw.month)
    plain = text.squeeze(raw)
    if (match := _MONTH.fullmatch(plain)) is not None:
        month = numerals.read_integer(match["month"])
        year = numerals.read_integer(match["year"]) if match["year"] else None
        return (year, month) if month is not None and 1 <= month <= 12 else None
    if (match := _FIGURES.fullmatch(plain)) is not None:
        return (int(match["year"]), int(match["month"] or match["joined"]))
    return None


def month_name(year: int, month: int) -> str:
    """Return 2026年9月."""
    return f"{year}年{month}月"


def said_alike(words: str) -> str:
    """Return a month with a year in the one way in which months are compared; other words as they are."""
    found = read_month(words)
    return words if found is None or found[0] is None else month_name(found[0], found[1])
