"""The chips above the board: one press narrows the cards; each says how many it stands for.  They combine."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.board import Board
from smartplanner.queries.board_filters import BESIDE, QUICK, Wish
from smartplanner.rules.lights import Light
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.theme import NOTHING, SPACE, as_chip, draw_light

_LAMP = 18


_NAMES = {**QUICK, **BESIDE}
"""The names of the quick filters (msgids)."""


class Chips(QWidget):
    """``changed`` tells that other cards are wanted; which, says ``wish``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all = QPushButton(_("All"))
        self.lights = {light.value: QPushButton() for light in Light}
        self.quick = {name: QPushButton(_(label)) for name, label in _NAMES.items()}
        self.group = QComboBox()
        self.group.setAccessibleName(_("Working group"))
        self.group.setToolTip(_("Show the cards of one working group only"))
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.group.setMaximumWidth(190)
        self.group.setMinimumHeight(28)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.count.setMinimumHeight(28)
        self._wanted_group: str | None = None
        self._groups: Mapping[str, str] = {}
        self._lay_out()
        self._connect()
        self.offer_groups({})

    @property
    def wish(self) -> Wish:
        """Which cards are wanted."""
        return Wish(_pressed(self.lights), _pressed(self.quick), self._wanted_group)

    @wish.setter
    def wish(self, wish: Wish) -> None:
        for chosen, chips in ((wish.lights, self.lights), (wish.quick, self.quick)):
            for name, chip in chips.items():
                chip.setChecked(name in chosen)
        self._wanted_group = wish.group
        self._choose_group()
        self.all.setChecked(wish == Wish())

    def offer_groups(self, groups: Mapping[str, str]) -> None:
        """Offer these groups, by their ids; the one that is wanted stays."""
        self._groups = groups
        with QSignalBlocker(self.group):
            self.group.clear()
            self.group.addItem(_("All groups"), None)
            for id, name in groups.items():
                self.group.addItem(name, id)
        self._choose_group()

    def tell(self, board: Board) -> None:
        """Show how many cards each chip stands for."""
        self.all.setText(_("All {count}", count=board.total))
        self.all.setChecked(self.wish == Wish())
        for light, chip in self.lights.items():
            chip.setText(str(board.lights.get(light, 0)))
        for name, chip in self.quick.items():
            label = _NAMES[name]
            chip.setText(f"{_(label)} {board.quick.get(name, 0)}")
            # Where nothing has memos or attachments nobody looks for it, and the line is full as it is.
            chip.setVisible(name in QUICK or chip.isChecked() or board.quick.get(name, 0) > 0)
        self.count.setText(
            _("{total} cards", total=board.total)
            if board.shown == board.total
            else _("{shown} of {total} cards", shown=board.shown, total=board.total)
        )

    def _choose_group(self) -> None:
        if self._groups and self._wanted_group not in self._groups:
            self._wanted_group = None  # a group that is gone would hide every card
        with QSignalBlocker(self.group):
            self.group.setCurrentIndex(max(0, self.group.findData(self._wanted_group)))

    def _lay_out(self) -> None:
        layout = FlowLayout(self, gap=SPACE - 2)
        for chip in (self.all, *self.lights.values(), *self.quick.values()):
            chip.setCheckable(True)
            as_chip(chip)
            layout.addWidget(chip)
        for name in BESIDE:
            self.quick[name].hide()
        layout.addWidget(self.group)
        layout.addWidget(self.count)
        for light, chip in self.lights.items():
            label = _(Light.of(light).label)
            chip.setIcon(_lamp(light, self.devicePixelRatioF()))
            chip.setIconSize(QSize(_LAMP, _LAMP))
            chip.setAccessibleName(label)
            chip.setToolTip(_("Show only: {light}", light=label))
        self.quick["overdue"].setToolTip(_("Open matters whose deadline has passed"))
        self.quick["soon"].setToolTip(_("Open matters due today or within seven days"))
        self.quick["unreported"].setToolTip(_("Open matters with a reporting cycle and no report in this period"))
        self.quick["unsigned"].setToolTip(_("Matters that a unit was given and has not signed for"))
        self.quick["memos"].setToolTip(_("Matters that have memos"))
        self.quick["attachments"].setToolTip(_("Matters that have attachments"))
        self.all.setToolTip(_("Show all cards"))
        self.all.setChecked(True)

    def _connect(self) -> None:
        for chip in (*self.lights.values(), *self.quick.values()):
            chip.clicked.connect(self.changed)
        self.all.clicked.connect(self._show_all)
        self.group.activated.connect(self._take_group)

    def _show_all(self) -> None:
        self.wish = Wish()
        self.changed.emit()

    def _take_group(self, place: int) -> None:
        self._wanted_group = self.group.itemData(place)
        self.changed.emit()


def _pressed(chips: Mapping[str, QPushButton]) -> frozenset[str]:
    return frozenset(name for name, chip in chips.items() if chip.isChecked())


def _lamp(light: str, ratio: float) -> QIcon:
    """Return a light as an icon, as sharp as the screen."""
    picture = QPixmap(QSize(_LAMP, _LAMP) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(NOTHING)
    painter = QPainter(picture)
    draw_light(painter, light, QRectF(0, 0, _LAMP, _LAMP))
    painter.end()
    return QIcon(picture)
