"""Find and replace in a grid: the next cell that holds a text, and a list of all changes before they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from smartplanner.base.i18n import _
from smartplanner.base.memory import let_go
from smartplanner.base.telling import Tell, within
from smartplanner.changes import Step
from smartplanner.commands.cells import (
    REPLACE,
    CellChange,
    Key,
    Search,
    Text,
    may_edit,
    preview_cells,
    replacements,
    write_preview,
)
from smartplanner.commands.cells.writing import READ
from smartplanner.ui.grid.editing_changes import ChangesModel, ChangesTable
from smartplanner.ui.grid.editing_range import (
    Range,
    columns_from,
    field_name,
    field_names,
    keys_of,
    selected_keys,
    selected_ranges,
)
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.progress import LARGE, carry_out
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

ALL, COLUMN, SELECTION = "all", "column", "selection"
_FOUND = 0.2
"""The part of the whole after which the cells are found."""


def find_cell(grid: Grid, search: Search, step: int, *, within: str = ALL) -> tuple[int, int] | None:
    """Return the place and column of the next cell (*step* -1: the one before) that holds what is looked for.

    The search goes around; the current cell itself comes last.  None if no cell holds it.
    """
    model, here = grid.grid_model, grid.currentIndex()
    count = model.rowCount()
    if not search.text or not count:
        return None
    columns = [here.column()] if within == COLUMN and here.isValid() else columns_from(grid, 0)
    chosen = set(selected_keys(grid)) if within == SELECTION else None
    if step < 0:
        columns = columns[::-1]
    start = here.row() if here.isValid() else (0 if step > 0 else count - 1)
    begun = columns.index(here.column()) if here.isValid() and here.column() in columns else -1
    needle = search.text.casefold()
    for turn in range(count + 1):
        place = (start + turn * step) % count
        id = model.id_at(place)
        if not id or needle not in model.searchable(id):
            continue
        among = columns[begun + 1 :] if turn == 0 else columns if turn < count else columns[: begun + 1]
        for column in among:
            if chosen is not None and (id, field_name(grid, column)) not in chosen:
                continue
            if search.fits(model.columns[column].text(model.row_of(id))):
                return place, column
    return None


class FindDialog(QDialog):
    """Stays open beside the grid: Enter goes to the next cell, the list below shows what replacing would write."""

    def __init__(self, session: Session, grid: Grid, entity: str) -> None:
        super().__init__(grid)
        self._session, self._grid, self._entity = session, grid, entity
        self._chosen: list[Range] = []
        self.setWindowTitle(_("Find and replace"))
        self.text, self.by = QLineEdit(), QLineEdit()
        self.where = QComboBox()
        for name, label in (
            (ALL, _("All shown columns")),
            (COLUMN, _("This column")),
            (SELECTION, _("The selected cells")),
        ):
            self.where.addItem(label, name)
        self.whole, self.case = QCheckBox(_("Whole cells only")), QCheckBox(_("Capital and small letters differ"))
        self.next_button, self.previous_button = QPushButton(_("Find next")), QPushButton(_("Find previous"))
        self.list_button, self.replace_button = QPushButton(_("List what would change")), QPushButton(_("Replace"))
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self.model = ChangesModel(self, ticking=True)
        self.table = ChangesTable(self.model)
        self._lay_out()
        self._connect()

    def begin(self, *, replacing: bool) -> None:
        """Come up for finding, or for replacing, with the current cell's text offered the first time."""
        blocks, names = selected_ranges(self._grid), field_names(self._grid)
        cells = sum(len(block.ids) for block in blocks for column in block.columns if names[column])
        self._chosen = blocks if cells > 1 else []
        self.where.setCurrentIndex(self.where.findData(SELECTION if self._chosen else ALL))
        self._show_replacing(replacing)
        self.status.clear()
        if not self.isVisible():  # beside what is found rather than over it
            corner = self._grid.mapToGlobal(self._grid.rect().topRight())
            self.move(corner.x() - self.width() - 3 * SPACE, corner.y() + 6 * SPACE)
        self.show()
        self.activateWindow()
        self.text.setFocus()
        self.text.selectAll()

    def search(self) -> Search:
        """Return what is looked for."""
        return Search(text=self.text.text(), whole=self.whole.isChecked(), case=self.case.isChecked())

    def go(self, step: int) -> None:
        """Go to the next cell that holds the text, or say that none does."""
        within = str(self.where.currentData())
        within = ALL if within == SELECTION else within  # going there changes the selection
        found = find_cell(self._grid, self.search(), step, within=within)
        if found is None:
            self.status.setText(_("No cell in the list holds “{text}”.", text=self.text.text()))
            return
        self.status.clear()
        index = self._grid.grid_model.index(*found)
        self._grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._grid.scrollTo(index)

    def list_changes(self) -> None:
        """Show what replacing would write; nothing is written."""
        find, large = self._finding()
        office, entity, as_of = self._session.office, self._entity, self._session.as_of

        def work(tell: Tell) -> Sequence[CellChange]:
            cells = find(within(tell, 0.0, _FOUND))
            told = within(tell, _FOUND, 1.0)
            preview = preview_cells(office, entity, cells, as_of=as_of, exactly=True, tell=told)
            let_go(preview.changes)
            return preview.cells

        carry_out(self._session, _("The list is being searched"), work, self._show_cells, window=self, large=large)

    def replace(self) -> None:
        """Write the ticked changes as one step."""
        find, large = self._finding()
        wanted = self.model.wanted()
        office, entity, as_of = self._session.office, self._entity, self._session.as_of

        def work(tell: Tell) -> tuple[Step | None, int]:
            cells = {key: text for key, text in find(within(tell, 0.0, _FOUND)).items() if key in wanted}
            told = within(tell, _FOUND, READ)
            preview = preview_cells(office, entity, cells, as_of=as_of, exactly=True, tell=told)
            step = write_preview(office, preview, doing=REPLACE, tell=within(tell, READ, 1.0))
            preview.forget()
            return step, len(cells)

        def say(written: tuple[Step | None, int]) -> None:
            step, count = written
            if step is not None:
                self._show_cells(())
                said = _("Replaced in {count} cells; Ctrl+Z takes it back.", count=count)
                self.status.setText(said)
                self._session.said.emit(said)

        carry_out(self._session, _("The cells are being replaced"), work, say, window=self, large=large)

    def _finding(self) -> tuple[Callable[[Tell], Mapping[Key, Text]], bool]:
        """Return what finds the texts that replacing writes, which asks nothing of Qt, and whether that takes long."""
        search, by, model = self.search(), self.by.text(), self._grid.grid_model
        office, entity = self._session.office, self._entity
        blocks, names = self._blocks()

        def keys() -> list[Key]:
            among = keys_of(blocks, names)
            if not self._everywhere():
                return among
            needle = search.text.casefold()
            held = {id for block in blocks for id in block.ids if needle in model.searchable(id)}
            return [key for key in among if key[0] in held]

        def find(tell: Tell) -> Mapping[Key, Text]:
            tell(0.0)
            return replacements(office, entity, keys(), search, by, tell=tell) if search.text else {}

        return find, sum(block.size for block in blocks) >= LARGE

    def _everywhere(self) -> bool:
        return str(self.where.currentData()) != SELECTION

    def _blocks(self) -> tuple[list[Range], dict[int, str]]:
        """Return the cells in which may stand what is looked for, and the fields that can be written into."""
        fields = field_names(self._grid).items()
        names = {column: name if name and may_edit(self._entity, name) else "" for column, name in fields}
        if not self._everywhere():
            return self._chosen, names
        model, index = self._grid.grid_model, self._grid.currentIndex()
        within_column = self.where.currentData() == COLUMN and index.isValid()
        columns = [index.column()] if within_column else columns_from(self._grid, 0)
        ids = model.ids_at(range(model.rowCount()))
        return [Range(ids, [column for column in columns if names[column]])], names

    def _say_count(self) -> None:
        count, total = self.model.wanted_count(), self.model.rowCount()
        self.replace_button.setEnabled(count > 0 and self._session.office.writable)
        if total:
            self.status.setText(_("{count} of {total} cells are ticked.", count=count, total=total))
        elif self.text.text():
            self.status.setText(_("No cell that can be written into holds “{text}”.", text=self.text.text()))

    def _forget_list(self) -> None:
        """What is listed belongs to what was asked for; another question asks anew."""
        if self.model.rowCount():
            self._show_cells(())
        self.replace_button.setEnabled(False)

    def _show_replacing(self, replacing: bool) -> None:
        for part in (self.by, self._by_label, self.list_button, self.replace_button):
            part.setVisible(replacing)
        self._show_cells(())

    def _show_cells(self, cells: Sequence[CellChange]) -> None:
        """List these changes; without any the dialog stays small, so that what is found can be seen beside it."""
        self.model.show_cells(cells)
        self.table.setVisible(bool(cells))
        self._layout.activate()
        if cells:
            resize_within_screen(self, 1000, 520)
            screen = self.screen().availableGeometry()
            self.move(
                max(screen.left(), min(self.x(), screen.right() - self.frameGeometry().width())),
                max(screen.top(), min(self.y(), screen.bottom() - self.frameGeometry().height())),
            )
        else:
            self.adjustSize()

    def _connect(self) -> None:
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(lambda _on=False: self.go(1))
        self.previous_button.clicked.connect(lambda _on=False: self.go(-1))
        self.list_button.clicked.connect(lambda _on=False: self.list_changes())
        self.replace_button.clicked.connect(lambda _on=False: self.replace())
        self.replace_button.setEnabled(False)
        self.model.ticked.connect(self._say_count)
        for changed in (self.text.textChanged, self.by.textChanged):
            changed.connect(lambda _text: self._forget_list())
        for box in (self.whole, self.case):
            box.toggled.connect(lambda _on: self._forget_list())
        self.where.currentIndexChanged.connect(lambda _place: self._forget_list())
        for key, step in (("F3", 1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self.go(step))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE)
        self._by_label = QLabel(_("Replace by"))
        form.addRow(_("Find"), self.text)
        form.addRow(self._by_label, self.by)
        form.addRow(_("In"), self.where)
        for button in (self.next_button, self.previous_button, self.list_button, self.replace_button):
            button.setAutoDefault(False)
        ticks, buttons = QHBoxLayout(), QHBoxLayout()
        for box in (self.whole, self.case):
            ticks.addWidget(box)
        ticks.addStretch()
        for button in (self.next_button, self.previous_button):
            buttons.addWidget(button)
        buttons.addStretch()
        for button in (self.list_button, self.replace_button):
            buttons.addWidget(button)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(form)
        layout.addLayout(ticks)
        layout.addLayout(buttons)
        layout.addWidget(self.status)
        layout.addWidget(self.table, 1)
