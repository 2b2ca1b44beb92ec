"""Cells that would change, as a list: the record, the column, before and after, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import shorten
from smartplanner.commands.cells import CellChange, Key
from smartplanner.ui import theme
from smartplanner.ui.session import literally

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LONGEST = 80
"""Characters of a text in the list; the tooltip has all."""
_WIDTHS = (220, 110, 160, 160, 300)


class ChangesModel(QAbstractTableModel):
    """The cells of a preview.  With *ticking* each can be left out; ``ticked`` tells of a change of that."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None, *, ticking: bool = False) -> None:
        super().__init__(parent)
        self._ticking = ticking
        self._cells: list[CellChange] = []
        self._out: set[Key] = set()
        self._fresh: frozenset[str] = frozenset()

    def show_cells(self, cells: Sequence[CellChange], added: Sequence[str] = ()) -> None:
        """Show these cells, those that are refused first; *added* are the ids of new rows."""
        self.beginResetModel()
        self._cells = sorted(cells, key=lambda cell: not cell.refused)
        self._fresh = frozenset(added)
        self._out = {(cell.id, cell.field) for cell in cells if cell.refused}
        self.endResetModel()
        self.ticked.emit()

    def wanted(self) -> set[Key]:
        """Return the cells that are not left out."""
        return {(cell.id, cell.field) for cell in self._cells} - self._out

    def wanted_count(self) -> int:
        """Return how many cells are not left out."""
        return len(self._cells) - len(self._out)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of cells."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_WIDTHS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return the title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (_("Record"), _("Column"), _("Before"), _("After"), _("Remark"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tick = self._ticking and index.column() == 0 and not self._cells[index.row()].refused
        return plain | Qt.ItemFlag.ItemIsUserCheckable if tick else plain

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a line shows."""
        cell, column = self._cells[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return shorten(self._text(cell, column), _LONGEST)
        if role == Qt.ItemDataRole.ToolTipRole:
            return literally(self._text(cell, column))
        if role == Qt.ItemDataRole.CheckStateRole and self._ticking and column == 0:
            return Qt.CheckState.Unchecked if (cell.id, cell.field) in self._out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.BackgroundRole and cell.refused:
            return theme.ERROR_TINT
        if role == Qt.ItemDataRole.ForegroundRole and column == 2:
            return theme.MUTED
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Leave a cell out, or take it in again."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        cell = self._cells[index.row()]
        taken = Qt.CheckState(value) == Qt.CheckState.Checked
        (self._out.discard if taken else self._out.add)((cell.id, cell.field))
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def _text(self, cell: CellChange, column: int) -> str:
        if column == 4:
            if cell.problem is not None:
                return cell.problem.message + cell.problem.remedy
            return _("new row") if cell.id in self._fresh else ""
        return (cell.title, cell.column, cell.old or _("(empty)"), cell.new or _("(empty)"))[column]


class ChangesTable(QTableView):
    """The list of the cells of a preview."""

    def __init__(self, model: ChangesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setAccessibleName(_("Cells that change"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
