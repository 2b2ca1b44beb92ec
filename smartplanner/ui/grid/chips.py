"""The line above a grid that names what filters and groups it, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.grid.filters import say_filter
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.grid.state import ColumnFilter
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


def chips_of_filters(model: GridModel) -> list[Chip]:
    """Return a chip for each filter in the heads of a grid."""

    def chip(wanted: ColumnFilter) -> Chip:
        said = say_filter(wanted, model.facets[model.column_of(wanted.column)])
        return Chip(said, lambda: model.set_filter(wanted.column, None))

    return [chip(wanted) for wanted in model.filters()]


def chips_of_words(field: QLineEdit) -> list[Chip]:
    """Return the chip of the words typed into *field*; none where nothing is."""
    words = field.text().strip()
    return [Chip(_("Contains “{words}”", words=words), field.clear)] if words else []


def chips_of_groups(model: GridModel) -> list[Chip]:
    """Return the chip of what the rows of a grid are grouped by; none where they are plain."""
    titles = "、".join(model.columns[model.column_of(name)].title for name in model.grouping())
    return [Chip(_("Grouped by {columns}", columns=titles), lambda: model.group_by(()))] if titles else []
