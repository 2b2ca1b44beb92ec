"""What a period is called in a paper."""

from __future__ import annotations

from smartplanner.reports.prose.numbers import numeral
from smartplanner.rules.periods import Period


def period_words(period: Period) -> str:
    """Return 2026年, 2026年第四季度 or 2026年11月."""
    year, _dash, rest = period.name.partition("-")
    if not rest:
        return f"{year}年"
    return f"{year}年第{numeral(int(rest[1:]))}季度" if rest.startswith("Q") else f"{year}年{int(rest)}月"
