"""The way from a number to its list: which page, and what to choose on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.queries.overview.situation import end_of_week
from smartplanner.rules.lights import Light
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.navigation import OPERATION, PAPERS, RED_LIST, TASKS

Way = tuple[str, Callable[[Any], None]]
"""The name of a page, and what to do with it once it is in view."""
ONE_PAGE = "one-page"
MILESTONES = "milestone"


def light(name: str) -> Way:
    """Return the way to the matters of one light, to those due soon, or to all (an empty name)."""
    return TASKS, lambda page: page.show_light(name)


def overdue() -> Way:
    """Return the way to the overdue matters."""
    return _filtered(ColumnFilter("due", condition="overdue"))


def late_milestones() -> Way:
    """Return the way to the milestones of plans whose day is past."""
    return _filtered(
        ColumnFilter("due", condition="overdue"), ColumnFilter("plan", condition="filled"), page=MILESTONES
    )


def due_this_week(as_of: date) -> Way:
    """Return the way to the open matters that fall due up to the Sunday of this week."""
    until = end_of_week(as_of)
    is_open = frozenset(_(one.label) for one in Light if one not in (Light.BLUE, Light.GREY))
    between = ColumnFilter("due", condition="between", first=as_of.isoformat(), second=until.isoformat())
    return _filtered(between, ColumnFilter("light", values=is_open))


def matters_with(column: str, value: str, light_label: str = "") -> Way:
    """Return the way to the matters that show *value* in a column, all or those with this light."""
    wanted = [ColumnFilter(column, values=frozenset({value}))]
    if light_label:
        wanted.append(ColumnFilter("light", values=frozenset({light_label})))
    return _filtered(*wanted)


def red_list(*kinds: str, by: str = "") -> Way:
    """Return the way to the entries of the red list of these kinds (none named: all), grouped *by* what was counted."""

    def show(page: Any) -> None:
        page.search.clear()
        for kind, chip in page.chips.items():
            chip.setChecked(kind in kinds)
            chip.setVisible(chip.isVisible() or kind in kinds)
        if by:
            page.grouping.setCurrentIndex(page.grouping.findData(by))
        page.apply_filter()

    return RED_LIST, show


def operation(tile: str) -> Way:
    """Return the way to the list behind a number of the page of all contracts."""
    return OPERATION, lambda page: page.ask(tile)


def one_page() -> Way:
    """Return the way to the one page for a leader, from where it is printed."""
    return PAPERS, lambda page: page.show_report(ONE_PAGE)


def to_page(name: str) -> Way:
    """Return the way to a page as it is."""
    return name, lambda _page: None


def _filtered(*filters: ColumnFilter, page: str = TASKS) -> Way:
    def show(made: Any) -> None:
        made.clear_filters()
        made.model.set_filters(filters)
        made.apply_filter()

    return page, show
