"""The grid: a list that is used as a sheet of Excel is, with cells, blocks, sums and headers that filter.

What its rows are stands in the ``GridModel``; how a person set it up is its ``ViewState``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.grid.bands import write_bands
from smartplanner.ui.grid.cells import GridDelegate
from smartplanner.ui.grid.filter_panel import FilterPanel
from smartplanner.ui.grid.frozen import FrozenView
from smartplanner.ui.grid.header import GridHeader
from smartplanner.ui.grid.heights import fit_rows, reset_rows
from smartplanner.ui.grid.keys import go_sideways, handle_key, select_columns, select_rows
from smartplanner.ui.grid.layout import apply_state, read_state
from smartplanner.ui.grid.menus import add_cell_verbs
from smartplanner.ui.grid.model import Editing, GridModel
from smartplanner.ui.grid.selection import LargeSelection, pieces, places
from smartplanner.ui.grid.state import ViewState
from smartplanner.ui.grid.sums import AT_ONCE, Tally, tallying
from smartplanner.ui.page_keys import HERE, add_key
from smartplanner.ui.slices import Sliced
from smartplanner.ui.table import Column, Table
from smartplanner.ui.table_dress import forget_selection

Index = QModelIndex | QPersistentModelIndex
OPENING = ("title", "name", "light")
"""Columns on which Enter and a double click open the record even where cells can be edited."""


class Grid(Table):
    """A table of cells over a ``GridModel``.

    ``menu_made`` lets others add what can be done with the rows: it carries the menu and the ids.  ``laid_out``
    tells that columns were moved, sized, shown, hidden or frozen, or the heights changed.
    """

    menu_made = Signal(QMenu, list)
    laid_out = Signal()
    head_room = 58

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.grid_model = model
        self._actions: list[QAction] = []
        self._wrapped = False
        self.hidden_widths: dict[str, int] = {}
        self._current: tuple[str, int] | None = None
        self.setSortingEnabled(False)  # before there are other heads: Qt would sort by their first column
        self.heads = GridHeader(model, self)
        self.setHorizontalHeader(self.heads)
        forget_selection(self.heads)
        self._set_columns(model)
        self.usual_widths = {column.name: self.columnWidth(place) for place, column in enumerate(model.columns)}
        self._hide_spare()
        self.frozen: FrozenView | None = None
        self.filter_panel: FilterPanel | None = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setCornerButtonEnabled(True)
        self.opening_action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.set_delegate(GridDelegate(self))
        self._connect()

    # -- what the pages and the editing call

    def set_delegate(self, delegate: GridDelegate) -> None:
        """Draw (and edit) cells by this delegate; the grid does not own it."""
        for column in range(self.grid_model.columnCount()):
            self.setItemDelegateForColumn(column, None)  # type: ignore[arg-type]  # what Qt takes for none
        self.setItemDelegate(delegate)
        if self.frozen is not None:
            self.frozen.setItemDelegate(delegate)

    def set_editing(self, editing: Editing | None) -> None:
        """Let *editing* decide which cells may be changed; None: none."""
        self.grid_model.editing = editing
        self.viewport().update()

    def add_actions(self, actions: Iterable[QAction]) -> None:
        """Add actions to the menu of cells; what their keys do is seen to by who adds them."""
        self._actions += actions

    def selected_ids(self) -> list[str]:
        """Return the ids of the rows with a selected cell, top to bottom."""
        found = (self.grid_model.id_at(place) for place in places(self))
        return [id for id in found if id]

    def current_id(self) -> str:
        """Return the id of the current row; empty if there is none."""
        index = self.currentIndex()
        return self.grid_model.id_at(index.row()) if index.isValid() else ""

    def shown_columns(self) -> list[Column]:
        """Return the columns in view or beside it, in their order."""
        order = (self.heads.logicalIndex(place) for place in range(self.heads.count()))
        return [self.grid_model.columns[number] for number in order if not self.heads.isSectionHidden(number)]

    def selected_cells(self) -> dict[int, list[str]]:
        """Return the ids of the selected cells' rows by column, the hidden columns left out."""
        found: dict[int, list[str]] = {}
        for piece in pieces(self):
            ids = self.grid_model.ids_at(range(piece.top(), piece.bottom() + 1))
            for column in range(piece.left(), piece.right() + 1):
                if not self.heads.isSectionHidden(column):
                    found.setdefault(column, []).extend(ids)
        return found

    def tallying(self) -> Sliced[Tally]:
        """Find count, sum and average of the selected cells, in slices: of a whole long list it takes half a second."""
        model = self.grid_model
        found: dict[int, list[Any]] = {}
        for piece in pieces(self):
            rows, below = list[Any](), piece.bottom() + 1
            for begin in range(piece.top(), below, AT_ONCE):
                rows += map(model.row_of, model.ids_at(range(begin, min(begin + AT_ONCE, below))))
                yield 0.0
            for column in range(piece.left(), piece.right() + 1):
                if not self.heads.isSectionHidden(column):
                    found[column] = [*found[column], *rows] if column in found else rows
        return (yield from tallying((model.facets[column], rows) for column, rows in found.items()))

    def opens_at(self, index: Index) -> bool:
        """Whether Enter and a double click open the record here, rather than act on the cell."""
        return self.grid_model.editing is None or self.grid_model.columns[index.column()].name in OPENING

    def cell_menu(self, index: Index) -> QMenu:
        """Return what can be done with a cell and with the selected rows."""
        menu = QMenu(self)
        id = self.grid_model.id_at(index.row())
        if id:
            menu.addAction(self.opening_action)
        if self._actions:
            menu.addSeparator()
            menu.addActions(self._actions)
        menu.addSeparator()
        add_cell_verbs(self, menu, index)
        self.menu_made.emit(menu, self.selected_ids())
        return menu

    def offer_menu(self, index: Index, at: QPoint) -> None:
        """Open the menu of a cell; a cell outside the selection is selected first, as in Excel."""
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        menu = self.cell_menu(index)
        menu.exec(at)
        menu.deleteLater()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into view, also from below the frozen columns."""
        super().scrollTo(index, hint)
        frozen = self.frozen
        if frozen is None or not frozen.isVisible() or not frozen.isColumnHidden(index.column()):
            return
        covered = frozen.width() - self.columnViewportPosition(index.column())
        if covered > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - covered)

    # -- how it is set up

    def view_state(self) -> ViewState:
        """Return how the grid is set up."""
        return read_state(self)

    def show_state(self, state: ViewState) -> None:
        """Set the grid up as *state* says; what it does not know is left out."""
        apply_state(self, state)

    def show_column(self, name: str, *, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        number = self.grid_model.column_of(name)
        hidden = self.heads.isSectionHidden(number)
        if hidden != shown or (hidden is False and self.heads.hiddenSectionCount() + 1 == self.heads.count()):
            return
        if not shown:
            self.hidden_widths[name] = self.heads.sectionSize(number)
        self.heads.setSectionHidden(number, not shown)
        self.grid_model.wake(number, awake=shown)
        if shown and name in self.hidden_widths:
            self.heads.resizeSection(number, self.hidden_widths.pop(name))
        self.freeze(self.frozen_columns())

    def show_place_of(self, column: int) -> None:
        """Scroll sideways until a column is in view; the rows stay where they are."""
        if self.grid_model.rowCount() and not self.heads.isSectionHidden(column):
            self.updateGeometries()  # else the scroll bar does not know yet how wide the columns are
            self.scrollTo(self.grid_model.index(max(0, self.rowAt(0)), column))

    def freeze(self, count: int) -> None:
        """Keep the first *count* shown columns in view; 0: none."""
        if self.frozen is None and count:
            self.frozen = FrozenView(self)
        if self.frozen is not None:
            self.frozen.show_columns(count)
        self.laid_out.emit()

    def frozen_columns(self) -> int:
        """Return how many columns stay in view."""
        return self.frozen.count if self.frozen is not None else 0

    def wrap(self, *, on: bool) -> None:
        """Show long texts on several lines, or each row on one."""
        if on == self._wrapped:
            return
        self._wrapped = on
        for view in (self, self.frozen):
            if view is not None:
                view.setWordWrap(on)
        if not on:
            reset_rows(self)
        self._heights.start()
        self.laid_out.emit()

    def wrapped(self) -> bool:
        """Whether long texts stand on several lines."""
        return self._wrapped

    def open_filter(self, column: int) -> FilterPanel:
        """Open the filter of a column below its head."""
        panel = FilterPanel(self.grid_model, column, self)
        panel.grouping.connect(lambda name: self.grid_model.group_by([name]))
        panel.hiding.connect(lambda name: self.show_column(name, shown=False))
        panel.adjustSize()
        box = self.heads.funnel_box(column)
        corner = self.heads.viewport().mapToGlobal(box.bottomLeft())
        screen = self.screen().availableGeometry()
        panel.move(
            max(screen.left(), min(corner.x(), screen.right() - panel.width())),
            max(screen.top(), min(corner.y(), screen.bottom() - panel.height())),
        )
        panel.show()
        self.filter_panel = panel
        return panel

    # -- what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select as Excel does; fold a group by Left, Right and Enter."""
        if self._handle_group_key(event) or handle_key(self, self.grid_model, event):
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._handle_enter(event)
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next cell by Tab, as in a sheet; F6, or Tab in the last cell, leaves the list."""
        if self.hasFocus() and go_sideways(self, 1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or open a group that is clicked on."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and self.toggle_group(index.row()):
            event.accept()
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the cell."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.offer_menu(index, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, then the text of each header in view across its band."""
        super().paintEvent(event)
        write_bands(self, self)

    def places_in_view(self) -> Sequence[int]:
        """Return the places of the rows in view."""
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self.grid_model.rowCount() - 1) + 1)

    # -- inside

    def _hide_spare(self) -> None:
        """Keep the columns in reserve out of sight until they are chosen."""
        for number, column in enumerate(self.grid_model.columns):
            if column.spare:
                self.hidden_widths[column.name] = self.columnWidth(number)
                self.heads.setSectionHidden(number, True)

    def _connect(self) -> None:
        self._heights = QTimer(self)
        self._heights.setSingleShot(True)
        self._heights.setInterval(0)
        self._heights.timeout.connect(self._fit_heights)
        model, heads = self.grid_model, self.heads
        heads.filtering.connect(self.open_filter)
        heads.sectionMoved.connect(lambda *_change: self.laid_out.emit())
        heads.sectionResized.connect(lambda *_change: self._heights.start())
        heads.sectionResized.connect(lambda *_change: self.laid_out.emit())
        for signal in (self.verticalScrollBar().valueChanged, model.modelReset, model.layoutChanged, model.dataChanged):
            signal.connect(lambda *_change: self._heights.start())
        self._large = LargeSelection(self)
        model.rearranging.connect(self._large.put_aside)
        model.arranged.connect(self._large.bring_back)
        model.modelAboutToBeReset.connect(self._note_current)
        model.modelReset.connect(self._find_current)
        keys = {
            "Ctrl+Shift+L": (_("Show or hide the filters in the heads"), self.toggle_funnels),
            "Alt+Down": (_("Filter the current column"), self._filter_current),
            "F6": (_("Leave the list forwards"), lambda: QWidget.focusNextPrevChild(self, True)),
            "Shift+F6": (_("Leave the list backwards"), lambda: QWidget.focusNextPrevChild(self, False)),
            "Ctrl+Space": (_("Select the column"), lambda: select_columns(self)),
            "Shift+Space": (_("Select the row"), lambda: select_rows(self)),
        }
        actions = {key: add_key(self, key, do, where=HERE, text=text) for key, (text, do) in keys.items()}
        self.funnels_action = actions["Ctrl+Shift+L"]

    def _filter_current(self) -> None:
        if self.currentIndex().isValid():
            self.open_filter(self.currentIndex().column())

    def toggle_funnels(self) -> None:
        """Show or hide the funnels in the heads."""
        shown = not self.heads.with_funnels
        for view in (self, self.frozen):
            if view is not None:
                view.heads.show_funnels(shown=shown)

    def _fit_heights(self) -> None:
        if self._wrapped:
            fit_rows(self)

    def _note_current(self) -> None:
        """Keep the current cell over a filter, which shows the rows anew."""
        index = self.currentIndex()
        self._current = (self.current_id(), index.column()) if index.isValid() else None

    def _find_current(self) -> None:
        if self._current is None:
            return
        place = self.grid_model.place_of(self._current[0])
        if place >= 0:
            index = self.grid_model.index(place, self._current[1])
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def toggle_group(self, place: int) -> bool:
        """Fold or open the header at *place*; False if there is none."""
        group = self.grid_model.group_at(place)
        if group is None:
            return False
        self.grid_model.fold([group.key], away=not self.grid_model.folded(group.key))
        return True

    def _handle_group_key(self, event: QKeyEvent) -> bool:
        index = self.currentIndex()
        group = self.grid_model.group_at(index.row()) if index.isValid() else None
        if group is None:
            return False
        folded = self.grid_model.folded(group.key)
        key = event.key()
        turning = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if key not in (*turning, Qt.Key.Key_Right if folded else Qt.Key.Key_Left):
            return False
        return self.toggle_group(index.row())

    def _handle_enter(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        if self.opens_at(index):
            self._open_current()
            return
        up = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        target = index.siblingAtRow(index.row() + (-1 if up else 1))
        if target.isValid():
            self.setCurrentIndex(target)

    def _open_current(self) -> None:
        if id := self.current_id():
            self.opened.emit(id)

    def _open_clicked(self, index: QModelIndex) -> None:
        if self.opens_at(index) and (id := self.grid_model.id_at(index.row())):
            self.opened.emit(id)
