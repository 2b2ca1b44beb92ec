"""Which tint lies below a cell of a grid: that of a rule for its column, or that of the row's light."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.filters import Test, test_of
from smartplanner.ui.grid.state import ColourRule, ColumnFilter

PRESSING = ("red", "yellow")
"""The lights whose rows are tinted: a list in which every row has a colour says nothing."""


class Tints:
    """The rules that tint cells.  *facets* are those of the columns by name, *as_of* is the day of "this week"."""

    def __init__(self, facets: Mapping[str, Facet], *, as_of: date) -> None:
        self._facets, self._as_of = facets, as_of
        self._light = next((facet.column.light for facet in facets.values() if facet.column.light is not None), None)
        self._tests: list[tuple[str, Test, str]] = []
        self.rules: tuple[ColourRule, ...] = ()
        self.by_light = False
        """Whether each red or yellow row carries the tint of its light."""

    def set(self, rules: Iterable[ColourRule], *, by_light: bool) -> None:
        """Tint by these rules, as far as their columns are there; a Problem (unreadable) leaves all as it is."""
        known = tuple(rule for rule in rules if rule.column in self._facets)
        self._tests = [(rule.column, self._test(rule), rule.tint) for rule in known]
        self.rules, self.by_light = known, by_light

    def of(self, row: Any, column: str) -> str:
        """Return the name of the light whose tint lies below a cell; empty for none."""
        for name, test, tint in self._tests:
            if name == column and test(row):
                return tint
        if self.by_light and self._light is not None:
            shown = self._light(row)
            return shown if shown in PRESSING else ""
        return ""

    def _test(self, rule: ColourRule) -> Test:
        wanted = ColumnFilter(rule.column, None, rule.condition, rule.first, rule.second)
        return test_of(wanted, self._facets[rule.column], as_of=self._as_of)
