"""The chain of payments of a contract: what is due, what is taken off, what is missing and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QPushButton

from smartplanner.base.i18n import _
from smartplanner.queries.contracts import ContractPage
from smartplanner.rules.payments import PaymentStatus, say_light
from smartplanner.ui.contract_form.acts import payment_dialog
from smartplanner.ui.contract_form.words import explain, missing_words, state_words
from smartplanner.ui.operation.listing import amount_column, light_column
from smartplanner.ui.operation.papers import ADVICE, open_paper
from smartplanner.ui.operation.parts import edit_part
from smartplanner.ui.operation.tab import PartTab
from smartplanner.ui.operation.timeline import show_timeline
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

_LINES = 5
"""Lines about the chosen payment that are in sight at once."""


class PaymentsTab(PartTab):
    """The payments with what can be done about the chosen one; below, why it is released or not."""

    def __init__(self, session: Session, id: str) -> None:
        self._page: ContractPage | None = None
        super().__init__(session, id, _columns(session), lambda one: str(one.id))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("Why it is released or not"))
        self.details.setMinimumHeight(self.details.fontMetrics().lineSpacing() * 2 + SPACE * 2)
        self.details.setMaximumHeight(self.details.fontMetrics().lineSpacing() * _LINES + SPACE * 2)
        self.below.addWidget(self.details)
        self.acts: dict[str, QPushButton] = {
            "accept": self.add_button(_("Note the acceptance of the work"), lambda: self.ask("accept")),
            "milestone": self.add_button(_("Milestone done"), lambda: self.ask("milestone")),
            "approve": self.add_button(_("Note the approval number"), lambda: self.ask("approve")),
            "pay": self.add_button(_("Note the payment"), lambda: self.ask("pay")),
        }
        self.advice_button = self.add_button(_("Payment advice"), self.advise)
        self.timeline_button = self.add_button(
            _("Timeline"), lambda: show_timeline(session, self.window(), contract=id)
        )
        self.timeline_button.setEnabled(True)
        self.tools.addStretch()
        self.new_button = self.add_button(_("Add {entity}", entity=_("Payment")), lambda: self.edit(""))
        self.open_button = self.add_button(_("Open"), self._open_chosen)
        self.table.opened.connect(self.edit)
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self._enable())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._enable()

    def read(self) -> list[PaymentStatus]:
        """Return the payments in the order in which they fall due."""
        return list(self._page.payments) if self._page is not None else []

    def nothing(self) -> str:
        """Say how payments come here."""
        return _("No payment is agreed yet. Add them one by one, or import the ledger of payments.")

    def show_page(self, page: ContractPage) -> None:
        """Show the chain; the first payment that waits is chosen, so that the keyboard can act at once."""
        self._page = page
        chosen = self.table.selected_ids()[:1]
        self.load()
        if not chosen and self.model.rowCount():
            waiting = next((one.id for one in page.payments if not one.settled), page.payments[0].id)
            self.table.select(waiting)
        self._enable()

    def chosen(self) -> PaymentStatus | None:
        """Return the payment that is chosen."""
        found = self.listing.chosen()
        return found[0] if len(found) == 1 else None

    def ask(self, act: str) -> bool:
        """Ask for what *act* needs about the chosen payment and perform it."""
        one = self.chosen()
        if one is None:
            return False
        dialog = payment_dialog(self.session, act, one, self.window())
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def edit(self, id: str) -> None:
        """Open the form of a payment, or of a new one of this contract."""
        edit_part(self.session, "payment", id, owner="contract", of=self.id, window=self.window())

    def advise(self) -> None:
        """Open the payment advice, to be looked at and written."""
        one = self.chosen()
        if one is not None:
            open_paper(self.session, ADVICE, self.window(), contract=self.id, payment=one.id)

    def _open_chosen(self) -> None:
        if (one := self.chosen()) is not None:
            self.edit(one.id)

    def _enable(self) -> None:
        one, writable = self.chosen(), self.session.office.writable
        lacking = one.blocked_by if one is not None else ()
        self.details.setPlainText(explain(self.session.office.reader, one) if one is not None else "")
        self.details.setVisible(one is not None)
        self.acts["accept"].setVisible("acceptance" in lacking)
        self.acts["milestone"].setVisible(bool(one and one.fact.milestone and "milestone" in lacking))
        self.acts["approve"].setEnabled(writable and "approval" in lacking)
        self.acts["pay"].setEnabled(writable and one is not None and not one.settled)
        self.advice_button.setEnabled(one is not None and not one.settled)
        self.open_button.setEnabled(one is not None)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for button in (*self.acts.values(), self.advice_button, self.open_button):
            if not button.isHidden():
                action = menu.addAction(button.text())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(lambda _on=False, button=button: button.click())
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()


def _columns(session: Session) -> list[Column]:
    day: Callable[[Any], str] = lambda one: one.due.isoformat() if one.due else ""  # noqa: E731
    wan = _("10,000 yuan")
    return [
        light_column(lambda one: str(one.light.light), lambda one: say_light(one.light)),
        Column("title", _("Payment"), 18, lambda one: one.title),
        Column("due", _("Payable on"), 11, day, key=lambda one: one.due),
        amount_column("amount", _("{label} ({unit})", label=_("Amount due"), unit=wan), lambda one: one.amount),
        amount_column("deducted", _("Deducted"), lambda one: one.deducted or None, 9),
        amount_column("payable", _("Payable"), lambda one: one.payable),
        amount_column("paid", _("Amount paid"), lambda one: one.paid or None),
        Column("state", _("State"), 13, state_words),
        Column(
            "missing", _("Missing, and whose turn it is"), 36, lambda one: missing_words(session.office.reader, one)
        ),
    ]
