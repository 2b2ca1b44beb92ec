"""The selected cells of a view as ranges: how many there are never matters, only how many blocks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionRange
from PySide6.QtWidgets import QAbstractItemView


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
