"""The filters of a grid's heads in force, and the tests that they put to its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.filters import Test, test_of
from smartplanner.ui.grid.state import ColumnFilter


class HeadFilters:
    """One filter for a column at most; *facets* are those of the columns by name, *as_of* is the day of "this week"."""

    def __init__(self, facets: Mapping[str, Facet], *, as_of: date) -> None:
        self._facets, self._as_of = facets, as_of
        self._wanted: dict[str, ColumnFilter] = {}
        self._tests: dict[str, Test] = {}

    def all(self) -> list[ColumnFilter]:
        """Return the filters."""
        return list(self._wanted.values())

    def of(self, name: str) -> ColumnFilter | None:
        """Return the filter of one column."""
        return self._wanted.get(name)

    def tests(self, *, without: str = "") -> list[Test]:
        """Return what rows have to pass, leaving out what the column *without* asks."""
        return [test for name, test in self._tests.items() if name != without]

    def set(self, wanted: Iterable[ColumnFilter]) -> None:
        """Filter by these instead, as far as their columns are there; a Problem (unreadable) leaves all as it is."""
        known = {one.column: one for one in wanted if one.column in self._facets}
        self._wanted, self._tests = known, self._made(known)

    def with_one(self, name: str, wanted: ColumnFilter | None) -> list[ColumnFilter]:
        """Return the filters with that of one column in the place of the present one, or without it."""
        others = [one for one in self.all() if one.column != name]
        return [*others, *([] if wanted is None else [replace(wanted, column=name)])]

    def check(self, wanted: ColumnFilter) -> None:
        """Raise a Problem if what was typed for a filter cannot be read."""
        if wanted.column in self._facets:
            self._made({wanted.column: wanted})

    def judge_anew(self) -> None:
        """Forget the verdicts: one follows from an id, and what that names may be called otherwise now."""
        self._tests = self._made(self._wanted)

    def _made(self, wanted: Mapping[str, ColumnFilter]) -> dict[str, Test]:
        return {name: test_of(one, self._facets[name], as_of=self._as_of) for name, one in wanted.items()}
