"""What the red list says of gate reviews, contracts, payments, bonds, licences and services.

What runs out has the lights of its ladder (90, 60 and 30 days); a payment that is due says what still blocks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contract_expiry import expiries
from smartplanner.queries.contracts import current_breaches, owed_payments, scores_by_contract
from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import RedItem
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.expiry import Expiry
from smartplanner.rules.lights import Signal
from smartplanner.rules.payments import PaymentStatus
from smartplanner.rules.service import Breach, MonthScore

PAYMENT_SOON, GATE_SOON = 30, 15
"""Days before the day from which a payment or a gate review is listed."""
_LISTED_AS = {"contract": "contract", "bond": "bond", "guarantee": "bond", "licence": "licence", "terms": "licence"}
_CONTRACT_CAUSES = {True: "contract_over", False: "contract_ends"}

_Scores = Mapping[str, Mapping[str, MonthScore]]


def contract_items(reader: Reader, *, as_of: date) -> list[RedItem]:
    """Return the entries of gates, payments, contracts, bonds, licences, terms and services."""
    facts = contract_facts(reader)
    scores = scores_by_contract(facts, as_of=as_of)
    units = dict(reader.raw_columns("operator", ("id", "organisation")))
    return [
        *_gates(reader, as_of),
        *_payments(facts, scores, as_of),
        *(_running_out(one, facts, units) for one in expiries(reader, facts, as_of=as_of) if one.kind in _LISTED_AS),
        *(_breach(one, facts[one.contract]) for one in current_breaches(facts.values(), scores, as_of=as_of)),
    ]


def _gates(reader: Reader, as_of: date) -> Iterator[RedItem]:
    districts = dict(reader.raw_columns("plan", ("id", "district"))) | dict(
        reader.raw_columns("pilot", ("id", "district"))
    )
    for id, gate, plan, pilot, due, decision in reader.raw_columns(
        "gate", ("id", "gate", "plan", "pilot", "due", "decision")
    ):
        day = _day(due)
        signal = _approaching("gate", day, as_of, soon=GATE_SOON)
        if decision is None and signal is not None:
            about = reader.name("plan", plan) if plan else reader.name("pilot", pilot) if pilot else ""
            title = f"{gate}（{about}）" if about else str(gate)
            yield RedItem("gate", "gate", id, title, None, None, districts.get(plan or pilot), day, signal)


def _payments(facts: Mapping[str, ContractFact], scores: _Scores, as_of: date) -> Iterator[RedItem]:
    until = as_of + timedelta(days=PAYMENT_SOON)
    for one in owed_payments(facts.values(), as_of=as_of, scores=scores, until=until):
        signal = _approaching("payment", one.due, as_of, soon=PAYMENT_SOON)
        if signal is not None:
            yield _payment(one, facts[one.contract], signal)


def _payment(one: PaymentStatus, fact: ContractFact, signal: Signal) -> RedItem:
    """Return the entry of a payment: who has to act is who holds up what is missing first."""
    unit, waits = fact.buyer, False
    if one.missing:
        words = "；".join(item.words for item in one.missing)
        signal = Signal(signal.light, f"{signal.cause}_blocked", signal.amount, words=words)
        first = one.missing[0]
        waits = first.turn != "office"
        unit = first.unit or (None if waits else unit)
    return _of_contract("payment", one.id, f"{fact.title}：{one.title}", fact, one.due, signal, unit, waits=waits)


def _running_out(one: Expiry, facts: Mapping[str, ContractFact], units: Mapping[str, str | None]) -> RedItem:
    late, fact = one.left < 0, facts.get(one.contract or "")
    cause = _CONTRACT_CAUSES[late] if one.kind == "contract" else f"{one.kind}_{'late' if late else 'soon'}"
    signal, kind = Signal(one.light, cause, abs(one.left)), _LISTED_AS[one.kind]
    if fact is None:
        unit = units.get(one.operator or "")
        return RedItem(kind, one.entity, one.id, one.title, unit, None, None, one.day, signal, waits=unit is not None)
    return _of_contract(kind, one.id, one.title, fact, one.day, signal, fact.buyer, entity=one.entity)


def _breach(one: Breach, fact: ContractFact) -> RedItem:
    signal = Signal(one.light, "service_below", one.running, words=one.words)
    unit = fact.operator_unit
    return _of_contract("service", fact.id, fact.title, fact, None, signal, unit, entity="contract", waits=True)


def _of_contract(
    kind: str,
    id: str,
    title: str,
    fact: ContractFact,
    day: date | None,
    signal: Signal,
    unit: str | None,
    *,
    entity: str = "",
    waits: bool = False,
) -> RedItem:
    return RedItem(
        kind, entity or kind, id, title, unit, None, fact.district, day, signal, fact.state, fact.code, waits
    )


def _approaching(kind: str, day: date | None, as_of: date, *, soon: int) -> Signal | None:
    """Return red for a day that is past, yellow for one within *soon* days, else None."""
    if day is None or (day - as_of).days > soon:
        return None
    left = (day - as_of).days
    return Signal("red", f"{kind}_late", -left) if left < 0 else Signal("yellow", f"{kind}_soon", left)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
