"""The areas of requirements, and which area the words of a category mean.

The words are reference data of the city (``areas.json``): ledgers sort their matters under headings of their own.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from smartplanner.base.paths import resources
from smartplanner.queries.city_calendar import CITY

_REMEMBERED = 8192


@functools.lru_cache(maxsize=_REMEMBERED)
def area_of(words: str | None) -> str | None:
    """Return the area that a category, theme or title means: the one named, else the first whose word stands in it."""
    if not words:
        return None
    known = area_words()
    if words in known:
        return words
    return next((area for area, signs in known.items() if any(sign in words for sign in signs)), None)


@functools.cache
def area_words() -> dict[str, tuple[str, ...]]:
    """Return the areas of the reference data, each with the words that mean it; the first that fits decides."""
    return {row["area"]: tuple(row["words"]) for row in _rows()}


def ordered_areas(found: set[str]) -> list[str]:
    """Return areas in the order of the reference data, those that it does not know behind them."""
    known = [str(row["area"]) for row in sorted(_rows(), key=lambda row: int(row["order"]))]
    return [area for area in known if area in found] + sorted(found - set(known))


@functools.cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(resources("reference", CITY, "areas.json").read_text("utf-8"))["areas"]
    return rows
