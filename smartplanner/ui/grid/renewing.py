"""Whether a row that was changed stays where it is, so that a list need not be arranged anew for one cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from smartplanner.ui.grid.columns import Facet

MOST = 200
"""Rows that are looked at one by one; more are arranged anew at once."""


def stays_in_place(
    before: Any,
    after: Any,
    *,
    sorted_by: Sequence[Facet],
    summed: Iterable[Facet],
    tests: Iterable[Callable[[Any], bool]],
) -> bool:
    """Return whether a row sorts as before, counts as before in the sums, and passes the same filters."""
    return (
        all(facet.key(before) == facet.key(after) for facet in sorted_by)
        and all(facet.value(before) == facet.value(after) for facet in summed if facet.value is not None)
        and all(bool(test(before)) == bool(test(after)) for test in tests)
    )
