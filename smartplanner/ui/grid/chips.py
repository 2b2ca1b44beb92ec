"""The line above a grid that names what filters and groups it, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.session import literally
from smartplanner.ui.theme import SPACE

LONGEST = 260
"""Device-independent pixels of one chip's text; its tooltip says the rest."""


class Chip(NamedTuple):
    """One thing that is in force, in words, and what takes it back."""

    text: str
    remove: Callable[[], object]


class ChipLine(QWidget):
    """The chips, and the button that takes all filters back; hidden where there are none."""

    def __init__(self, clear: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        self.words: list[str] = []
        """What the chips say."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE // 2)
        self.clear_button = QPushButton(_("Clear all filters"))
        self.clear_button.clicked.connect(lambda: clear())
        self._row.addWidget(self.clear_button)
        self._row.addStretch()
        self.hide()

    def show_chips(self, chips: Sequence[Chip], *, clearable: bool) -> None:
        """Show these chips instead of the present ones; *clearable* offers to take all filters back."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(chip) for chip in chips]
        self.words = [chip.text for chip in chips]
        for number, button in enumerate(self.buttons):
            self._row.insertWidget(number, button)
        self.clear_button.setVisible(clearable)
        self.setVisible(bool(chips))

    def _button(self, chip: Chip) -> QToolButton:
        button = QToolButton(self)
        text = self.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, LONGEST)
        button.setText(f"{text}  ×".replace("&", "&&"))
        button.setToolTip(literally(chip.text))
        button.setAccessibleName(_("Take back: {filter}", filter=chip.text))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: chip.remove())
        return button
