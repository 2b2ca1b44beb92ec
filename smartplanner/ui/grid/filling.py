"""Filling the selected cells of a grid: a cell down or to the right, a series on, or nothing into all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.telling import Tell
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
    field_names,
    keys_of,
    row_above,
    selected_range,
    selected_ranges,
)
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.progress import LARGE, carry_out
from smartplanner.ui.session import Session

Fill = Callable[[Office, str, Sequence[str], Sequence[str]], Mapping[Key, Text]]


def fill_cells_down(session: Session, grid: Grid, entity: str) -> None:
    """Copy the first row of the selection into the others; of a single row the one above is copied."""
    block = selected_range(grid)
    if block is None:
        return
    ids = block.ids
    if len(ids) == 1:
        above = row_above(grid, ids[0])
        if not above:
            session.said.emit(_("There is no row above to copy from."))
            return
        ids = [above, *ids]
    _fill(session, grid, entity, Range(ids, block.columns), fill_down)


def fill_cells_right(session: Session, grid: Grid, entity: str) -> None:
    """Copy the first column of the selection into the others; of a single column the one to the left is copied."""
    block = selected_range(grid)
    if block is None:
        return
    columns = block.columns
    if len(columns) == 1:
        before = [c for c in columns_from(grid, 0) if _visual(grid, c) < _visual(grid, columns[0])]
        columns = [*before[-1:], *columns]
    if len(columns) < 2 or not field_name(grid, columns[0]):
        session.said.emit(_("There is no column to the left to copy from."))
        return
    _fill(session, grid, entity, Range(block.ids, columns), fill_right)


def continue_series(session: Session, grid: Grid, entity: str) -> None:
    """Go on with the days, numbers or numbered texts at the head of the selection."""
    block = selected_range(grid)
    if block is None or len(block.ids) < 2:
        session.said.emit(_("Select the first cells of the series with the empty ones below them."))
        return
    _fill(session, grid, entity, block, fill_series)


def clear_cells(session: Session, grid: Grid, entity: str) -> None:
    """Empty the selected cells; what no person may write in a list is passed over where other cells are chosen too."""
    blocks, names = selected_ranges(grid), field_names(grid)
    if not any(names[column] for block in blocks for column in block.columns):
        session.said.emit(_("These columns are computed; they follow from the record."))
        return

    def emptied() -> Mapping[Key, Text]:
        keys = keys_of(blocks, names)
        writable = {name for name in names.values() if name and may_edit(entity, name)}
        return same_text([key for key in keys if key[1] in writable] or keys, "")

    _write(session, grid, entity, emptied, doing=CLEAR, count=sum(block.size for block in blocks))


def _fill(session: Session, grid: Grid, entity: str, block: Range, fill: Fill) -> None:
    fields = [name for column in block.columns if (name := field_name(grid, column))]
    if not fields:
        session.said.emit(_("These columns are computed; they follow from the record."))
        return
    office = session.office
    _write(
        session, grid, entity, lambda: fill(office, entity, block.ids, fields), doing=FILL, count=block.size
    )  # fmt: skip


class _Written(NamedTuple):
    """What came of a filling: its step (None: nothing differs), how many rows, or why nothing can be filled."""

    step: Step | None = None
    rows: int = 0
    refused: Problem | None = None


def _write(
    session: Session, grid: Grid, entity: str, texts: Callable[[], Mapping[Key, Text]], *, doing: str, count: int
) -> None:
    """Write what *texts* gives as one step; beside the window where *count* cells are many."""
    office, as_of = session.office, session.as_of

    def work(tell: Tell) -> _Written:
        tell(0.0)
        try:
            cells = texts()
        except Problem as problem:
            return _Written(refused=problem)
        step = set_cells(office, entity, cells, as_of=as_of, doing=doing, tell=tell)
        return _Written(step, len({id for id, _name in cells}))

    def say(written: _Written) -> None:
        if written.refused is not None:
            session.said.emit(written.refused.sentence())
        elif written.step is not None:
            session.said.emit(_("{count} rows changed; Ctrl+Z takes it back.", count=written.rows))

    carry_out(session, _("The cells are being filled in"), work, say, window=grid, large=count >= LARGE)


def _visual(grid: Grid, column: int) -> int:
    return grid.horizontalHeader().visualIndex(column)
