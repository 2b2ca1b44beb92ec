"""What a funnel opens: sorting, the values of a column with their counts, a condition, and clearing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.queries.initials import Initials, matcher
from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.filters import CONDITIONS, Value, conditions_for
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.grid.state import ColumnFilter, SortKey
from smartplanner.ui.theme import SPACE

Index = QModelIndex | QPersistentModelIndex
SHOWN = 1000
"""Values in the list; the search finds the others."""
WIDTH = 300
_ROOT = QModelIndex()


class ValuesModel(QAbstractListModel):
    """The values of a column with ticks, narrowed by a search."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.values: list[Value] = []
        self.found = self.values
        self.ticked: set[str] = set()
        self._texts: list[str] = []
        self._unlearnt: list[str] = []
        self._initials = Initials()

    def take(self, values: Sequence[Value], ticked: frozenset[str] | None) -> None:
        """Take these values, of which *ticked* have their tick; None: all."""
        self.values = list(values)
        self.ticked = {value.text for value in values if ticked is None or value.text in ticked}
        self._texts = [value.text.casefold() for value in values]
        self._unlearnt = self._texts

    def narrow(self, words: str) -> None:
        """Show the values that contain *words*, or Chinese that begins with these letters in pinyin."""
        fits = matcher(words, self._initials, self._learn)
        self.beginResetModel()
        self.found = list(compress(self.values, map(fits, self._texts))) if fits else self.values
        self.endResetModel()

    def _learn(self) -> list[str]:
        """Give the texts whose characters have not been learnt yet, once: among very many that takes a while."""
        texts, self._unlearnt = self._unlearnt, []
        return texts

    def tick_all(self, *, on: bool) -> None:
        """Tick all found values, or none of them."""
        texts = {value.text for value in self.found}
        self.ticked = self.ticked | texts if on else self.ticked - texts
        self.dataChanged.emit(self.index(0), self.index(max(self.rowCount() - 1, 0)))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of values shown."""
        return 0 if parent.isValid() else min(len(self.found), SHOWN)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Return that every value can be ticked."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a value with its count, and its tick."""
        value = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _("{value}  ({count})", value=value.text or _("(empty)"), count=value.count)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if value.text in self.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tick a value or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        text = self.found[index.row()].text
        self.ticked ^= {text}
        self.dataChanged.emit(index, index)
        return True


