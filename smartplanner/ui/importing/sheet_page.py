"""The first page: the sheet as it looks in Excel, with what was understood as its header.

Row numbers and column letters are Excel's own.  Hidden rows and columns are shown and marked, header rows
highlighted, cells with a problem tinted; only what is in view is ever split into cells.
"""

from __future__ import annotations

import functools
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.apart.preview import SheetView
from smartplanner.excel.proposal import SheetReading
from smartplanner.excel.reading.grid import column_letters, column_number
from smartplanner.model import entities
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.importing.marks import LEVELS, ROW_CODES
from smartplanner.ui.importing.number_box import NumberBox
from smartplanner.ui.theme import INK, MUTED, NOTE_TINT, SELECTED, SPACE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_SPANS = 4_000
"""Merged ranges that are drawn as such; beyond it only the first ones are."""
_WIDEST, _NARROWEST = 300, 56
_MEASURED_ROWS = 40
_ROW_HEIGHT = 26


class SheetModel(QAbstractTableModel):
    """The cells of one sheet for a table view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = SheetView(name="")
        self._reading: SheetReading | None = None
        self._marks: dict[tuple[int, int], Problem] = {}
        self._no_data: dict[int, str] = {}
        self._bold = QFont()
        self._bold.setBold(True)
        self._slanted = QFont()
        self._slanted.setItalic(True)
        self._row = functools.lru_cache(maxsize=512)(self.view.row)

    def show_sheet(self, view: SheetView, reading: SheetReading | None) -> None:
        """Show *view* with the marks of *reading*."""
        self.beginResetModel()
        self.view = view
        self._row = functools.lru_cache(maxsize=512)(view.row)
        self._mark(reading)
        self.endResetModel()

    def show_reading(self, reading: SheetReading | None) -> None:
        """Show other marks on the same sheet."""
        self._mark(reading)
        if self.view.height:
            self.dataChanged.emit(self.index(0, 0), self.index(self.view.height - 1, self.view.width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.view.width - 1)

    def _mark(self, reading: SheetReading | None) -> None:
        self._reading = reading
        self._marks = _marked_cells(reading)
        self._no_data = _other_rows(reading)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else self.view.height

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() or not self.view.height else self.view.width

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            cells = self._row(row)
            return cells[column] if column < len(cells) else ""
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._background(row, column)
        if role == Qt.ItemDataRole.FontRole:
            if self._in_header(row):
                return self._bold
            return self._slanted if self._is_hidden(row, column) else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return MUTED if self._is_hidden(row, column) else INK
        if role == Qt.ItemDataRole.TextAlignmentRole and self._in_header(row):
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return Excel's row number, or its column letter with what the column means."""
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                hidden = section in self.view.hidden_rows
                return _("{row} (hidden)", row=section + 1) if hidden else str(section + 1)
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            letters = column_letters(section + 1)
            meaning = self._meaning(letters)
            if section in self.view.hidden_columns:
                meaning = _("hidden")
            return f"{letters}\n{meaning}" if meaning else f"{letters}\n"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def _meaning(self, letters: str) -> str:
        reading = self._reading
        if reading is None or reading.entity is None or letters not in reading.columns:
            return ""
        return _(entities()[reading.entity][reading.columns[letters]].note.label)

    def _in_header(self, row: int) -> bool:
        rows = self._reading.header_rows if self._reading is not None else None
        return rows is not None and rows[0] <= row + 1 <= rows[1]

    def _is_hidden(self, row: int, column: int) -> bool:
        """Whether the cell is hidden, or in a row that is no data."""
        return row in self.view.hidden_rows or column in self.view.hidden_columns or row in self._no_data

    def _tip(self, index: Index) -> str:
        problem = self._marks.get((index.row(), index.column()))
        said = f"{problem.message} {problem.remedy}".strip() if problem else self._no_data.get(index.row(), "")
        return f"{self.data(index)}\n{said}".strip()

    def _background(self, row: int, column: int) -> QColor | None:
        if problem := self._marks.get((row, column)):
            return LEVELS[problem.level].tint
        if self._in_header(row):
            return SELECTED
        return NOTE_TINT if self._is_hidden(row, column) else None


