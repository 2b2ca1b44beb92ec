"""What stands behind a cell: a list of commitments, matters, milestones and pilots with their lights and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.model import entity as described_entity
from smartplanner.queries.portfolio import Cell, say_cell, worst_first
from smartplanner.queries.portfolio_movement import Moved
from smartplanner.queries.portfolio_things import Thing
from smartplanner.rules.lights import Light
from smartplanner.rules.tiers import say_why
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column, Table, TableModel
from smartplanner.ui.theme import SPACE


class Line(NamedTuple):
    """One line of the list."""

    key: str
    thing: Thing
    moved: Moved | None


class DrillPanel(QFrame):
    """The panel beside the matrix.  ``closing`` tells that a person wants it away."""

    closing = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        self.cell: Cell | None = None
        self.heading, self.why, self.figures = QLabel(), QLabel(), QLabel()
        self._lamp_place = QHBoxLayout()
        self._lamp: Lamp | None = None
        self.model = TableModel(_columns(), lambda line: str(line.key), self)
        self.table = Table(self.model, self)
        self.close_button = QToolButton()
        self._lay_out()
        self.table.opened.connect(self._open)
        self.close_button.clicked.connect(self.closing)

    def show_cell(self, cell: Cell, names: tuple[str, str], moved: Mapping[str, Moved]) -> None:
        """Show what stands behind *cell*; *names* are those of its row and column, *moved* what moved by id."""
        self.cell = cell
        self.heading.setText(" · ".join(name for name in names if name))
        self.why.setText(say_cell(cell))
        parts = []
        if cell.asked:
            parts.append(_("{covered} of {asked} requirements covered", covered=cell.covered, asked=cell.asked))
        if cell.waived:
            parts.append(_("{count} waived", count=cell.waived))
        if cell.works:
            parts.append(_("{count} matters, milestones and pilots", count=cell.works))
        self.figures.setText(_(", ").join(parts))
        self._show_lamp(cell)
        lines = [
            Line(f"{one.entity} {one.id} {place}", one, moved.get(one.id)) for place, one in enumerate(_sorted(cell))
        ]
        self.model.set_rows(lines)
        self.table.setVisible(bool(lines))

    def _show_lamp(self, cell: Cell) -> None:
        if self._lamp is not None:
            self._lamp_place.removeWidget(self._lamp)
            self._lamp.deleteLater()
            self._lamp = None
        if cell.light:
            self._lamp = Lamp(cell.light)
            self._lamp_place.addWidget(self._lamp)

    def _open(self, key: str) -> None:
        entity, id, _place = key.split(" ")
        self._session.asked.emit(entity, id)

    def _lay_out(self) -> None:
        self.heading.setObjectName("subheading")
        self.figures.setObjectName("muted")
        for label in (self.heading, self.why, self.figures):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.close_button.setText("×")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(_("Close the list"))
        self.close_button.setToolTip(_("Close the list"))
        top = QHBoxLayout()
        top.addLayout(self._lamp_place)
        top.addWidget(self.heading, 1)
        top.addWidget(self.close_button)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE - 2)
        layout.addLayout(top)
        layout.addWidget(self.why)
        layout.addWidget(self.figures)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)


def _sorted(cell: Cell) -> Sequence[Thing]:
    return worst_first(cell.things)


def _columns() -> list[Column]:
    return [
        Column(
            "light",
            _("Light"),
            5,
            lambda line: _(Light.of(line.thing.signal.light).label),
            light=lambda line: str(line.thing.signal.light),
        ),
        Column("what", _("Kind"), 7, lambda line: _(described_entity(line.thing.entity).label)),
        Column("title", _("Title"), 22, lambda line: line.thing.title),
        Column("why", _("Why"), 24, _why, tip=_why),
    ]


def _why(line: Line) -> str:
    thing = line.thing
    words = line.moved.reason if line.moved is not None else say_why(thing.signal)
    if thing.because:
        words = _("{why} (“{because}”)", why=words, because=thing.because)
    if line.moved is not None:
        before = _(Light.of(line.moved.before).label)
        words = _("{why}; last month {before}", why=words, before=before)
    return words
