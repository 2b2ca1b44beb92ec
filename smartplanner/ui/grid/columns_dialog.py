"""Which columns a list shows: all fields of its records under the headings of their form, ticked or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from smartplanner.base.i18n import _
from smartplanner.queries.initials import Initials, matcher
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import MUTED, SPACE

if TYPE_CHECKING:
    from smartplanner.ui.grid.view import Grid

_COLUMN = Qt.ItemDataRole.UserRole
"""The place of the column that a line stands for; a heading has none."""


class ColumnsDialog(QDialog):
    """The columns of *grid*; a tick shows one at once."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._initials = Initials()
        self.setWindowTitle(_("Columns of the list"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name of a column, or its pinyin initials"))
        self.search.setAccessibleName(_("Look for a column"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self._fill()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.usual_button = buttons.addButton(_("The usual columns only"), QDialogButtonBox.ButtonRole.ResetRole)
        self.usual_button.clicked.connect(self.show_usual)
        self.usual_button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self.search.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for widget in (self.search, self.list, buttons):
            layout.addWidget(widget)
        resize_within_screen(self, 380, 560)
        self.search.setFocus()

    def titles(self) -> list[str]:
        """Return the titles of the columns in the list, those left out that do not fit the search."""
        return [item.text() for item in self._lines() if not item.isHidden()]

    def choose(self, title: str, *, shown: bool = True) -> None:
        """Tick the column of this title, or take its tick away; a StopIteration if there is none."""
        item = next(item for item in self._lines() if item.text() == title)
        item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)

    def show_usual(self) -> None:
        """Show the columns that the list has of itself, and no others."""
        for item in self._lines():
            column = self._grid.grid_model.columns[item.data(_COLUMN)]
            item.setCheckState(Qt.CheckState.Unchecked if column.spare else Qt.CheckState.Checked)

    def _fill(self) -> None:
        model, heads = self._grid.grid_model, self._grid.heads
        order = [heads.logicalIndex(place) for place in range(heads.count())]
        groups = {_("Usual columns"): [number for number in order if not model.columns[number].spare]}
        for number, column in enumerate(model.columns):
            if column.spare:
                field = model.field_at(number)
                heading = _(field.note.group) if field is not None and field.note.group else _("Further columns")
                groups.setdefault(heading, []).append(number)
        for heading, numbers in groups.items():
            self._add_heading(heading)
            for number in numbers:
                item = QListWidgetItem(model.columns[number].title, self.list)
                item.setData(_COLUMN, number)
                hidden = heads.isSectionHidden(number)
                item.setCheckState(Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setForeground(QBrush(MUTED))

    def _lines(self) -> Iterator[QListWidgetItem]:
        items = (self.list.item(place) for place in range(self.list.count()))
        return (item for item in items if item.data(_COLUMN) is not None)

    def _narrow(self, words: str) -> None:
        """Show only the columns that fit what is typed."""
        match = matcher(words, self._initials, lambda: [item.text().casefold() for item in self._lines()])
        for place in range(self.list.count()):
            item = self.list.item(place)
            heading = item.data(_COLUMN) is None
            item.setHidden(match is not None and (heading or not match(item.text().casefold())))

    def _take(self, item: QListWidgetItem) -> None:
        """Show or hide a column as its tick says; the last one stays."""
        number = item.data(_COLUMN)
        shown, heads = item.checkState() == Qt.CheckState.Checked, self._grid.heads
        column = self._grid.grid_model.columns[number]
        if shown and column.spare and heads.isSectionHidden(number):
            heads.moveSection(heads.visualIndex(number), heads.count() - 1)  # in the order in which they are chosen
        self._grid.show_column(column.name, shown=shown)
        if heads.isSectionHidden(number) == shown:
            item.setCheckState(Qt.CheckState.Unchecked if shown else Qt.CheckState.Checked)
        self._grid.show_place_of(number)


def choose_columns(grid: Grid) -> ColumnsDialog:
    """Open the choice of columns."""
    dialog = ColumnsDialog(grid)
    dialog.open()
    dialog.finished.connect(dialog.deleteLater)
    return dialog
