"""The selected cells of a view as ranges: how many there are never matters, only how many blocks."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionRange
from PySide6.QtWidgets import QAbstractItemView


def pieces(view: QAbstractItemView) -> list[QItemSelectionRange]:
    """Return the selected blocks, in the order in which they were selected."""
    return list(view.selectionModel().selection())  # type: ignore[call-overload]  # Qt's list, which Python can walk


def places(view: QAbstractItemView) -> list[int]:
    """Return the places of the rows with a selected cell, top to bottom."""
    found: set[int] = set()
    for piece in pieces(view):
        found.update(range(piece.top(), piece.bottom() + 1))
    return sorted(found)
