"""The frame of every list: a heading, a filter, a table, and what can be done with its rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.model import entities
from smartplanner.queries.ranks import ranks
from smartplanner.ui.beside.removal import remove_records
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.grid import Grid, GridModel, ViewState
from smartplanner.ui.grid.chips import ChipLine, chips_of_filters, chips_of_groups, chips_of_words
from smartplanner.ui.grid.clipboard import copy_rows
from smartplanner.ui.grid.colour_dialog import ColourDialog
from smartplanner.ui.grid.editing import GridEditing
from smartplanner.ui.grid.empty import EmptyPlace
from smartplanner.ui.grid.empty_columns import EmptyColumns, Filled
from smartplanner.ui.grid.foot import FootLine
from smartplanner.ui.grid.memory import Memory
from smartplanner.ui.grid.menus import fill_view_menu
from smartplanner.ui.grid.ordering import FEW, MANY, OrderedRows
from smartplanner.ui.grid.reading import Reading, ReadRows
from smartplanner.ui.grid.tally_line import TallyLine
from smartplanner.ui.grid.typed_filter import TypedFilter
from smartplanner.ui.icons import dress
from smartplanner.ui.page_keys import HERE, WINDOW, WITHIN, add_key
from smartplanner.ui.pasting import paste_rows
from smartplanner.ui.search_field import SearchField
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE


class ListPage(QWidget):
    """The list of one entity: of a plain one, or with columns, rows and filters of a page's own.

    ``exporting`` asks the shell to write the entity to a workbook; rows are opened through ``session.asked``.
    """

    exporting = Signal(str)

    def __init__(
        self, session: Session, entity: str, columns: Sequence[Column], identity: Callable[[Any], str]
    ) -> None:
        super().__init__()
        self.session = session
        self.entity = entity
        self._ranks: dict[str, Mapping[str, int]] = {}
        described = entities()[entity]
        self.model = GridModel(columns, identity, self, entity=described, as_of=session.as_of, ranks=self._ranks_of)
        self.table = Grid(self.model, self)
        self.heading = QLabel(_(entities()[entity].plural))
        self.heading.setObjectName("heading")
        self.table.setAccessibleName(self.heading.text())
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.search = SearchField(_("Filter (Ctrl+L)"), least=120, most=240)
        self.typed = TypedFilter(session, self, model=self.model, field=self.search, accepts=lambda: self.accepts())
        self.empty = EmptyPlace(self.clear_filters)
        self.chips = ChipLine(self.clear_filters, self)
        self.tally = TallyLine(self.table, self)
        self.tools = FoldingRow()
        self.memory = Memory(self.table, entity)
        self.empty_columns = EmptyColumns(self.table)
        self._lay_out()
        self.editing = GridEditing(session, self.table, entity)
        self._asked_state: ViewState | None = None
        self._reading = Reading(
            session,
            self,
            self.model,
            self.empty_columns,
            read=lambda: self.read_rows(None),
            set_up=self._prepare_columns,
            take=self._take,
        )
        self.model.in_background = self._sort_beside
        self._connect()
        self._stale = self._fresh = True

    def showEvent(self, event: Any) -> None:
        """Read the rows when the page is first looked at."""
        super().showEvent(event)
        if self._stale:
            self.load()

    def load(self) -> None:
        """Read all rows anew; those of a large list off the window's thread."""
        self._stale = False
        self._ranks.clear()
        if self.session.office.reader.count(self.entity) > MANY:
            self._reading.start()
            self._say_count()
            return
        self._reading.drop()
        rows = self.read_rows(None)
        self._prepare_columns(ReadRows(rows, None))
        self.model.set_rows(rows)
        self.typed.prepare()
        self._say_count()

    def _prepare_columns(self, read: ReadRows) -> None:
        self._set_up(*read)
        if self.empty_columns.bring_back(*read):
            self.memory.take_for_usual()

    def _take(self, made: OrderedRows) -> None:
        """Show the rows of a large list."""
        self.model.set_ordered(made)
        self.typed.prepare()
        self._say_count()

    def _set_up(self, rows: Sequence[Any], filled: Filled | None = None) -> None:
        """Set the list up when it is first looked at: as usual for what it holds, then as it is remembered."""
        if self._fresh:
            self._fresh = False
            self.empty_columns.put_away(rows, filled)
            self.memory.restore()
            if self._asked_state is not None:
                state, self._asked_state = self._asked_state, None
                self.show_state(state)

    def read_rows(self, ids: Sequence[str] | None) -> Sequence[Any]:
        """Return the rows of this list: all, or those of *ids*.  A page with rows of its own overrides it."""
        return self.session.office.reader.rows(self.entity, ids)

    def accepts(self) -> Callable[[Any], bool] | None:
        """Return what rows must fulfil beside the typed filter; a page with filters of its own overrides it."""
        return None

    def apply_filter(self) -> None:
        """Filter the list by what is typed and chosen, as soon as a large one can be searched."""
        self.typed.apply()

    def view_state(self) -> ViewState:
        """Return the list as it is set up: columns, order, groups, filters and what is typed."""
        return replace(self.table.view_state(), text=self.search.text(), quick=self.quick())

    def show_state(self, state: ViewState) -> None:
        """Set the list up as *state* says; what it does not know (any more) is left out."""
        if self._fresh:  # else the remembered set-up would come over it when the page is first looked at
            if self.session.office.reader.count(self.entity) > MANY:
                self._asked_state = state
                return
            self._set_up(self.read_rows(None))
        self.table.show_state(state)
        self.set_quick(state.quick)
        self.search.setText(state.text)
        self.search.settle()
        self.apply_filter()

    def quick(self) -> tuple[str, ...]:
        """Return what is chosen of the filters that this page has beside those of the heads, as ``name=value``."""
        return ()

    def set_quick(self, chosen: Sequence[str]) -> None:
        """Choose these filters of the page's own; what is not among them is as if never chosen."""

    def said_filters(self) -> list[str]:
        """Return in words what narrows and groups the list."""
        return list(self.chips.words)

    def differs_from_usual(self) -> bool:
        """Whether a person narrowed the list, or set up its columns or order."""
        return self.model.shown_count() != self.model.total() or self.memory.differs()

    def clear_filters(self) -> None:
        """Take every filter back: typed, chosen above the list, and those of the heads."""
        self.search.clear()
        self.search.settle()
        self.set_quick(())
        if self.model.filters():
            self.model.set_filters(())
        self.apply_filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a low window to the rows."""
        super().resizeEvent(event)
        self.tally.fit()

    def hideEvent(self, event: Any) -> None:
        """Remember the set-up of the list."""
        if not self._fresh:  # else it is not set up yet
            self.memory.keep()
        super().hideEvent(event)

    def _sort_beside(self, work: Callable[[], OrderedRows], done: Callable[[OrderedRows], None]) -> None:
        self.session.in_background(work, done, asker=self)

    def _ranks_of(self, entity: str) -> Mapping[str, int]:
        """Return the office's own order of an entity, read once for each reading of the rows."""
        known = self._ranks.get(entity)
        if known is None:
            known = self._ranks[entity] = ranks(self.session.office.reader, entity)
        return known

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addWidget(self.count)
        top.addStretch()
        top.addWidget(self.search)
        self.add_button = QPushButton(_("Add"))
        self.open_button = QPushButton(_("Open"))
        self.remove_button = QPushButton(_("Remove"))
        self.paste_button = QPushButton(_("Paste"))
        self.paste_button.setToolTip(_("Take in cells that were copied in Excel or WPS (Ctrl+V)"))
        self.export_button = QPushButton(_("Export to Excel"))
        self.view_button = QPushButton(_("Display"))
        self.view_button.setToolTip(_("Columns, groups, heights and colours of the list"))
        self.view_menu = QMenu(self)
        self.view_menu.aboutToShow.connect(
            lambda: fill_view_menu(self.table, self.view_menu, self.memory.usual, self.set_colours)
        )
        self.view_button.setMenu(self.view_menu)
        for button in (self.add_button, self.open_button, self.remove_button, self.paste_button):
            self.tools.line.addWidget(button)
        # Not all of them: a window of 910 pixels (1366×768 at 150 %) has to hold the row without folding.
        dressed = {"add": self.add_button, "remove": self.remove_button, "export": self.export_button}
        for picture, button in dressed.items():
            dress(button, picture)
        self.tools.line.addStretch()
        self.tools.line.addWidget(self.view_button)
        self.tools.line.addWidget(self.export_button)
        self.tools.fold(self.export_button, self.paste_button, self.open_button, self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self.tools)
        layout.addWidget(self.chips)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.foot = FootLine(self.table, self.model, self)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.foot)
        rows.addWidget(self.tally, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(rows, 1)

    def _connect(self) -> None:
        self.search.paused.connect(self.apply_filter)
        self.search.returnPressed.connect(self._go_to_rows)
        self.table.opened.connect(lambda id: self.session.asked.emit(self.entity, id))
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self._enable())
        self.model.arranged.connect(self._show_chips)
        self.model.arranged.connect(self._say_count)
        self.table.menu_made.connect(self._add_to_menu)
        self.model.modelReset.connect(self._enable)
        self.model.layoutChanged.connect(self._enable)
        self.add_button.clicked.connect(lambda: self.session.asked.emit(self.entity, ""))
        self.open_button.clicked.connect(self._open)
        self.remove_button.clicked.connect(self.remove)
        self.export_button.clicked.connect(lambda: self.exporting.emit(self.entity))
        self.paste_button.clicked.connect(self.paste)
        add_key(self, "Ctrl+L", self._go_to_filter, where=WINDOW, text=_("Filter the list"))
        add_key(self, QKeySequence.StandardKey.Find, self.editing.find, where=WINDOW)
        add_key(self, QKeySequence.StandardKey.Paste, self.paste, where=WITHIN)
        add_key(self, QKeySequence.StandardKey.Copy, self.copy, where=WITHIN)
        # The button, which does nothing while it is off.
        add_key(self.table, QKeySequence.StandardKey.Delete, self.remove_button.click, where=HERE)
        self.session.changed.connect(self._follow)
        self._enable()

    def _go_to_filter(self) -> None:
        """Go to the filter, with what stands in it selected so that typing replaces it."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go_to_rows(self) -> None:
        """Go from the filter to the rows that it left, so that Enter opens the first of them."""
        self.search.settle()
        self.apply_filter()
        if self.model.rowCount():
            self.table.setFocus()
            self.table.selectRow(0)

    def _enable(self) -> None:
        selected = self.table.selectionModel().hasSelection()
        writable = self.session.office.writable
        self.add_button.setEnabled(writable)
        self.paste_button.setEnabled(writable)
        self.open_button.setEnabled(selected)
        self.remove_button.setEnabled(selected and writable)

    def _open(self) -> None:
        for id in self.table.selected_ids()[:1]:
            self.session.asked.emit(self.entity, id)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as Excel and WPS take them."""
        copy_rows(self.session, self.table, self.entity)

    def paste(self) -> QDialog | None:
        """Paste into the selected cells; where none is, or rows with heads were copied, open the preview of rows."""
        if not self.session.office.writable:
            return None
        if done := self.editing.paste():
            return done if isinstance(done, QDialog) else None
        columns = [column.name for column in self.model.columns if not column.spare]
        return paste_rows(self.session, self.entity, columns, self)

    def set_colours(self) -> ColourDialog:
        """Open the rules that tint cells."""
        dialog = ColourDialog(self.model, self)
        dialog.open()
        return dialog

    def _add_to_menu(self, menu: QMenu, _ids: list[str]) -> None:
        """Add to the menu of a cell what the buttons above do with the selected rows."""
        menu.addSeparator()
        menu.addAction(_("Copy the rows"), self.copy)
        removing = menu.addAction(self.remove_button.text(), self.remove)
        removing.setEnabled(self.remove_button.isEnabled())

    def _show_chips(self) -> None:
        narrowing = [*chips_of_filters(self.model), *chips_of_words(self.search)]
        self.chips.show_chips([*narrowing, *chips_of_groups(self.model)], clearable=bool(narrowing))

    def remove(self) -> None:
        """Remove the selected rows after asking once; it can be undone."""
        if ids := self.table.selected_ids():
            remove_records(self.session, self.entity, ids, self)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if self._stale:
            return
        if not self.isVisible():
            self._stale = self._stale or self.concerns(rows)
            return
        if self._reading.under_way and not self.concerns(rows):
            return
        ids = rows.get(self.entity, set())
        if self._names_concerned(rows) or self._reading.under_way or self._reads_anew(ids):
            self.load()
        elif ids:
            touched = self.read_rows(list(ids))
            self.empty_columns.bring_back(touched)
            self.model.refresh(ids, touched)
        self._say_count()

    def _reads_anew(self, touched: Collection[str]) -> bool:
        """Whether so many rows of a large list were touched that all are read off the window's thread."""
        return len(touched) > FEW and self.model.total() > MANY

    def concerns(self, rows: dict[str, set[str]]) -> bool:
        """Whether a commit that touched *rows* can change this list: itself, or a name that it shows."""
        return self.entity in rows or self._names_concerned(rows)

    def _names_concerned(self, rows: dict[str, set[str]]) -> bool:
        named = {field.target for field in entities()[self.entity].fields if field.target} - {self.entity}
        return bool(named & rows.keys())

    def _say_count(self) -> None:
        shown, total = self.model.shown_count(), self.model.total()
        if self._reading.under_way and not total:
            self.count.setText(_("Reading …"))
            self.empty.hide()
            return
        self.count.setText(
            _("{total} in all", total=total) if shown == total else _("{shown} of {total}", shown=shown, total=total)
        )
        self.empty.setVisible(shown == 0)
        self.table.setVisible(shown > 0)
        self.foot.setVisible(shown > 0 and bool(self.model.summed_columns()))
        self.tally.fit()
        self.empty.say(_(entities()[self.entity].plural), filtered=total > 0)
