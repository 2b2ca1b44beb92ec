"""Approving and paying a payment: only what the chain releases, unless a person says why."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step, update
from smartplanner.commands.office import Office
from smartplanner.queries.contract_book import contract_facts
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.payment_checks import over_what_is_left
from smartplanner.rules.payments import Missing, PaymentStatus, chain
from smartplanner.rules.sums import yuan


def payment_status(office: Office, id: str, *, as_of: date) -> tuple[ContractFact, PaymentStatus]:
    """Return where a payment stands, with its contract; a Problem if it is gone."""
    row = office.reader.row("payment", id)
    fact = contract_facts(office.reader).get(row.contract) if row is not None else None
    if fact is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    return fact, next(one for one in chain(fact, as_of=as_of) if one.id == id)


def approve_payment(office: Office, id: str, *, number: str, on: date) -> Step:
    """Enter the approval number of a payment and fix what is deducted from it, as computed on that day.

    What is approved is one sum: months of its service that are scored only later are not deducted from it.
    Raises a Problem when it has no number, is paid or approved already, or another condition is not met.
    """
    fact, told = payment_status(office, id, as_of=on)
    number = number.strip()
    if not number:
        message = _("The approval number is missing.")
        raise Problem(code="number_needed", message=message, remedy=_("Enter it."), field="approved_no")
    if told.settled or told.fact.approved_no:
        message = _("“{payment}” is paid already.", payment=told.title)
        if told.fact.approved_no:
            message = _("“{payment}” is approved already: {number}.", payment=told.title, number=told.fact.approved_no)
        remedy = _("Undo that step first if it was wrong.")
        raise Problem(code="approved_already", message=message, remedy=remedy, field="approved_no")
    if not told.ready:
        raise _blocked(fact, told, [one for one in told.missing if one.condition != "approval"])
    label = Label(
        N_("Approve “{payment}” of “{title}”: {sum}"),
        {"payment": told.title, "title": fact.title, "sum": yuan(told.payable)},
    )
    return _committed(office, told, label, {"approved_no": number, "deducted": told.deducted})


def record_payment(office: Office, id: str, *, on: date, paid: int | None = None, reason: str = "") -> Step:
    """Note that a payment was made: *paid* 分, else all that is outstanding; what was paid before is added to.

    Raises a Problem when it is not released (``not_released``; with a *reason*, which the history keeps, it is noted
    all the same), when it is paid already, when it is more than what is payable or left of the contract, or when a
    later day already stands there (``paid_later``): a payment has one day, that of the last sum.
    """
    fact, told = payment_status(office, id, as_of=on)
    if told.fact.paid_on is not None and told.fact.paid_on > on:
        raise Problem(
            code="paid_later",
            message=_(
                "“{payment}” has a sum paid on {day} already, which is after {on}.",
                payment=told.title, day=told.fact.paid_on, on=on,
            ),
            remedy=_("Choose that day or a later one, or undo that step first."),
            field="paid_on",
        )  # fmt: skip
    if told.settled:
        message = _("“{payment}” is paid already.", payment=told.title)
        raise Problem(code="paid_already", message=message, remedy=_("Undo that step first if it was wrong."))
    if told.missing and not reason.strip():
        raise _blocked(fact, told, list(told.missing), code="not_released")
    given = told.outstanding if paid is None else paid
    whole = told.paid + given
    if given <= 0:
        message = _("A payment of {sum} cannot be noted.", sum=yuan(given))
        raise Problem(code="bad_sum", message=message, remedy=_("Enter a sum above 0."), field="paid")
    if given > told.outstanding:
        raise Problem(
            code="over_payable",
            message=_(
                "{sum} is more than is payable for “{payment}”: {payable}.",
                sum=yuan(given), payment=told.title, payable=yuan(told.outstanding),
            ),
            remedy=_("Correct the sum, or what is deducted."),
            field="paid",
        )  # fmt: skip
    if problem := over_what_is_left(fact, id, whole):
        raise problem
    values: dict[str, str] = {"payment": told.title, "title": fact.title, "sum": yuan(given)}
    label = Label(N_("Pay “{payment}” of “{title}”: {sum}"), values)
    if told.missing:
        message = N_("Pay “{payment}” of “{title}” before it was released: {sum} ({reason})")
        label = Label(message, {**values, "reason": reason.strip()})
    return _committed(office, told, label, {"paid": whole, "paid_on": on, "deducted": told.deducted})


def _blocked(fact: ContractFact, told: PaymentStatus, missing: list[Missing], *, code: str = "blocked") -> Problem:
    return Problem(
        code=code,
        message=_(
            "“{payment}” of “{title}” is blocked: {missing}.",
            payment=told.title, title=fact.title, missing="；".join(one.words for one in missing),
        ),
        remedy=_("It is the turn of: {who}.", who="、".join(dict.fromkeys(one.whose for one in missing))),
        field="condition",
    )  # fmt: skip


def _committed(office: Office, told: PaymentStatus, label: Label, values: dict[str, Any]) -> Step:
    row = office.reader.row("payment", told.id)
    before = {name: getattr(row, name) for name in values}
    change = update("payment", told.id, before, values)
    assert change is not None  # a number that was not there, or a sum that grows
    step = office.journal.commit(label, [change])
    assert step is not None
    return step
