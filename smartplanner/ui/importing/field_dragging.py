"""Dragging a field onto the column of a sheet that holds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QTableView

from smartplanner.base.i18n import _
from smartplanner.fields.description import Entity
from smartplanner.ui.importing.column_entries import ColumnEntry, side_fields
from smartplanner.ui.importing.lists import LOWEST, ListModel, make_list

_MIME = "application/x-smartplanner-field"


class FieldList(QListWidget):
    """The fields that no column means, to be dragged onto one."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragEnabled(True)
        self.setMinimumHeight(LOWEST)
        self.setToolTip(_("Drag a field onto the column that holds it."))

    def show_fields(self, described: Entity | None, used: set[str]) -> None:
        """Show the fields of *described* that are not *used*."""
        self.clear()
        if described is None:
            return
        for field in described.fields:
            if field.name in used or field.name in side_fields(described):
                continue
            label = _(field.note.label)
            item = QListWidgetItem(_("{label} (must be there)", label=label) if field.required else label, self)
            item.setData(Qt.ItemDataRole.UserRole, field.name)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Carry the field's name."""
        data = QMimeData()
        data.setData(_MIME, str(items[0].data(Qt.ItemDataRole.UserRole)).encode() if items else b"")
        return data


class FieldTarget(QTableView):
    """The table of columns, onto whose rows a field can be dropped."""

    dropped = Signal(int, str)

    @classmethod
    def over(cls, model: ListModel[ColumnEntry], *, stretched: int) -> FieldTarget:
        """Return a table over *model* in the look of all lists."""
        table = make_list(model, stretched=stretched, table=cls())
        assert isinstance(table, cls)
        table.setAcceptDrops(True)
        table.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        return table

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take fields only."""
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the row under the field."""
        index = self.indexAt(event.position().toPoint())
        if event.mimeData().hasFormat(_MIME) and index.isValid():
            self.selectRow(index.row())
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which field was dropped on which row."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            event.acceptProposedAction()
            self.dropped.emit(index.row(), bytes(event.mimeData().data(_MIME).data()).decode())