class FilterPanel(QFrame):
    """The filter of one column, as a popup.  ``grouping`` and ``hiding`` ask for that with the column's name."""

    grouping = Signal(str)
    hiding = Signal(str)

    def __init__(self, model: GridModel, column: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._model = model
        self._facet: Facet = model.facets[column]
        self._name = model.columns[column].name
        self._present = model.filter_of(self._name)
        self._are_counted = False
        self.values = ValuesModel(self)
        self._lay_out()
        self._show_present()
        model.count_values(column, self._take)
        self.search.textChanged.connect(self._narrow)
        self.all_box.clicked.connect(lambda on: self.values.tick_all(on=on))
        self.condition_box.currentIndexChanged.connect(lambda _place: self._show_words())
        self.search.setFocus()

    def accept(self) -> None:
        """Filter as it is set; what cannot be read, or would leave no row, is said and the panel stays open."""
        if not self._are_counted:
            return
        wanted = self.wanted()
        if wanted is not None and wanted.values is not None and not wanted.values:
            self._say(_("Tick at least one value."))
            return
        try:
            self._model.set_filter(self._name, wanted)
        except Problem as problem:
            self._say(problem.sentence())
            return
        self.close()

    def clear(self) -> None:
        """Take the filter of the column away."""
        self._model.set_filter(self._name, None)
        self.close()

    def wanted(self) -> ColumnFilter | None:
        """Return the filter as it is set; None where it would leave all rows."""
        if condition := str(self.condition_box.currentData() or ""):
            return ColumnFilter(self._name, None, condition, self.first.text(), self.second.text())
        chosen = self.values.ticked
        if self.search.text().strip():
            chosen = chosen & {value.text for value in self.values.found}
        if len(chosen) == len(self.values.values):
            return None
        return ColumnFilter(self._name, frozenset(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for OK."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)

    # -- inside

    def _show_present(self) -> None:
        """Show the filter that there is; its values follow."""
        present = self._present
        if present is not None and present.condition:
            self.condition_box.setCurrentIndex(max(0, self.condition_box.findData(present.condition)))
            self.first.setText(present.first)
            self.second.setText(present.second)
        self.clear_button.setEnabled(present is not None)
        self._show_words()
        self._say(_("Reading …"))

    def _take(self, values: Sequence[Value]) -> None:
        """Show the values, which come later where they are very many."""
        if not isValid(self):  # closed meanwhile
            return
        self.values.take(values, self._present.values if self._present else None)
        self._are_counted = True
        self.all_box.setChecked(len(self.values.ticked) == len(values))
        self._show_words()
        self._narrow(self.search.text())

    def _show_words(self) -> None:
        condition = CONDITIONS.get(str(self.condition_box.currentData() or ""))
        words = condition.words if condition else 0
        self.first.setVisible(words > 0)
        self.second.setVisible(words > 1)
        self.search.setEnabled(condition is None)
        for widget in (self.all_box, self.list):
            widget.setEnabled(condition is None and self._are_counted)
        self.ok_button.setEnabled(self._are_counted)

    def _narrow(self, words: str) -> None:
        if not self._are_counted:
            return
        self.values.narrow(words)
        if words.strip():  # as in Excel: what is searched for is what is meant
            self.values.tick_all(on=True)
            self.all_box.setChecked(True)
        self._say("" if self.values.found else _("No value holds these words."))
        hidden = len(self.values.found) - self.values.rowCount()
        self.more.setText(_("… and {count} more: search for them.", count=hidden) if hidden else "")
        self.more.setVisible(bool(hidden))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _sort(self, *, descending: bool) -> None:
        self._model.sort_by([SortKey(self._name, descending)])
        self.close()

    def _ask(self, signal: Any) -> None:
        self.close()
        signal.emit(self._name)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE - 2)
        layout.addLayout(self._verbs())
        self._add_condition(layout)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the values"))
        self.search.setClearButtonEnabled(True)
        self.all_box = QCheckBox(_("All"))
        self.list = QListView()
        self.list.setModel(self.values)
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(220)
        self.list.setAccessibleName(_("Values of “{column}”", column=self._facet.column.title))
        self.more, self.said = QLabel(), QLabel()
        for label in (self.more, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setObjectName("muted")
            label.hide()
        for widget in (self.search, self.all_box, self.list, self.more, self.said):
            layout.addWidget(widget)
        layout.addLayout(self._buttons())

    def _verbs(self) -> QGridLayout:
        box = QGridLayout()
        box.setSpacing(SPACE // 2)
        self.up_button, self.down_button = QPushButton(_("Sort ascending")), QPushButton(_("Sort descending"))
        self.group_button, self.hide_button = QPushButton(_("Group by this")), QPushButton(_("Hide the column"))
        self.up_button.clicked.connect(lambda: self._sort(descending=False))
        self.down_button.clicked.connect(lambda: self._sort(descending=True))
        self.group_button.clicked.connect(lambda: self._ask(self.grouping))
        self.hide_button.clicked.connect(lambda: self._ask(self.hiding))
        buttons = (self.up_button, self.down_button, self.group_button, self.hide_button)
        for number, button in enumerate(buttons):
            button.setAutoDefault(False)
            box.addWidget(button, number // 2, number % 2)
        return box

    def _add_condition(self, layout: QVBoxLayout) -> None:
        self.condition_box = QComboBox()
        self.condition_box.setAccessibleName(_("Condition of the filter"))
        self.condition_box.addItem(_("By the values below"), "")
        for code in conditions_for(self._facet):
            label = CONDITIONS[code].label
            self.condition_box.addItem(_(label, first="…", second="…"), code)
        self.first, self.second = QLineEdit(), QLineEdit()
        hints = {
            "date": _("a day, such as 2026-09-30 or 9月底"),
            "money": _("an amount, such as 500万 or 1.2亿"),
            "number": _("a number"),
        }
        row = QHBoxLayout()
        for line in (self.first, self.second):
            line.setPlaceholderText(hints.get(self._facet.kind, _("words")))
            row.addWidget(line)
        layout.addWidget(self.condition_box)
        layout.addLayout(row)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.clear_button, self.ok_button = QPushButton(_("Clear the filter")), QPushButton(_("OK"))
        self.ok_button.setDefault(True)
        self.clear_button.clicked.connect(self.clear)
        self.ok_button.clicked.connect(self.accept)
        row.addWidget(self.clear_button)
        row.addStretch()
        row.addWidget(self.ok_button)
        return row
