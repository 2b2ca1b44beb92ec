"""The small dialogs of a contract: a step of its state, an acceptance, an approval number, a payment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.editing import set_fields
from smartplanner.commands.operating import (
    amend_contract,
    approve_payment,
    move_contract,
    record_payment,
    renew_contract,
)
from smartplanner.rules.contracts import Move
from smartplanner.rules.payments import PaymentStatus
from smartplanner.ui.contract_form.words import explain
from smartplanner.ui.life.asking import AskDialog, Question, question
from smartplanner.ui.session import Session

Perform = Callable[[dict[str, Any]], object]


def move_dialog(session: Session, id: str, move: Move, parent: QWidget | None) -> AskDialog:
    """Return the dialog that takes a contract one step on in its life; it says why where that may not be.

    A change asks for the amendment, a renewal for the days of the new contract.
    """
    made = {"changed": _amend, "renewed": _renew}.get(move.after, _move)
    asked, perform = made(session, id, move)
    hint = session.office.reader.name("contract", id)
    return AskDialog(session, _(move.label), asked, perform, parent, hint=hint)


def amend_dialog(session: Session, id: str, parent: QWidget | None) -> AskDialog:
    """Return the dialog that enters an amendment of a contract in force."""
    asked, perform = _amend(session, id, None)
    hint = _("The original sum and days stay; the amendment stands beside them.")
    return AskDialog(session, _("Add {entity}", entity=_("Amendment")), asked, perform, parent, hint=hint)


def _move(session: Session, id: str, move: Move) -> tuple[list[Question], Perform]:
    def perform(said: dict[str, Any]) -> object:
        return move_contract(session.office, id, move.after, on=said["on"], reason=said["reason"] or "")

    return [
        question("on", "task_event.happened_on", needed=True, value=session.as_of, label=_("Day of the step")),
        question("reason", "task_event.reason", needed="reason" in move.needs, label=_("Reason of the step")),
    ], perform


def _amend(session: Session, id: str, _move: Move | None) -> tuple[list[Question], Perform]:
    def perform(said: dict[str, Any]) -> object:
        return amend_contract(
            session.office, id, title=said["title"], signed_on=said["signed_on"],
            amount_change=said["amount_change"] or 0, new_start=said["new_start"], new_end=said["new_end"],
            number=said["number"] or "", text=said["text"] or "",
        )  # fmt: skip

    fields = ("title", "number", "signed_on", "amount_change", "new_start", "new_end", "text")
    given = {"signed_on": session.as_of}
    return [
        question(name, f"amendment.{name}", needed=name in ("title", "signed_on"), value=given.get(name))
        for name in fields
    ], perform


def _renew(session: Session, id: str, _move: Move) -> tuple[list[Question], Perform]:
    row = session.office.reader.row("contract", id)
    first = row.end + timedelta(1) if row is not None and row.end else session.as_of
    title = _("{title} (renewed {year})", title=session.office.reader.name("contract", id), year=first.year)

    def perform(said: dict[str, Any]) -> object:
        return renew_contract(
            session.office, id, start=said["start"], end=said["end"], title=said["title"] or "",
            code=said["code"] or "", amount=said["amount"], sole_source=said["sole_source"],
        )  # fmt: skip

    return [
        question("start", "contract.start", needed=True, value=first),
        question("end", "contract.end", needed=True),
        question("title", "contract.title", value=title, label=_("Title of the new contract")),
        question("code", "contract.code"),
        question("amount", "contract.amount", value=row.amount if row is not None else None),
        question("sole_source", "contract.sole_source"),
    ], perform


def payment_dialog(session: Session, act: str, one: PaymentStatus, parent: QWidget | None) -> AskDialog:
    """Return the dialog of an act about a payment: accept, milestone, approve or pay."""
    title, asked, perform = _MAKERS[act](session, one)
    return AskDialog(session, title, asked, perform, parent, hint=explain(session.office.reader, one))


Made = tuple[str, list[Question], Perform]


def _accept(session: Session, one: PaymentStatus) -> Made:
    def perform(said: dict[str, Any]) -> object:
        values = {"accepted_on": said["on"], "acceptance_no": said["number"] or None}
        return set_fields(session.office, "payment", [one.id], values)

    asked = [
        question("on", "payment.accepted_on", needed=True, value=session.as_of),
        question("number", "payment.acceptance_no"),
    ]
    return _("Note the acceptance of the work"), asked, perform


def _milestone(session: Session, one: PaymentStatus) -> Made:
    def perform(said: dict[str, Any]) -> object:
        values = {"done_on": said["on"], "evidence": said["evidence"] or None}
        return set_fields(session.office, "milestone", [one.fact.milestone or ""], values)

    asked = [
        question("on", "milestone.done_on", needed=True, value=session.as_of),
        question("evidence", "milestone.evidence"),
    ]
    return _("Milestone done"), asked, perform


def _approve(session: Session, one: PaymentStatus) -> Made:
    def perform(said: dict[str, Any]) -> object:
        return approve_payment(session.office, one.id, number=said["number"], on=said["on"])

    asked = [
        question("number", "payment.approved_no", needed=True),
        question("on", "task_event.happened_on", needed=True, value=session.as_of, label=_("Day of the approval")),
    ]
    return _("Note the approval number"), asked, perform


def _pay(session: Session, one: PaymentStatus) -> Made:
    def perform(said: dict[str, Any]) -> object:
        return record_payment(session.office, one.id, on=said["on"], paid=said["paid"], reason=said.get("reason") or "")

    asked = [
        question("on", "payment.paid_on", needed=True, value=session.as_of),
        question("paid", "payment.paid", needed=True, value=one.outstanding),
    ]
    if one.missing:
        asked.append(question("reason", "task_event.reason", needed=True, label=_("Why it is paid all the same")))
    return _("Note the payment"), asked, perform


_MAKERS: dict[str, Callable[[Session, PaymentStatus], Made]] = {
    "accept": _accept,
    "milestone": _milestone,
    "approve": _approve,
    "pay": _pay,
}
