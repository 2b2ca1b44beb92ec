"""A small read-mostly table: rows of plain values, columns that say how they are shown, one of them chosen from a list.

The same thin model serves the columns of a sheet, the open questions and the problems; nothing is made for a row
before it is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from smartplanner.ui.stretching import stretch
from smartplanner.ui.table_dress import dress_lines

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
LOWEST = 52
"""Pixels that a list of the import keeps in a low window."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """One column: title, width in pixels, a row's text, and if wanted its icon, tint, tooltip and the value edited."""

    title: str
    width: int
    text: Callable[[T], str]
    icon: Callable[[T], QIcon | None] | None = None
    tint: Callable[[T], QColor | None] | None = None
    tip: Callable[[T], str] | None = None
    value: Callable[[T], Any] | None = None


class ListModel(QAbstractTableModel, Generic[T]):
    """The rows.  ``edited`` tells a row's place, a column and the value that a person chose there."""

    edited = Signal(int, int, object)

    def __init__(self, columns: Sequence[Shown[T]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: Sequence[T] = ()

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows."""
        if len(rows) == len(self.rows) and rows:
            # The same shape: selection, scrolling and an open editor stay.
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(column.text(row).split())
        if role == Qt.ItemDataRole.EditRole:
            return column.value(row) if column.value is not None else column.text(row)
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            return column.icon(row)
        if role == Qt.ItemDataRole.BackgroundRole and column.tint is not None:
            return column.tint(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else column.text(row)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tell what a person chose; the rows change when it has been followed."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.edited.emit(index.row(), index.column(), value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells can be edited."""
        flags = super().flags(index)
        editable = index.isValid() and self.columns[index.column()].value is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return a column's title."""
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return self.columns[section].title


def make_list(model: ListModel[Any], *, stretched: int, table: QTableView | None = None) -> QTableView:
    """Return *table* (or a new one) over *model* in the look of the program; the column *stretched* takes the rest."""
    table = table or QTableView()
    table.setModel(model)
    table.setMinimumHeight(LOWEST)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    triggers = QAbstractItemView.EditTrigger
    if any(column.value is not None for column in model.columns):
        table.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        table.clicked.connect(lambda index: table.edit(index) if _is_editable(index) else None)
    else:
        table.setEditTriggers(triggers.NoEditTriggers)
    table.verticalHeader().hide()
    dress_lines(table)
    for number, column in enumerate(model.columns):
        table.setColumnWidth(number, column.width)
    stretch(table.horizontalHeader(), stretched)
    return table


def _is_editable(index: QModelIndex) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
