"""The terms of payment in a ledger of contracts become payments of the same import, which add up to the amount.

Matched by contract and title: a second import changes nothing.  What was paid already, or entered in another
way, is never overruled by the words: then nothing is split, and that is said at the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change, insert, update
from smartplanner.excel.grammar.surroundings import comparable
from smartplanner.excel.ledgers.ledger import LedgerRow
from smartplanner.excel.reading.grid import cell_name
from smartplanner.fields.money import format_money
from smartplanner.fields.payment_parts import PaymentPart, split_amount
from smartplanner.fields.payment_terms import read_terms
from smartplanner.queries import Reader

FIELD = "payment_terms"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a ledger that says how its contract is paid: the table's number, the place, the contract."""

    table: int
    place: tuple[str, str]
    """Sheet and cell."""
    contract: str
    values: Mapping[str, Any]


class PaymentTerms:
    """Gathers the rows with terms while tables are read, and makes the payments when all of them are."""

    def __init__(self, reader: Reader, *, as_of: date) -> None:
        self._reader, self._as_of = reader, as_of
        self._rows: list[_Row] = []

    def add(self, table: int, sheet: str, row: LedgerRow, contract: str) -> None:
        """Take note of a row that was taken in as *contract*."""
        if contract and row.values.get(FIELD):
            place = (sheet, cell_name(row.row, row.cells.get(FIELD, 0)))
            self._rows.append(_Row(table, place, contract, row.values))

    def finish(self, changes: Mapping[str, Sequence[Change]]) -> tuple[list[Change], dict[int, list[Problem]]]:
        """Return the changes of payments, and what has to be said, by the number of the table."""
        made: list[Change] = []
        told: dict[int, list[Problem]] = {}
        if not self._rows:
            return made, told
        known = {row.id: row for row in self._reader.rows("contract", {row.contract for row in self._rows})}
        payments = _by_contract(self._reader.rows("payment"))
        listed = {(change.after or {}).get("contract") for change in changes.get("payment", ())}
        added = self._amendments(changes.get("amendment", ()))
        for row in self._rows:
            if row.contract in listed:
                continue
            found, problem = self._split(
                row, known.get(row.contract), payments.get(row.contract, []), added.get(row.contract, 0)
            )
            made += found
            if problem is not None:
                told.setdefault(row.table, []).append(problem.at(sheet=row.place[0], cell=row.place[1], field=FIELD))
        return made, told

    def _split(
        self, row: _Row, known: Any | None, payments: Sequence[Any], added: int
    ) -> tuple[list[Change], Problem | None]:
        amount = row.values.get("amount") or (known.amount if known is not None else None)
        if known is not None and payments and (known.payment_terms, known.amount) == (row.values[FIELD], amount):
            return [], None
        reading = read_terms(row.values[FIELD], as_of=self._as_of)
        if reading.problem is not None or not reading.terms:
            return [], reading.problem
        if not amount:
            return [], _without_amount(reading.words)
        signed = row.values.get("signed_on") or (known.signed_on if known is not None else None)
        try:
            parts = split_amount(reading, amount + added, signed_on=signed)
        except Problem as problem:
            return [], problem
        changes = _changes(row.contract, parts, payments)
        if changes is None:
            return [], _beside(reading.words)
        return changes, _told(parts, reading.words) if changes else None

    def _amendments(self, changes: Iterable[Change]) -> dict[str, int]:
        """Return by how much amendments change the amount of each contract, those of this file included."""
        rows = {row.id: (row.contract, row.amount_change) for row in self._reader.rows("amendment")}
        for change in changes:
            after = change.after or {}
            contract, amount = rows.get(change.id, (None, None))
            rows[change.id] = (after.get("contract", contract), after.get("amount_change", amount))
        found: dict[str, int] = {}
        for contract, amount in rows.values():
            if contract is not None:
                found[contract] = found.get(contract, 0) + (amount or 0)
        return found


def _by_contract(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.contract, []).append(row)
    return found


def _changes(contract: str, parts: Sequence[PaymentPart], payments: Sequence[Any]) -> list[Change] | None:
    """Return the changes that bring *payments* to the *parts*; None if they were paid or entered otherwise."""
    known = {comparable(payment.title): payment for payment in payments}
    if len(known) < len(payments) or not known.keys() <= {comparable(part.term.title) for part in parts}:
        return None
    changes: list[Change] = []
    for part in parts:
        values = _values(part)
        payment = known.get(comparable(part.term.title))
        if payment is None:
            changes.append(insert("payment", new_id(), {"contract": contract, **values}))
            continue
        change = update("payment", payment.id, {name: getattr(payment, name) for name in values}, values)
        if change is not None and (payment.paid or payment.paid_on) and "amount" in change.fields:
            return None
        changes += [change] if change is not None else []
    return changes


def _values(part: PaymentPart) -> dict[str, Any]:
    """Return the fields of a payment that its term tells; what it does not tell is left out."""
    term = part.term
    found = {
        "title": term.title,
        "amount": part.amount,
        "share": part.share,
        "condition": term.condition,
        "score_needed": term.score_needed,
        "due": part.due,
        "due_text": term.words if part.due is not None or term.after_signing is not None else None,
        "note": term.words,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def _told(parts: Sequence[PaymentPart], words: str) -> Problem:
    names = "、".join(f"{part.term.title}{format_money(part.amount)}" for part in parts)
    message = _("Split into {count} payments: {names}.", count=len(parts), names=names)
    return Problem(code="terms_split", message=message, level=Level.NOTE, value=words[:200])


def _without_amount(words: str) -> Problem:
    message = _("The contract has no amount, so its payments cannot be worked out; the terms were kept as words.")
    remedy = _("Enter the amount of the contract and import the file again.")
    return Problem(code="terms_without_amount", message=message, remedy=remedy, level=Level.WARNING, value=words[:200])


def _beside(words: str) -> Problem:
    message = _("The contract has payments that these terms do not lead to; the payments were left as they are.")
    remedy = _("Change the payments of the contract by hand, or import a ledger of payments.")
    return Problem(code="terms_beside_payments", message=message, remedy=remedy, level=Level.WARNING, value=words[:200])
