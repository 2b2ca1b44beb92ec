"""The dress that every table of lines wears, whatever its model."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from smartplanner.ui.theme import ROW_HEIGHT


def dress_lines(table: QTableView) -> None:
    """Show rows of one line and of one height under heads at the left; Tab goes on to what is beside the table."""
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    rows = table.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    forget_selection(header)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def forget_selection(header: QHeaderView) -> None:
    """Let a head know nothing of the selected cells: Qt would ask each selected row for each head that it paints."""
    if (model := header.model()) is not None:
        header.setSelectionModel(QItemSelectionModel(model, header))  # a selection of its own, which stays empty
