"""Between a grid and its ``ViewState``: reads how it is set up, and sets it up as a state says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartplanner.base.problems import Problem
from smartplanner.ui.grid.filters import CONDITIONS
from smartplanner.ui.grid.state import ColumnFilter, ColumnState, ViewState
from smartplanner.ui.theme import LIGHT_LOOKS

if TYPE_CHECKING:
    from smartplanner.ui.grid.view import Grid

NARROWEST, WIDEST = 24, 2000
"""Device-independent pixels of a column."""


def read_state(grid: Grid) -> ViewState:
    """Return how the grid is set up."""
    model, header = grid.grid_model, grid.heads
    order = [header.logicalIndex(place) for place in range(header.count())]
    columns = []
    for number in order:
        name, hidden = model.columns[number].name, header.isSectionHidden(number)
        if hidden and model.columns[number].spare:
            continue  # as at first
        width = grid.hidden_widths.get(name, 0) if hidden else header.sectionSize(number)
        usual = grid.usual_widths[name]
        columns.append(ColumnState(name, 0 if width in (0, usual) else width, not hidden))
    return ViewState(
        columns=tuple(columns),
        sort=model.sorting(),
        group=model.grouping(),
        filters=tuple(model.filters()),
        rules=model.rules(),
        frozen=grid.frozen_columns(),
        wrapped=grid.wrapped(),
        tinted=model.tinted(),
    )


def apply_state(grid: Grid, state: ViewState) -> None:
    """Set the grid up as *state* says; columns that it does not know follow behind, what is gone is left out.

    A filter or rule whose words cannot be read (any more) is left out as well.
    """
    _place_columns(grid, state.columns)
    model = grid.grid_model
    model.sort_by(state.sort)
    if model.grouping() != state.group:
        model.group_by(state.group)
    _set_rules(grid, state)
    _set_filters(grid, state)
    grid.freeze(state.frozen)
    grid.wrap(on=state.wrapped)


def _place_columns(grid: Grid, columns: tuple[ColumnState, ...]) -> None:
    model, header = grid.grid_model, grid.heads
    known = [one for one in columns if model.column_of(one.name) >= 0]
    named = {one.name for one in known}
    known += [ColumnState(column.name, shown=not column.spare) for column in model.columns if column.name not in named]
    if not any(one.shown for one in known):
        known = [ColumnState(column.name, shown=not column.spare) for column in model.columns]
    for place, one in enumerate(known):
        number = model.column_of(one.name)
        header.moveSection(header.visualIndex(number), place)
        grid.show_column(one.name, shown=one.shown)
        width = one.width or grid.usual_widths[one.name]
        if one.shown:
            header.resizeSection(number, max(NARROWEST, min(width, WIDEST)))


def _set_filters(grid: Grid, state: ViewState) -> None:
    wanted: list[ColumnFilter] = []
    for one in state.filters:
        if one.values is None and one.condition not in CONDITIONS:
            continue
        try:
            grid.grid_model.check_filter(one)
        except Problem:
            continue
        wanted.append(one)
    if wanted or grid.grid_model.filters():
        grid.grid_model.set_filters(wanted)


def _set_rules(grid: Grid, state: ViewState) -> None:
    rules = []
    for rule in state.rules:
        if rule.condition not in CONDITIONS or rule.tint not in LIGHT_LOOKS:
            continue
        try:
            grid.grid_model.check_filter(ColumnFilter(rule.column, None, rule.condition, rule.first, rule.second))
        except Problem:
            continue
        rules.append(rule)
    grid.grid_model.colour_by(rules, tinted=state.tinted)
