"""Whether rows that were changed stay where they are, so that a list need not be arranged anew for one cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from smartplanner.ui.grid.columns import Facet

MOST = 200
"""Rows that are looked at one by one; more are arranged anew at once."""
Verdict = Callable[[Any], bool]


def all_stay(
    pairs: Sequence[tuple[Any, Any]], *, sorted_by: Sequence[Facet], facets: Iterable[Facet], tests: Sequence[Verdict]
) -> bool:
    """Return whether rows, each before and after, sort as before, add up as before and pass the same filters."""
    summed = [facet.value for facet in facets if facet.summed and facet.value is not None]
    return len(pairs) <= MOST and all(
        all(facet.key(before) == facet.key(after) for facet in sorted_by)
        and all(value(before) == value(after) for value in summed)
        and all(bool(test(before)) == bool(test(after)) for test in tests)
        for before, after in pairs
    )
