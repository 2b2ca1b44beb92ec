"""Choosing one of many in a cell of a table: a combo box that finds an entry by any part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Option:
    """One entry: what it stands for, and its text."""

    value: Any
    text: str


OptionsOf = Callable[[int], Sequence[Option]]
"""Gives the entries for a row."""


class PickBox(QComboBox):
    """A combo box that can be typed into; only its entries can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(16)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._settle)

    def set_options(self, options: Sequence[Option], value: Any) -> None:
        """Show *options*, the one with *value* chosen."""
        self.clear()
        for option in options:
            self.addItem(option.text, option.value)
        place = next((number for number, option in enumerate(options) if option.value == value), -1)
        self.setCurrentIndex(place)
        line = self.lineEdit()
        assert line is not None
        line.home(False)  # where room is short the beginning is in sight

    def _settle(self) -> None:
        """Go back to an entry when something else was typed."""
        place = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        if place >= 0 and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)
        elif place < 0:
            self.setEditText(self.itemText(self.currentIndex()) if self.currentIndex() >= 0 else "")


class PickDelegate(QStyledItemDelegate):
    """Draws the cells of a column as combo boxes and edits them with a ``PickBox``."""

    def __init__(self, options: OptionsOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell with the arrow that says: there is something to choose."""
        super().paint(painter, option, index)
        arrow = QStyleOptionComboBox()
        side = 12
        arrow.rect = QRect(option.rect.right() - side - 6, option.rect.center().y() - side // 2, side, side)
        arrow.state = QStyle.StateFlag.State_Enabled
        style = option.widget.style() if option.widget is not None else None
        if style is not None:
            style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, arrow, painter, option.widget)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the box with the row's entries, open."""
        box = PickBox(parent)
        box.set_options(self._options(index.row()), index.data(Qt.ItemDataRole.EditRole))
        box.activated.connect(lambda _place: self._finish(box))
        line = box.lineEdit()
        assert line is not None
        line.selectAll()
        return box

    def setEditorData(self, _editor: QWidget, _index: Index) -> None:
        """Leave the box as it was made: a model that changes meanwhile must not undo the choice."""

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand the chosen entry to the model."""
        assert isinstance(editor, PickBox)
        if editor.currentIndex() >= 0 and editor.currentData() != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for room for the arrow."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + 24, size.height())

    def _finish(self, box: PickBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
