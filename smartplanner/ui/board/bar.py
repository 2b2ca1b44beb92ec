"""The bar above the board: what makes its columns and lanes, which cards are looked for, and how large they are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.queries.board import Board
from smartplanner.queries.board_columns import GROUPINGS, LANES
from smartplanner.queries.board_filters import Wish
from smartplanner.queries.board_names import BoardNames
from smartplanner.ui.board.chips import Chips
from smartplanner.ui.board.memory import BoardView
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.search_field import SearchField
from smartplanner.ui.session import literally
from smartplanner.ui.theme import SPACE

_MENU_BUTTON = """
QToolButton { padding-right: 16px; }
QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }
"""


class BoardBar(QWidget):
    """``changed`` tells that other columns, lanes, words or cards are wanted.

    ``resized`` tells whether small cards are wanted now, ``folded`` whether all lanes are to be folded or open,
    ``restored`` that columns are to be folded and open as at first.
    """

    changed = Signal()
    resized = Signal(bool)
    folded = Signal(bool)
    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grouping, self.lanes = _choice(GROUPINGS), _choice(LANES)
        self.grouping.setAccessibleName(_("Group by"))
        self.grouping.setToolTip(_("What the columns are made of"))
        self.lanes.setAccessibleName(_("Lanes"))
        self.lanes.setToolTip(_("What the lanes across the columns are made of"))
        self.search = SearchField(_("Title, code, unit or pinyin initials"), least=100, most=320)
        self.search.setToolTip(_("Look for cards (press / on the board)"))
        self.search.setAccessibleName(_("Look for cards"))
        self.small = QToolButton()
        self.small.setText(_("Compact"))
        self.small.setCheckable(True)
        self.small.setToolTip(_("Small cards of two lines"))
        self.more = QToolButton()
        self.more.setText(_("View"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setStyleSheet(_MENU_BUTTON)
        self.more.setToolTip(literally(_keys()))
        self.chips = Chips(self)
        self._lay_out()
        self._connect()

    @property
    def field(self) -> str:
        """The field that the board is grouped by."""
        return str(self.grouping.currentData())

    @property
    def lane_field(self) -> str:
        """The field that the lanes are made of; an empty text: no lanes."""
        return str(self.lanes.currentData())

    @property
    def query(self) -> str:
        """What is typed to look for."""
        return self.search.text()

    @property
    def wish(self) -> Wish:
        """Which cards are wanted besides."""
        return self.chips.wish

    def group_by(self, field: str) -> None:
        """Choose what the columns are made of."""
        self.grouping.setCurrentIndex(self.grouping.findData(field))

    def lane_by(self, field: str) -> None:
        """Choose what the lanes are made of; an empty text: no lanes."""
        self.lanes.setCurrentIndex(self.lanes.findData(field))

    def show_lights(self, lights: frozenset[str]) -> None:
        """Choose the lights; none means all."""
        self.search.settle()
        self.chips.wish = Wish(lights, self.wish.quick, self.wish.group)
        self.changed.emit()

    def clear(self) -> None:
        """Look for nothing: show all cards."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.search.settle()
        self.chips.wish = Wish()
        self.changed.emit()

    def recall(self, view: BoardView) -> None:
        """Choose as it was chosen last time, without telling anybody."""
        with QSignalBlocker(self.grouping), QSignalBlocker(self.lanes), QSignalBlocker(self.small):
            self.group_by(view.grouping)
            self.lane_by(view.lane_field)
            self.small.setChecked(view.compact)
        self.chips.wish = Wish(group=view.group)

    def name(self, names: BoardNames) -> None:
        """Offer these groups."""
        self.chips.offer_groups(names.groups)

    def tell(self, board: Board) -> None:
        """Show the counts of *board*."""
        self.chips.tell(board)

    def _lay_out(self) -> None:
        heading = _label(_("Board"))
        heading.setObjectName("heading")
        self.row = FoldingRow(self, gap=SPACE - 2)
        row, by, across = self.row.line, _label(_("Group by")), _label(_("Lanes"))
        row.addWidget(heading)
        row.addSpacing(SPACE)
        for widget in (by, self.grouping, across, self.lanes):
            row.addWidget(widget)
        row.addWidget(self.search, 4)
        row.addWidget(self.small)
        row.addWidget(self.more)
        row.addStretch()
        self.row.fold(by, across, self.more, self.small, self.lanes, self.grouping)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE - 2)
        whole.addWidget(self.row)
        whole.addWidget(self.chips)

    def _connect(self) -> None:
        self.search.paused.connect(self.changed)
        for choice in (self.grouping, self.lanes):
            choice.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.chips.changed.connect(self.search.settle)
        self.chips.changed.connect(self.changed)
        self.small.toggled.connect(self.resized)
        menu = QMenu(self.more)
        menu.addAction(_("Fold all lanes"), lambda: self.folded.emit(True))
        menu.addAction(_("Open all lanes"), lambda: self.folded.emit(False))
        menu.addSeparator()
        menu.addAction(_("Fold columns as at first"), self.restored.emit)
        self.more.setMenu(menu)


def _label(text: str) -> QLabel:
    made = QLabel(text)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return made


def _choice(names: Mapping[str, str]) -> QComboBox:
    made = QComboBox()
    for field, label in names.items():
        made.addItem(_(label), field)
    return made


def _keys() -> str:
    return _(
        "Keys on the board: arrows walk over the cards, Ctrl and an arrow moves the card, Enter opens it, the menu "
        "key is its menu, F2 that of the column, - and + fold and open the lane, / looks for cards."
    )
