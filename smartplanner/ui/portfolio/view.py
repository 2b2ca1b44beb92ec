"""The matrix in the hands of its user: districts stay at the left while the areas scroll; arrows and Enter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.queries.portfolio import Cell, Head
from smartplanner.ui.enlarging import drawn_larger, enlarged
from smartplanner.ui.portfolio.model import CELL_ROLE, MOVED_ROLE, MatrixModel
from smartplanner.ui.portfolio.painting import paint_cell, paint_focus
from smartplanner.ui.theme import INK, LINE, MUTED, PAPER, SELECTED, SPACE

ROW, COLUMN = 38, 96
"""Height and least width of a cell."""
_SIDE = 132


class _CellDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            with drawn_larger(painter, QRectF(option.rect), option.font) as box:
                painter.setFont(option.font)
                paint_cell(painter, box, cell, moved=index.data(MOVED_ROLE), ground=SELECTED if chosen else PAPER)
                if chosen:
                    paint_focus(painter, box)


class _SideHeader(QHeaderView):
    """The names of the rows, each with a second line in grey."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._rows = model
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Ask for room for a name and its class."""
        return QSize(enlarged(_SIDE, self.font()), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one name."""
        if section >= len(self._rows.rows):
            return
        head = self._rows.rows[section]
        painter.save()
        painter.fillRect(rect, PAPER)
        painter.setPen(LINE)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        with drawn_larger(painter, QRectF(rect), self.font()) as box:
            self._write(painter, box.adjusted(SPACE, 2, -SPACE, -3), head)
        painter.restore()

    def _write(self, painter: QPainter, box: QRectF, head: Head) -> None:
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(INK)
        if not head.note:
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, head.name)
            return
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, head.name)
        font.setBold(False)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(MUTED)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, head.note)


class MatrixView(QTableView):
    """The matrix.  ``chosen`` tells which cell a person looks at, ``opened`` which one a person wants to go into."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setVerticalHeader(_SideHeader(model, self))
        self.setModel(model)
        self.setAccessibleName(_("Class and tier"))
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(enlarged(ROW, self.font()))
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(enlarged(COLUMN, self.font()))
        columns.setHighlightSections(False)
        columns.setFixedHeight(enlarged(40, self.font()))
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.selectionModel().currentChanged.connect(lambda index, _before: self._tell(index))
        self.clicked.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def select(self, row: str, column: str) -> bool:
        """Go to a cell; False if it is not shown."""
        place = self._model.place_of(row, column)
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)
        return place.isValid()

    def _tell(self, index: QModelIndex) -> None:
        if (cell := self._model.cell_at(index)) is not None:
            self.chosen.emit(cell)

    def _open(self, index: QModelIndex) -> None:
        if (cell := self._model.cell_at(index)) is not None:
            self.opened.emit(cell)
