"""Filling the selected cells of a grid: a cell down or to the right, a series on, or nothing into all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands.cells import (
    CLEAR,
    FILL,
    Key,
    Text,
    fill_down,
    fill_right,
    fill_series,
    may_edit,
    same_text,
    set_cells,
)
from smartplanner.commands.office import Office
from smartplanner.ui.grid.editing_range import (
    Range,
    columns_from,
    field_name,
    row_above,
    selected_keys,
    selected_range,
)
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.session import Session

Fill = Callable[[Office, str, Sequence[str], Sequence[str]], Mapping[Key, Text]]


def fill_cells_down(session: Session, grid: Grid, entity: str) -> Step | None:
    """Copy the first row of the selection into the others; of a single row the one above is copied."""
    block = selected_range(grid)
    if block is None:
        return None
    ids = block.ids
    if len(ids) == 1:
        above = row_above(grid, ids[0])
        if not above:
            session.said.emit(_("There is no row above to copy from."))
            return None
        ids = [above, *ids]
    return _fill(session, grid, entity, Range(ids, block.columns), fill_down)


def fill_cells_right(session: Session, grid: Grid, entity: str) -> Step | None:
    """Copy the first column of the selection into the others; of a single column the one to the left is copied."""
    block = selected_range(grid)
    if block is None:
        return None
    columns = block.columns
    if len(columns) == 1:
        before = [c for c in columns_from(grid, 0) if _visual(grid, c) < _visual(grid, columns[0])]
        columns = [*before[-1:], *columns]
    if len(columns) < 2 or not field_name(grid, columns[0]):
        session.said.emit(_("There is no column to the left to copy from."))
        return None
    return _fill(session, grid, entity, Range(block.ids, columns), fill_right)


def continue_series(session: Session, grid: Grid, entity: str) -> Step | None:
    """Go on with the days, numbers or numbered texts at the head of the selection."""
    block = selected_range(grid)
    if block is None or len(block.ids) < 2:
        session.said.emit(_("Select the first cells of the series with the empty ones below them."))
        return None
    return _fill(session, grid, entity, block, fill_series)


def clear_cells(session: Session, grid: Grid, entity: str) -> Step | None:
    """Empty the selected cells; what no person may write in a list is passed over where other cells are chosen too."""
    keys = selected_keys(grid)
    own = [key for key in keys if may_edit(entity, key[1])] or keys
    if not own:
        session.said.emit(_("These columns are computed; they follow from the record."))
        return None
    return _write(session, grid, entity, same_text(own, ""), CLEAR)


def _fill(session: Session, grid: Grid, entity: str, block: Range, fill: Fill) -> Step | None:
    fields = [name for column in block.columns if (name := field_name(grid, column))]
    if not fields:
        session.said.emit(_("These columns are computed; they follow from the record."))
        return None
    try:
        cells = fill(session.office, entity, block.ids, fields)
    except Problem as problem:
        session.said.emit(problem.sentence())
        return None
    return _write(session, grid, entity, cells, FILL)


def _write(session: Session, grid: Grid, entity: str, cells: Mapping[Key, Text], doing: str) -> Step | None:
    step = session.perform(
        lambda: set_cells(session.office, entity, cells, as_of=session.as_of, doing=doing), window=grid
    )
    if step is not None:
        session.said.emit(_("{count} rows changed; Ctrl+Z takes it back.", count=len({id for id, _name in cells})))
    return step


def _visual(grid: Grid, column: int) -> int:
    return grid.horizontalHeader().visualIndex(column)
