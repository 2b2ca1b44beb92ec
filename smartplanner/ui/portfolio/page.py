"""The page 分类分级: reads the portfolio, shows it as matrix, tiles or comparison, and what stands behind a cell."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.queries.initials import Initials, matcher
from smartplanner.queries.portfolio import SOURCES, Cell, Head, Matrix, arrange
from smartplanner.queries.portfolio_movement import Moved, movement
from smartplanner.queries.portfolio_things import Things, read_things
from smartplanner.ui.latest import Latest
from smartplanner.ui.navigation import PORTFOLIO
from smartplanner.ui.page_keys import WITHIN, add_key
from smartplanner.ui.portfolio.bar import MATRICES, PortfolioBar
from smartplanner.ui.portfolio.compare import ComparePanel
from smartplanner.ui.portfolio.drill import DrillPanel
from smartplanner.ui.portfolio.model import MatrixModel
from smartplanner.ui.portfolio.tiles import TileMap
from smartplanner.ui.portfolio.view import MatrixView
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

TITLES = {
    "area": N_("Matrix of requirement areas"),
    "tier": N_("Matrix of tiers"),
    "kind": N_("Matrix of classes"),
}
"""The title of the printed matrix by its columns."""
_MATRIX_WIDTH, _PANEL_WIDTH, _PANEL_LEAST = 700, 470, 380
_READ = SOURCES | {"task_event"}
MANY = 1_000
"""Matters from which on the portfolio is read and sorted off the window's thread."""


class _Read(NamedTuple):
    things: Things
    matrix: Matrix
    moved: dict[tuple[str, str], list[Moved]]


