"""The selected cells of a view as ranges: how many there are never matters, only how many blocks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange
from PySide6.QtWidgets import QAbstractItemView

LARGE = 1000
"""Selected rows from which on a selection stays at its place."""


def pieces(view: QAbstractItemView) -> list[QItemSelectionRange]:
    """Return the selected blocks, in the order in which they were selected."""
    chosen: Any = view.selectionModel().selection()  # Qt gives a list that Python can walk, which its types conceal
    return list(chosen)


def places(view: QAbstractItemView) -> list[int]:
    """Return the places of the rows with a selected cell, top to bottom."""
    found: set[int] = set()
    for piece in pieces(view):
        found.update(range(piece.top(), piece.bottom() + 1))
    return sorted(found)


class LargeSelection:
    """Lets a large selection stay where it is while the rows change their places, as in Excel.

    Qt would follow each of its rows, which takes seconds for a column of fifty thousand.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._kept: list[tuple[int, int, int, int]] = []

    def put_aside(self) -> None:
        """Take a large selection away before the rows change their places."""
        found = pieces(self._view)
        if self._kept or sum(piece.height() for piece in found) < LARGE:
            return
        self._kept = [(piece.top(), piece.left(), piece.bottom(), piece.right()) for piece in found]
        here = self._view.currentIndex()
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().select(
            here, flags.ClearAndSelect
        ) if here.isValid() else self._view.clearSelection()

    def bring_back(self) -> None:
        """Select the same places again, as far as there are rows."""
        kept, self._kept = self._kept, []
        model, made = self._view.model(), QItemSelection()
        for top, left, bottom, right in kept:
            last = min(bottom, model.rowCount() - 1)
            if top <= last:
                made.select(model.index(top, left), model.index(last, right))
        if kept:
            self._view.selectionModel().select(made, QItemSelectionModel.SelectionFlag.ClearAndSelect)
