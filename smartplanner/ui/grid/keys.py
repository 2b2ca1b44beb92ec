"""Excel's keys for moving and selecting in a grid: to the edge of the data, to the ends, whole rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

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


_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


def handle_key(view: QTableView, model: GridModel, event: QKeyEvent) -> bool:
    """Go to the edge of the data by Ctrl and an arrow, to the ends by Home and End; with Shift select as far as there.

    False if it is another key.  Qt would move the frame by Ctrl+End and leave the old cell selected, out of sight.
    """
    pressed = event.modifiers() & _MODIFIERS
    control = bool(pressed & Qt.KeyboardModifier.ControlModifier)
    shift = bool(pressed & Qt.KeyboardModifier.ShiftModifier)
    key = Qt.Key(event.key())
    if pressed & Qt.KeyboardModifier.AltModifier:
        return False
    if key in _ENDS:
        go_to_end(view, last=key == Qt.Key.Key_End, of_all=control, extend=shift)
        return True
    if key not in _STEPS or not control:
        return False
    jump(view, model, _STEPS[key], extend=shift)
    return True


def go_to_end(view: QTableView, *, last: bool, of_all: bool, extend: bool) -> None:
    """Go to the first or last cell of the row, or of all rows; *extend* takes the selection along."""
    here, header = view.currentIndex(), view.horizontalHeader()
    shown = [column for column in map(header.logicalIndex, range(header.count())) if not header.isSectionHidden(column)]
    rows = view.model().rowCount()
    if not rows or not shown:
        return
    row = (rows - 1 if last else 0) if of_all else max(0, here.row())
    _go(view, row, shown[-1 if last else 0], extend=extend and here.isValid())


def go_sideways(view: QTableView, step: int) -> bool:
    """Go to the next shown cell as Tab does, from the end of a row to the next one; False at the end of all."""
    here, header = view.currentIndex(), view.horizontalHeader()
    shown = [column for column in map(header.logicalIndex, range(header.count())) if not header.isSectionHidden(column)]
    if here.column() not in shown:
        return False
    down, place = divmod(shown.index(here.column()) + step, len(shown))
    if not 0 <= here.row() + down < view.model().rowCount():
        return False
    _go(view, here.row() + down, shown[place], extend=False)
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
    header, (row, column) = view.horizontalHeader(), (here.row(), here.column())
    down, right = step
    if down:
        ahead: Sequence[int] = _ahead(row, down, model.rowCount())
        fills = model.filling(column)
    else:
        logical = [header.logicalIndex(place) for place in _ahead(header.visualIndex(column), right, header.count())]
        ahead = [one for one in logical if not header.isSectionHidden(one)]
        fills = _filling_across(model, row)
    if not ahead:
        return
    edge = _edge(fills, row if down else column, ahead)
    _go(view, edge if down else row, column if down else edge, extend=extend)


def _go(view: QTableView, row: int, column: int, *, extend: bool) -> None:
    target = view.model().index(row, column)
    if extend:
        _extend_to(view, row, column)
    else:
        view.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    view.scrollTo(target)


def _ahead(start: int, step: int, count: int) -> range:
    return range(start + step, count if step > 0 else -1, step)


def _filling_across(model: GridModel, row: int) -> Callable[[int], bool]:
    return lambda column: bool(model.text_at(row, column))


def _edge(fills: Callable[[int], bool], here: int, ahead: Sequence[int]) -> int:
    """Return the last filled cell of the run that *here* is in, else the next filled one, else the last of all."""
    if fills(here) and fills(ahead[0]):
        run = len(list(takewhile(fills, ahead)))
        return ahead[run - 1]
    return next(filter(fills, ahead), ahead[-1])


def _extend_to(view: QTableView, row: int, column: int) -> None:
    """Select from where the selection began to this cell, which becomes the current one.

    Columns count as they are shown: whoever moved or hid some selects what lies between on the screen.
    """
    model, chosen, header = view.model(), view.selectionModel(), view.horizontalHeader()
    here, there = view.currentIndex(), header.visualIndex(column)
    across = header.visualIndex(here.column())
    top, bottom, left, right = _block(view)
    # The corner that stays is the one across from the current cell.
    rows = _stretch(here.row(), (top, bottom), row)
    columns = _stretch(across, (left, right), there)
    made = QItemSelection()
    for place in range(columns[0], columns[1] + 1):
        number = header.logicalIndex(place)
        if not header.isSectionHidden(number):
            made.select(model.index(rows[0], number), model.index(rows[1], number))
    flags = QItemSelectionModel.SelectionFlag
    chosen.setCurrentIndex(model.index(row, column), flags.NoUpdate)
    chosen.select(made, flags.ClearAndSelect)


def _block(view: QTableView) -> tuple[int, int, int, int]:
    """Return the selected block around the current cell: first and last row, first and last column as shown.

    Qt cuts a block into its columns where some were moved or hidden.
    """
    here, header = view.currentIndex(), view.horizontalHeader()
    across = header.visualIndex(here.column())
    around = next((piece for piece in pieces(view) if piece.contains(here)), None)
    if around is None:
        return here.row(), here.row(), across, across
    top, bottom = around.top(), around.bottom()
    taken = {
        header.visualIndex(column)
        for piece in pieces(view)
        if (piece.top(), piece.bottom()) == (top, bottom)
        for column in range(piece.left(), piece.right() + 1)
    }
    shown = [place for place in range(header.count()) if not header.isSectionHidden(header.logicalIndex(place))]
    left = right = shown.index(across) if across in shown else 0
    while left and shown[left - 1] in taken:
        left -= 1
    while right + 1 < len(shown) and shown[right + 1] in taken:
        right += 1
    return top, bottom, shown[left], shown[right]


def _stretch(here: int, extent: tuple[int, int], to: int) -> tuple[int, int]:
    """Return from where to where a selection reaches in one direction, once its moving end is at *to*."""
    first, last = extent
    if to == here:
        return extent
    stays = first if here == last else last if here == first else here
    return min(stays, to), max(stays, to)


def _select(view: QTableView, ranges: list[tuple[int, int, int, int]]) -> None:
    model, made = view.model(), QItemSelection()
    for top, left, bottom, right in ranges:
        if bottom >= 0 and top >= 0:
            made.select(model.index(top, left), model.index(bottom, right))
    view.selectionModel().select(made, QItemSelectionModel.SelectionFlag.ClearAndSelect)
