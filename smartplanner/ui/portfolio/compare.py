"""Two districts side by side: area by area the light, what is covered, and the reason."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.queries.portfolio import Cell, Matrix, say_cell
from smartplanner.ui.portfolio.painting import cell_figures, paint_cell
from smartplanner.ui.table import Column, Table, TableModel

_ROW = 38


class Pair(NamedTuple):
    """One area of both districts."""

    key: str
    name: str
    first: Cell
    second: Cell


class ComparePanel(QWidget):
    """The comparison.  ``chosen`` tells the cell that a person wants to look behind."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first_box, self.second_box = QComboBox(), QComboBox()
        self.swap_button = QPushButton(_("Swap"))
        self.summary = QLabel()
        self.matrix: Matrix | None = None
        columns = [
            Column("area", _("Area"), 14, lambda pair: pair.name),
            Column("first", _("First district"), 13, lambda pair: cell_figures(pair.first)),
            Column("first_why", _("Why"), 30, lambda pair: say_cell(pair.first)),
            Column("second", _("Second district"), 13, lambda pair: cell_figures(pair.second)),
            Column("second_why", _("Why"), 30, lambda pair: say_cell(pair.second)),
        ]
        self.model = TableModel(columns, lambda pair: str(pair.key), self)
        self.table = Table(self.model, self)
        self._lay_out()
        for box in (self.first_box, self.second_box):
            box.currentIndexChanged.connect(lambda _place: self._show())
        self.swap_button.clicked.connect(self._swap)
        self.table.opened.connect(self._open)

    def show_matrix(self, matrix: Matrix) -> None:
        """Offer the rows of *matrix* and compare two of them; those chosen before stay chosen."""
        self.matrix = matrix
        for place, box in enumerate((self.first_box, self.second_box)):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            for head in matrix.rows:
                box.addItem(head.name, head.key)
            found = box.findData(chosen)
            box.setCurrentIndex(found if found >= 0 else min(place, box.count() - 1))
            box.blockSignals(False)
        self._show()

    def pairs(self) -> list[Pair]:
        """Return what is compared, a sum last."""
        if self.matrix is None or self.first_box.currentData() is None:
            return []
        found, first, second = self.matrix, self.first_box.currentData(), self.second_box.currentData()
        pairs = [
            Pair(head.key, head.name, found.cell(first, head.key), found.cell(second, head.key))
            for head in found.columns
        ]
        return [*pairs, Pair("", _("All areas"), found.row_total(first), found.row_total(second))]

    def _show(self) -> None:
        pairs = self.pairs()
        self.model.set_rows(pairs)
        if not pairs:
            return
        first, second = self.first_box.currentText(), self.second_box.currentText()
        for column, name in ((1, first), (3, second)):
            self.model.columns[column] = _renamed(self.model.columns[column], name)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.model.columns) - 1)
        ahead = sum(_is_ahead(pair.first, pair.second) for pair in pairs[:-1])
        behind = sum(_is_ahead(pair.second, pair.first) for pair in pairs[:-1])
        values = {"first": first, "second": second, "ahead": ahead, "behind": behind}
        self.summary.setText(_("{first} is ahead of {second} in {ahead} area(s), behind in {behind}", **values))

    def _swap(self) -> None:
        first, second = self.first_box.currentIndex(), self.second_box.currentIndex()
        self.first_box.setCurrentIndex(second)
        self.second_box.setCurrentIndex(first)

    def _open(self, key: str) -> None:
        pair = self.model.row_of(key)
        self.chosen.emit(pair.second if self.table.currentIndex().column() >= 3 else pair.first)

    def _lay_out(self) -> None:
        self.first_box.setAccessibleName(_("First district"))
        self.second_box.setAccessibleName(_("Second district"))
        self.summary.setObjectName("muted")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        top = QHBoxLayout()
        for widget in (self.first_box, QLabel(_("against")), self.second_box, self.swap_button, self.summary):
            top.addWidget(widget)
        top.addStretch(1)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setSortingEnabled(False)
        delegate = _PairDelegate(self.table)
        for column in (1, 3):
            self.table.setItemDelegateForColumn(column, delegate)
        header = self.table.horizontalHeader()
        for column in (2, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)

    def sizeHint(self) -> QSize:
        """Ask for room for all areas."""
        return QSize(900, 560)


class _PairDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if isinstance(model, TableModel):
            pair = model.row_of(model.id_at(index.row()))
            painter.setFont(option.font)
            paint_cell(painter, QRectF(option.rect), pair.first if index.column() == 1 else pair.second)


def _renamed(column: Column, title: str) -> Column:
    return Column(column.name, title, column.width, column.text, column.key, column.right, column.light, column.tip)


_RANKS = {"green": 0, "blue": 0, "grey": 1, "yellow": 2, "red": 3, "": 1}


def _rank(cell: Cell) -> tuple[float, int]:
    share = cell.open / cell.asked if cell.asked else 0.0
    return (_RANKS[cell.light] if not cell.is_white else 4, round(100 * share))


def _is_ahead(one: Cell, other: Cell) -> bool:
    """Whether one district stands better; where one of them is asked nothing there is nothing to compare."""
    return bool(one.things and other.things) and _rank(one) < _rank(other)
