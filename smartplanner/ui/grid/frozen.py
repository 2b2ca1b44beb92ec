"""The first columns of a grid, kept in view: a second view of the same cells over its left edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView

from smartplanner.ui import theme
from smartplanner.ui.grid.bands import write_bands
from smartplanner.ui.grid.header import GridHeader
from smartplanner.ui.table_dress import forget_selection

if TYPE_CHECKING:
    from smartplanner.ui.grid.view import Grid


class FrozenView(QTableView):
    """The frozen columns of *grid*: same model, same selection, same heights; the keys stay with the grid."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.count = 0
        self.heads = GridHeader(grid.grid_model, self)
        self.setModel(grid.grid_model)
        self.setHorizontalHeader(self.heads)
        self.heads.setSectionsMovable(False)
        self.setSelectionModel(grid.selectionModel())
        forget_selection(self.heads)
        self.setItemDelegate(grid.itemDelegate())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(grid)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("frozen")
        self.setStyleSheet("QTableView#frozen { border: none; }")  # one line with the grid below it
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(grid.selectionBehavior())
        self.setSelectionMode(grid.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(grid.alternatingRowColors())
        self.setWordWrap(grid.wordWrap())
        self.setAutoScroll(False)  # the grid scrolls; this follows
        self._connect()
        self.hide()

    def show_columns(self, count: int) -> None:
        """Keep the first *count* shown columns in view; 0: none."""
        self.count = count
        self.follow()

    def follow(self) -> None:
        """Come in line with the columns of the grid."""
        heads = self._grid.heads
        shown = [heads.logicalIndex(place) for place in range(heads.count())]
        kept = [number for number in shown if not heads.isSectionHidden(number)][: self.count]
        for place, number in enumerate(shown):
            self.heads.moveSection(self.heads.visualIndex(number), place)
            self.heads.setSectionHidden(number, number not in kept)
            if number in kept:
                self.heads.resizeSection(number, heads.sectionSize(number))
        self.setVisible(bool(kept))
        self.place()

    def place(self) -> None:
        """Lie over the left edge of the grid, no wider than most of it."""
        grid = self._grid
        width = min(self.heads.length(), int(grid.viewport().width() * 0.8))
        top = grid.viewport().y() - grid.heads.height()
        self.setGeometry(grid.viewport().x(), top, width, grid.viewport().height() + grid.heads.height())
        self.heads.setFixedHeight(grid.heads.height())
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())
        if self.isVisible():
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, the headers of groups, and the line where the frozen columns end."""
        super().paintEvent(event)
        write_bands(self, self._grid)
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().width() - 2, 0, 2, self.viewport().height(), theme.ACCENT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or open a group that is clicked on, as in the grid."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._grid.grid_model.group_at(index.row()) is not None:
            self._grid.toggle_group(index.row())
            return
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the grid scroll."""
        QApplication.sendEvent(self._grid.viewport(), event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the cell, as in the grid."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self._grid.offer_menu(index, event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the grid's viewport."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        grid = self._grid
        bar, own = grid.verticalScrollBar(), self.verticalScrollBar()
        bar.valueChanged.connect(own.setValue)
        own.rangeChanged.connect(lambda *_range: own.setValue(bar.value()))  # it may be told of fewer rows at first
        grid.heads.sectionMoved.connect(lambda *_change: self.follow())
        grid.heads.sectionResized.connect(lambda *_change: self.follow() if self.count else None)
        self.heads.sectionResized.connect(self._widen)
        grid.verticalHeader().sectionResized.connect(lambda row, _old, new: self.setRowHeight(row, new))
        self.heads.filtering.connect(grid.heads.filtering)
        self.doubleClicked.connect(grid.doubleClicked)
        grid.viewport().installEventFilter(self)

    def _widen(self, section: int, _old: int, new: int) -> None:
        if new and self._grid.heads.sectionSize(section) != new:
            self._grid.heads.resizeSection(section, new)
