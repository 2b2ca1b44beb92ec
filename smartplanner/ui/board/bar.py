"""The bar above the board: how it is grouped, which cards are looked for, and how many are shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.board import GROUPINGS, Board
from smartplanner.rules.lights import Light
from smartplanner.ui.theme import ACCENT, INK, LINE, PAPER, SELECTED, SPACE, draw_light

FILTER_DELAY = 120
"""Milliseconds after the last key before the board is filtered."""
_LAMP = 18
_CHIP = f"""
QPushButton {{ padding: 4px 7px; border: 1px solid {LINE.name()}; border-radius: 13px; background: {PAPER.name()};
    color: {INK.name()}; }}
QPushButton:hover {{ background: #EEF3F9; }}
QPushButton:checked {{ background: {SELECTED.name()}; border-color: {ACCENT.name()}; font-weight: 600; }}
QPushButton:focus {{ border-color: {ACCENT.name()}; }}
"""


class BoardBar(QWidget):
    """``changed`` tells that another grouping, other words or other lights are wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grouping = QComboBox()
        for field, label in GROUPINGS.items():
            self.grouping.addItem(_(label), field)
        self.grouping.setAccessibleName(_("Group by"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Title, code, unit or pinyin initials"))
        self.search.setAccessibleName(_("Look for cards"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(70)
        self.search.setMaximumWidth(260)
        self.all_chip = QPushButton(_("All"))
        self.chips = {light.value: QPushButton() for light in Light}
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.count.setMinimumWidth(1)  # in a narrow window it is the first to give way
        self._typing = QTimer(self)
        self._lay_out()
        self._connect()

    @property
    def field(self) -> str:
        """The field that the board is grouped by."""
        return str(self.grouping.currentData())

    @property
    def query(self) -> str:
        """What is typed to look for."""
        return self.search.text()

    @property
    def lights(self) -> frozenset[str]:
        """The lights that are wanted; none means all."""
        return frozenset(light for light, chip in self.chips.items() if chip.isChecked())

    def group_by(self, field: str) -> None:
        """Choose a grouping."""
        self.grouping.setCurrentIndex(self.grouping.findData(field))

    def show_lights(self, lights: frozenset[str]) -> None:
        """Choose the lights; none means all."""
        for light, chip in self.chips.items():
            chip.setChecked(light in lights)
        self.all_chip.setChecked(not lights)
        self._typing.stop()
        self.changed.emit()

    def clear(self) -> None:
        """Look for nothing: show all cards."""
        self.search.clear()
        self.show_lights(frozenset())

    def tell(self, board: Board) -> None:
        """Show the counts of *board*."""
        matching = sum(board.lights.values())
        self.all_chip.setText(_("All {count}", count=matching))
        for light, chip in self.chips.items():
            chip.setText(str(board.lights.get(light, 0)))
        self.count.setText(
            _("{total} cards", total=board.total)
            if board.shown == board.total
            else _("{shown} of {total} cards", shown=board.shown, total=board.total)
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE - 2)
        row.addWidget(QLabel(_("Group by")))
        row.addWidget(self.grouping)
        row.addWidget(self.search, 1)
        for chip in (self.all_chip, *self.chips.values()):
            chip.setCheckable(True)
            chip.setStyleSheet(_CHIP)
            row.addWidget(chip)
        for light, chip in self.chips.items():
            label = _(Light.of(light).label)
            chip.setIcon(_lamp(light, self.devicePixelRatioF()))
            chip.setIconSize(QSize(_LAMP, _LAMP))
            chip.setAccessibleName(label)
            chip.setToolTip(_("Show only: {light}", light=label))
        self.all_chip.setChecked(True)
        row.addStretch(1)
        row.addWidget(self.count)

    def _connect(self) -> None:
        self._typing.setSingleShot(True)
        self._typing.setInterval(FILTER_DELAY)
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.grouping.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.all_chip.clicked.connect(lambda: self.show_lights(frozenset()))
        for chip in self.chips.values():
            chip.clicked.connect(lambda: self.show_lights(self.lights))


def _lamp(light: str, ratio: float) -> QIcon:
    """Return a light as an icon, as sharp as the screen."""
    picture = QPixmap(QSize(_LAMP, _LAMP) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_light(painter, light, QRectF(0, 0, _LAMP, _LAMP))
    painter.end()
    return QIcon(picture)
