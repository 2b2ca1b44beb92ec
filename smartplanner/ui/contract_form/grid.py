"""The scores of a contract as months by service items, typed in place; what is below what counts as kept is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from smartplanner.base.i18n import _
from smartplanner.excel.clipboard import block_text, parse_block
from smartplanner.ui.page_keys import HERE, add_key
from smartplanner.ui.session import literally
from smartplanner.ui.theme import ERROR, LIGHT_LOOKS, MUTED, ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[str, str]
"""A month by its name (2026-11) and an item by its id; the empty id is the month as a whole."""
Write = Callable[[Mapping[Cell, str]], object]
_ROOT = QModelIndex()
BELOW = "▼"
"""The sign beside a score below what counts as kept: colour is never alone."""


class Item(NamedTuple):
    """One column: the id of a service item (empty: the month as a whole), its title, the score that counts as kept."""

    id: str
    title: str
    needed: float | None
    tip: str = ""


class Score(NamedTuple):
    """One cell; ``computed`` scores follow from those of the items and are shown in grey."""

    score: float | None
    remark: str = ""
    computed: bool = False


class GridModel(QAbstractTableModel):
    """Months downwards, the latest first; items to the right.  *write* takes what a person typed, by cell."""

    def __init__(self, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: Sequence[str] = ()
        self.items: Sequence[Item] = ()
        self.scores: Mapping[Cell, Score] = {}
        self.writable = True
        self._write = write

    def show_scores(self, months: Sequence[str], items: Sequence[Item], scores: Mapping[Cell, Score]) -> None:
        """Show these scores; where a person stands stays while months and items are the same."""
        if list(months) == list(self.months) and list(items) == list(self.items) and months and items:
            self.scores = scores
            self.dataChanged.emit(self.index(0, 0), self.index(len(months) - 1, len(items) - 1))
            return
        self.beginResetModel()
        self.months, self.items, self.scores = months, items, scores
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """Return which month and item an index is about."""
        return self.months[index.row()], self.items[index.column()].id

    def is_below(self, index: Index) -> bool:
        """Whether the score is below what counts as kept."""
        found, needed = self.scores.get(self.cell(index)), self.items[index.column()].needed
        return found is not None and found.score is not None and needed is not None and found.score < needed

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of months."""
        return 0 if parent.isValid() else len(self.months)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be typed in where the book may be written."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.writable else plain

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows."""
        found = self.scores.get(self.cell(index))
        text = f"{found.score:g}" if found is not None and found.score is not None else ""
        below = self.is_below(index)
        if role == Qt.ItemDataRole.EditRole:
            return "" if found is not None and found.computed else text
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{BELOW} {text}" if below else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.BackgroundRole and below:
            return LIGHT_LOOKS["red"].tint
        if role == Qt.ItemDataRole.ForegroundRole:
            return ERROR if below else _ink(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return literally(self._tip(index, found, below=below))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return the title of an item or the words of a month."""
        if orientation == Qt.Orientation.Vertical:
            return month_words(self.months[section]) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return literally(self.items[section].tip)
        return self.items[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Hand what was typed on; an unchanged cell is left alone."""
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self.data(index, role):
            return False
        return bool(self._write({self.cell(index): text}))

    def _tip(self, index: Index, found: Score | None, *, below: bool) -> str:
        item = self.items[index.column()]
        lines = [f"{item.title}，{month_words(self.months[index.row()])}"]
        if below:
            lines.append(_("below {score}, which counts as kept", score=f"{item.needed:g}"))
        if found is not None and found.computed:
            lines.append(_("computed from the items by their weights"))
        if found is not None and found.remark:
            lines.append(found.remark)
        return "\n".join(lines)


class ScoreGrid(QTableView):
    """The table over the scores: typing starts at once, Enter goes on, whole blocks are pasted as one step."""

    def __init__(self, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scores = GridModel(write, self)
        self._write = write
        self.setModel(self.scores)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - 2)
        self.horizontalHeader().setDefaultSectionSize(112)
        self.horizontalHeader().setHighlightSections(False)
        for key, action in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Delete, self.clear_chosen),
        ):
            add_key(self, key, action, where=HERE)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the cell below after Enter, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            at = self.currentIndex()
            below = self.scores.index(at.row() + 1, at.column())
            if below.isValid():
                self.setCurrentIndex(below)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, without the signs beside them."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column())):
            found = self.scores.scores.get(self.scores.cell(index))
            text = f"{found.score:g}" if found is not None and found.score is not None else ""
            rows.setdefault(index.row(), []).append(text)
        QGuiApplication.clipboard().setText(block_text(rows.values()))

    def paste(self) -> None:
        """Write the block on the clipboard from the current cell on, as one step; what lies outside is left out."""
        at = self.currentIndex()
        if not at.isValid() or not self.scores.writable:
            return
        cells: dict[Cell, str] = {}
        for down, row in enumerate(parse_block(QGuiApplication.clipboard().text())):
            for right, text in enumerate(row):
                index = self.scores.index(at.row() + down, at.column() + right)
                if index.isValid():
                    cells[self.scores.cell(index)] = str(text).strip()
        if cells:
            self._write(cells)

    def clear_chosen(self) -> None:
        """Empty the chosen cells as one step."""
        chosen = [index for index in self.selectedIndexes() if self.scores.data(index, int(Qt.ItemDataRole.EditRole))]
        if chosen and self.scores.writable:
            self._write({self.scores.cell(index): "" for index in chosen})


def month_words(name: str) -> str:
    """Return the name of a month (2026-11) in words."""
    year, month = name.split("-")
    return _("{year}, month {month}", year=year, month=int(month))


def _ink(found: Score | None) -> QColor | None:
    return MUTED if found is not None and found.computed else None
