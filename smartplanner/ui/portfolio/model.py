"""The matrix as a table that Qt asks cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from smartplanner.base.i18n import _
from smartplanner.queries.portfolio import Cell, Head, Matrix, say_cell
from smartplanner.rules.lights import Light
from smartplanner.ui.session import literally

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MOVED_ROLE = CELL_ROLE + 1
_ROOT = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """Rows that fit the search, all columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.rows: list[Head] = []
        self._moved: Mapping[tuple[str, str], tuple[int, int]] = {}

    def show(self, matrix: Matrix, accepts: Callable[[Head], bool] | None = None) -> None:
        """Show a matrix, or just the rows that *accepts* takes."""
        self.beginResetModel()
        self.matrix = matrix
        self.rows = [head for head in matrix.rows if accepts is None or accepts(head)]
        self.endResetModel()

    def mark(self, moved: Mapping[tuple[str, str], tuple[int, int]]) -> None:
        """Mark the cells in which something became worse or better."""
        self._moved = moved
        if self.rows and self.matrix and self.matrix.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def moved(self, cell: Cell) -> tuple[int, int]:
        """Return how much became worse and better in a cell."""
        return self._moved.get((cell.row, cell.column), (0, 0))

    def cell_at(self, index: Index) -> Cell | None:
        """Return the cell at an index."""
        if self.matrix is None or not index.isValid():
            return None
        return self.matrix.cell(self.rows[index.row()].key, self.matrix.columns[index.column()].key)

    def place_of(self, row: str, column: str) -> QModelIndex:
        """Return where a cell stands; no index if it is not shown."""
        if self.matrix is None:
            return QModelIndex()
        rows = [head.key for head in self.rows]
        columns = [head.key for head in self.matrix.columns]
        if row not in rows or column not in columns:
            return QModelIndex()
        return self.index(rows.index(row), columns.index(column))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of shown rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a cell, or what is said about it."""
        cell = self.cell_at(index)
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        if role == MOVED_ROLE:
            return self.moved(cell)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = self.say(cell)
            return literally(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return the name of a row or column."""
        if role != Qt.ItemDataRole.DisplayRole or self.matrix is None:
            return None
        heads = self.matrix.columns if orientation == Qt.Orientation.Horizontal else self.rows
        return heads[section].name if section < len(heads) else None

    def say(self, cell: Cell) -> str:
        """Return a cell in words: where it stands, its light, why, and its figures."""
        assert self.matrix is not None
        names = {head.key: head.name for head in (*self.matrix.rows, *self.matrix.columns)}
        lines = [f"{names.get(cell.row, '')} · {names.get(cell.column, '')}".strip(" ·")]
        light = _(Light.of(cell.light).label) if cell.light and not cell.is_white else ""
        why = say_cell(cell)
        lines.append(_("{light}: {why}", light=light, why=why) if light else why)
        if cell.asked:
            lines.append(_("{covered} of {asked} requirements covered", covered=cell.covered, asked=cell.asked))
        if cell.works:
            lines.append(_("{count} matters, milestones and pilots", count=cell.works))
        worse, better = self.moved(cell)
        if worse or better:
            lines.append(_("since last month {worse} worse, {better} better", worse=worse, better=better))
        return "\n".join(lines)
