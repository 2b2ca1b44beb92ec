"""Who is owed what, what holds a payment up and whose turn it is: payments of all contracts, by what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.fields.money import format_money
from smartplanner.queries.units import short_unit_names
from smartplanner.rules.payments import PaymentStatus, say_light
from smartplanner.ui.contract_form.acts import payment_dialog
from smartplanner.ui.contract_form.words import missing_words, state_words
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.operation.listing import Listing, amount_column, light_column, line_label
from smartplanner.ui.search_field import SearchField
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

MODES = {
    "owed": N_("Payable by the end of the month"),
    "ready": N_("Can be paid now"),
    "blocked": N_("Blocked"),
    "late": N_("Late"),
    "deducted": N_("With a deduction"),
}
"""What can be asked of the payments."""
_NOTHING = {
    "owed": N_("Nothing is payable by the end of the month."),
    "ready": N_("No payment is released and unpaid."),
    "blocked": N_("No payment is blocked: every condition of what is due is met."),
    "late": N_("No payment is late."),
    "deducted": N_("Nothing is deducted from what is due."),
}


class PaymentsPanel(QWidget):
    """The list of payments with its question at the left and what can be done at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._rows: Mapping[str, Sequence[PaymentStatus]] = {}
        self._units: Mapping[str, str] = {}
        self._payees: Mapping[str, str] = {}
        self.mode = QComboBox(self)
        self.mode.setAccessibleName(_("Which payments"))
        for name, label in MODES.items():
            self.mode.addItem(_(label), name)
        self.search = SearchField(_("Filter (Ctrl+F)"), self, least=120, most=200)
        self.sum = line_label("", "muted")
        self.buttons = {
            act: QPushButton(title, self)
            for act, title in (
                ("accept", _("Note the acceptance of the work")),
                ("approve", _("Note the approval number")),
                ("pay", _("Note the payment")),
            )
        }
        self.listing = Listing(
            self._columns(),
            lambda one: str(one.id),
            nothing="",
            opened=self._open,
            stretch=8,
            parent=self,
        )
        self._connect()
        self._lay_out()

    def show_rows(self, rows: Mapping[str, Sequence[PaymentStatus]]) -> None:
        """Take over the payments by what is asked of them."""
        reader = self.session.office.reader
        self._rows, self._units = rows, short_unit_names(reader)
        operators = dict(reader.raw_columns("operator", ("id", "organisation")))
        self._payees = {
            id: self._units.get(operators.get(operator, ""), "") or _("no operator named")
            for id, operator in reader.raw_columns("contract", ("id", "operator"))
        }
        self.apply()

    def ask(self, mode: str) -> None:
        """Show what *mode* asks for."""
        self.mode.setCurrentIndex(self.mode.findData(mode))

    def apply(self) -> None:
        """Show the payments that are asked for, with their sum."""
        mode = str(self.mode.currentData())
        rows = self._rows.get(mode, ())
        self.listing.empty.setText(_(_NOTHING[mode]))
        self.listing.show_rows(rows)
        self._filter()

    def _filter(self) -> None:
        self.listing.model.filter(self.search.text())
        shown: list[PaymentStatus] = self.listing.model.shown_rows()
        words = _("{count} payment(s), {sum} outstanding", count=len(shown),
                  sum=format_money(sum(one.outstanding for one in shown)))  # fmt: skip
        payees = {self._payees.get(one.contract, "") for one in shown}
        if len(payees) > 1:
            words += "，" + _("{count} operators", count=len(payees))
        self.sum.setText(words)
        self._enable()

    def _columns(self) -> list[Column]:
        reader = self.session.office.reader
        wan = _("10,000 yuan")
        return [
            light_column(lambda one: str(one.light.light), lambda one: say_light(one.light)),
            Column("payee", _("Operator"), 14, lambda one: self._payees.get(one.contract, "")),
            Column("contract", _("Contract"), 24, lambda one: reader.name("contract", one.contract)),
            Column("title", _("Payment"), 12, lambda one: one.title),
            Column("due", _("Payable on"), 11, lambda one: one.due.isoformat() if one.due else "",
                   key=lambda one: one.due),
            amount_column("payable", _("{label} ({unit})", label=_("Payable"), unit=wan), lambda one: one.payable, 10),
            amount_column("deducted", _("Deducted"), lambda one: one.deducted or None, 8),
            Column("state", _("State"), 12, state_words),
            Column("missing", _("Missing, and whose turn it is"), 34, lambda one: missing_words(reader, one)),
        ]  # fmt: skip

    def _connect(self) -> None:
        self.mode.currentIndexChanged.connect(lambda _place: self.apply())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.listing.table.selectionModel().selectionChanged.connect(lambda *_change: self._enable())
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, act=act: self._act(act))

    def _lay_out(self) -> None:
        top = FoldingRow(self)
        for widget in (self.mode, self.search):
            top.line.addWidget(widget)
        top.line.addWidget(self.sum, 1)
        for button in self.buttons.values():
            top.line.addWidget(button)
        top.fold(*self.buttons.values())
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(top)
        layout.addWidget(self.listing, 1)

    def _chosen(self) -> PaymentStatus | None:
        found = self.listing.chosen()
        return found[0] if len(found) == 1 else None

    def _enable(self) -> None:
        one, writable = self._chosen(), self.session.office.writable
        lacking = one.blocked_by if one is not None else ()
        self.buttons["accept"].setEnabled(writable and "acceptance" in lacking)
        self.buttons["approve"].setEnabled(writable and "approval" in lacking)
        self.buttons["pay"].setEnabled(writable and one is not None and not one.settled)

    def _act(self, act: str) -> None:
        one = self._chosen()
        if one is not None:
            dialog = payment_dialog(self.session, act, one, self.window())
            dialog.exec()
            dialog.deleteLater()

    def _open(self, one: PaymentStatus) -> None:
        self.session.asked.emit("contract", one.contract)


def by_mode(owed: Sequence[PaymentStatus], *, as_of: date) -> dict[str, list[PaymentStatus]]:
    """Return the payments by what can be asked of them."""
    return {
        "owed": list(owed),
        "ready": [one for one in owed if one.released],
        "blocked": [one for one in owed if not one.released],
        "late": [one for one in owed if one.due is not None and one.due < as_of],
        "deducted": [one for one in owed if one.deducted],
    }
