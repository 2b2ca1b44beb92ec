"""Editing the cells of a grid as in a sheet: open a cell by typing, F2 or a double click, go on by Enter and Tab.

The editor lies over the view and is tied to a record and a field, not to a place: a list that is sorted or filtered
anew under it does not lead what was typed into another record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.telling import Tell, untold
from smartplanner.commands.cells import CHANGE, Text, cell_text, may_edit, refusal, same_text, set_cells
from smartplanner.fields.description import Field, Kind
from smartplanner.ui.grid.clipboard import clipped_block, copy_cells, paste_block, takes_block
from smartplanner.ui.grid.clipboard_preview import CellsPreview
from smartplanner.ui.grid.editing_actions import EditingActions
from smartplanner.ui.grid.editing_cell import CellEditor
from smartplanner.ui.grid.editing_range import columns_from, rows_from, selected_keys, whole_rows
from smartplanner.ui.grid.filling import clear_cells
from smartplanner.ui.grid.finding import FindDialog
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.pasting import paste_rows
from smartplanner.ui.progress import LARGE, LongWork
from smartplanner.ui.session import Session, show_problem

_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Open(NamedTuple):
    """The cell that is open, and what it showed when it was opened."""

    id: str
    field: Field
    column: int
    seen: str
    editor: CellEditor


class GridEditing(QObject):
    """Makes the cells of *grid*, a list of *entity*, ones that are written into.  The grid owns it."""

    def __init__(self, session: Session, grid: Grid, entity: str) -> None:
        super().__init__(grid)
        self.session, self.grid, self.entity = session, grid, entity
        self.opened: Open | None = None
        self.find_dialog: FindDialog | None = None
        self.actions = EditingActions(self)
        grid.set_editing(self)
        grid.add_actions(self.actions.all)
        grid.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        for watched in (grid, grid.viewport()):
            watched.installEventFilter(self)
        grid.doubleClicked.connect(self._open_clicked)
        for moved in (
            grid.verticalScrollBar().valueChanged,
            grid.horizontalScrollBar().valueChanged,
            grid.horizontalHeader().sectionResized,
            grid.horizontalHeader().sectionMoved,
            grid.grid_model.layoutChanged,
            grid.grid_model.modelReset,
        ):
            moved.connect(self._follow_cell)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    # -- what the grid asks

    def editable(self, row_id: str, field: Field) -> bool:
        """Whether a person may change this cell in the list."""
        return bool(row_id) and self.session.office.writable and may_edit(self.entity, field.name)

    # -- opening

    def open_current(self, typed: str | None = None) -> bool:
        """Open the current cell, with what was *typed* instead of what it holds; False (and a word) if it may not."""
        index = self.grid.currentIndex()
        if not index.isValid() or not self.close():
            return False
        id, field = self.grid.grid_model.id_at(index.row()), self.grid.grid_model.field_at(index.column())
        if refused := self._why_not(id, field):
            self.session.said.emit(refused)
            return False
        row = self.session.office.reader.row(self.entity, id)
        if row is None or field is None:
            return False
        self.grid.scrollTo(index)
        self._open(id, field, index.column(), row, typed)
        return True

    def _open(self, id: str, field: Field, column: int, row: Any, typed: str | None) -> None:
        names = self.session.office.reader
        seen = cell_text(field, row, names.name)
        lines = field.kind is Kind.TEXT and "\n" in seen
        editor = CellEditor(field, names.names, self.session.as_of, self.grid, lines=lines)
        self.opened = Open(id, field, column, seen, editor)
        editor.wanted.connect(self._go_on)
        self._follow_cell()
        editor.show()
        editor.setFocus()
        if typed is None:
            editor.show_row(row, names.name)
        else:
            editor.show_typed(typed)
        editor.open_list()

    def _why_not(self, id: str, field: Field | None) -> str:
        """Return why a cell cannot be opened; empty if it can."""
        if not id:
            return _("This line heads a group.")
        if not self.session.office.writable:
            return _("The book is open for reading only; nothing can be changed in it.")
        if field is None:
            return _("This column is computed; it follows from the record.")
        refused = refusal(self.entity, field.name)
        return refused.sentence() if refused is not None else ""

    # -- taking over

    def close(self) -> bool:
        """Write what stands in an open cell and close it; False if it cannot be written: then it stays open."""
        return self.opened is None or self._commit(self.opened.editor.answer())

    def cancel(self) -> None:
        """Close an open cell without writing."""
        if self.opened is not None:
            editor = self.opened.editor
            self.opened = None
            editor.remove()
            self.grid.setFocus()

    def _commit(self, answer: Text, *, into_all: bool = False) -> bool:
        opened = self.opened
        assert opened is not None
        key = (opened.id, opened.field.name)
        cells = {key: answer}
        if into_all:
            others = [each for each in selected_keys(self.grid) if may_edit(self.entity, each[1])]
            same_field = {each for each in others if each[1] == key[1]}
            text = opened.editor.shown_text()
            cells |= same_text((each for each in others if each not in same_field), text)
            cells |= same_text(same_field, answer)
        if not into_all and answer == opened.seen:
            self.cancel()
            return True
        office, entity, as_of = self.session.office, self.entity, self.session.as_of

        def write(tell: Tell) -> None:
            set_cells(office, entity, cells, as_of=as_of, doing=CHANGE, seen={key: opened.seen}, tell=tell)

        if len(cells) >= LARGE:  # the cell stays open until they are written
            LongWork(
                self.session,
                _("The cells are being filled in"),
                lambda tell, _stopping: write(tell),
                lambda _none: self._leave(opened),
                window=self.grid,
                failed=lambda error: self._refuse(opened, error),
                alone=True,
            )
            return False
        try:
            write(untold)
        except Problem as problem:
            self._refuse(opened, problem)
            return False
        self._leave(opened)
        return True

    def _leave(self, opened: Open) -> None:
        """Close the cell that was written, unless another one is open by now."""
        if self.opened is opened:
            self.cancel()

    def _refuse(self, opened: Open, error: BaseException) -> None:
        """Say at the cell why it cannot be written."""
        if not isinstance(error, Problem):
            raise error
        if self.opened is opened:
            if error.code == "conflict":
                self._see_again(opened)
            own = error.field == opened.field.name and not error.details
            opened.editor.show_problem(error.at(cell="") if own else error)
            opened.editor.setFocus()

    def _see_again(self, opened: Open) -> None:
        """Take the cell for seen as it is now: whoever enters the value again means it."""
        row = self.session.office.reader.row(self.entity, opened.id)
        if row is not None:
            seen = cell_text(opened.field, row, self.session.office.reader.name)
            self.opened = opened._replace(seen=seen)

    def _go_on(self, where: str) -> None:
        """Write, and go to the next cell; Escape only closes."""
        opened = self.opened
        if opened is None:
            return
        if where == "cancel":
            self.cancel()
            return
        target = self._next_cell(opened, where)
        if not self._commit(opened.editor.answer(), into_all=where == "all"):
            return
        if target is not None and (place := self.grid.grid_model.place_of(target[0])) >= 0:
            self.grid.setCurrentIndex(self.grid.grid_model.index(place, target[1]))

    def _next_cell(self, opened: Open, where: str) -> tuple[str, int] | None:
        """Return the row and column to go to, by what is shown now: a written value may move its row elsewhere."""
        id, column = opened.id, opened.column
        if where == "down":
            return rows_from(self.grid, id, 2)[-1], column
        if where == "up":
            index = self.grid.currentIndex()
            above = self.grid.grid_model.id_at(index.row() - 1) if index.row() > 0 else ""
            return above or id, column
        if where in ("left", "right"):
            shown = columns_from(self.grid, 0)
            place = shown.index(column) + (1 if where == "right" else -1)
            return id, shown[max(0, min(place, len(shown) - 1))]
        return None

    # -- blocks

    def copy(self, *, with_heads: bool | None = None, then: Callable[[], object] = lambda: None) -> int:
        """Put the selected cells on the clipboard, and do *then*; returns how many rows."""

        def say(count: int) -> None:
            self.session.said.emit(_("Copied {count} rows; paste them here or in Excel.", count=count))
            then()

        return copy_cells(self.session, self.grid, self.entity, with_heads=with_heads, done=say)

    def cut(self) -> None:
        """Put the selected cells on the clipboard and empty them."""
        self.copy(then=lambda: clear_cells(self.session, self.grid, self.entity))

    def paste(self) -> CellsPreview | bool:
        """Paste into the selected cells; True or the preview where that is done, False where no cell is selected."""
        try:
            block = clipped_block()
        except Problem as problem:
            show_problem(problem, self.grid)
            return True
        if not self.session.office.writable:
            self.session.said.emit(_("The book is open for reading only; nothing can be changed in it."))
            return True
        if not takes_block(self.grid, self.entity, block):
            return False
        return paste_block(self.session, self.grid, self.entity, block) or True

    def paste_all(self) -> None:
        """Paste into the selected cells; where none is, or the block has heads, match it with the rows in a preview."""
        if not self.paste():
            columns = [column.name for column in self.grid.grid_model.columns if not column.spare]
            paste_rows(self.session, self.entity, columns, self.grid)

    def find(self, *, replacing: bool = False) -> None:
        """Open the dialog that finds and replaces."""
        if self.find_dialog is None:
            self.find_dialog = FindDialog(self.session, self.grid, self.entity)
        self.find_dialog.begin(replacing=replacing)

    def find_next(self, step: int = 1) -> None:
        """Go to the next cell that holds what was looked for."""
        if self.find_dialog is None or not self.find_dialog.search().text:
            self.find()
        else:
            self.find_dialog.go(step)

    # -- what Qt tells

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a sheet; a click beside an open cell writes it first."""
        kind = event.type()
        if watched is self.grid:
            if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
                return self._compose(event)
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return not self.close()
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        action = self.actions.for_key(QKeySequence(event.keyCombination()))
        return action is not None and not (event.matches(QKeySequence.StandardKey.Delete) and whole_rows(self.grid))

    def _press(self, event: QKeyEvent) -> bool:
        if self.opened is not None:  # the keys belong to the open cell
            self.opened.editor.setFocus()
            return True
        if self._takes(event):
            self.actions.run(QKeySequence(event.keyCombination()))
            return True
        if event.text().isprintable() and event.text().strip() and not event.modifiers() & _MODIFIERS:
            return self.open_current(event.text())
        return False

    def _compose(self, event: QInputMethodEvent) -> bool:
        """Hand what an input method composes (Chinese) to the cell, which opens for it."""
        if not (event.preeditString() or event.commitString()):
            return False
        if self.opened is None and not self.open_current(""):
            return False
        assert self.opened is not None
        line: QWidget = self.opened.editor.line() or self.opened.editor.editor.focusWidget() or self.opened.editor
        return QApplication.sendEvent(line, event)

    def _open_clicked(self, index: QModelIndex) -> None:
        if not self.grid.opens_at(index):
            self.open_current()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Write an open cell when the person goes elsewhere in the window."""
        opened = self.opened
        if opened is None or new is None or opened.editor.isAncestorOf(new) or new is opened.editor:
            return
        if new is self.grid or new.window() is not self.grid.window():
            return
        self.close()

    def _follow_cell(self, *_change: object) -> None:
        """Keep the open cell's editor where its cell is; it hides while the cell is out of sight."""
        if self.opened is None:
            return
        cell = self._cell_box(self.opened)
        self.opened.editor.setVisible(not cell.isEmpty())
        if not cell.isEmpty():
            self.opened.editor.lie_on(cell)

    def _cell_box(self, opened: Open) -> QRect:
        model, frozen = self.grid.grid_model, self.grid.frozen
        index = model.index(max(0, model.place_of(opened.id)), opened.column)
        if model.place_of(opened.id) < 0:
            return QRect()
        if frozen is not None and frozen.isVisible() and not frozen.isColumnHidden(opened.column):
            view: Any = frozen
        else:
            view = self.grid
        box: QRect = view.visualRect(index)
        return QRect(view.viewport().mapTo(self.grid, box.topLeft()), box.size()) if box.isValid() else QRect()
