"""What stands above the portfolio: which view of it, which rows, the search, last month's changes, printing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.queries.portfolio import Head
from smartplanner.ui.elided import ElidedLabel
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.icons import dress
from smartplanner.ui.search_field import SearchField
from smartplanner.ui.theme import SPACE, as_switch

MODES = {
    "area": N_("By area"),
    "tier": N_("By tier"),
    "kind": N_("By class"),
    "tiles": N_("Tile map"),
    "compare": N_("Compare two"),
}
MATRICES = ("area", "tier", "kind")
"""The modes that show the matrix, each by its columns."""
ROWS = {"district": N_("Districts"), "zone": N_("Functional zones"), "kind": N_("Classes"), "tier": N_("Tiers")}
_SEARCH_LEAST, _SEARCH_WIDTH = 120, 210


class PortfolioBar(QWidget):
    """``moded`` tells the mode that is wanted, ``arranged`` that rows or marks are, ``filtered`` search or area."""

    moded = Signal(str)
    arranged = Signal()
    filtered = Signal()
    printing = Signal()

    def __init__(self, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode_buttons = {name: QPushButton(_(label)) for name, label in MODES.items()}
        self.rows_box, self.area_box = QComboBox(), QComboBox()
        self.search = SearchField(_("Words or pinyin initials (Ctrl+F)"), least=_SEARCH_LEAST, most=_SEARCH_WIDTH)
        self.moves = QCheckBox(_("Since last month"))
        self.print_button = QPushButton(_("Print A3…"))
        self.summary = ElidedLabel()
        self._lay_out(as_of)
        for name, button in self.mode_buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.moded.emit(name))
        self.rows_box.currentIndexChanged.connect(lambda _place: self.arranged.emit())
        self.moves.toggled.connect(lambda _on: self.arranged.emit())
        self.area_box.currentIndexChanged.connect(lambda _place: self.filtered.emit())
        self.search.textChanged.connect(lambda _text: self.filtered.emit())
        dress(self.print_button, "print")
        self.print_button.clicked.connect(lambda _on=False: self.printing.emit())

    @property
    def rows(self) -> str:
        """Return what stands in a row: a key of ``ROWS``."""
        return str(self.rows_box.currentData())

    @property
    def area(self) -> str:
        """Return the area that tiles show; empty for all."""
        return str(self.area_box.currentData() or "")

    def show_mode(self, mode: str) -> None:
        """Show what can be asked of a mode."""
        self.mode_buttons[mode].setChecked(True)
        self.rows_box.setVisible(mode in MATRICES)
        self.moves.setVisible(mode in MATRICES)
        self.area_box.setVisible(mode == "tiles")

    def offer_areas(self, heads: Sequence[Head]) -> None:
        """Offer these areas for the tiles; the chosen one stays."""
        chosen = self.area_box.currentData()
        with QSignalBlocker(self.area_box):
            self.area_box.clear()
            self.area_box.addItem(_("All areas"), "")
            for head in heads:
                self.area_box.addItem(head.name, head.key)
            self.area_box.setCurrentIndex(max(0, self.area_box.findData(chosen)))

    def _lay_out(self, as_of: date) -> None:
        heading, day = QLabel(_("Class and tier")), QLabel(_("as of {day}", day=as_of.isoformat()))
        heading.setObjectName("heading")
        for label in (day, self.summary):
            label.setObjectName("muted")
        for name, words in ROWS.items():
            self.rows_box.addItem(_(words), name)
        self.rows_box.setAccessibleName(_("Rows"))
        self.area_box.setAccessibleName(_("Area"))
        self.area_box.hide()
        rows = FoldingRow(self), FoldingRow(self, gap=SPACE // 2)
        top, tools = (row.line for row in rows)
        for widget in (heading, day, self.summary):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.search)
        top.addWidget(self.print_button)
        rows[0].fold(day, self.print_button)
        group = QButtonGroup(self)
        for button in self.mode_buttons.values():
            button.setCheckable(True)
            as_switch(button)
            group.addButton(button)
            tools.addWidget(button)
        self.mode_buttons["area"].setChecked(True)
        tools.addSpacing(SPACE)
        for choice in (self.rows_box, self.area_box, self.moves):
            tools.addWidget(choice)
        tools.addStretch(1)
        rows[1].fold(self.moves, self.area_box, self.rows_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for row in rows:
            layout.addWidget(row)
