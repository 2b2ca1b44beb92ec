"""A table of lines of text over any number of things: the model that the lists of history share, and its dress."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from smartplanner.ui.session import literally
from smartplanner.ui.table_dress import dress_lines

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractTableModel, Generic[T]):
    """Shows things as lines; *cells* makes the texts of one when it is looked at, *numbers* are columns of numbers."""

    def __init__(
        self,
        heads: Sequence[str],
        cells: Callable[[T], Sequence[str]],
        parent: QObject | None = None,
        *,
        numbers: Collection[int] = (),
    ) -> None:
        super().__init__(parent)
        self._numbers = frozenset(numbers)
        self.things: list[T] = []
        self._heads = list(heads)
        self._cells = cells
        self._shown: dict[int, Sequence[str]] = {}

    def show_things(self, things: Sequence[T]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.things = list(things)
        self._shown.clear()
        self.endResetModel()

    def add_things(self, things: Sequence[T]) -> None:
        """Show these below the others."""
        if things:
            self.beginInsertRows(QModelIndex(), len(self.things), len(self.things) + len(things) - 1)
            self.things += things
            self.endInsertRows()

    def refresh(self) -> None:
        """Make the texts anew."""
        self._shown.clear()
        if self.things:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.things) - 1, len(self._heads) - 1))

    def texts(self, row: int) -> Sequence[str]:
        """Return the texts of one line."""
        if row not in self._shown:
            self._shown[row] = self._cells(self.things[row])
        return self._shown[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.things)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a text on one line, or all of it as a tip."""
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self.texts(index.row())[index.column()].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return literally(self.texts(index.row())[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numbers:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def dress(table: QTableView, *, widths: Sequence[int], stretch: Sequence[int], name: str) -> None:
    """Give a table of lines the usual dress; *widths* in pixels, the columns *stretch* share what is left."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    dress_lines(table)
    header = table.horizontalHeader()
    for column, width in enumerate(widths):
        header.resizeSection(column, max(width, header.sectionSizeHint(column)))  # no head is cut
    for column in stretch:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def chosen_row(table: QTableView) -> int | None:
    """Return the line that the cursor stands on; None if none is chosen."""
    rows = table.selectionModel().selectedRows()
    return rows[0].row() if rows else None
