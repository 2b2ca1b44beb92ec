"""The entries of the red list: what they are about, whose turn it is, and why they are there, in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.rules.lights import WORST_FIRST, Signal, say_cause, say_reason

KINDS = {
    "overdue": N_("Overdue matters"),
    "behind": N_("Behind or lit otherwise"),
    "due_soon": N_("Due soon"),
    "unreported": N_("Report overdue"),
    "unsigned": N_("Not signed for"),
    "extension": N_("Extension waiting"),
    "gate": N_("Gate reviews due"),
    "payment": N_("Payments due"),
    "contract": N_("Contracts ending"),
    "bond": N_("Bonds to be released"),
    "licence": N_("Licences and terms running out"),
    "service": N_("Service below what is needed"),
}
"""The kinds of entries with their names (msgids), the most pressing first."""
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_OFFICE = frozenset({"extension", "gate", "payment", "contract", "bond"})
_AT_THE_OFFICE = frozenset({"registered", "assigning", "extension", "review", "done"})
"""States of a matter in which the office has to act next."""

CAUSES = {
    "missing_report": N_("{amount} report(s) missing in a row"),
    "unsigned": N_("not signed for"),
    "unsigned_for": N_("not signed for since {amount} days"),
    "extension_waits": N_("extension asked for {amount} days ago, not decided"),
    "extension": N_("extension asked for, not decided"),
    "gate_late": N_("review should have been held {amount} days ago"),
    "gate_soon": N_("review in {amount} days"),
    "payment_late": N_("payment {amount} days late"),
    "payment_soon": N_("payment due in {amount} days"),
    "payment_late_blocked": N_("payment {amount} days late, blocked: {words}"),
    "payment_soon_blocked": N_("payment due in {amount} days, blocked: {words}"),
    "contract_over": N_("contract ended {amount} days ago and is still in force here"),
    "contract_ends": N_("contract ends in {amount} days"),
    "bond_late": N_("bond should have been released {amount} days ago"),
    "bond_soon": N_("bond to be released in {amount} days"),
    "guarantee_late": N_("guarantee ran out {amount} days ago, the bond is not released"),
    "guarantee_soon": N_("guarantee runs out in {amount} days"),
    "licence_late": N_("licence ran out {amount} days ago"),
    "licence_soon": N_("licence runs out in {amount} days"),
    "terms_late": N_("terms of the operator ended {amount} days ago"),
    "terms_soon": N_("terms of the operator end in {amount} days"),
    "service_below": N_("service below what is needed: {words}"),
}


class RedItem(NamedTuple):
    """One entry: *entity* and *id* are what a click opens, *unit*, *group* and *district* are ids.

    *day* is the day that counts (deadline, day of asking, end of the contract); ``signal`` the light and its cause.
    *waits* says that a unit has to act before the office can.
    """

    kind: str
    entity: str
    id: str
    title: str
    unit: str | None
    group: str | None
    district: str | None
    day: date | None
    signal: Signal
    state: str | None = None
    code: str | None = None
    waits: bool = False

    @property
    def key(self) -> str:
        """What tells this entry from all others."""
        return f"{self.kind} {self.id} {self.unit or ''}"

    @property
    def light(self) -> str:
        """Its colour."""
        return self.signal.light

    @property
    def amount(self) -> int:
        """By how much: days, points or periods, as the cause says."""
        return self.signal.amount

    @property
    def at_the_office(self) -> bool:
        """Whether the office has to act next, and not a unit."""
        if self.waits:
            return False
        return self.kind in _OFFICE or (self.kind != "unsigned" and self.state in _AT_THE_OFFICE)


def say_item(item: RedItem) -> str:
    """Return why an entry is on the list, short."""
    text = CAUSES.get(item.signal.cause)
    if text is None:
        return say_cause(item.signal)
    return _(text, amount=item.signal.amount, words=item.signal.words)


def say_item_fully(item: RedItem) -> str:
    """Return why an entry is on the list, with the rule that put it there."""
    return say_item(item) if item.signal.cause in CAUSES else say_reason(item.signal)


def worst_first(item: RedItem) -> tuple[int, int, int, str, str]:
    """Return what entries are sorted by: light, kind, how much, title; equal ones stay where they are by their id."""
    return WORST_FIRST[item.signal.light], _ORDER[item.kind], -item.signal.amount, item.title, item.id
