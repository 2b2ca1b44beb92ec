"""Periods as people read them."""

from __future__ import annotations

from smartplanner.base.i18n import _


def period_words(name: str) -> str:
    """Return a period in words: of 2026, 2026-Q4 and 2026-11 in Chinese 2026年, 2026年第4季度 and 2026年11月."""
    year, _dash, rest = name.partition("-")
    if not rest:
        return _("Year {year}", year=year)
    if rest.startswith("Q"):
        return _("{year}, quarter {quarter}", year=year, quarter=rest[1:])
    return _("{year}, month {month}", year=year, month=int(rest))
