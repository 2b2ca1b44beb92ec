"""A small whole number to be typed: a row, a year."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget


class NumberBox(QLineEdit):
    """A line for a number of a range; 0 is shown as an empty line.  ``chosen`` tells what a person entered."""

    chosen = Signal(int)

    def __init__(self, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lowest = lowest
        self._before = 0
        self.set_highest(highest)
        self.editingFinished.connect(self._tell)

    def set_highest(self, highest: int) -> None:
        """Allow numbers up to *highest*."""
        self._highest = highest
        self.setValidator(QIntValidator(self._lowest, highest, self))

    def value(self) -> int:
        """Return the number; 0 if none is entered."""
        text = self.text().strip()
        number = int(text) if text.isdecimal() else 0
        return number if self._lowest <= number <= self._highest else 0

    def set_value(self, number: int) -> None:
        """Show *number*."""
        self._before = number
        self.setText(str(number) if number else "")

    def _tell(self) -> None:
        if self.value() != self._before:
            self._before = self.value()
            self.chosen.emit(self._before)
