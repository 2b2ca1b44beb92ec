"""Excel's keys for moving and selecting in a grid: to the edge of the data, whole rows and columns."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.grid.selection import pieces

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def handle_key(view: QTableView, model: GridModel, event: QKeyEvent) -> bool:
    """Go to the edge of the data by Ctrl and an arrow, with Shift selecting; False if it is another key."""
    pressed = event.modifiers() & _MODIFIERS
    control = pressed & Qt.KeyboardModifier.ControlModifier
    shift = bool(pressed & Qt.KeyboardModifier.ShiftModifier)
    key = Qt.Key(event.key())
    if key not in _STEPS or not control or pressed & Qt.KeyboardModifier.AltModifier:
        return False
    jump(view, model, _STEPS[key], extend=shift)
    return True


def select_columns(view: QTableView) -> None:
    """Select the columns of the selected cells, or of the current one."""
    columns = {column for piece in pieces(view) for column in range(piece.left(), piece.right() + 1)}
    columns = columns or {view.currentIndex().column()}
    _select(view, [(0, column, view.model().rowCount() - 1, column) for column in columns])


def select_rows(view: QTableView) -> None:
    """Select the rows of the selected cells, or of the current one."""
    last = view.model().columnCount() - 1
    ranges = [(piece.top(), 0, piece.bottom(), last) for piece in pieces(view)]
    here = view.currentIndex()
    _select(view, ranges or [(here.row(), 0, here.row(), last)])


def jump(view: QTableView, model: GridModel, step: tuple[int, int], *, extend: bool) -> None:
    """Go to the edge of the data in a direction, as Excel does; *extend* takes the selection along."""
    here = view.currentIndex()
    if not here.isValid():
        return
    header = view.horizontalHeader()
    down, right = step
    if down:
        places = [(row, here.column()) for row in _ahead(here.row(), down, model.rowCount())]
    else:
        start = header.visualIndex(here.column())
        logical = [header.logicalIndex(place) for place in _ahead(start, right, header.count())]
        places = [(here.row(), column) for column in logical if not header.isSectionHidden(column)]
    if not places:
        return
    target = model.index(*_edge(model, (here.row(), here.column()), places))
    flags = QItemSelectionModel.SelectionFlag
    if extend:
        _extend_to(view, target.row(), target.column())
    else:
        view.selectionModel().setCurrentIndex(target, flags.ClearAndSelect)
    view.scrollTo(target)


def _ahead(start: int, step: int, count: int) -> range:
    return range(start + step, count if step > 0 else -1, step)


def _edge(model: GridModel, here: tuple[int, int], places: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the last filled cell of the run that *here* is in, else the next filled one, else the last of all."""
    if model.fills(*here) and model.fills(*places[0]):
        last = places[0]
        for place in places[1:]:
            if not model.fills(*place):
                return last
            last = place
        return last
    return next((place for place in places if model.fills(*place)), places[-1])


def _extend_to(view: QTableView, row: int, column: int) -> None:
    """Select from where the selection began to this cell, which becomes the current one."""
    model, chosen = view.model(), view.selectionModel()
    here = view.currentIndex()
    piece = next((one for one in pieces(view) if one.contains(here)), None)
    top, left, bottom, right = here.row(), here.column(), here.row(), here.column()
    if piece is not None:  # the corner that stays is the one across from the current cell
        top = piece.bottom() if here.row() == piece.top() else piece.top()
        left = piece.right() if here.column() == piece.left() else piece.left()
        bottom, right = top, left
    made = QItemSelection(
        model.index(min(top, row), min(left, column)), model.index(max(bottom, row), max(right, column))
    )
    flags = QItemSelectionModel.SelectionFlag
    chosen.setCurrentIndex(model.index(row, column), flags.NoUpdate)
    chosen.select(made, flags.ClearAndSelect)


def _select(view: QTableView, ranges: list[tuple[int, int, int, int]]) -> None:
    model, made = view.model(), QItemSelection()
    for top, left, bottom, right in ranges:
        if bottom >= 0 and top >= 0:
            made.select(model.index(top, left), model.index(bottom, right))
    view.selectionModel().select(made, QItemSelectionModel.SelectionFlag.ClearAndSelect)
