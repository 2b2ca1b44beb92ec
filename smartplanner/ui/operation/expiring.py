"""What runs out within 90 days or has run out: contracts, bonds, guarantees, licences, terms, as a ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.rules.expiry import KINDS, Expiry
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.operation.listing import Listing, amount_column, light_column, line_label
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

AHEAD = -1
"""The rungs of what has not run out yet, together: what the tile and the overview count."""
RUNGS = {
    None: N_("All"),
    0: N_("Past"),
    AHEAD: N_("Not yet past"),
    30: N_("Within 30 days"),
    60: N_("31 to 60 days"),
    90: N_("61 to 90 days"),
}
"""The rungs of the ladder; the last day of each."""
PAYMENT = "payment"
"""Payments have a list of their own; here they are shown only where they are asked for."""
_OPENED = frozenset({"contract", "operator"})
"""Entities with a page of their own; anything else opens the contract or operator that it belongs to."""


class ExpiryPanel(QWidget):
    """A button for each rung with its count, and the list of what stands on it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rung: int | None = None
        self._rows: Sequence[Expiry] = ()
        self.rungs: dict[int | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(_("What runs out"))
        self.kind.addItem(_("Everything but payments"), "")
        for kind, label in KINDS.items():
            self.kind.addItem(_(label), kind)
        self.kind.currentIndexChanged.connect(lambda _place: self.apply())
        for rung in RUNGS:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setChecked(rung is None)
            button.clicked.connect(lambda _on=False, rung=rung: self.ask(rung))
            self._group.addButton(button)
            self.rungs[rung] = button
        self.counts = line_label("", "muted")
        self.listing = Listing(
            self._columns(),
            lambda one: f"{one.kind} {one.id}",
            nothing=_("Nothing runs out here within 90 days."),
            opened=self._open,
            stretch=2,
            parent=self,
        )
        top = FlowLayout(gap=SPACE)  # the rungs go on in a second line where the window is narrow
        top.addWidget(self.kind)
        for button in self.rungs.values():
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self.counts)
        layout.addWidget(self.listing, 1)

    def show_rows(self, rows: Sequence[Expiry]) -> None:
        """Take over what runs out, the soonest first."""
        self._rows = rows
        self.apply()

    def ask(self, rung: int | None) -> None:
        """Show one rung, or all."""
        self.rung = rung
        self.rungs[rung].setChecked(True)
        self.apply()

    def apply(self) -> None:
        """Show what is of the chosen kind and on the chosen rung, and count what is on each."""
        kind = str(self.kind.currentData())
        rows = [one for one in self._rows if one.kind == kind or (not kind and one.kind != PAYMENT)]
        counts = Counter(one.rung for one in rows)
        for rung, button in self.rungs.items():
            count = len(rows) if rung is None else len(rows) - counts[0] if rung == AHEAD else counts[rung]
            button.setText(_("{label} ({count})", label=_(RUNGS[rung]), count=count))
        kinds = Counter(one.kind for one in rows)
        self.counts.setText("，".join(f"{_(KINDS[kind])} {count}" for kind, count in kinds.most_common()))
        self.listing.show_rows([one for one in rows if self._is_asked_for(one)])

    def _is_asked_for(self, one: Expiry) -> bool:
        return self.rung is None or (one.rung > 0 if self.rung == AHEAD else one.rung == self.rung)

    def _columns(self) -> list[Column]:
        reader = self.session.office.reader
        return [
            light_column(lambda one: one.light, lambda one: one.words),
            Column("kind", _("What runs out"), 14, lambda one: _(KINDS[one.kind])),
            Column("title", _("Title"), 34, lambda one: one.title),
            Column("operator", _("Operator"), 26,
                   lambda one: reader.name("operator", one.operator) if one.operator else ""),
            Column("day", _("Day on which it ends"), 11, lambda one: one.day.isoformat(), key=lambda one: one.day),
            Column("left", _("Days left"), 8, lambda one: str(one.left), key=lambda one: one.left, right=True),
            amount_column("amount", _("{label} ({unit})", label=_("Amount"), unit=_("10,000 yuan")),
                          lambda one: one.amount),
        ]  # fmt: skip

    def _open(self, one: Expiry) -> None:
        if one.entity in _OPENED:
            self.session.asked.emit(one.entity, one.id)
        elif one.contract:
            self.session.asked.emit("contract", one.contract)
        elif one.operator:
            self.session.asked.emit("operator", one.operator)
        else:
            self.session.asked.emit(one.entity, one.id)
