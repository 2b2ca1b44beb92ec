"""What the red list says of gate reviews, payments, contracts and bonds: what is past its day, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import RedItem
from smartplanner.rules.lights import Signal

ENDING = ((30, "red"), (60, "yellow"), (90, "green"))
"""Days before the end of a contract, and the light that it has from then on."""
PAYMENT_SOON, GATE_SOON, BOND_SOON = 30, 15, 30
_IN_FORCE = frozenset({"signed", "active", "changed", "accepted"})


@dataclass(frozen=True, slots=True)
class _Contract:
    title: str
    buyer: str | None
    district: str | None
    end: date | None
    state: str | None
    code: str | None


def contract_items(reader: Reader, *, as_of: date) -> list[RedItem]:
    """Return the entries of gates, payments, contracts and bonds."""
    contracts = {
        id: _Contract(title, buyer, district, _day(end), state, code)
        for id, title, buyer, district, end, state, code in reader.raw_columns(
            "contract", ("id", "title", "buyer", "district", "end", "state", "code")
        )
    }
    return [
        *_gates(reader, as_of),
        *_payments(reader, contracts, as_of),
        *_ending(contracts, as_of),
        *_bonds(reader, contracts, as_of),
    ]


def _gates(reader: Reader, as_of: date) -> Iterator[RedItem]:
    districts = dict(reader.raw_columns("plan", ("id", "district")))
    for id, gate, plan, pilot, due, decision in reader.raw_columns(
        "gate", ("id", "gate", "plan", "pilot", "due", "decision")
    ):
        day = _day(due)
        signal = _approaching("gate", day, as_of, soon=GATE_SOON)
        if decision is None and signal is not None:
            about = reader.name("plan", plan) if plan else reader.name("pilot", pilot) if pilot else ""
            title = f"{gate}（{about}）" if about else str(gate)
            yield RedItem("gate", "gate", id, title, None, None, districts.get(plan), day, signal)


def _payments(reader: Reader, contracts: Mapping[str, _Contract], as_of: date) -> Iterator[RedItem]:
    fields = ("id", "title", "contract", "due")
    for id, title, contract_id, due in reader.raw_columns("payment", fields, empty="paid_on"):
        day, contract = _day(due), contracts[contract_id]
        signal = _approaching("payment", day, as_of, soon=PAYMENT_SOON)
        if signal is not None:
            yield _of_contract("payment", id, f"{contract.title}：{title}", contract, day, signal)


def _ending(contracts: Mapping[str, _Contract], as_of: date) -> Iterator[RedItem]:
    for id, contract in contracts.items():
        if contract.end is None or (contract.state is not None and contract.state not in _IN_FORCE):
            continue
        left = (contract.end - as_of).days
        if left < 0:
            yield _of_contract(
                "contract", id, contract.title, contract, contract.end, Signal("red", "contract_over", -left)
            )
            continue
        light = next((light for days, light in ENDING if left <= days), None)
        if light is not None:
            yield _of_contract(
                "contract", id, contract.title, contract, contract.end, Signal(light, "contract_ends", left)
            )


def _bonds(reader: Reader, contracts: Mapping[str, _Contract], as_of: date) -> Iterator[RedItem]:
    fields = ("id", "contract", "release_on")
    for id, contract_id, release in reader.raw_columns("bond", fields, empty="released_on"):
        day, contract = _day(release), contracts[contract_id]
        signal = _approaching("bond", day, as_of, soon=BOND_SOON)
        if signal is not None:
            yield _of_contract("bond", id, contract.title, contract, day, signal)


def _of_contract(
    kind: str, id: str, title: str, contract: _Contract, day: date | None, signal: Signal
) -> RedItem:  # fmt: skip
    return RedItem(
        kind, kind, id, title, contract.buyer, None, contract.district, day, signal, contract.state, contract.code
    )


def _approaching(kind: str, day: date | None, as_of: date, *, soon: int) -> Signal | None:
    """Return red for a day that is past, yellow for one within *soon* days, else None."""
    if day is None or (day - as_of).days > soon:
        return None
    left = (day - as_of).days
    return Signal("red", f"{kind}_late", -left) if left < 0 else Signal("yellow", f"{kind}_soon", left)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
