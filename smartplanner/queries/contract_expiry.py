"""What runs out within 90 days, or has: contracts, bonds, guarantees, licences, terms of operators, payments due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.model.bond import BondKind
from smartplanner.queries.reader import Reader
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import IN_FORCE, NOT_YET, USUAL_STATE, term
from smartplanner.rules.expiry import Expiry, rung
from smartplanner.rules.payments import amount_of


def expiries(reader: Reader, facts: Mapping[str, ContractFact], *, as_of: date) -> list[Expiry]:
    """Return everything on the ladder as of a day, what is past or next first."""
    found = [
        *_contracts(facts, as_of), *_bonds(reader, facts, as_of), *_licences(reader, as_of), *_terms(reader, as_of),
        *payment_expiries(facts, as_of=as_of),
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.left, one.kind, one.title))


def payment_expiries(facts: Mapping[str, ContractFact], *, as_of: date) -> Iterator[Expiry]:
    """Give the payments that are due within 90 days or past it, and not paid."""
    for fact in facts.values():
        if (fact.state or USUAL_STATE) in NOT_YET or fact.state == "terminated":
            continue
        for one in fact.payments:
            if one.due is None or (step := rung(one.due, as_of=as_of)) is None:
                continue
            if one.paid_on is None or one.paid_on > as_of:
                amount = amount_of(fact, one)
                yield Expiry(
                    "payment", "payment", one.id, f"{fact.title}：{one.title}", one.due, (one.due - as_of).days, *step,
                    contract=fact.id, operator=fact.operator, amount=amount,
                )  # fmt: skip


def _contracts(facts: Mapping[str, ContractFact], as_of: date) -> Iterator[Expiry]:
    for fact in facts.values():
        if fact.state is not None and fact.state not in IN_FORCE:
            continue
        end = term(fact, as_of=as_of).end if fact.amendments else fact.end
        # What was accepted and has ended is over; its warranty is watched by its bond.
        if end is None or (end < as_of and fact.state == "accepted"):
            continue
        if step := rung(end, as_of=as_of):
            yield Expiry(
                "contract", "contract", fact.id, fact.title, end, (end - as_of).days, *step,
                contract=fact.id, operator=fact.operator, amount=fact.amount,
            )  # fmt: skip


def _bonds(reader: Reader, facts: Mapping[str, ContractFact], as_of: date) -> Iterator[Expiry]:
    fields = ("id", "contract", "kind", "amount", "release_on", "valid_until")
    for id, contract, kind, amount, release, valid in reader.raw_columns("bond", fields, empty="released_on"):
        fact = facts.get(contract)
        if fact is None:
            continue
        title = f"{fact.title}：{_(BondKind.of(kind).label)}"
        for what, text in (("bond", release), ("guarantee", valid)):
            day = _day(text)
            if day is not None and (step := rung(day, as_of=as_of)):
                yield Expiry(
                    what, "bond", id, title, day, (day - as_of).days, *step,
                    contract=contract, operator=fact.operator, amount=amount,
                )  # fmt: skip


def _licences(reader: Reader, as_of: date) -> Iterator[Expiry]:
    for id, operator, title, until in reader.raw_columns("licence", ("id", "operator", "title", "expires_on")):
        day = _day(until)
        if day is not None and (step := rung(day, as_of=as_of)):
            name = f"{reader.name('operator', operator)}：{title}"
            yield Expiry("licence", "licence", id, name, day, (day - as_of).days, *step, operator=operator)


def _terms(reader: Reader, as_of: date) -> Iterator[Expiry]:
    for id, until in reader.raw_columns("operator", ("id", "term_until")):
        day = _day(until)
        if day is not None and (step := rung(day, as_of=as_of)):
            yield Expiry(
                "terms", "operator", id, reader.name("operator", id), day, (day - as_of).days, *step, operator=id
            )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
