"""The selected cells of a grid as rows and columns in sight: what copying, pasting, filling and clearing act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from smartplanner.commands.cells import Key
from smartplanner.fields.description import Field
from smartplanner.ui.grid.selection import pieces
from smartplanner.ui.grid.view import Grid


@dataclass(frozen=True, slots=True)
class Range:
    """A block of cells: the ids of its rows from the top, its columns (as the model counts them) from the left."""

    ids: Sequence[str]
    columns: Sequence[int]

    @property
    def size(self) -> int:
        """How many cells it has."""
        return len(self.ids) * len(self.columns)


def selected_range(grid: Grid) -> Range | None:
    """Return the selected block that holds the current cell, or the current cell; None if there is none."""
    index = grid.currentIndex()
    if not index.isValid():
        return None
    piece = next((one for one in pieces(grid) if one.contains(index)), None)
    if piece is None:
        return _range(grid, range(index.row(), index.row() + 1), [index.column()])
    return _of_piece(grid, piece)


def selected_ranges(grid: Grid) -> list[Range]:
    """Return all selected blocks, or the current cell."""
    found = [made for piece in pieces(grid) if (made := _of_piece(grid, piece)) is not None]
    here = selected_range(grid)
    return found or ([here] if here is not None else [])


def selected_keys(grid: Grid) -> list[Key]:
    """Return the selected cells that show a field as it is stored, each once."""
    return keys_of(selected_ranges(grid), field_names(grid))


def keys_of(blocks: Iterable[Range], fields: Mapping[int, str]) -> list[Key]:
    """Return the cells of *blocks* that show a field, each once; *fields* names those of the columns (``field_names``).

    Asks nothing of Qt, so that it may be done off the window's thread.
    """
    found: dict[Key, None] = {}
    for one in blocks:
        for id in one.ids:
            found.update(((id, fields[column]), None) for column in one.columns if fields[column])
    return list(found)


def whole_rows(grid: Grid) -> bool:
    """Return whether whole rows are selected, and nothing else."""
    shown = len(columns_from(grid, 0))
    found = selected_ranges(grid)
    return bool(found) and shown > 1 and all(len(one.columns) == shown for one in found)


def rows_from(grid: Grid, id: str, count: int | None = None) -> list[str]:
    """Return the ids of the shown rows from the row *id* down, at most *count* of them."""
    model = grid.grid_model
    return model.ids_at(range(model.place_of(id), model.rowCount()))[:count]


def row_above(grid: Grid, id: str) -> str:
    """Return the id of the shown row above *id*; empty if it is the first."""
    model = grid.grid_model
    for place in range(model.place_of(id) - 1, -1, -1):
        if key := model.id_at(place):
            return key
    return ""


def columns_from(grid: Grid, visual: int) -> list[int]:
    """Return the columns in sight from the one at the place *visual* on, as the model counts them."""
    header = grid.horizontalHeader()
    logical = (header.logicalIndex(place) for place in range(visual, header.count()))
    return [column for column in logical if not header.isSectionHidden(column)]


def field_name(grid: Grid, column: int) -> str:
    """Return the name of the field that a column shows; empty for one that is computed."""
    field = grid.grid_model.field_at(column)
    return field.name if field is not None else ""


def field_names(grid: Grid) -> dict[int, str]:
    """Return the name of the field that each column shows; empty for one that is computed."""
    return {column: field_name(grid, column) for column in range(grid.grid_model.columnCount())}


def fields_of(grid: Grid, columns: Sequence[int]) -> list[Field | None]:
    """Return the fields of these columns."""
    return [grid.grid_model.field_at(column) for column in columns]


def select_cells(grid: Grid, ids: Sequence[str], left: int, *, width: int) -> None:
    """Select *width* cells from the column *left* on in each of these rows, wherever it stands now."""
    model = grid.grid_model
    columns = columns_from(grid, grid.horizontalHeader().visualIndex(left))[:width]
    places = model.places_of(ids)
    if not places or not columns:
        return
    chosen = QItemSelection()
    for top, bottom in _runs(places):
        for column in columns:
            chosen.select(model.index(top, column), model.index(bottom, column))
    flags = QItemSelectionModel.SelectionFlag
    grid.selectionModel().select(chosen, flags.ClearAndSelect)
    first = model.place_of(ids[0])
    grid.selectionModel().setCurrentIndex(model.index(max(first, places[0]), left), flags.NoUpdate)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last of each stretch of places, in order, that follow one another."""
    start = places[0]
    for place, following in pairwise([*places, -1]):
        if following != place + 1:
            yield start, place
            start = following


def _of_piece(grid: Grid, piece: QItemSelectionRange) -> Range | None:
    header = grid.horizontalHeader()
    columns = [c for c in range(piece.left(), piece.right() + 1) if not header.isSectionHidden(c)]
    columns.sort(key=header.visualIndex)
    return _range(grid, range(piece.top(), piece.bottom() + 1), columns)


def _range(grid: Grid, places: range, columns: Sequence[int]) -> Range | None:
    ids = grid.grid_model.ids_at(places)
    return Range(ids, columns) if ids and columns else None
