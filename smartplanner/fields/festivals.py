"""The days before which a deadline such as 国庆节前 falls due.

The holiday notices of the years that ``chinese_calendar`` knows are used; for other years only the
festivals of the solar calendar can be told, the lunar ones must be asked about.
"""

from __future__ import annotations

import functools
from datetime import date, timedelta

_NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "五一": "Labour Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
    "十一": "National Day",
}
_FIXED = {"New Year's Day": (1, 1), "Labour Day": (5, 1), "National Day": (10, 1)}

NAMES = tuple(_NAMES)


@functools.lru_cache(maxsize=256)
def day_before(festival: str, year: int) -> date | None:
    """Return the last day before the holiday of *festival* in *year*; None where it is not known."""
    # The package is imported late: most sessions never meet a festival.
    from chinese_calendar.constants import holidays

    name = _NAMES[festival]
    days: list[date] = sorted(day for day, held in holidays.items() if held == name and day.year == year)
    if not days:
        return date(year, *_FIXED[name]) - timedelta(days=1) if name in _FIXED else None
    first = days[0]
    if name in _FIXED and first.month != _FIXED[name][0]:
        first = date(year, *_FIXED[name])
    # 中秋 may lie inside the 国庆 holiday: the days off before it belong to the same break.
    before = first - timedelta(days=1)
    while before in holidays:
        before -= timedelta(days=1)
    return before