class SheetPage(QWidget):
    """The sheet, and above it where its header is.  The signals tell what a person chose."""

    header_chosen = Signal(int, int)
    hidden_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.model = SheetModel(self)
        self.table = _sheet_table(self.model)
        self.first, self.last = NumberBox(1, 1), NumberBox(1, 1)
        self.use_button = QPushButton(_("Selected rows are the header"))
        self.hidden_box = QCheckBox(_("Read hidden rows and columns"))
        self.about = QLabel()
        self.about.setObjectName("muted")
        self.about.setWordWrap(True)
        self.empty = QLabel(_("The sheet cannot be drawn."))
        self.empty.setObjectName("muted")
        self._shown: SheetView | None = None
        self._lay_out()
        self.use_button.clicked.connect(self._use_selection)
        self.hidden_box.clicked.connect(self.hidden_chosen)
        for box in (self.first, self.last):
            box.setFixedWidth(56)
            box.chosen.connect(self._use_boxes)

    def show_sheet(self, view: SheetView | None, reading: SheetReading | None, *, hidden: bool) -> None:
        """Show a sheet and what was understood of it; *hidden* tells whether hidden parts are read."""
        self.empty.setVisible(view is None)
        self.table.setVisible(view is not None)
        if view is not None and view is not self._shown:
            self.model.show_sheet(view, reading)
            self._arrange(view)
        elif view is not None:
            self.model.show_reading(reading)
        self._shown = view
        rows = (reading.header_rows if reading is not None else None) or (0, 0)
        height = max(view.height if view is not None else 0, 1)
        for box, row in zip((self.first, self.last), rows, strict=True):
            box.set_highest(height)
            box.set_value(row)
        with QSignalBlocker(self.hidden_box):
            self.hidden_box.setChecked(hidden)
        has_hidden = view is not None and bool(view.hidden_rows or view.hidden_columns)
        self.hidden_box.setVisible(has_hidden)
        self.about.setText(_about(view, reading))

    def go_to_cell(self, cell: str) -> None:
        """Select the cell that a person calls *cell* (F12) and bring it into view."""
        letters = cell.rstrip("0123456789")
        row = int(cell[len(letters) :] or 1) - 1
        column = column_number(letters) - 1 if letters else 0
        if row < self.model.rowCount():
            index = self.model.index(row, min(column, self.model.columnCount() - 1))
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _use_selection(self) -> None:
        rows = {index.row() + 1 for index in self.table.selectionModel().selectedIndexes()}
        if rows:
            self.header_chosen.emit(min(rows), max(rows))

    def _use_boxes(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first and last and first <= last <= first + 5:
            self.header_chosen.emit(first, last)
        elif first and (not last or last < first):
            self.header_chosen.emit(first, first)

    def _arrange(self, view: SheetView) -> None:
        """Set widths by the texts of the first rows, and draw merged ranges as such."""
        self.table.clearSpans()
        for top, left, bottom, right in view.merges[:_MOST_SPANS]:
            if top < view.height and left < view.width and (top, left) != (bottom, right):
                tall, wide = min(bottom, view.height - 1) - top + 1, min(right, view.width - 1) - left + 1
                self.table.setSpan(top, left, tall, wide)
        metrics = self.table.fontMetrics()
        covered = {row for row, left, _bottom, right in view.merges if right > left}
        rows = [view.row(row) for row in range(min(view.height, _MEASURED_ROWS)) if row not in covered]
        for column in range(view.width):
            texts = (cells[column][:24].partition("\n")[0] for cells in rows if column < len(cells))
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self.table.setColumnWidth(column, min(max(widest + 18, _NARROWEST), _WIDEST))

    def _lay_out(self) -> None:
        band = FoldingRow(self)
        top = band.line
        top.setSpacing(SPACE)
        top.addWidget(QLabel(_("Header: rows")))
        top.addWidget(self.first)
        top.addWidget(QLabel(_("to")))
        top.addWidget(self.last)
        top.addWidget(self.use_button)
        top.addWidget(self.hidden_box)
        band.fold(self.hidden_box)
        top.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(band)
        layout.addWidget(self.about)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.table, 1)


def _sheet_table(model: SheetModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    for header in (table.horizontalHeader(), table.verticalHeader()):
        header.setHighlightSections(True)
    rows = table.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(_ROW_HEIGHT)
    rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    return table


def _marked_cells(reading: SheetReading | None) -> dict[tuple[int, int], Problem]:
    """Return the worst problem of each cell, notes left out; indexes from 0."""
    found: dict[tuple[int, int], Problem] = {}
    for problem in reading.problems if reading is not None else ():
        if not problem.cell or problem.level is Level.NOTE:
            continue
        letters = problem.cell.rstrip("0123456789")
        place = (int(problem.cell[len(letters) :]) - 1, column_number(letters) - 1)
        if place not in found or problem.level is Level.ERROR:
            found[place] = problem
    return found


def _other_rows(reading: SheetReading | None) -> dict[int, str]:
    """Return what is said about rows that are no data (totals, samples, remarks); indexes from 0."""
    found = {}
    for problem in reading.problems if reading is not None else ():
        if problem.code in ROW_CODES and problem.cell:
            found[int(problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1] = problem.message
    return found


def _about(view: SheetView | None, reading: SheetReading | None) -> str:
    parts = []
    if view is not None and view.reporter:
        parts.append(_("Reporting unit: {name}", name=view.reporter))
    if view is not None and view.hidden:
        parts.append(_("The sheet is hidden in the workbook."))
    if view is not None and (view.hidden_rows or view.hidden_columns):
        rows, columns = len(view.hidden_rows), len(view.hidden_columns)
        parts.append(_("{rows} hidden row(s), {columns} hidden column(s)", rows=rows, columns=columns))
    if reading is not None and reading.header_rows is None:
        parts.append(_("No header was recognised: select its rows and press the button above."))
    return "　".join(parts) or _("The highlighted rows were taken for the header; select others to correct it.")