class PortfolioPage(QWidget):
    """The portfolio as of the session's day; read when it is looked at, and after commits that touch it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.bar = PortfolioBar(session.as_of, self)
        self.model = MatrixModel(self)
        self.view = MatrixView(self.model, self)
        self.tiles = TileMap(self.model, self)
        self.compare = ComparePanel(self)
        self.panel = DrillPanel(session, self)
        self.matrix: Matrix | None = None
        self.mode = "area"
        self.empty = QLabel()
        self._things: Things | None = None
        self._moved: dict[tuple[str, str], list[Moved]] = {}
        self._initials = Initials()
        self._stale = True
        self._latest = Latest(session, self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the book when the page is looked at."""
        super().showEvent(event)
        if self._stale:
            self.load()
            self.view.setFocus()

    def load(self) -> None:
        """Read everything anew; a large book off the window's thread."""
        self._stale, self._things = False, None
        self._read()

    def apply(self) -> None:
        """Sort what was read into the matrix that is asked for, and show it."""
        if not self._stale:
            self._read()

    def _read(self) -> None:
        """Read what is not known yet, sort it, and show it; of several askings the last is shown."""
        known, reader, as_of = self._things, self.session.office.reader, self.session.as_of
        rows, columns = (self.bar.rows, self.mode) if self.mode in MATRICES else ("district", "area")
        moves = self.bar.moves.isChecked()

        def work() -> _Read:
            things = read_things(reader, as_of=as_of) if known is None else known
            found = arrange(reader, things, as_of=as_of, rows=rows, columns=columns)
            return _Read(things, found, movement(reader, found) if moves else {})

        beside = reader.count("task") > MANY
        if beside and self.matrix is None:
            self.empty.setText(_("Reading …"))
            self._stack.hide()
        self._latest.read(work, self._take, beside=beside)

    def _take(self, read: _Read) -> None:
        self._things, self.matrix, self._moved = read
        self.filter()

    def filter(self) -> None:
        """Show the rows that fit the search."""
        if self.matrix is None:
            return
        chosen = self.model.cell_at(self.view.currentIndex())
        heads = self.matrix.rows
        match = matcher(self.bar.search.text(), self._initials, lambda: map(_searched, heads))
        self.model.show(self.matrix, None if match is None else lambda head: match(_searched(head)))
        self.model.mark({key: _counts(rows) for key, rows in self._moved.items()})
        self.bar.offer_areas(self.matrix.columns)
        if self.mode == "tiles":
            self.tiles.show_matrix(self.matrix, self.session.office.reader, self.bar.area)
        elif self.mode == "compare":
            self.compare.show_matrix(self.matrix)
        if chosen is not None:
            self.view.select(chosen.row, chosen.column)
        if self.panel.cell is not None and self.panel.isVisible():
            self._show_behind(self._present(self.panel.cell))
        self._summarise()

    def show_mode(self, mode: str) -> None:
        """Show the matrix by another thing, the tiles, or the comparison."""
        self.mode = mode
        self.bar.show_mode(mode)
        self._stack.setCurrentWidget({"tiles": self.tiles, "compare": self.compare}.get(mode, self.view))
        self.panel.hide()
        self.apply()

    def look_behind(self, cell: Cell) -> None:
        """Show what stands behind a cell in the panel."""
        self._show_behind(cell)
        self.panel.show()
        self.view.scrollTo(self.view.currentIndex())

    def go_behind(self, cell: Cell) -> None:
        """Show what stands behind a cell and go into that list."""
        self.look_behind(cell)
        self.panel.table.setFocus()
        if self.panel.model.rowCount():
            self.panel.table.selectRow(0)

    def close_panel(self) -> None:
        """Put the list away and go back to where it was asked for."""
        self.panel.hide()
        shown: QWidget = {"tiles": self.tiles, "compare": self.compare.table}.get(self.mode, self.view)
        shown.setFocus()

    def row_menu(self, key: str) -> QMenu:
        """Return what can be done with a district: open it or one of its plans, change its class and tier."""
        menu = QMenu(self)
        office = self.session.office
        row = office.reader.row("district", key)
        if row is None:
            return menu
        menu.addAction(_("Open the district"), partial(self.session.asked.emit, "district", key))
        for plan in office.reader.rows_naming("plan", "district", [key]):
            words = _("Open “{title}”", title=plan.title).replace("&", "&&")
            menu.addAction(words, partial(self.session.asked.emit, "plan", plan.id))
        changing = menu.addAction(_("Change class and tier…"), partial(self._change_tier, row))
        changing.setEnabled(office.writable)
        return menu

    def print_matrix(self) -> None:
        """Show the matrix on its sheet of A3 as it would be printed, as Ctrl+P does."""
        from smartplanner.ui.printing import print_page

        print_page(self.session, PORTFOLIO, self, self.window())

    def _present(self, cell: Cell) -> Cell:
        """Return the same cell as it is now."""
        assert self.matrix is not None
        return self.matrix.cell(cell.row, cell.column) if cell.column else self.matrix.row_total(cell.row)

    def _show_behind(self, cell: Cell) -> None:
        assert self.matrix is not None
        names = {head.key: head.name for head in (*self.matrix.rows, *self.matrix.columns)}
        moved = {one.thing.id: one for rows in self._moved.values() for one in rows}
        self.panel.show_cell(cell, (names.get(cell.row, ""), names.get(cell.column, "")), moved)

    def _follow_cell(self, cell: Cell) -> None:
        """Keep an open panel with the cell that the keyboard goes to."""
        if self.panel.isVisible():
            self._show_behind(cell)

    def _open_current(self) -> None:
        cell = self.model.cell_at(self.view.currentIndex())
        if cell is not None:
            self.look_behind(cell)

    def _change_tier(self, district: Any) -> None:
        from smartplanner.ui.plan_form.tier_dialog import TierDialog

        dialog = TierDialog(self.session, "district", district.id, (district.kind, district.tier), self)
        dialog.exec()
        dialog.deleteLater()

    def _show_menu(self, place: QPoint) -> None:
        cell = self.model.cell_at(self.view.indexAt(place))
        if cell is None or self.matrix is None or self.matrix.rows_by != "district":
            return
        menu = self.row_menu(cell.row)
        menu.exec(self.view.viewport().mapToGlobal(place))
        menu.deleteLater()

    def _summarise(self) -> None:
        assert self.matrix is not None
        red = sum(cell.light == "red" for cell in self.matrix.cells.values())
        words = _("{white} white spots, {red} red cells", white=len(self.matrix.white_spots()), red=red)
        if self._moved:
            worse, better = _counts([one for rows in self._moved.values() for one in rows])
            words += _(", since last month {worse} worse, {better} better", worse=worse, better=better)
        if self.matrix.apart:
            words += _(", {count} matters of the city stand in no row", count=self.matrix.apart)
        self.bar.summary.setText(words)
        filled = bool(self.matrix.rows and self.matrix.columns)
        shown = filled and bool(self.model.rows)
        nothing = _("There are no districts and no requirements here yet.")
        self.empty.setText(_("No record fits the filter.") if filled else nothing)
        self._stack.setVisible(shown)
        self.empty.setVisible(not shown)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if not _READ & rows.keys():
            return
        if self.isVisible():
            self.load()
        else:
            self._stale = True
            self._latest.forget()

    def _lay_out(self) -> None:
        self.empty.setObjectName("muted")
        self.empty.setMargin(SPACE * 3)
        for shown in (self.view, self.tiles, self.compare):
            self._stack.addWidget(shown)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._stack)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([_MATRIX_WIDTH, _PANEL_WIDTH])
        self.panel.setMinimumWidth(_PANEL_LEAST)
        self.panel.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.bar)
        layout.addWidget(self.empty)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self.bar.moded.connect(self.show_mode)
        self.bar.arranged.connect(self.apply)
        self.bar.filtered.connect(self.filter)
        self.bar.printing.connect(self.print_matrix)
        self.panel.closing.connect(self.close_panel)
        self.view.chosen.connect(self._follow_cell)
        self.view.opened.connect(self.go_behind)
        self.view.clicked.connect(lambda _index: self._open_current())
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.tiles.chosen.connect(self.look_behind)
        self.tiles.opened.connect(self.go_behind)
        self.compare.chosen.connect(self.look_behind)
        self.session.changed.connect(self._follow)
        add_key(self, QKeySequence.StandardKey.Find, self.bar.search.setFocus, where=WITHIN)
        add_key(self, "Esc", self.close_panel, where=WITHIN)


def _searched(head: Head) -> str:
    return f"{head.name}\n{head.note}".casefold()


def _counts(rows: list[Moved]) -> tuple[int, int]:
    worse = sum(one.is_worse for one in rows)
    return worse, len(rows) - worse
